#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include <google/protobuf/repeated_ptr_field.h>

#include "fieldfare/values.pb.h"
#include "shared/rules/result.h"

/// Sums of quotes and orders, in minor units (shared/design/records.md, "Pricing"). Phone, server and ERP
/// must agree to the unit, so each step rounds where this says, and nowhere else.
namespace fieldfare::rules {

using Lines = google::protobuf::RepeatedPtrField<v1::Line>;

/// What one line comes to.
struct LineAmounts {
    std::int64_t list = 0;  ///< round half up(quantity x list price); the unit price where none is set
    std::int64_t net = 0;   ///< after the line's own discounts, before the header discount
    std::int64_t headerDiscount = 0;  ///< its share of the header discount
};

/// What is taxed at one rate.
struct TaxAmounts {
    std::uint32_t rateBp = 0;
    std::int64_t base = 0;  ///< net of its lines after the header discount
    std::int64_t tax = 0;   ///< round half up(base x rate)
};

struct Calculation {
    std::vector<LineAmounts> lines;  ///< in the order of the document's lines
    std::vector<TaxAmounts> taxes;   ///< by ascending rate
    v1::Totals totals;
};

/// round half up(quantity x unit price x (1 - volume discount) x (1 - line discount)), rounded once. RULE
/// with the name of the field when a value is negative, a discount above 10,000 or the amount beyond 64 bits.
[[nodiscard]] Result<std::int64_t> lineNet(const v1::Line& line);

/// How far `asked` lies below `due`, in basis points of `due`, round half up; 0 where it does not. Neither is
/// negative.
[[nodiscard]] std::uint32_t discountBp(std::int64_t due, std::int64_t asked);

/// The share of each amount in a discount of round half up(sum x discountBp): its proportion rounded down,
/// the remainder on the largest amount (the first of them). Where amounts are so small that the remainder
/// would take more than the largest, the next largest takes the rest, so no amount falls below zero. The
/// shares always add up to the discount. `amounts` must not be negative and their sum must fit 64 bits;
/// `discountBp` at most 10,000.
[[nodiscard]] std::vector<std::int64_t> spreadDiscount(std::span<const std::int64_t> amounts,
                                                       std::uint32_t discountBp);

/// Everything that a printed document or an exported one shows. Lines count in the order of their position,
/// then id, where the first of several largest is meant, so the order in memory does not matter. Faults are
/// RULE with a path inside the document ("lines/<id>/unit_price", "header_discount_bp", "totals" for sums
/// beyond 64 bits).
[[nodiscard]] Result<Calculation> calculate(std::string_view currency, const Lines& lines,
                                            std::uint32_t headerDiscountBp);

/// The totals of calculate(). Totals.discount_bp is round half up of the whole discount against list, tier
/// and quantity discounts and low unit prices included; 0 where the net is not below the list.
[[nodiscard]] Result<v1::Totals> totalsOf(std::string_view currency, const Lines& lines,
                                          std::uint32_t headerDiscountBp);

}  // namespace fieldfare::rules
