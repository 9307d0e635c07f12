#include "shared/rules/discount_limit.h"

#include <algorithm>

#include "shared/rules/pricing.h"

namespace fieldfare::rules {

namespace {

constexpr std::uint32_t kWhole = 10'000;  // basis points

// The least that a line's list price counts as, see the header.
std::int64_t leastListPrice(const v1::Line& line, std::string_view currency, std::string_view priceListId,
                            const Context& context) {
    const std::int64_t stated = line.has_list_price() ? line.list_price().minor() : line.unit_price().minor();
    const auto known = listPriceOf(context.catalogue, line.product_id(), priceListId, currency, context.now);
    std::int64_t least = std::max(stated, known.value_or(line.unit_price().minor()));
    if (context.customer != nullptr && context.customer->price_list_id() != priceListId) {
        const auto theirs = listPriceOf(context.catalogue, line.product_id(),
                                        context.customer->price_list_id(), currency, context.now);
        least = std::max(least, theirs.value_or(0));
    }
    return least;
}

template <typename Document>
std::uint32_t measured(const Document& document, const Context& context) {
    Lines lines = document.lines();
    for (v1::Line& line : lines) {
        const std::int64_t least =
            leastListPrice(line, document.currency(), document.price_list_id(), context);
        line.mutable_list_price()->set_minor(least);
        line.mutable_list_price()->set_currency(document.currency());
    }
    const Result<v1::Totals> totals = totalsOf(document.currency(), lines, document.header_discount_bp());
    return totals ? totals->discount_bp() : kWhole;
}

}  // namespace

std::uint32_t discountLimitBp(const v1::Organisation& organisation, v1::Role role) {
    if (!organisation.check_discounts() || role == v1::EXECUTIVE) {
        return kWhole;
    }
    switch (role) {
        case v1::REP:
            return organisation.rep_discount_limit_bp();
        case v1::MANAGER:
            return organisation.manager_discount_limit_bp();
        default:
            return 0;
    }
}

std::uint32_t measuredDiscountBp(const v1::Quote& quote, const Context& context) {
    return measured(quote, context);
}

std::uint32_t measuredDiscountBp(const v1::Order& order, const Context& context) {
    return measured(order, context);
}

}  // namespace fieldfare::rules
