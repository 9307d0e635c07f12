#include "tests/support/loopback/loopback.h"

#include <QTest>

#include "fieldfare/customer.pb.h"
#include "fieldfare/field_work.pb.h"
#include "fieldfare/history.pb.h"
#include "fieldfare/sale.pb.h"
#include "shared/rules/pricing.h"
#include "shared/schema/fault.h"

using namespace fieldfare;
using tests::Loopback;
using tests::Phone;

namespace {

std::string newCustomer(Phone& phone, const std::string& name) {
    return phone.create<v1::Customer>([&](v1::Customer& customer) {
        customer.set_name(name);
        customer.set_tier(v1::Customer::B);
        customer.mutable_address()->set_city("上海");
        customer.add_tags("seasonal");
    });
}

int count(Phone& phone, const char* type) {
    return static_cast<int>(phone.reading().count(*schema::Schema::instance().type(type)));
}

}  // namespace

/// Real devices and the real server in one process: the stories that everything else stands on.
class LoopbackTest : public QObject {
    Q_OBJECT

  private slots:
    void aCustomerReachesItsManagerAndNobodyElse() {
        Loopback company;
        auto ann = company.phone("Ann");
        auto mei = company.phone("Mei");
        auto wu = company.phone("Wu");
        ann->sync();
        const auto id = newCustomer(*ann, "天成食品有限公司");
        QVERIFY(ann->has(id));
        QVERIFY(!ann->reading().status().upToDate());
        ann->sync();
        QVERIFY(ann->reading().status().upToDate());
        mei->sync();
        wu->sync();
        QCOMPARE(mei->get<v1::Customer>(id).name(), std::string{"天成食品有限公司"});
        QCOMPARE(mei->get<v1::Customer>(id).owner_id(), company.colleague("Ann").id);
        QVERIFY(!wu->has(id));
    }

    void whoReadsByHalvesDeletesNothingThatTheyHaveNotSeen() {
        Loopback company;
        auto ann = company.phone("Ann");
        auto mei = company.phone("Mei");
        const auto id = newCustomer(*ann, "Acorn");
        ann->sync();
        mei->sync();
        ann->edit<v1::Customer>(id, [](v1::Customer& c) { c.set_notes("they want to buy"); });
        const auto contact = ann->create<v1::Contact>([&](v1::Contact& c) {
            c.set_customer_id(id);
            c.set_name("Olga");
        });
        ann->sync();
        // Mei's own edit puts the customer behind its new contact in what she reads.
        mei->edit<v1::Customer>(id, [](v1::Customer& c) { c.add_tags("cold"); });
        company.answersOf(200);
        auto& phone = mei->transport();
        const int so = phone.calls["/v1/sync"];
        phone.loses = [&](const std::string&, int number) { return number > so + 2; };
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, mei->sync());
        phone.loses = nullptr;
        company.answersOf(100'000);
        QVERIFY(mei->has(contact));
        QVERIFY(!mei->get<v1::Customer>(id).has_notes());
        mei->editing().erase(id);
        mei->sync();
        const auto attention = mei->store().attention().list();
        QCOMPARE(attention.size(), std::size_t{1});
        QCOMPARE(attention[0].fault.code(), v1::CHANGED_MEANWHILE);
        QCOMPARE(mei->get<v1::Customer>(id).notes(), std::string{"they want to buy"});
        mei->editing().erase(id);
        mei->sync();
        ann->sync();
        QVERIFY(!ann->has(id));
    }

    void differentFieldsOfOneCustomerMerge() {
        Loopback company;
        auto ann = company.phone("Ann");
        auto mei = company.phone("Mei");
        const auto id = newCustomer(*ann, "Acorn");
        ann->sync();
        mei->sync();
        ann->edit<v1::Customer>(id,
                                [](v1::Customer& c) { c.mutable_address()->set_street("216 High Street"); });
        ann->edit<v1::Customer>(id, [](v1::Customer& c) { c.add_tags("cold"); });
        mei->edit<v1::Customer>(id, [](v1::Customer& c) {
            c.mutable_address()->set_city("苏州");
            c.add_tags("key account");
        });
        mei->sync();
        ann->sync();
        mei->sync();
        for (auto* phone : {ann.get(), mei.get()}) {
            const auto customer = phone->get<v1::Customer>(id);
            QCOMPARE(customer.address().street(), std::string{"216 High Street"});
            QCOMPARE(customer.address().city(), std::string{"苏州"});
            QCOMPARE(customer.tags_size(), 3);
            QVERIFY(phone->reading().conflicts().empty());
        }
    }

