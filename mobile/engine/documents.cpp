#include "mobile/engine/documents.h"

#include "fieldfare/sale.pb.h"
#include "shared/rules/document_rules.h"
#include "shared/schema/fault.h"

namespace fieldfare::engine {

using schema::FaultError;
using schema::Path;

namespace {

std::vector<v1::Frozen> seen(const Record& record) {
    v1::Frozen frozen;
    frozen.set_id(record.id);
    frozen.set_seq(record.seq);
    return {frozen};
}

}  // namespace

std::string Documents::orderFromQuote(const Record& quote) {
    auto changed = quote.as<v1::Quote>();
    if (changed.status() == v1::Quote::ORDERED)
        throw FaultError{v1::STEP_NOT_ALLOWED, "the quote is an order already", "status"};
    auto order = rules::orderFrom(changed, quote.id);
    order.set_status(v1::Order::SUBMITTED);
    order.set_submitted_at(editing_.store().now());
    changed.set_status(v1::Quote::ORDERED);
    std::string id;
    editing_.atomically([&] {
        const Path status{v1::Quote::kStatusFieldNumber, {}, 0};
        editing_.write(quote, {&status, 1}, changed, seen(quote));
        id = editing_.create(order);
    });
    return id;
}

void Documents::issue(const Record& quote) {
    auto changed = quote.as<v1::Quote>();
    std::vector<Path> paths{{v1::Quote::kStatusFieldNumber, {}, 0}};
    // An approved quote is locked but for its status.
    if (changed.status() == v1::Quote::DRAFT && !changed.has_issued_at()) {
        changed.set_issued_at(editing_.store().now());
        paths.push_back({v1::Quote::kIssuedAtFieldNumber, {}, 0});
    }
    changed.set_status(v1::Quote::ISSUED);
    editing_.write(quote, paths, changed, seen(quote));
}

void Documents::submit(const Record& order) {
    auto changed = order.as<v1::Order>();
    changed.set_status(v1::Order::SUBMITTED);
    changed.set_submitted_at(editing_.store().now());
    const std::vector<Path> paths{{v1::Order::kStatusFieldNumber, {}, 0},
                                  {v1::Order::kSubmittedAtFieldNumber, {}, 0}};
    editing_.write(order, paths, changed, seen(order));
}

}  // namespace fieldfare::engine
