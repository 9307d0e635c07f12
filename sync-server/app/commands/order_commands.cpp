#include "shared/base/uuid.h"
#include "shared/rules/currency.h"
#include "shared/schema/fault.h"
#include "shared/schema/json.h"
#include "sync-server/app/command_line.h"
#include "sync-server/app/commands/groups.h"
#include "sync-server/app/commands/output.h"
#include "sync-server/app/commands/records.h"
#include "sync-server/backoffice/orders/order_change.h"
#include "sync-server/backoffice/orders/order_json.h"
#include "sync-server/backoffice/orders/order_reader.h"

namespace fieldfare::server::app {

using nlohmann::ordered_json;
using orders::OrderCall;
using orders::OrderReader;
using schema::FaultError;

namespace {

struct Which {
    std::string order;
    v1::OrderChange change;
};

std::string statusText(const v1::Order& order) {
    const auto* value = v1::Order::Status_descriptor()->FindValueByNumber(order.status());
    return value == nullptr ? std::string{} : schema::enumText(*value);
}

int listOrders(CommandContext& context, const std::string& statusName) {
    std::optional<v1::Order::Status> status;
    if (!statusName.empty()) {
        const auto* value = schema::enumFromText(*v1::Order::Status_descriptor(), statusName);
        if (value == nullptr)
            throw FaultError{v1::INVALID, "no such status", "status"};
        status = static_cast<v1::Order::Status>(value->number());
    }
    std::vector<v1::FeedOrder> found;
    readDirectory(context.organisation, [&](auto& database, const sync::Directory& directory) {
        found = OrderReader{database, directory}.all(status);
    });
    auto json = ordered_json::array();
    std::vector<std::vector<std::string>> rows;
    for (const auto& order : found) {
        json.push_back(orders::orderJson(order));
        rows.push_back(
            {order.order().number(), statusText(order.order()), order.customer_name(), order.person_name(),
             order.order().totals().has_gross() ? rules::formatMoney(order.order().totals().gross()) : "",
             order.order().erp_number(), timeText(order.order().submitted_at()), base::idText(order.id())});
    }
    if (context.json)
        context.out << orders::dump(json) << '\n';
    else
        writeTable(context.out,
                   {"NUMBER", "STATUS", "CUSTOMER", "PERSON", "GROSS", "ERP NUMBER", "SUBMITTED", "ID"},
                   rows);
    return 0;
}

int showOrder(CommandContext& context, const Which& which) {
    ordered_json json;
    readDirectory(context.organisation, [&](auto& database, const sync::Directory& directory) {
        OrderReader reader{database, directory};
        json = orders::orderJson(reader.order(reader.require(which.order)));
    });
    constexpr int indent = 2;
    context.out << (context.json ? orders::dump(json) : json.dump(indent)) << '\n';
    return 0;
}

int changeOrder(CommandContext& context, const Which& which) {
    v1::FeedOrder answer;
    context.organisation.writer().run([&](sync::Turn& turn) {
        const auto directory = turn.directory();
        OrderCall call;
        call.order = OrderReader{turn.database, *directory}.require(which.order);
        call.action = OrderCall::Action::Step;
        call.change = which.change;
        answer = orders::changeOrder(turn, call);
    });
    report(context, orders::orderJson(answer), answer.order().number() + " is " + statusText(answer.order()));
    return 0;
}

/// A command that moves an order; `status` empty: as its caller says.
CLI::App& addStep(CommandLine& line, CLI::App& group, const std::string& name, const std::string& description,
                  const std::string& status, const std::shared_ptr<Which>& which) {
    which->change.set_status(status);
    auto& app = line.add(group, name, description,
                         [which](CommandContext& context) { return changeOrder(context, *which); });
    app.add_option("order", which->order, "id or number")->required();
    return app;
}

}  // namespace

void addOrderCommands(CommandLine& line) {
    auto& group = line.group("orders", "Orders that have come to the back office");
    const auto status = std::make_shared<std::string>();
    auto& listApp = line.add(group, "list", "Lists the orders",
                             [status](CommandContext& context) { return listOrders(context, *status); });
    listApp.add_option("--status", *status, "submitted, accepted, shipped, ...");

    const auto shown = std::make_shared<Which>();
    auto& showApp = line.add(group, "show", "Shows one order",
                             [shown](CommandContext& context) { return showOrder(context, *shown); });
    showApp.add_option("order", shown->order, "id or number")->required();

    const auto accepted = std::make_shared<Which>();
    addStep(line, group, "accept", "Accepts a submitted order", "accepted", accepted)
        .add_option("--erp-number", *accepted->change.mutable_erp_number(), "its number in the ERP");
    const auto rejected = std::make_shared<Which>();
    addStep(line, group, "reject", "Rejects a submitted order", "rejected", rejected)
        .add_option("--reason", *rejected->change.mutable_reason(), "what its author is told")
        ->required();
    const auto moved = std::make_shared<Which>();
    auto& movedApp = addStep(line, group, "status", "Moves an order to another status", {}, moved);
    movedApp
        .add_option("status", *moved->change.mutable_status(), "shipped, invoiced, closed, cancelled, ...")
        ->required();
    movedApp.add_option("--reason", *moved->change.mutable_reason(), "what its author is told");
}

}  // namespace fieldfare::server::app
