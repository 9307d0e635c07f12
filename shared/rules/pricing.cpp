#include "shared/rules/pricing.h"

#include <algorithm>

#include "shared/base/uuid.h"
#include "shared/rules/basis_points.h"
#include "shared/schema/fault.h"

namespace fieldfare::rules {

namespace {

bool isValidAt(const v1::PriceList& list, std::int64_t at) {
    return (!list.has_valid_from() || at >= list.valid_from()) &&
           (!list.has_valid_until() || at < list.valid_until());
}

// The list of these terms while it counts, or null.
const v1::PriceList* listInForce(const Catalogue& catalogue, std::string_view id, std::string_view currency,
                                 std::int64_t at) {
    if (id.empty()) {
        return nullptr;
    }
    const v1::PriceList* list = catalogue.priceList(id);
    return list != nullptr && list->currency() == currency && isValidAt(*list, at) ? list : nullptr;
}

bool counts(const v1::Money& money, std::string_view currency) {
    return money.currency() == currency && money.minor() >= 0;
}

// `list` is the list in force, or null.
const v1::Money* priceIn(const v1::Product& product, const v1::PriceList* list, std::string_view listId,
                         std::string_view currency) {
    if (list != nullptr) {
        for (const v1::ListPrice& named : product.prices()) {
            if (named.price_list_id() == listId && counts(named.price(), currency)) {
                return &named.price();
            }
        }
    }
    return product.has_standard_price() && counts(product.standard_price(), currency)
               ? &product.standard_price()
               : nullptr;
}

bool covers(const v1::QuantityDiscount& discount, std::string_view productId, const v1::Product& product,
            const Catalogue& catalogue) {
    if (!discount.product_id().empty()) {
        return discount.product_id() == productId;
    }
    if (discount.category_id().empty()) {
        return true;
    }
    if (product.category_id().empty()) {
        return false;
    }
    if (product.category_id() == discount.category_id()) {
        return true;
    }
    const v1::Category* category = catalogue.category(product.category_id());
    return category != nullptr && category->superior_id() == discount.category_id();
}

std::uint32_t volumeDiscount(const v1::PriceList& list, v1::Customer::Tier tier, std::string_view productId,
                             const v1::Product& product, std::int64_t quantityMilli,
                             const Catalogue& catalogue) {
    std::uint32_t best = 0;
    for (const v1::TierDiscount& discount : list.tier_discounts()) {
        if (tier != v1::Customer::TIER_UNSPECIFIED && discount.tier() == tier) {
            best = std::max(best, discount.discount_bp());
        }
    }
    for (const v1::QuantityDiscount& discount : list.quantity_discounts()) {
        if (discount.discount_bp() > best && quantityMilli >= discount.from_quantity_milli() &&
            covers(discount, productId, product, catalogue)) {
            best = discount.discount_bp();
        }
    }
    return std::min(best, kWhole);
}

}  // namespace

Terms termsFor(const Catalogue& catalogue, const v1::Customer& customer, std::int64_t at) {
    Terms terms;
    terms.tier = customer.tier();
    terms.currency = catalogue.organisation().currency();
    if (!customer.price_list_id().empty()) {
        const v1::PriceList* list = catalogue.priceList(customer.price_list_id());
        if (list != nullptr && isValidAt(*list, at)) {
            terms.priceListId = customer.price_list_id();
            terms.currency = list->currency();
        }
    }
    return terms;
}

Result<Price> priceOf(const Catalogue& catalogue, std::string_view productId, const Terms& terms,
                      std::int64_t quantityMilli, std::int64_t at) {
    const v1::Product* product = catalogue.product(productId);
    if (product == nullptr) {
        return schema::fault(v1::RULE,
                             "product " + base::idText(productId) + " is unknown: it cannot be quoted",
                             "product_id");
    }
    const v1::PriceList* list = listInForce(catalogue, terms.priceListId, terms.currency, at);
    const v1::Money* price = priceIn(*product, list, terms.priceListId, terms.currency);
    if (price == nullptr) {
        return schema::fault(
            v1::RULE,
            "product " + product->sku() + " has no price in " + terms.currency + ": it cannot be quoted",
            "product_id");
    }
    Price found;
    found.list = *price;
    if (list != nullptr) {
        found.volumeDiscountBp =
            volumeDiscount(*list, terms.tier, productId, *product, quantityMilli, catalogue);
    }
    return found;
}

std::optional<std::int64_t> listPriceOf(const Catalogue& catalogue, std::string_view productId,
                                        std::string_view priceListId, std::string_view currency,
                                        std::int64_t at) {
    const v1::Product* product = catalogue.product(productId);
    if (product == nullptr) {
        return std::nullopt;
    }
    const v1::PriceList* list = listInForce(catalogue, priceListId, currency, at);
    const v1::Money* price = priceIn(*product, list, priceListId, currency);
    return price == nullptr ? std::nullopt : std::optional{price->minor()};
}

Result<v1::Line> makeLine(const Catalogue& catalogue, const Terms& terms, std::string_view lineId,
                          std::uint32_t position, std::string_view productId, std::int64_t quantityMilli,
                          std::int64_t at) {
    v1::Line line;
    line.set_id(std::string{lineId});
    line.set_position(position);
    line.set_product_id(std::string{productId});
    line.set_quantity_milli(quantityMilli);
    if (auto fault = repriceLine(catalogue, terms, line, at)) {
        return *std::move(fault);
    }
    line.set_description(catalogue.product(productId)->name());
    return line;
}

std::optional<v1::Fault> repriceLine(const Catalogue& catalogue, const Terms& terms, v1::Line& line,
                                     std::int64_t at) {
    if (line.quantity_milli() <= 0) {
        return schema::fault(v1::RULE, "a quantity is positive", "quantity_milli", 1);
    }
    const Result<Price> price = priceOf(catalogue, line.product_id(), terms, line.quantity_milli(), at);
    if (!price) {
        return price.fault();
    }
    const bool priced = line.has_unit_price() &&
                        (!line.has_list_price() || line.unit_price().minor() != line.list_price().minor() ||
                         line.unit_price().currency() != line.list_price().currency());
    if (!priced) {
        *line.mutable_unit_price() = price->list;
    }
    *line.mutable_list_price() = price->list;
    line.set_volume_discount_bp(price->volumeDiscountBp);
    line.set_tax_bp(catalogue.product(line.product_id())->tax_bp());
    return std::nullopt;
}

}  // namespace fieldfare::rules
