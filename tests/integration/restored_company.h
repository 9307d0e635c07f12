#pragma once

#include <QTest>

#include "fieldfare/customer.pb.h"
#include "fieldfare/field_work.pb.h"
#include "fieldfare/history.pb.h"
#include "fieldfare/sale.pb.h"
#include "shared/schema/schema.h"
#include "sync-server/storage/parked_store.h"
#include "tests/support/loopback/loopback.h"

/// An organisation whose server is put back to a backup while its devices know more.
namespace fieldfare::tests {

using schema::Schema;

inline std::string newCustomer(Phone& phone, const std::string& name) {
    return phone.create<v1::Customer>([&](v1::Customer& customer) { customer.set_name(name); });
}

inline std::string newVisit(Phone& phone, const std::string& customer, const std::string& notes) {
    return phone.create<v1::Visit>([&](v1::Visit& visit) {
        visit.set_customer_id(customer);
        visit.set_notes(notes);
    });
}

inline void note(Phone& phone, const std::string& id, const std::string& notes) {
    phone.edit<v1::Customer>(id, [&](v1::Customer& customer) { customer.set_notes(notes); });
}

inline std::string notesOn(Phone& phone, const std::string& id) {
    return phone.get<v1::Customer>(id).notes();
}

class RestoredCompany {
  protected:
    void open() {
        company = std::make_unique<Loopback>();
        company->atServer([&](server::sync::ServerEdit& edit) {
            v1::Product tea;
            tea.set_sku("SKU-1");
            tea.set_name("Green tea");
            tea.mutable_standard_price()->set_minor(10000);
            tea.mutable_standard_price()->set_currency("CNY");
            product = edit.create(Schema::of<v1::Product>(), {}, tea).id;
        });
        ann = company->phone("Ann");
        tablet = company->phone("Ann");
        ben = company->phone("Ben");
        mei = company->phone("Mei");
        acorn = newCustomer(*ann, "Acorn");
        everybodySyncs();
        company->backUp();
    }

    std::unique_ptr<Loopback> company;
    std::unique_ptr<Phone> ann;
    std::unique_ptr<Phone> tablet;  ///< Ann's as well
    std::unique_ptr<Phone> ben;
    std::unique_ptr<Phone> mei;
    std::string acorn;  ///< Ann's customer, in the backup
    std::string product;

    std::string draft(Phone& phone, std::int64_t minor = 10000) {
        return phone.create<v1::Quote>([&](v1::Quote& quote) {
            quote.set_customer_id(acorn);
            quote.set_status(v1::Quote::DRAFT);
            quote.set_currency("CNY");
            auto& line = *quote.add_lines();
            line.set_id(std::string(16, 'l'));
            line.set_product_id(product);
            line.set_quantity_milli(2000);
            for (auto* price : {line.mutable_unit_price(), line.mutable_list_price()}) {
                price->set_minor(minor);
                price->set_currency("CNY");
            }
        });
    }
    static void quantity(Phone& phone, const std::string& quote, std::int64_t milli) {
        phone.edit<v1::Quote>(quote, [&](v1::Quote& q) { q.mutable_lines(0)->set_quantity_milli(milli); });
    }
    void everybodySyncs() {
        for (int round = 0; round < 2; ++round)
            for (auto* phone : {ann.get(), ben.get(), mei.get()})
                phone->sync();
    }
    /// More than 30 days, in which this phone is used.
    void aMonthPasses(Phone& phone) {
        for (int half = 0; half < 2; ++half) {
            company->pass(std::chrono::hours{24 * 16});
            phone.sync();
        }
    }
    void give(const std::string& customer, const std::string& owner) {
        mei->edit<v1::Customer>(customer,
                                [&](v1::Customer& c) { c.set_owner_id(company->colleague(owner).id); });
        mei->sync();
    }
    /// Nobody has anything left to send, to look at or to wait for.
    void verifyQuiet() {
        for (auto* phone : {ann.get(), ben.get(), mei.get()}) {
            QCOMPARE(phone->store().outbox().unsentCount(), std::uint64_t{0});
            QCOMPARE(phone->store().attention().count(), std::uint64_t{0});
            QVERIFY(phone->store().outbox().accepted().empty());
        }
        company->organisation().readers().run(
            [](storage::Database& database) { QVERIFY(server::storage::ParkedStore{database}.empty()); });
    }
};

}  // namespace fieldfare::tests
