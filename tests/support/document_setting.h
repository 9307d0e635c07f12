#pragma once

#include <QStringList>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/uuid.h"
#include "shared/rules/approval_rules.h"
#include "shared/rules/discount_limit.h"
#include "shared/rules/document_rules.h"
#include "shared/rules/loaded_catalogue.h"
#include "shared/rules/pricing.h"
#include "shared/rules/record_rules.h"
#include "shared/rules/totals.h"
#include "shared/schema/schema.h"

/// What the tests of documents' rules share: a catalogue, a quote in it, and faults as text.
namespace fieldfare::tests {

inline constexpr std::int64_t kNow = 1'700'000'000'000;

inline std::string id(char c) {
    return std::string(16, c);
}

inline std::string linePath(char line, const std::string& field = {}) {
    return "lines/" + base::idText(id(line)) + (field.empty() ? "" : "/" + field);
}

inline v1::Money money(std::int64_t minor, const std::string& currency = "EUR") {
    v1::Money made;
    made.set_minor(minor);
    made.set_currency(currency);
    return made;
}

/// "path: limit" of each fault, so that a failing comparison shows all of them.
inline QStringList shown(const std::vector<v1::Fault>& faults) {
    QStringList made;
    for (const v1::Fault& fault : faults) {
        made << QString::fromStdString(fault.path() + ": " + std::to_string(fault.limit()));
        if (fault.code() != v1::RULE || fault.message().empty()) {
            made.back() += QStringLiteral(" (not a RULE with a message)");
        }
    }
    return made;
}

inline QStringList expected(const std::string& path, std::int64_t limit = 0) {
    return {QString::fromStdString(path + ": " + std::to_string(limit))};
}

inline const QStringList kNone;

/// Price list L with two products, and a draft of both before and after an edit.
class DocumentSetting {
  protected:
    void begin() {
        catalogue_ = std::make_unique<rules::LoadedCatalogue>(rules::defaultOrganisation("Fieldfare", "EUR"));
        v1::PriceList list;
        list.set_currency("EUR");
        list.set_version(4);
        catalogue_->put(id('L'), list);
        v1::PriceList cheap = list;
        catalogue_->put(id('C'), cheap);
        for (const char product : {'1', '2'}) {
            v1::Product made;
            *made.mutable_standard_price() = money(2'000);
            addPrice(made, 'L', 1'000);
            addPrice(made, 'C', 500);
            addPrice(made, 'T', 1'000);
            catalogue_->put(id(product), made);
        }
        before_ = quote();
        after_ = before_;
        role_ = v1::REP;
        approvedBp_.reset();
        source_ = nullptr;
        customer_ = nullptr;
    }

    static void addPrice(v1::Product& product, char list, std::int64_t minor) {
        v1::ListPrice* named = product.add_prices();
        named->set_price_list_id(id(list));
        *named->mutable_price() = money(minor);
    }

    void setListPrice(char list, std::int64_t minor) {
        for (const char product : {'1', '2'}) {
            v1::Product changed = *catalogue_->product(id(product));
            for (v1::ListPrice& named : *changed.mutable_prices()) {
                if (named.price_list_id() == id(list)) {
                    named.mutable_price()->set_minor(minor);
                }
            }
            catalogue_->put(id(product), changed);
        }
    }

    // A draft of 2,000 and 1,000 of product 1 at list price: 30,000.00, so that a basis point shows.
    v1::Quote quote() {
        v1::Quote made;
        made.set_customer_id(id('k'));
        made.set_currency("EUR");
        made.set_status(v1::Quote::DRAFT);
        made.set_price_list_id(id('L'));
        made.set_price_version(4);
        const rules::Terms terms{v1::Customer::A, id('L'), "EUR"};
        *made.add_lines() = rules::makeLine(*catalogue_, terms, id('a'), 1, id('1'), 2'000'000, kNow).value();
        *made.add_lines() = rules::makeLine(*catalogue_, terms, id('b'), 2, id('1'), 1'000'000, kNow).value();
        rules::deriveTotals(made);
        return made;
    }

    // 10 % for tier A.
    static v1::PriceList tieredList() {
        v1::PriceList list;
        list.set_currency("EUR");
        list.set_version(4);
        v1::TierDiscount* discount = list.add_tier_discounts();
        discount->set_tier(v1::Customer::A);
        discount->set_discount_bp(1'000);
        return list;
    }

    static v1::Customer tierCustomer() {
        v1::Customer customer;
        customer.set_tier(v1::Customer::A);
        customer.set_price_list_id(id('T'));
        return customer;
    }

    // quote() in tieredList(), stating this tier discount on every line.
    v1::Quote tieredQuote(std::uint32_t volumeBp) {
        v1::Quote made = quote();
        made.set_price_list_id(id('T'));
        for (v1::Line& line : *made.mutable_lines()) {
            line.set_volume_discount_bp(volumeBp);
        }
        rules::deriveTotals(made);
        return made;
    }

    // The order that before_ becomes, submitted.
    v1::Order ordered() {
        v1::Order order = rules::orderFrom(before_, id('q'));
        order.set_status(v1::Order::SUBMITTED);
        return order;
    }

    static v1::Approval asked(std::uint32_t discountBp) {
        v1::Approval made;
        made.set_subject_id(id('q'));
        made.set_question("A good customer");
        made.set_discount_bp(discountBp);
        return made;
    }

    rules::Context context() const { return {*catalogue_, role_, kNow, approvedBp_, source_, customer_}; }

    std::vector<v1::Fault> check(const v1::Quote* before, const v1::Quote& after) const {
        return rules::checkQuote(before, after, context());
    }
    std::vector<v1::Fault> checkOrder(const v1::Order* before, const v1::Order& after) const {
        return rules::checkOrder(before, after, context());
    }
    std::vector<v1::Fault> checkApproval(const v1::Approval* before, const v1::Approval& after) const {
        return rules::checkApproval(before, after, context());
    }

    std::unique_ptr<rules::LoadedCatalogue> catalogue_;
    v1::Quote before_;
    v1::Quote after_;
    v1::Role role_ = v1::REP;
    std::optional<std::uint32_t> approvedBp_;
    const v1::Quote* source_ = nullptr;
    const v1::Customer* customer_ = nullptr;
};

}  // namespace fieldfare::tests
