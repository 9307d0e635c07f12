#pragma once

#include <string_view>
#include <vector>

#include <google/protobuf/message.h>

#include "fieldfare/catalogue.pb.h"
#include "fieldfare/customer.pb.h"
#include "fieldfare/fault.pb.h"
#include "fieldfare/field_work.pb.h"
#include "fieldfare/people.pb.h"
#include "shared/rules/context.h"
#include "shared/schema/record_type.h"

/// Rules of every kind of record, found by its type. See document_rules.h for what a check is.
namespace fieldfare::rules {

/// The rules of the type; nothing for types that have none. Both records are of `type`; `before` is null for
/// a new one.
[[nodiscard]] std::vector<v1::Fault> checkRecord(const schema::RecordType& type,
                                                 const google::protobuf::Message* before,
                                                 const google::protobuf::Message& after,
                                                 const Context& context);

/// Sets the fields that follow from others (totals), so that nobody types them. To be called after every edit
/// and merge, before checkRecord(). True if the type has such fields.
bool derive(const schema::RecordType& type, google::protobuf::Message& record);

/// Checked out only after being checked in, and not earlier than that.
[[nodiscard]] std::vector<v1::Fault> checkVisit(const v1::Visit& visit);
/// Ends not before it starts.
[[nodiscard]] std::vector<v1::Fault> checkVisitPlan(const v1::VisitPlan& plan);
/// What they could buy in a year is not negative.
[[nodiscard]] std::vector<v1::Fault> checkCustomer(const v1::Customer& customer);
/// Prices are not negative and in their list's currency, where the catalogue knows the list.
[[nodiscard]] std::vector<v1::Fault> checkProduct(const v1::Product& product, const Catalogue& catalogue);
/// Valid until a time after it becomes valid.
[[nodiscard]] std::vector<v1::Fault> checkPriceList(const v1::PriceList& list);
/// Two levels: its superior has none.
[[nodiscard]] std::vector<v1::Fault> checkCategory(const v1::Category& category, const Catalogue& catalogue);

/// The settings an organisation begins with: a rep may give 5 %, a manager 15 %, issued quotes are locked,
/// visits sealed, discounts checked.
[[nodiscard]] v1::Organisation defaultOrganisation(std::string_view name, std::string_view currency);

}  // namespace fieldfare::rules