    void aFormOpenedOverAnOwnValueKeepsWhatThatHid() {
        Loopback company;
        auto ann = company.phone("Ann");
        auto mei = company.phone("Mei");
        const auto id = newCustomer(*ann, "Acorn");
        ann->sync();
        mei->sync();
        mei->edit<v1::Customer>(id, [](v1::Customer& c) { c.set_tax_id("Mei's"); });
        mei->sync();
        // Ann types while the answer that brings Mei's value is on its way, and opens a form while hers is:
        // it shows her own value, and Mei's never.
        std::optional<engine::Record> form;
        ann->transport().sees = [&](const std::string&) {
            if (!ann->get<v1::Customer>(id).has_tax_id())
                ann->edit<v1::Customer>(id, [](v1::Customer& c) { c.set_tax_id("Ann's first"); });
            else if (!form)
                form = ann->editing().require(id);
        };
        ann->sync();
        ann->transport().sees = nullptr;
        QVERIFY(form.has_value());
        QCOMPARE(form->as<v1::Customer>().tax_id(), std::string{"Ann's first"});
        QCOMPARE(ann->get<v1::Customer>(id).tax_id(), std::string{"Mei's"});
        auto changed = form->as<v1::Customer>();
        changed.set_tax_id("Ann's second");
        QVERIFY(ann->editing().edit(*form, changed));
        ann->sync();
        mei->sync();
        QCOMPARE(mei->get<v1::Customer>(id).tax_id(), std::string{"Mei's"});
        const auto conflicts = mei->reading().conflicts();
        QCOMPARE(conflicts.size(), std::size_t{1});
        v1::Customer candidate;
        QVERIFY(candidate.ParseFromString(conflicts.front().as<v1::Conflict>().losing()));
        QCOMPARE(candidate.tax_id(), std::string{"Ann's second"});
    }

    void aDeletionDoesNotTakeAlongWhatAnOwnValueHid() {
        Loopback company;
        auto ann = company.phone("Ann");
        auto mei = company.phone("Mei");
        const auto id = newCustomer(*ann, "Acorn");
        ann->sync();
        mei->sync();
        ann->edit<v1::Customer>(id, [](v1::Customer& c) { c.set_tax_id("Ann's"); });
        ann->sync();
        // As for a form above; then she deletes the customer, with her own value before her eyes.
        int answers = 0;
        mei->transport().sees = [&](const std::string&) {
            if (++answers == 1)
                mei->edit<v1::Customer>(id, [](v1::Customer& c) { c.set_tax_id("Mei's"); });
            else if (answers == 2)
                mei->editing().erase(id);
        };
        mei->sync();
        mei->transport().sees = nullptr;
        const auto attention = mei->store().attention().list();
        QCOMPARE(attention.size(), std::size_t{1});
        QCOMPARE(attention.front().fault.code(), v1::CHANGED_MEANWHILE);
        QCOMPARE(mei->get<v1::Customer>(id).tax_id(), std::string{"Ann's"});
        // Looking again, she may.
        mei->editing().erase(id);
        mei->sync();
        QVERIFY(!mei->has(id));
    }

