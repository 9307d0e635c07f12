#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "fieldfare/customer.pb.h"
#include "fieldfare/sale.pb.h"
#include "shared/rules/catalogue.h"
#include "shared/rules/result.h"

/// What a product costs a customer. Ids are 16 raw bytes, times epoch milliseconds UTC, quantities
/// thousandths.
namespace fieldfare::rules {

/// On which terms a document prices its products.
struct Terms {
    v1::Customer::Tier tier = v1::Customer::TIER_UNSPECIFIED;
    std::string priceListId;  ///< empty: standard prices only
    std::string currency;     ///< of the document; prices in another one do not count
};

/// A customer's terms: their price list and its currency while it is valid at `at`, else standard prices in
/// the organisation's currency.
[[nodiscard]] Terms termsFor(const Catalogue& catalogue, const v1::Customer& customer, std::int64_t at);

/// The price of a product per unit, before any discount.
struct Price {
    v1::Money list;
    std::uint32_t volumeDiscountBp = 0;  ///< tier or quantity discount that the price list grants
};

/// The price in the list of the terms if the list is valid at `at`, is in their currency and names the
/// product; else the product's standard price if it is in their currency; else a fault RULE on "product_id":
/// it cannot be quoted. A product that the catalogue does not know has no price either.
///
/// Of the list's discounts that apply, the largest one counts; they never add up. The tier's discount applies
/// to every product. A quantity discount applies from its quantity on, to the product it names, or to the
/// category it names with its subcategories, or, naming neither, to everything; one that names both means the
/// product. The list's discounts also apply to products that it names no price for.
[[nodiscard]] Result<Price> priceOf(const Catalogue& catalogue, std::string_view productId,
                                    const Terms& terms, std::int64_t quantityMilli, std::int64_t at);

/// The unit price that Line.list_price must state; none where priceOf() would refuse.
[[nodiscard]] std::optional<std::int64_t> listPriceOf(const Catalogue& catalogue, std::string_view productId,
                                                      std::string_view priceListId, std::string_view currency,
                                                      std::int64_t at);

/// A line priced by priceOf(), with the product's name and tax. RULE when it cannot be quoted, on
/// "quantity_milli" when the quantity is not positive.
[[nodiscard]] Result<v1::Line> makeLine(const Catalogue& catalogue, const Terms& terms,
                                        std::string_view lineId, std::uint32_t position,
                                        std::string_view productId, std::int64_t quantityMilli,
                                        std::int64_t at);

/// Prices a line anew after its quantity, product or the price list changed: list price, volume discount and
/// tax; the unit price too unless it was set apart from the list price. The line stays as it is when there is
/// a fault.
[[nodiscard]] std::optional<v1::Fault> repriceLine(const Catalogue& catalogue, const Terms& terms,
                                                   v1::Line& line, std::int64_t at);

}  // namespace fieldfare::rules
