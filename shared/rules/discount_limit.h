#pragma once

#include <cstdint>

#include "fieldfare/people.pb.h"
#include "fieldfare/policy.pb.h"
#include "fieldfare/sale.pb.h"
#include "shared/rules/context.h"
#include "shared/rules/totals.h"

namespace fieldfare::rules {

/// The largest whole discount against list, in basis points, that a person of the role may give alone: 10,000
/// for an executive and for everybody while discounts are not checked, 0 for a limit that is unset and for
/// roles that do not sell.
[[nodiscard]] std::uint32_t discountLimitBp(const v1::Organisation& organisation, v1::Role role);

/// The whole discount that the limit is compared with: as Totals.discount_bp, but a line's list price counts
/// at least as the catalogue has it now, in the document's and in the customer's price list, and at least as
/// the unit price where the catalogue does not know the product. So stale or understated list prices hide
/// nothing. 10,000 where the totals cannot be calculated.
[[nodiscard]] std::uint32_t measuredDiscountBp(const v1::Quote& quote, const Context& context);
[[nodiscard]] std::uint32_t measuredDiscountBp(const v1::Order& order, const Context& context);

}  // namespace fieldfare::rules