    void theLosingValueOfOneFieldIsShownAndRestored() {
        Loopback company;
        auto ann = company.phone("Ann");
        auto mei = company.phone("Mei");
        const auto id = newCustomer(*ann, "Acorn");
        ann->sync();
        mei->sync();
        ann->edit<v1::Customer>(id, [](v1::Customer& c) { c.set_industry("food"); });
        company.pass(std::chrono::minutes{1});
        mei->edit<v1::Customer>(id, [](v1::Customer& c) { c.set_industry("retail"); });
        mei->sync();
        const auto result = ann->sync();
        QCOMPARE(result.report.merged, std::uint64_t{1});
        mei->sync();
        for (auto* phone : {ann.get(), mei.get()}) {
            QCOMPARE(phone->get<v1::Customer>(id).industry(), std::string{"retail"});
            const auto conflicts = phone->reading().conflicts();
            QCOMPARE(conflicts.size(), std::size_t{1});
            const auto& conflict = conflicts.front().as<v1::Conflict>();
            QCOMPARE(conflict.path(), std::string{"industry"});
            QCOMPARE(conflict.losing_by().person_id(), company.colleague("Ann").id);
            v1::Customer losing;
            QVERIFY(losing.ParseFromString(conflict.losing()));
            QCOMPARE(losing.industry(), std::string{"food"});
        }
        ann->resolution().restore(ann->reading().conflicts().front().id);
        ann->sync();
        mei->sync();
        QCOMPARE(mei->get<v1::Customer>(id).industry(), std::string{"food"});
    }

    void aReassignedCustomerMovesWithEverythingUnderIt() {
        Loopback company;
        auto ann = company.phone("Ann");
        auto ben = company.phone("Ben");
        auto mei = company.phone("Mei");
        const auto id = newCustomer(*ann, "Acorn");
        for (int i = 0; i < 20; ++i)
            ann->create<v1::Visit>([&](v1::Visit& visit) {
                visit.set_customer_id(id);
                visit.set_notes("Visit " + std::to_string(i));
            });
        ann->sync();
        ben->sync();
        mei->sync();
        QCOMPARE(count(*ann, "visit"), 20);
        QCOMPARE(count(*ben, "visit"), 0);
        mei->edit<v1::Customer>(id, [&](v1::Customer& c) { c.set_owner_id(company.colleague("Ben").id); });
        mei->sync();
        ann->sync();
        ben->sync();
        QVERIFY(!ann->has(id));
        QCOMPARE(count(*ann, "visit"), 0);
        QVERIFY(ben->has(id));
        QCOMPARE(count(*ben, "visit"), 20);
        QCOMPARE(count(*mei, "visit"), 20);
    }

