#pragma once

#include <cstdint>

#include "fieldfare/people.pb.h"
#include "fieldfare/policy.pb.h"
#include "fieldfare/sale.pb.h"
#include "shared/rules/context.h"

namespace fieldfare::rules {

/// The largest discretionary discount, in basis points, that a person of the role may give alone: 10,000 for
/// an executive and for everybody while discounts are not checked, 0 for a limit that is unset and for roles
/// that do not sell.
[[nodiscard]] std::uint32_t discountLimitBp(const v1::Organisation& organisation, v1::Role role);

/// How far the document's net lies below what the price list's own terms give, basis points of the latter:
/// the discount that is somebody's generosity and not the customer's due. Not Totals.discount_bp, which is
/// the whole discount against list.
///
/// Both before rounding to minor units: on a small amount a cent is more than a basis point, and is nobody's
/// generosity. The own terms give quantity x list price x (1 - entitled volume discount) for each line.
/// - The list price counts at least as stated, as the catalogue has it now in the document's and in the
///   customer's price list, and as the unit price where the catalogue does not know the product: stale or
///   understated list prices hide nothing.
/// - The entitled volume discount is what priceOf() gives `context.customer` for the line's quantity at
///   `context.now`, in the document's currency, whatever the line states; what it states beyond that is
///   discretionary. It is 0 where product, price list or customer are unknown.
///
/// 0 where the net is not below; 10,000 where the sums cannot be calculated.
[[nodiscard]] std::uint32_t discretionaryDiscountBp(const v1::Quote& quote, const Context& context);
[[nodiscard]] std::uint32_t discretionaryDiscountBp(const v1::Order& order, const Context& context);

}  // namespace fieldfare::rules
