#include "shared/rules/document_rules.h"

#include <algorithm>
#include <string>
#include <utility>

#include "shared/base/uuid.h"
#include "shared/rules/discount_limit.h"
#include "shared/rules/line_lookup.h"
#include "shared/rules/pricing.h"
#include "shared/rules/totals.h"
#include "shared/schema/fault.h"

namespace fieldfare::rules {

namespace {

using Faults = std::vector<v1::Fault>;

std::string linePath(const v1::Line& line, std::string_view field) {
    std::string path = "lines/" + base::idText(line.id());
    if (!field.empty()) {
        path.append("/").append(field);
    }
    return path;
}

void add(Faults& faults, std::string message, std::string path, std::int64_t limit = 0) {
    faults.push_back(schema::fault(v1::RULE, std::move(message), std::move(path), limit));
}

bool sameMoney(const v1::Money& a, const v1::Money& b) {
    return a.minor() == b.minor() && a.currency() == b.currency();
}

bool sameTerms(const v1::Line& a, const v1::Line& b) {
    return a.id() == b.id() && a.product_id() == b.product_id() && a.quantity_milli() == b.quantity_milli() &&
           sameMoney(a.unit_price(), b.unit_price()) && sameMoney(a.list_price(), b.list_price()) &&
           a.volume_discount_bp() == b.volume_discount_bp() && a.discount_bp() == b.discount_bp() &&
           a.tax_bp() == b.tax_bp();
}

// What the customer is asked to pay, and for what. Lines in another order count as changed.
template <typename Document>
bool sameTerms(const Document& a, const Document& b) {
    return a.customer_id() == b.customer_id() && a.currency() == b.currency() &&
           a.header_discount_bp() == b.header_discount_bp() && a.price_list_id() == b.price_list_id() &&
           std::equal(a.lines().begin(), a.lines().end(), b.lines().begin(), b.lines().end(),
                      [](const v1::Line& x, const v1::Line& y) { return sameTerms(x, y); });
}

bool sameTotals(const v1::Totals& a, const v1::Totals& b) {
    return sameMoney(a.list(), b.list()) && sameMoney(a.net(), b.net()) && sameMoney(a.tax(), b.tax()) &&
           sameMoney(a.gross(), b.gross()) && a.discount_bp() == b.discount_bp();
}

void checkPrice(const v1::Line& line, bool set, const v1::Money& price, std::string_view name,
                std::string_view currency, Faults& faults) {
    if (!set) {
        return;
    }
    if (price.minor() < 0) {
        add(faults, "a price is not negative", linePath(line, name));
    }
    if (price.currency() != currency) {
        add(faults, "the price is in \"" + price.currency() + "\", the document in " + std::string{currency},
            linePath(line, name));
    }
}

void checkIds(const Lines& lines, Faults& faults) {
    std::vector<std::string_view> ids;
    ids.reserve(static_cast<std::size_t>(lines.size()));
    for (const v1::Line& line : lines) {
        ids.push_back(line.id());
    }
    std::sort(ids.begin(), ids.end());
    for (auto at = std::adjacent_find(ids.begin(), ids.end()); at != ids.end();
         at = std::adjacent_find(std::upper_bound(at, ids.end(), *at), ids.end())) {
        add(faults, "two lines have this id", "lines/" + base::idText(*at));
    }
}

void checkLines(const Lines& lines, std::string_view currency, Faults& faults) {
    checkIds(lines, faults);
    for (const v1::Line& line : lines) {
        if (line.quantity_milli() <= 0) {
            add(faults, "a quantity is positive", linePath(line, "quantity_milli"), 1);
        }
        checkPrice(line, line.has_unit_price(), line.unit_price(), "unit_price", currency, faults);
        checkPrice(line, line.has_list_price(), line.list_price(), "list_price", currency, faults);
    }
}

// Without lines at fault: their totals mean something.
template <typename Document>
void checkTotals(const Document& document, Faults& faults) {
    const Result<v1::Totals> totals =
        totalsOf(document.currency(), document.lines(), document.header_discount_bp());
    if (!totals) {
        faults.push_back(totals.fault());
    } else if (document.has_totals() && !sameTotals(document.totals(), *totals)) {
        add(faults, "the totals are not those of the lines", "totals");
    }
}

std::uint32_t priceVersion(const v1::Quote& quote) {
    return quote.price_version();
}

std::uint32_t priceVersion(const v1::Order&) {
    return 0;  // an order does not say
}

// The price list changed since the document was priced: what it said then is not known.
template <typename Document>
bool isPricedByEarlierVersion(const Document& document, const Catalogue& catalogue) {
    if (priceVersion(document) == 0 || document.price_list_id().empty()) {
        return false;
    }
    const v1::PriceList* list = catalogue.priceList(document.price_list_id());
    return list != nullptr && priceVersion(document) < list->version();
}

bool samePricing(const v1::Line* known, const v1::Line& line) {
    return known != nullptr && known->product_id() == line.product_id() &&
           known->has_list_price() == line.has_list_price() &&
           sameMoney(known->list_price(), line.list_price());
}

template <typename Document>
void checkListPrices(const Document* before, const Document& after, const Context& context, Faults& faults) {
    if (isPricedByEarlierVersion(after, context.catalogue)) {
        return;
    }
    const bool samePrices = before != nullptr && before->price_list_id() == after.price_list_id() &&
                            before->currency() == after.currency() &&
                            priceVersion(*before) == priceVersion(after);
    LineLookup settled{samePrices ? &before->lines() : nullptr};
    LineLookup quoted{context.sourceQuote != nullptr ? &context.sourceQuote->lines() : nullptr};
    for (int i = 0; i < after.lines_size(); ++i) {
        const v1::Line& line = after.lines(i);
        if (line.product_id().empty() || samePricing(settled.find(line.id(), i), line) ||
            samePricing(quoted.find(line.id(), i), line) ||
            context.catalogue.product(line.product_id()) == nullptr) {
            continue;
        }
        const auto price = listPriceOf(context.catalogue, line.product_id(), after.price_list_id(),
                                       after.currency(), context.now);
        if (!price) {
            add(faults, "the product has no price in " + after.currency() + ": it cannot be quoted",
                linePath(line, "list_price"));
        } else if (!line.has_list_price() || line.list_price().minor() != *price) {
            add(faults, "the list price is not the price list's", linePath(line, "list_price"), *price);
        }
    }
}

template <typename Document>
void checkComplete(const Document& document, Faults& faults) {
    if (document.lines().empty()) {
        add(faults, "there are no lines", "lines", 1);
    }
    for (const v1::Line& line : document.lines()) {
        if (!line.has_unit_price()) {
            add(faults, "the line has no price", linePath(line, "unit_price"));
        }
    }
}

// `stood`: the document before the edit, where it already was in a state that the limit guards; else null.
// What it gave one customer says nothing about another, who may have other terms.
template <typename Document>
void checkLimit(const Document* stood, const Document& after, const Context& context, Faults& faults) {
    const std::uint32_t limit = discountLimitBp(context.catalogue.organisation(), context.role);
    if (limit >= 10'000 || (stood != nullptr && sameTerms(*stood, after))) {
        return;
    }
    const std::uint32_t discount = discretionaryDiscountBp(after, context);
    if (discount <= std::max(limit, context.approvedBp.value_or(0)) ||
        (stood != nullptr && stood->customer_id() == after.customer_id() &&
         discount <= discretionaryDiscountBp(*stood, context))) {
        return;
    }
    add(faults,
        "a discount of " + std::to_string(discount) + " basis points is above the limit: it needs approval",
        "status", limit);
}

bool isAgreed(v1::Quote::Status status) {
    return status == v1::Quote::APPROVED || status == v1::Quote::ISSUED || status == v1::Quote::ORDERED;
}

bool isGiven(v1::Quote::Status status) {
    return status == v1::Quote::ISSUED || status == v1::Quote::ORDERED;
}

bool isBinding(v1::Order::Status status) {
    switch (status) {
        case v1::Order::SUBMITTED:
        case v1::Order::ACCEPTED:
        case v1::Order::SHIPPED:
        case v1::Order::INVOICED:
        case v1::Order::CLOSED:
            return true;
        default:
            return false;
    }
}

void checkAgainstQuote(const v1::Order& order, const v1::Quote& quote, Faults& faults) {
    if (order.customer_id() != quote.customer_id()) {
        add(faults, "the quote is another customer's", "customer_id");
    }
    if (order.currency() != quote.currency()) {
        add(faults, "the quote is in another currency", "currency");
    }
    if (order.header_discount_bp() != quote.header_discount_bp()) {
        add(faults, "the quote has another discount", "header_discount_bp", quote.header_discount_bp());
    }
    LineLookup quoted{&quote.lines()};
    for (int i = 0; i < order.lines_size(); ++i) {
        const v1::Line& line = order.lines(i);
        const v1::Line* asQuoted = quoted.find(line.id(), i);
        if (asQuoted == nullptr) {
            add(faults, "the quote has no such line", linePath(line, {}));
        } else if (!sameTerms(*asQuoted, line)) {
            add(faults, "the line is not as quoted", linePath(line, {}));
        }
    }
    LineLookup ordered{&order.lines()};
    for (int i = 0; i < quote.lines_size(); ++i) {
        if (ordered.find(quote.lines(i).id(), i) == nullptr) {
            add(faults, "the quote's line is missing", linePath(quote.lines(i), {}));
        }
    }
}

template <typename Document>
Faults checkCommon(const Document* before, const Document& after, const Context& context) {
    Faults faults;
    checkLines(after.lines(), after.currency(), faults);
    if (faults.empty()) {
        checkTotals(after, faults);
    }
    checkListPrices(before, after, context, faults);
    return faults;
}

template <typename Document>
void deriveTotalsOf(Document& document) {
    Result<v1::Totals> totals =
        totalsOf(document.currency(), document.lines(), document.header_discount_bp());
    if (totals) {
        *document.mutable_totals() = std::move(totals).value();
    } else {
        document.clear_totals();
    }
}

}  // namespace

Faults checkQuote(const v1::Quote* before, const v1::Quote& after, const Context& context) {
    Faults faults = checkCommon(before, after, context);
    if (isGiven(after.status()) &&
        (before == nullptr || !isGiven(before->status()) || !sameTerms(*before, after))) {
        checkComplete(after, faults);
    }
    if (isAgreed(after.status())) {
        checkLimit(before != nullptr && isAgreed(before->status()) ? before : nullptr, after, context,
                   faults);
    }
    return faults;
}

Faults checkOrder(const v1::Order* before, const v1::Order& after, const Context& context) {
    Faults faults = checkCommon(before, after, context);
    const v1::Order* stood = before != nullptr && isBinding(before->status()) ? before : nullptr;
    if (!isBinding(after.status()) ||
        (stood != nullptr && stood->quote_id() == after.quote_id() && sameTerms(*stood, after))) {
        return faults;
    }
    checkComplete(after, faults);
    if (after.quote_id().empty()) {
        checkLimit(stood, after, context, faults);
        return faults;
    }
    if (context.sourceQuote == nullptr) {
        add(faults, "the quote is unknown here", "quote_id");
        return faults;
    }
    checkAgainstQuote(after, *context.sourceQuote, faults);
    if (!isAgreed(context.sourceQuote->status())) {
        checkLimit(stood, after, context, faults);
    }
    return faults;
}

void deriveTotals(v1::Quote& quote) {
    deriveTotalsOf(quote);
}

void deriveTotals(v1::Order& order) {
    deriveTotalsOf(order);
}

v1::Order orderFrom(const v1::Quote& quote, std::string_view quoteId) {
    v1::Order order;
    order.set_customer_id(quote.customer_id());
    order.set_currency(quote.currency());
    order.set_quote_id(std::string{quoteId});
    *order.mutable_lines() = quote.lines();
    for (v1::Line& line : *order.mutable_lines()) {
        line.clear_shipped_milli();
    }
    if (quote.has_header_discount_bp()) {
        order.set_header_discount_bp(quote.header_discount_bp());
    }
    if (quote.has_price_list_id()) {
        order.set_price_list_id(quote.price_list_id());
    }
    deriveTotals(order);
    return order;
}

}  // namespace fieldfare::rules
