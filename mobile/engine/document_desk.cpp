#include "mobile/engine/document_desk.h"

#include <algorithm>

#include "fieldfare/customer.pb.h"
#include "fieldfare/sale.pb.h"
#include "mobile/engine/rule_context.h"
#include "shared/rules/discount_limit.h"
#include "shared/schema/fault.h"

namespace fieldfare::engine {

using google::protobuf::Message;
using schema::FaultError;

namespace {

constexpr std::uint32_t positionStep = 10;  // leaves room between two lines

bool isQuotable(const rules::Catalogue& catalogue, const std::string& productId) {
    const auto* product = catalogue.product(productId);
    return product != nullptr && !product->discontinued();
}

LimitState stateOf(std::uint32_t used, std::uint32_t limit) {
    if (used > limit)
        return LimitState::Beyond;
    const bool isLimited = limit < 10'000;
    return isLimited && used > 0 && std::uint64_t{used} * 5 >= std::uint64_t{limit} * 4 ? LimitState::Near
                                                                                        : LimitState::Within;
}

/// The price was set apart from the list's, in this currency.
bool hasOwnPrice(const v1::Line& line, const std::string& currency) {
    return line.has_unit_price() && line.unit_price().currency() == currency &&
           (!line.has_list_price() || line.unit_price().minor() != line.list_price().minor());
}

}  // namespace

template <typename Work>
decltype(auto) DocumentDesk::with(Work&& work) const {
    if (auto* quote = dynamic_cast<v1::Quote*>(&document_))
        return work(*quote);
    return work(dynamic_cast<v1::Order&>(document_));
}

DocumentDesk::DocumentDesk(Editing& editing, Message& document, std::string id)
    : editing_{editing}, document_{document}, id_{std::move(id)} {}

std::unique_ptr<Message> DocumentDesk::begin(Editing& editing, const schema::RecordType& type,
                                             std::string_view customerId) {
    const auto& store = editing.store();
    const auto customer = Reading{editing.store()}.get<v1::Customer>(customerId);
    if (!customer)
        throw FaultError{v1::NOT_FOUND, "the customer is not here any more", "customer_id"};
    const auto terms = rules::termsFor(editing.catalogue(), customer->as<v1::Customer>(), store.now());
    auto document = type.make();
    DocumentDesk{editing, *document}.with([&](auto& made) {
        using Document = std::remove_reference_t<decltype(made)>;
        made.set_customer_id(std::string{customerId});
        made.set_status(Document::DRAFT);
        made.set_currency(terms.currency);
        if (terms.priceListId.empty())
            return;
        made.set_price_list_id(terms.priceListId);
        if constexpr (std::is_same_v<Document, v1::Quote>)
            made.set_price_version(editing.catalogue().priceList(terms.priceListId)->version());
    });
    return document;
}

const rules::Lines& DocumentDesk::lines() const {
    return with([](auto& document) -> const rules::Lines& { return document.lines(); });
}

rules::Lines& DocumentDesk::mutableLines() {
    return with([](auto& document) -> rules::Lines& { return *document.mutable_lines(); });
}

v1::Line& DocumentDesk::line(std::string_view id) {
    auto& all = mutableLines();
    const auto at =
        std::find_if(all.begin(), all.end(), [id](const v1::Line& each) { return each.id() == id; });
    if (at == all.end())
        throw FaultError{v1::NOT_FOUND, "the line is not there any more", "lines"};
    return *at;
}

rules::Terms DocumentDesk::terms() const {
    return with([&](const auto& document) {
        const auto customer = Reading{editing_.store()}.get<v1::Customer>(document.customer_id());
        rules::Terms terms;
        if (customer)
            terms.tier = customer->template as<v1::Customer>().tier();
        // As the document was begun: what it was quoted in stays.
        terms.currency = document.currency();
        terms.priceListId = document.price_list_id();
        return terms;
    });
}

std::uint32_t DocumentDesk::nextPosition() const {
    std::uint32_t last = 0;
    for (const auto& each : lines())
        last = std::max(last, each.position());
    return last + positionStep;
}

std::string DocumentDesk::addProduct(std::string_view productId, std::int64_t quantityMilli) {
    for (auto& each : mutableLines())
        if (each.product_id() == productId) {
            setQuantity(each.id(), each.quantity_milli() + quantityMilli);
            return each.id();
        }
    auto& store = editing_.store();
    auto made = rules::makeLine(editing_.catalogue(), terms(), store.ids().next().bytes(), nextPosition(),
                                productId, quantityMilli, store.now());
    if (!made)
        throw FaultError{made.fault()};
    if (!isQuotable(editing_.catalogue(), std::string{productId}))
        throw FaultError{v1::RULE, made->description() + " is not sold any more", "product_id"};
    *mutableLines().Add() = *made;
    return made->id();
}

void DocumentDesk::setQuantity(std::string_view lineId, std::int64_t quantityMilli) {
    auto& changed = line(lineId);
    changed.set_quantity_milli(quantityMilli);
    // A line without a price now keeps the one it has; the checks say what is wrong with it.
    (void)rules::repriceLine(editing_.catalogue(), terms(), changed, editing_.store().now());
}

void DocumentDesk::setDiscount(std::string_view lineId, std::uint32_t discountBp) {
    line(lineId).set_discount_bp(discountBp);
}

void DocumentDesk::setUnitPrice(std::string_view lineId, std::int64_t minor) {
    auto& price = *line(lineId).mutable_unit_price();
    price.set_minor(minor);
    price.set_currency(terms().currency);
}

v1::Line DocumentDesk::removeLine(std::string_view lineId) {
    auto removed = line(lineId);
    auto& all = mutableLines();
    all.erase(std::find_if(all.begin(), all.end(),
                           [&](const v1::Line& each) { return each.id() == removed.id(); }));
    return removed;
}

void DocumentDesk::putBack(const v1::Line& removed) {
    auto& all = mutableLines();
    *all.Add() = removed;
    std::stable_sort(all.begin(), all.end(),
                     [](const v1::Line& a, const v1::Line& b) { return a.position() < b.position(); });
}

void DocumentDesk::setHeaderDiscount(std::uint32_t discountBp) {
    with([&](auto& document) {
        if (discountBp == 0)
            document.clear_header_discount_bp();
        else
            document.set_header_discount_bp(discountBp);
    });
}

std::vector<v1::Line> DocumentDesk::copyFrom(const Message& source) {
    // The source is only read: `with` wants to be able to write.
    const std::unique_ptr<Message> copy{source.New()};
    copy->CopyFrom(source);
    const DocumentDesk from{editing_, *copy};
    auto& store = editing_.store();
    const auto now = terms();
    mutableLines().Clear();
    std::vector<v1::Line> leftOut;
    for (const auto& old : from.lines()) {
        auto made = rules::makeLine(editing_.catalogue(), now, store.ids().next().bytes(), nextPosition(),
                                    old.product_id(), old.quantity_milli(), store.now());
        if (!made || !isQuotable(editing_.catalogue(), old.product_id())) {
            leftOut.push_back(old);
            continue;
        }
        auto copied = std::move(made).value();
        copied.set_discount_bp(old.discount_bp());
        if (hasOwnPrice(old, now.currency))
            *copied.mutable_unit_price() = old.unit_price();
        *mutableLines().Add() = std::move(copied);
    }
    setHeaderDiscount(from.with([](const auto& document) { return document.header_discount_bp(); }));
    return leftOut;
}

DocumentFigures DocumentDesk::figures() const {
    DocumentFigures figures;
    const RuleContext around{editing_.store(), editing_.catalogue(),
                             *schema::Schema::instance().referenced(document_.GetDescriptor()->name()), id_,
                             document_};
    const auto& context = around.context();
    with([&](const auto& document) {
        auto sums = rules::calculate(document.currency(), document.lines(), document.header_discount_bp());
        figures.summed = sums.ok();
        if (sums) {
            figures.sums = std::move(sums).value();
            figures.usedBp = rules::discretionaryDiscountBp(document, context);
            return;
        }
        for (const auto& each : document.lines()) {
            rules::Lines alone;
            *alone.Add() = each;
            const auto amounts = rules::calculate(document.currency(), alone, 0);
            figures.sums.lines.push_back(amounts ? amounts->lines.front() : rules::LineAmounts{});
        }
    });
    figures.limitBp = std::max(rules::discountLimitBp(editing_.catalogue().organisation(), context.role),
                               context.approvedBp.value_or(0));
    figures.limit = stateOf(figures.usedBp, figures.limitBp);
    return figures;
}

}  // namespace fieldfare::engine
