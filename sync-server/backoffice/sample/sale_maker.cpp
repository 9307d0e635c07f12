#include "sync-server/backoffice/sample/sale_maker.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <stdexcept>

#include "shared/rules/approval_rules.h"
#include "shared/rules/discount_limit.h"
#include "shared/rules/document_rules.h"
#include "shared/rules/record_rules.h"

namespace fieldfare::server::sample {

using rules::Context;

namespace {

std::string documentNumber(char prefix, std::string_view device, int number) {
    std::array<char, 24> text{};
    std::snprintf(text.data(), text.size(), "%c-%.*s-%05d", prefix, static_cast<int>(device.size()),
                  device.data(), number);
    return text.data();
}

void expectNone(const std::vector<v1::Fault>& faults, const char* what) {
    if (!faults.empty())
        throw std::logic_error{std::string{"a sample "} + what + " breaks a rule: " + faults.front().path() +
                               ": " + faults.front().message()};
}

bool needsApproval(v1::Quote::Status status) {
    return status == v1::Quote::WAITING || status == v1::Quote::APPROVED || status == v1::Quote::DECLINED;
}

}  // namespace

Context SaleMaker::contextOf(const SampleCustomer& customer, std::int64_t at) const {
    Context context{.catalogue = world_.catalogue, .role = v1::REP, .now = at};
    context.customer = &customer.record;
    return context;
}

template <typename Document>
bool SaleMaker::addLines(Document& document, const SampleCustomer& customer, std::int64_t at,
                         Generosity generosity) {
    const auto terms = rules::termsFor(world_.catalogue, customer.record, at);
    document.set_customer_id(customer.id);
    document.set_currency(terms.currency);
    if (!terms.priceListId.empty())
        document.set_price_list_id(terms.priceListId);
    std::vector<std::string> chosen;
    const auto wanted = static_cast<std::size_t>(dice_.between(1, 6));
    for (int tries = 0; tries < 20 && chosen.size() < wanted; ++tries)
        if (const auto& product = dice_.pick(world_.sellable);
            std::find(chosen.begin(), chosen.end(), product) == chosen.end())
            chosen.push_back(product);
    for (const auto& product : chosen) {
        constexpr std::array<int, 3> sizes{70, 22, 8};
        constexpr std::array<std::int64_t, 3> most{20, 80, 300};
        const auto quantity = dice_.between(1, most[dice_.weighted(sizes)]) * 1'000;
        auto line = rules::makeLine(world_.catalogue, terms, dice_.id(at),
                                    static_cast<std::uint32_t>(document.lines_size() + 1) * 10, product,
                                    quantity, at);
        if (!line)
            continue;
        auto& added = *document.add_lines();
        added = std::move(line).value();
        if (dice_.chance(30))
            added.set_discount_bp(static_cast<std::uint32_t>(dice_.between(1, 4)) * 50);
    }
    if (generosity == Generosity::Large)
        document.set_header_discount_bp(static_cast<std::uint32_t>(dice_.between(12, 26)) * 50);
    else if (dice_.chance(35))
        document.set_header_discount_bp(static_cast<std::uint32_t>(dice_.between(1, 4)) * 50);
    return document.lines_size() != 0;
}

std::optional<v1::Approval> SaleMaker::approvalFor(const v1::Quote& quote, const SampleCustomer& customer,
                                                   std::int64_t at, QuoteState state) {
    const auto context = contextOf(customer, at);
    const auto& organisation = world_.catalogue.organisation();
    const auto discount = rules::discretionaryDiscountBp(quote, context);
    if (discount <= rules::discountLimitBp(organisation, v1::REP))
        return std::nullopt;
    const auto& rep = world_.reps[customer.rep];
    const auto& phrases = rep.phrases();
    v1::Approval approval;
    approval.set_asked_by_id(rep.id);
    approval.set_question(std::string{dice_.pick(phrases.questions)});
    approval.set_discount_bp(discount);
    constexpr std::int64_t patience = 3 * dayMs;
    if (state ? state == v1::Quote::WAITING : world_.now - at < patience && dice_.chance(60))
        return approval;  // not decided
    const bool byManager = discount <= rules::discountLimitBp(organisation, v1::MANAGER);
    const bool agreed = state ? state == v1::Quote::APPROVED : dice_.chance(80);
    approval.set_decision(agreed ? v1::Approval::APPROVED : v1::Approval::DECLINED);
    approval.set_decided_by_id(byManager ? rep.managerId : world_.executiveId);
    approval.set_comment(std::string{agreed ? dice_.pick(phrases.agreed) : dice_.pick(phrases.declined)});
    return approval;
}

void SaleMaker::keepApproval(const v1::Approval& approval, const v1::Quote& quote,
                             const SampleCustomer& customer, std::int64_t at) {
    auto asked = approval;
    asked.clear_decision();
    asked.clear_decided_by_id();
    asked.clear_comment();
    auto context = contextOf(customer, at);
    context.sourceQuote = &quote;
    expectNone(rules::checkApproval(nullptr, asked, context), "approval");
    if (approval.has_decision()) {
        context.role = approval.decided_by_id() == world_.executiveId ? v1::EXECUTIVE : v1::MANAGER;
        expectNone(rules::checkApproval(&asked, approval, context), "decision");
    }
    world_.add(dice_.id(at), approval, world_.reps[customer.rep].id);
    ++world_.counts.approvals;
}

v1::Quote::Status SaleMaker::fateOf(std::int64_t age, const std::optional<v1::Approval>& approval) {
    using Quote = v1::Quote;
    constexpr std::int64_t week = 7 * dayMs;
    constexpr std::int64_t month = 30 * dayMs;
    if (approval && !approval->has_decision())
        return Quote::WAITING;
    if (approval && approval->decision() == v1::Approval::DECLINED)
        return age > month && dice_.chance(60) ? Quote::LOST : Quote::DECLINED;
    const std::array<Quote::Status, 5> fates{approval ? Quote::APPROVED : Quote::DRAFT, Quote::ISSUED,
                                             Quote::ORDERED, Quote::LOST, Quote::REVISED};
    constexpr std::array<int, 5> fresh{40, 60, 0, 0, 0};
    constexpr std::array<int, 5> recent{8, 45, 35, 9, 3};
    constexpr std::array<int, 5> old{1, 6, 58, 29, 6};
    return fates[dice_.weighted(age < week ? fresh : age < month ? recent : old)];
}

void SaleMaker::keepQuote(const std::string& id, v1::Quote quote, const std::optional<v1::Approval>& approval,
                          const SampleCustomer& customer, std::int64_t at) {
    rules::deriveTotals(quote);
    auto context = contextOf(customer, at);
    if (approval) {
        context.approvedBp = rules::approvedUpTo(*approval);
        keepApproval(*approval, quote, customer, at + hourMs / 2);
    }
    expectNone(rules::checkQuote(nullptr, quote, context), "quote");
    ++quotesIn_[quote.status()];
    if (quote.status() == v1::Quote::ORDERED)
        orderQuote(id, quote, customer, at);
    world_.add(id, std::move(quote), world_.reps[customer.rep].id);
    ++world_.counts.quotes;
}

void SaleMaker::revise(const std::string& id, const v1::Quote& quote, const SampleCustomer& customer,
                       std::int64_t at) {
    auto& rep = world_.reps[customer.rep];
    auto revision = quote;
    revision.set_number(documentNumber('Q', rep.territory->deviceCode, ++rep.quotes));
    revision.set_revises_id(id);
    revision.set_status(v1::Quote::ISSUED);
    const auto revisedAt = std::min(at + dice_.between(1, 6) * dayMs, world_.now);
    revision.set_issued_at(revisedAt);
    for (auto& line : *revision.mutable_lines())
        line.set_id(dice_.id(revisedAt));
    // One line less, or what was given away taken back: within the limit either way.
    if (revision.lines_size() > 1)
        revision.mutable_lines()->RemoveLast();
    revision.clear_header_discount_bp();
    keepQuote(dice_.id(revisedAt), std::move(revision), std::nullopt, customer, revisedAt);
}

void SaleMaker::quote(const SampleCustomer& customer, std::int64_t at) {
    (void)makeQuote(customer, at, dice_.chance(22) ? Generosity::Large : Generosity::Usual, std::nullopt);
}

bool SaleMaker::makeQuote(const SampleCustomer& customer, std::int64_t at, Generosity generosity,
                          QuoteState state) {
    auto& rep = world_.reps[customer.rep];
    v1::Quote quote;
    if (!addLines(quote, customer, at, generosity))
        return false;
    quote.set_number(documentNumber('Q', rep.territory->deviceCode, ++rep.quotes));
    quote.set_author_id(rep.id);
    quote.set_valid_until(at + 30 * dayMs);
    quote.set_terms(std::string{rep.phrases().terms});
    if (const auto* list = world_.catalogue.priceList(quote.price_list_id()))
        quote.set_price_version(list->version());
    rules::deriveTotals(quote);
    auto approval = approvalFor(quote, customer, at, state);
    if (state && approval.has_value() != needsApproval(*state))
        return false;
    quote.set_status(state.value_or(fateOf(world_.now - at, approval)));
    if (quote.status() == v1::Quote::REVISED && approval)
        quote.set_status(v1::Quote::ISSUED);
    const bool wasIssued =
        quote.status() == v1::Quote::ISSUED || quote.status() == v1::Quote::ORDERED ||
        quote.status() == v1::Quote::REVISED ||
        (quote.status() == v1::Quote::LOST && (!approval || approval->decision() == v1::Approval::APPROVED));
    if (wasIssued)
        quote.set_issued_at(std::min(at + 2 * hourMs, world_.now));
    const auto id = dice_.id(at);
    if (approval)
        approval->set_subject_id(id);
    if (quote.status() == v1::Quote::REVISED)
        revise(id, quote, customer, at);
    keepQuote(id, std::move(quote), approval, customer, at);
    return true;
}

void SaleMaker::orderQuote(const std::string& id, const v1::Quote& quote, const SampleCustomer& customer,
                           std::int64_t at) {
    auto order = rules::orderFrom(quote, id);
    constexpr std::int64_t longest = 9 * dayMs;
    const auto latest = std::max<std::int64_t>(1, std::min(longest, world_.now - at - dayMs / 2));
    finishOrder(std::move(order), &quote, customer, at + dice_.between(1, latest), std::nullopt);
}

void SaleMaker::order(const SampleCustomer& customer, std::int64_t at) {
    (void)makeOrder(customer, at, std::nullopt);
}

bool SaleMaker::makeOrder(const SampleCustomer& customer, std::int64_t at, OrderState state) {
    v1::Order order;
    if (!addLines(order, customer, at, Generosity::Usual))
        return false;
    if (rules::discretionaryDiscountBp(order, contextOf(customer, at)) >
        rules::discountLimitBp(world_.catalogue.organisation(), v1::REP)) {
        order.clear_header_discount_bp();
        for (auto& line : *order.mutable_lines())
            line.set_discount_bp(0);
    }
    finishOrder(std::move(order), nullptr, customer, at, state);
    return true;
}

v1::Order::Status SaleMaker::stateAt(std::int64_t age) {
    using Order = v1::Order;
    constexpr std::array<Order::Status, 8> states{Order::DRAFT,    Order::SUBMITTED, Order::ACCEPTED,
                                                  Order::REJECTED, Order::SHIPPED,   Order::INVOICED,
                                                  Order::CLOSED,   Order::CANCELLED};
    constexpr std::array<int, 8> today{30, 70, 0, 0, 0, 0, 0, 0};
    constexpr std::array<int, 8> thisWeek{5, 28, 52, 8, 0, 0, 0, 7};
    constexpr std::array<int, 8> lastWeek{2, 2, 28, 4, 50, 10, 0, 4};
    constexpr std::array<int, 8> lastMonths{1, 0, 2, 4, 12, 52, 25, 4};
    constexpr std::array<int, 8> before{0, 0, 0, 4, 0, 3, 89, 4};
    return states[dice_.weighted(age < dayMs        ? today
                                 : age < 4 * dayMs  ? thisWeek
                                 : age < 14 * dayMs ? lastWeek
                                 : age < 60 * dayMs ? lastMonths
                                                    : before)];
}

void SaleMaker::setProgress(v1::Order& order, const Phrases& phrases) {
    using Order = v1::Order;
    const auto status = order.status();
    if (status == Order::REJECTED)
        order.set_status_reason(std::string{dice_.pick(phrases.rejections)});
    if (status == Order::CANCELLED)
        order.set_status_reason(std::string{dice_.pick(phrases.cancellations)});
    const bool isShipped = status == Order::SHIPPED || status == Order::INVOICED || status == Order::CLOSED;
    if (isShipped || (status == Order::ACCEPTED && dice_.chance(80)))
        order.set_erp_number("SO-" + std::to_string(200'000 + ++erpNumber_));
    if (!isShipped)
        return;
    const bool partly = status == Order::SHIPPED && dice_.chance(20);
    for (int i = 0; i < order.lines_size(); ++i) {
        auto& line = *order.mutable_lines(i);
        line.set_shipped_milli(partly && i == 0 ? line.quantity_milli() / 2'000 * 1'000
                                                : line.quantity_milli());
    }
}

void SaleMaker::finishOrder(v1::Order order, const v1::Quote* source, const SampleCustomer& customer,
                            std::int64_t at, OrderState state) {
    auto& rep = world_.reps[customer.rep];
    order.set_number(documentNumber('O', rep.territory->deviceCode, ++rep.orders));
    order.set_author_id(rep.id);
    order.set_status(state.value_or(stateAt(world_.now - at)));
    if (source != nullptr && order.status() == v1::Order::DRAFT)
        order.set_status(v1::Order::SUBMITTED);
    if (order.status() != v1::Order::DRAFT)
        order.set_submitted_at(at);
    order.set_requested_at(at + dice_.between(3, 10) * dayMs);
    *order.mutable_delivery_address() = customer.record.address();
    if (dice_.chance(35))
        order.set_notes(std::string{dice_.pick(rep.phrases().deliveries)});
    setProgress(order, rep.phrases());
    rules::deriveTotals(order);
    auto context = contextOf(customer, at);
    context.sourceQuote = source;
    expectNone(rules::checkOrder(nullptr, order, context), "order");
    ++ordersIn_[order.status()];
    world_.add(dice_.id(at), std::move(order), rep.id);
    ++world_.counts.orders;
}

void SaleMaker::fillStates() {
    using Quote = v1::Quote;
    using Order = v1::Order;
    constexpr int some = 4;
    constexpr int tries = 40;
    struct Age {
        std::int64_t least;
        std::int64_t most;
    };
    std::vector<const SampleCustomer*> owned;
    for (const auto& customer : world_.customers)
        if (!customer.inPool)
            owned.push_back(&customer);
    if (owned.empty() || world_.sellable.empty())
        return;
    const auto fill = [&](auto& in, auto state, Age age, auto make) {
        for (int left = tries; left > 0 && in[state] < some; --left)
            make(*dice_.pick(owned), world_.now - dice_.between(age.least, age.most));
    };
    const auto quoteIn = [&](Quote::Status state, Age age) {
        fill(quotesIn_, state, age, [&](const SampleCustomer& customer, std::int64_t at) {
            (void)makeQuote(customer, at, needsApproval(state) ? Generosity::Large : Generosity::Usual,
                            state);
        });
    };
    const auto orderIn = [&](Order::Status state, Age age) {
        fill(ordersIn_, state, age,
             [&](const SampleCustomer& customer, std::int64_t at) { (void)makeOrder(customer, at, state); });
    };
    const Age today{hourMs, 20 * hourMs};
    const Age thisWeek{dayMs, 4 * dayMs};
    const Age lastWeek{5 * dayMs, 12 * dayMs};
    const Age earlier{20 * dayMs, 80 * dayMs};
    for (const auto state : {Quote::DRAFT, Quote::WAITING})
        quoteIn(state, today);
    for (const auto state : {Quote::APPROVED, Quote::DECLINED, Quote::ISSUED})
        quoteIn(state, thisWeek);
    for (const auto state : {Quote::ORDERED, Quote::LOST, Quote::REVISED})
        quoteIn(state, earlier);
    for (const auto state : {Order::DRAFT, Order::SUBMITTED})
        orderIn(state, today);
    orderIn(Order::ACCEPTED, thisWeek);
    for (const auto state : {Order::SHIPPED, Order::REJECTED, Order::CANCELLED})
        orderIn(state, lastWeek);
    for (const auto state : {Order::INVOICED, Order::CLOSED})
        orderIn(state, earlier);
}

}  // namespace fieldfare::server::sample
