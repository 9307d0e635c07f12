#include "shared/rules/record_rules.h"

#include <string>
#include <utility>

#include "shared/base/uuid.h"
#include "shared/rules/approval_rules.h"
#include "shared/rules/document_rules.h"
#include "shared/schema/fault.h"

namespace fieldfare::rules {

namespace {

using Faults = std::vector<v1::Fault>;
using google::protobuf::Message;

Faults one(std::string message, std::string path) {
    return {schema::fault(v1::RULE, std::move(message), std::move(path))};
}

// Records are made by the generated classes (RecordType::make), so the type says the class.
template <typename Record>
bool is(const schema::RecordType& type) {
    return type.descriptor() == Record::descriptor();
}

template <typename Record>
const Record& as(const Message& record) {
    return static_cast<const Record&>(record);
}

template <typename Record>
const Record* as(const Message* record) {
    return static_cast<const Record*>(record);
}

}  // namespace

Faults checkRecord(const schema::RecordType& type, const Message* before, const Message& after,
                   const Context& context) {
    if (is<v1::Visit>(type)) {
        return checkVisit(as<v1::Visit>(after));
    }
    if (is<v1::Customer>(type)) {
        return checkCustomer(as<v1::Customer>(after));
    }
    if (is<v1::Quote>(type)) {
        return checkQuote(as<v1::Quote>(before), as<v1::Quote>(after), context);
    }
    if (is<v1::Order>(type)) {
        return checkOrder(as<v1::Order>(before), as<v1::Order>(after), context);
    }
    if (is<v1::Approval>(type)) {
        return checkApproval(as<v1::Approval>(before), as<v1::Approval>(after), context);
    }
    if (is<v1::VisitPlan>(type)) {
        return checkVisitPlan(as<v1::VisitPlan>(after));
    }
    if (is<v1::Product>(type)) {
        return checkProduct(as<v1::Product>(after), context.catalogue);
    }
    if (is<v1::PriceList>(type)) {
        return checkPriceList(as<v1::PriceList>(after));
    }
    if (is<v1::Category>(type)) {
        return checkCategory(as<v1::Category>(after), context.catalogue);
    }
    return {};
}

bool derive(const schema::RecordType& type, Message& record) {
    if (is<v1::Quote>(type)) {
        deriveTotals(static_cast<v1::Quote&>(record));
        return true;
    }
    if (is<v1::Order>(type)) {
        deriveTotals(static_cast<v1::Order&>(record));
        return true;
    }
    return false;
}

Faults checkVisit(const v1::Visit& visit) {
    if (!visit.has_check_out()) {
        return {};
    }
    if (!visit.has_check_in()) {
        return one("a visit is checked in before it is checked out", "check_out");
    }
    if (visit.check_out().at() < visit.check_in().at()) {
        return {schema::fault(v1::RULE, "the check-out is before the check-in", "check_out",
                              visit.check_in().at())};
    }
    return {};
}

Faults checkVisitPlan(const v1::VisitPlan& plan) {
    if (plan.has_starts_at() && plan.has_ends_at() && plan.ends_at() < plan.starts_at()) {
        return one("the plan ends before it starts", "ends_at");
    }
    return {};
}

Faults checkCustomer(const v1::Customer& customer) {
    if (customer.potential().minor() < 0) {
        return one("a potential is not negative", "potential");
    }
    return {};
}

Faults checkProduct(const v1::Product& product, const Catalogue& catalogue) {
    Faults faults;
    if (product.standard_price().minor() < 0) {
        faults.push_back(schema::fault(v1::RULE, "a price is not negative", "standard_price"));
    }
    for (const v1::ListPrice& named : product.prices()) {
        const v1::PriceList* list = catalogue.priceList(named.price_list_id());
        const bool foreign = list != nullptr && list->currency() != named.price().currency();
        if (foreign || named.price().minor() < 0) {
            faults.push_back(schema::fault(
                v1::RULE,
                foreign ? "the price is not in the price list's currency" : "a price is not negative",
                "prices/" + base::idText(named.price_list_id())));
        }
    }
    return faults;
}

Faults checkPriceList(const v1::PriceList& list) {
    if (list.has_valid_from() && list.has_valid_until() && list.valid_until() <= list.valid_from()) {
        return one("the price list ends before it begins", "valid_until");
    }
    return {};
}

Faults checkCategory(const v1::Category& category, const Catalogue& catalogue) {
    if (category.superior_id().empty()) {
        return {};
    }
    const v1::Category* superior = catalogue.category(category.superior_id());
    if (superior != nullptr && !superior->superior_id().empty()) {
        return one("categories have two levels: the superior has one itself", "superior_id");
    }
    return {};
}

v1::Organisation defaultOrganisation(std::string_view name, std::string_view currency) {
    v1::Organisation organisation;
    organisation.set_name(std::string{name});
    organisation.set_currency(std::string{currency});
    organisation.set_rep_discount_limit_bp(500);
    organisation.set_manager_discount_limit_bp(1'500);
    organisation.set_lock_issued(true);
    organisation.set_seal_visits(true);
    organisation.set_check_discounts(true);
    return organisation;
}

}  // namespace fieldfare::rules
