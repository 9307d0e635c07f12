#pragma once

#include <string_view>
#include <vector>

#include "fieldfare/fault.pb.h"
#include "fieldfare/sale.pb.h"
#include "shared/rules/context.h"

/// Rules of quotes and orders, the same on phone and server. They run on the record as it is after an edit or
/// a merge, derived fields set (derive()). Rights, steps of a status, locks and limits of the schema are
/// judged elsewhere. Every fault is RULE, with a path and, where there is one, the limit; an empty answer
/// means that the edit may stand. `before` is null for a new record. Nothing here throws or keeps what it was
/// given.
namespace fieldfare::rules {

/// - Lines: ids unique, quantity positive, prices not negative, every currency the document's.
/// - A line that is new, or whose product or list price changed, or whose document changed price list, price
/// version
///   or currency: its list_price is what the catalogue says, if that knows the product. Not asked of a
///   document whose price_version is older than its price list's, nor of lines as they stand in
///   `context.sourceQuote`.
/// - Totals: what totalsOf() gives, if set.
/// - ISSUED and ORDERED: there are lines, each with a price.
/// - While the organisation checks discounts: APPROVED, ISSUED and ORDERED with a discretionary discount
///   (discount_limit.h) above the role's limit only as far as it was approved (`context.approvedBp`, or the
///   quote stood in one of these states with no smaller one for the same customer). The fault is on "status",
///   `limit` the role's limit. Whoever moves a quote to APPROVED needs a limit as wide.
[[nodiscard]] std::vector<v1::Fault> checkQuote(const v1::Quote* before, const v1::Quote& after,
                                                const Context& context);

/// Lines and totals as for quotes. From SUBMITTED on, when the step is taken or the terms change:
/// - there are lines, each with a price;
/// - with a quote_id: the quote is `context.sourceQuote` and customer, currency, lines (by id), prices and
/// discounts
///   are the quote's;
/// - while discounts are checked: the limit as for quotes, unless its quote was APPROVED, ISSUED or ORDERED.
[[nodiscard]] std::vector<v1::Fault> checkOrder(const v1::Order* before, const v1::Order& after,
                                                const Context& context);

/// Sets the totals; clears them where they cannot be calculated (the check then says why).
void deriveTotals(v1::Quote& quote);
void deriveTotals(v1::Order& order);

/// The order that a quote becomes: customer, currency, lines with their ids, discounts and price list; the
/// rest (number, status, delivery) is the caller's.
[[nodiscard]] v1::Order orderFrom(const v1::Quote& quote, std::string_view quoteId);

}  // namespace fieldfare::rules
