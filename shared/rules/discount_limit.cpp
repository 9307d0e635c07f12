#include "shared/rules/discount_limit.h"

#include <algorithm>
#include <optional>
#include <string>

#include "shared/rules/basis_points.h"
#include "shared/rules/pricing.h"
#include "shared/rules/totals.h"
#include "shared/rules/wide.h"

namespace fieldfare::rules {

namespace {

std::optional<Terms> termsOfCustomer(const Context& context, const std::string& currency) {
    if (context.customer == nullptr) {
        return std::nullopt;
    }
    Terms terms = termsFor(context.catalogue, *context.customer, context.now);
    terms.currency = currency;  // a list in another one gives no terms for this document
    return terms;
}

// The line as the price list's own terms make it, see the header.
template <typename Document>
v1::Line ownTerms(const v1::Line& line, const Document& document, const std::optional<Terms>& terms,
                  const Context& context) {
    const std::int64_t stated = line.has_list_price() ? line.list_price().minor() : line.unit_price().minor();
    std::int64_t list = std::max(stated, line.unit_price().minor());
    std::uint32_t entitledBp = 0;
    if (!line.product_id().empty()) {
        const auto known = listPriceOf(context.catalogue, line.product_id(), document.price_list_id(),
                                       document.currency(), context.now);
        if (known) {
            list = std::max(stated, *known);
        }
        if (terms) {
            const Result<Price> theirs =
                priceOf(context.catalogue, line.product_id(), *terms, line.quantity_milli(), context.now);
            if (theirs) {
                list = std::max(list, theirs->list.minor());
                entitledBp = theirs->volumeDiscountBp;
            }
        }
    }
    v1::Line due;
    due.set_quantity_milli(line.quantity_milli());
    due.mutable_unit_price()->set_minor(list);
    due.set_volume_discount_bp(entitledBp);
    return due;
}

// Of a line before anything is rounded, in 1e-15 of a minor unit. None beyond 128 bits, or where its amount
// is none.
std::optional<Wide> exactNet(const v1::Line& line, std::uint32_t headerDiscountBp) {
    if (!lineNet(line)) {
        return std::nullopt;
    }
    std::optional<Wide> net{static_cast<Wide>(line.quantity_milli())};
    for (const Wide factor :
         {static_cast<Wide>(line.unit_price().minor()), static_cast<Wide>(kWhole - line.volume_discount_bp()),
          static_cast<Wide>(kWhole - line.discount_bp()), static_cast<Wide>(kWhole - headerDiscountBp)}) {
        net = net ? product(*net, factor) : std::nullopt;
    }
    return net;
}

template <typename Document>
std::uint32_t discretionary(const Document& document, const Context& context) {
    if (!totalsOf(document.currency(), document.lines(), document.header_discount_bp())) {
        return kWhole;
    }
    const std::optional<Terms> terms = termsOfCustomer(context, document.currency());
    Wide due = 0;
    Wide asked = 0;
    for (const v1::Line& line : document.lines()) {
        const auto theirs = exactNet(ownTerms(line, document, terms, context), 0);
        const auto ours = exactNet(line, document.header_discount_bp());
        if (!theirs || !ours || due + *theirs < due || asked + *ours < asked) {
            return kWhole;
        }
        due += *theirs;
        asked += *ours;
    }
    if (asked >= due) {
        return 0;
    }
    const auto below = product(due - asked, kWhole);
    return below ? static_cast<std::uint32_t>(roundedQuotient(*below, due)) : kWhole;
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

std::uint32_t discretionaryDiscountBp(const v1::Quote& quote, const Context& context) {
    return discretionary(quote, context);
}

std::uint32_t discretionaryDiscountBp(const v1::Order& order, const Context& context) {
    return discretionary(order, context);
}

}  // namespace fieldfare::rules
