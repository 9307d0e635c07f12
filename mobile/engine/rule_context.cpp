#include "mobile/engine/rule_context.h"

#include <algorithm>

#include "fieldfare/sale.pb.h"
#include "shared/rules/approval_rules.h"

namespace fieldfare::engine {

using schema::RecordType;
using schema::Schema;

RuleContext::RuleContext(LocalStore& store, const StoreCatalogue& catalogue, const RecordType& type,
                         std::string_view id, const google::protobuf::Message& record)
    : context_{.catalogue = catalogue, .role = store.role(), .now = store.now()} {
    const Reading reading{store};
    const auto idIn = [&](const char* name) {
        const auto* field = type.field(name);
        return field == nullptr ? std::string{} : schema::bytesOf(record, field);
    };
    const bool isQuote = &type == &Schema::of<v1::Quote>();
    const bool isOrder = &type == &Schema::of<v1::Order>();
    const auto quoteId = idIn(isOrder ? "quote_id" : isQuote ? "revises_id" : "subject_id");
    if (!quoteId.empty())
        quote_ = reading.get<v1::Quote>(quoteId);
    if (quote_)
        context_.sourceQuote = &quote_->as<v1::Quote>();
    // An approval is about the customer of its quote.
    const bool isAboutQuote = &type == &Schema::of<v1::Approval>() && quote_;
    const auto customerId = isAboutQuote ? context_.sourceQuote->customer_id() : idIn("customer_id");
    if (!customerId.empty())
        customer_ = reading.get<v1::Customer>(customerId);
    if (customer_)
        context_.customer = &customer_->as<v1::Customer>();
    if (id.empty() || (!isQuote && !isOrder))
        return;
    const auto approvals = reading.list({.type = &Schema::of<v1::Approval>(),
                                         .filters = {{"subject_id", Filter::Is::Equal, std::string{id}}},
                                         .orderBy = "id",
                                         .limit = 1000,
                                         .after = std::nullopt});
    for (const auto& approval : approvals.records)
        if (const auto upTo = rules::approvedUpTo(approval.as<v1::Approval>()))
            context_.approvedBp = std::max(context_.approvedBp.value_or(0), *upTo);
}

}  // namespace fieldfare::engine