    void aLostReplyAppliesNothingTwice() {
        Loopback company;
        auto ann = company.phone("Ann");
        auto mei = company.phone("Mei");
        ann->sync();
        const auto id = newCustomer(*ann, "Acorn");
        ann->transport().loseNextReply = true;
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, ann->sync());
        ann->restart();
        ann->edit<v1::Customer>(id, [](v1::Customer& c) { c.set_industry("food"); });
        const auto result = ann->sync();
        QCOMPARE(result.report.rejected, std::uint64_t{0});
        QCOMPARE(result.report.applied, std::uint64_t{2});
        mei->sync();
        QCOMPARE(mei->get<v1::Customer>(id).industry(), std::string{"food"});
        QCOMPARE(count(*mei, "customer"), 1);
        QVERIFY(ann->store().verify());
    }

    void aQuoteBeyondTheLimitIsApprovedAndBecomesAnOrder() {
        Loopback company;
        std::string product;
        company.atServer([&](server::sync::ServerEdit& edit) {
            v1::Product made;
            made.set_sku("SKU-1");
            made.set_name("Green tea");
            made.mutable_standard_price()->set_minor(10000);
            made.mutable_standard_price()->set_currency("CNY");
            product = edit.create(schema::Schema::of<v1::Product>(), {}, made).id;
        });
        auto ann = company.phone("Ann");
        auto mei = company.phone("Mei");
        auto olga = company.phone("Olga");
        const auto customer = newCustomer(*ann, "Acorn");
        ann->sync();
        const auto quote = ann->create<v1::Quote>([&](v1::Quote& q) {
            q.set_customer_id(customer);
            q.set_status(v1::Quote::DRAFT);
            q.set_currency("CNY");
            auto& line = *q.add_lines();
            line.set_id(std::string(16, 'l'));
            line.set_product_id(product);
            line.set_quantity_milli(2000);
            line.mutable_unit_price()->set_minor(10000);
            line.mutable_unit_price()->set_currency("CNY");
            line.mutable_list_price()->set_minor(10000);
            line.mutable_list_price()->set_currency("CNY");
            line.set_discount_bp(1000);  // a rep may give 5 %
        });
        QCOMPARE(ann->get<v1::Quote>(quote).totals().gross().minor(), std::int64_t{18000});
        QVERIFY_THROWS_EXCEPTION(schema::FaultError, ann->documents().issue(quote));
        ann->edit<v1::Quote>(quote, [](v1::Quote& q) { q.set_status(v1::Quote::WAITING); });
        const auto approval = ann->create<v1::Approval>([&](v1::Approval& a) {
            a.set_subject_id(quote);
            a.set_question("Key account, 10 %");
            a.set_discount_bp(1000);
        });
        ann->sync();
        mei->sync();
        mei->edit<v1::Approval>(approval, [](v1::Approval& a) { a.set_decision(v1::Approval::APPROVED); });
        mei->sync();
        ann->sync();
        QCOMPARE(ann->get<v1::Quote>(quote).status(), v1::Quote::APPROVED);
        olga->sync();
        QCOMPARE(count(*olga, "order"), 0);
        QVERIFY(!olga->has(customer));
        const auto order = ann->documents().orderFromQuote(quote);
        ann->sync();
        QVERIFY(ann->reading().status().upToDate());
        olga->sync();
        QCOMPARE(olga->get<v1::Order>(order).status(), v1::Order::SUBMITTED);
        QCOMPARE(olga->get<v1::Order>(order).totals().gross().minor(), std::int64_t{18000});
        QVERIFY(olga->has(customer));
        olga->edit<v1::Order>(order, [](v1::Order& o) {
            o.set_status(v1::Order::ACCEPTED);
            o.set_erp_number("ERP-77");
        });
        olga->sync();
        ann->sync();
        QCOMPARE(ann->get<v1::Order>(order).erp_number(), std::string{"ERP-77"});
        QCOMPARE(ann->get<v1::Quote>(quote).status(), v1::Quote::ORDERED);
    }

    void aQuoteIsNotIssuedWithoutTheLineThatTheServerRefused() {
        Loopback company;
        std::map<char, std::string> products;
        company.atServer([&](server::sync::ServerEdit& edit) {
            for (const char sku : {'a', 'b'}) {
                v1::Product made;
                made.set_sku(std::string(1, sku));
                made.set_name("Green tea");
                made.mutable_standard_price()->set_minor(10000);
                made.mutable_standard_price()->set_currency("CNY");
                products[sku] = edit.create(schema::Schema::of<v1::Product>(), {}, made).id;
            }
        });
        auto ann = company.phone("Ann");
        const auto customer = newCustomer(*ann, "Acorn");
        ann->sync();
        const auto addLine = [&](v1::Quote& quote, char sku) {
            auto& line = *quote.add_lines();
            line.set_id(std::string(16, sku));
            line.set_product_id(products.at(sku));
            line.set_quantity_milli(1000);
            line.mutable_unit_price()->set_minor(10000);
            line.mutable_unit_price()->set_currency("CNY");
            *line.mutable_list_price() = line.unit_price();
        };
        const auto quote = ann->create<v1::Quote>([&](v1::Quote& q) {
            q.set_customer_id(customer);
            q.set_status(v1::Quote::DRAFT);
            q.set_currency("CNY");
            addLine(q, 'a');
        });
        ann->sync();
        company.atServer([&](server::sync::ServerEdit& edit) {
            edit.change(edit.require(schema::Schema::of<v1::Product>(), products.at('b')), [](auto& record) {
                static_cast<v1::Product&>(record).mutable_standard_price()->set_minor(12000);
            });
        });
        // The new price is not here yet: the line is as it was agreed, and the server will not have it. While
        // the answer is on its way she hands the quote over, with both lines before her eyes.
        ann->edit<v1::Quote>(quote, [&](v1::Quote& q) { addLine(q, 'b'); });
        ann->transport().sees = [&](const std::string&) {
            ann->transport().sees = nullptr;
            ann->documents().issue(quote);
        };
        ann->sync();
        QCOMPARE(ann->get<v1::Quote>(quote).lines_size(), 1);
        QCOMPARE(ann->get<v1::Quote>(quote).status(), v1::Quote::DRAFT);
        const auto attention = ann->store().attention().list();
        QCOMPARE(attention.size(), std::size_t{2});
        QCOMPARE(attention[1].fault.code(), v1::RULE);
        QCOMPARE(attention[0].fault.code(), v1::CHANGED_MEANWHILE);
        QVERIFY(ann->store().verify());
    }

    void theCustomersOwnTermsAreNotTheRepsDiscount() {
        Loopback company;
        std::string list;
        std::string product;
        company.atServer([&](server::sync::ServerEdit& edit) {
            v1::PriceList terms;
            terms.set_name("Wholesale");
            terms.set_currency("CNY");
            auto& tier = *terms.add_tier_discounts();
            tier.set_tier(v1::Customer::B);
            tier.set_discount_bp(1000);
            list = edit.create(schema::Schema::of<v1::PriceList>(), {}, terms).id;
            v1::Product made;
            made.set_sku("SKU-1");
            made.set_name("Green tea");
            made.mutable_standard_price()->set_minor(10000);
            made.mutable_standard_price()->set_currency("CNY");
            product = edit.create(schema::Schema::of<v1::Product>(), {}, made).id;
        });
        auto ann = company.phone("Ann");
        auto mei = company.phone("Mei");
        const auto customer = newCustomer(*ann, "Acorn");
        ann->sync();
        mei->sync();
        mei->edit<v1::Customer>(customer, [&](v1::Customer& c) { c.set_price_list_id(list); });
        mei->sync();
        ann->sync();
        const auto quoted = [&](std::uint32_t discountBp) {
            return ann->create<v1::Quote>([&](v1::Quote& q) {
                q.set_customer_id(customer);
                q.set_status(v1::Quote::DRAFT);
                q.set_currency("CNY");
                q.set_price_list_id(list);
                auto& line = *q.add_lines();
                line.set_id(std::string(16, 'l'));
                line.set_product_id(product);
                line.set_quantity_milli(2000);
                line.mutable_unit_price()->set_minor(10000);
                line.mutable_unit_price()->set_currency("CNY");
                *line.mutable_list_price() = line.unit_price();
                line.set_volume_discount_bp(1000);
                line.set_discount_bp(discountBp);
            });
        };
        const auto within = quoted(500);
        ann->documents().issue(within);
        const auto beyond = quoted(600);
        QVERIFY_THROWS_EXCEPTION(schema::FaultError, ann->documents().issue(beyond));
        ann->edit<v1::Quote>(beyond, [](v1::Quote& q) { q.set_status(v1::Quote::WAITING); });
        const auto approval = ann->create<v1::Approval>([&](v1::Approval& a) {
            a.set_subject_id(beyond);
            a.set_question("6 % more");
            a.set_discount_bp(600);
        });
        QCOMPARE(ann->sync().report.rejected, std::uint64_t{0});
        QCOMPARE(ann->get<v1::Quote>(within).status(), v1::Quote::ISSUED);
        QCOMPARE(ann->get<v1::Quote>(within).totals().discount_bp(), 1450U);
        mei->sync();
        mei->edit<v1::Approval>(approval, [](v1::Approval& a) { a.set_decision(v1::Approval::APPROVED); });
        QCOMPARE(mei->sync().report.rejected, std::uint64_t{0});
        ann->sync();
        QCOMPARE(ann->get<v1::Quote>(beyond).status(), v1::Quote::APPROVED);
        ann->documents().issue(beyond);
        ann->sync();
        QCOMPARE(ann->get<v1::Quote>(beyond).status(), v1::Quote::ISSUED);
        QVERIFY(ann->reading().status().upToDate());
    }
};

QTEST_GUILESS_MAIN(LoopbackTest)
#include "loopback_test.moc"
