#include "sync-server/backoffice/orders/order_change.h"

#include <optional>

#include "shared/base/hash.h"
#include "shared/schema/fault.h"
#include "shared/schema/json.h"
#include "shared/schema/schema.h"
#include "shared/schema/validate.h"
#include "sync-server/backoffice/orders/order_reader.h"
#include "sync-server/sync/server_edit.h"

namespace fieldfare::server::orders {

using fieldfare::storage::Text;
using schema::FaultError;
using schema::Schema;
using sync::Turn;
using Action = OrderCall::Action;

namespace {

/// None for a call without status.
std::optional<v1::Order::Status> statusIn(const v1::OrderChange& change) {
    if (change.status().empty())
        return std::nullopt;
    const auto* value = schema::enumFromText(*v1::Order::Status_descriptor(), change.status());
    if (value == nullptr || value->number() <= v1::Order::SUBMITTED)
        throw FaultError{
            v1::INVALID,
            "no status of the back office: accepted, rejected, shipped, invoiced, closed, cancelled",
            "status"};
    return static_cast<v1::Order::Status>(value->number());
}

void check(const OrderCall& call) {
    // Its fields carry limits as those of records do.
    static const schema::RecordType type{v1::OrderChange::descriptor()};
    if (auto faults = schema::validate(call.change, type); !faults.empty())
        throw FaultError{std::move(faults.front())};
    if (!call.caller.empty() && call.change.key().empty())
        throw FaultError{v1::INVALID, "the call needs an id of the caller's own", "key"};
    if (call.action == Action::Step && call.change.status().empty())
        throw FaultError{v1::INVALID, "the status to move to is missing", "status"};
    if (call.action == Action::Acknowledge && call.change.erp_number().empty())
        throw FaultError{v1::INVALID, "an acknowledgement carries the ERP's own number", "erp_number"};
    if (call.action == Action::Acknowledge && !call.change.status().empty())
        throw FaultError{v1::INVALID, "an acknowledgement moves no status", "status"};
}

std::string contentHash(const OrderCall& call) {
    return base::sha256((call.action == Action::Step ? "step" : "acknowledge") + call.order +
                        call.change.SerializeAsString());
}

/// The first answer to this call; none when it is the first.
std::optional<v1::FeedOrder> answered(Turn& turn, const OrderCall& call, const std::string& hash) {
    auto row = turn.database.query("SELECT request, answer FROM feed_call WHERE caller = $1 AND call = $2",
                                   Text{call.caller}, Text{call.change.key()});
    if (!row.step())
        return std::nullopt;
    if (row.blob(0) != hash)
        throw FaultError{v1::CONTRADICTION, "another call had this key", "key"};
    v1::FeedOrder answer;
    if (!answer.ParseFromArray(row.blob(1).data(), static_cast<int>(row.blob(1).size())))
        throw std::runtime_error{"a stored answer is damaged"};
    return answer;
}

void apply(Turn& turn, const OrderCall& call, std::optional<v1::Order::Status> status) {
    sync::ServerEdit edit{turn};
    const auto* row = edit.changes().find(Schema::of<v1::Order>(), call.order);
    if (row == nullptr || row->deleted != 0 || !row->atDesk)
        throw FaultError{v1::NOT_FOUND, "there is no such order"};
    sync::Viewer backOffice;
    backOffice.role = v1::BACK_OFFICE;
    edit.changeAs(backOffice, *row, [&](google::protobuf::Message& record) {
        auto& order = static_cast<v1::Order&>(record);
        if (status)
            order.set_status(*status);
        if (!call.change.erp_number().empty())
            order.set_erp_number(call.change.erp_number());
        if (!call.change.reason().empty())
            order.set_status_reason(call.change.reason());
    });
    edit.save();
}

}  // namespace

v1::FeedOrder changeOrder(Turn& turn, const OrderCall& call) {
    check(call);
    const auto status = statusIn(call.change);
    const auto hash = contentHash(call);
    if (!call.caller.empty())
        if (auto first = answered(turn, call, hash))
            return std::move(*first);
    apply(turn, call, status);
    const auto directory = turn.directory();
    auto answer = OrderReader{turn.database, *directory}.order(call.order);
    if (!call.caller.empty()) {
        const auto bytes = answer.SerializeAsString();
        turn.database.run("INSERT INTO feed_call(caller, call, request, answer) VALUES ($1, $2, $3, $4)",
                          Text{call.caller}, Text{call.change.key()}, hash, bytes);
    }
    return answer;
}

}  // namespace fieldfare::server::orders
