#include <charconv>

#include <spdlog/spdlog.h>

#include "shared/base/uuid.h"
#include "shared/schema/fault.h"
#include "sync-server/account/api_keys.h"
#include "sync-server/app/endpoints/body.h"
#include "sync-server/app/endpoints/endpoints.h"
#include "sync-server/backoffice/orders/order_change.h"
#include "sync-server/backoffice/orders/order_json.h"
#include "sync-server/backoffice/orders/order_reader.h"
#include "sync-server/http/fault_response.h"

namespace fieldfare::server::app {

using fieldfare::storage::Database;
using fieldfare::storage::Transaction;
using orders::OrderCall;
using orders::OrderReader;
using schema::FaultError;

namespace {

constexpr std::size_t orderBodyLimit = 1U << 20U;
constexpr const char* scope = "orders";

/// The program that asks, in the transaction of its work.
account::ApiKey requireKey(Database& database, const base::Clock& clock, const http::Request& request) {
    auto key = account::ApiKeys{database, clock}.require(entry::bearerToken(request.authorization));
    if (!key.allows(scope))
        throw FaultError{v1::FORBIDDEN, "this key does not have the scope \"orders\""};
    return key;
}

struct PageQuery {
    std::string after;
    std::size_t limit = OrderReader::usualLimit;
};

PageQuery pageQuery(std::string_view query) {
    PageQuery page;
    while (!query.empty()) {
        const auto end = std::min(query.find('&'), query.size());
        const auto item = query.substr(0, end);
        query.remove_prefix(std::min(end + 1, query.size()));
        const auto equals = std::min(item.find('='), item.size());
        const auto name = item.substr(0, equals);
        const auto value = item.substr(std::min(equals + 1, item.size()));
        if (name == "after") {
            page.after = value;
        } else if (name == "limit") {
            const auto [last, error] = std::from_chars(value.data(), value.data() + value.size(), page.limit);
            if (error != std::errc{} || last != value.data() + value.size() || page.limit < 1 ||
                page.limit > OrderReader::largestLimit)
                throw FaultError{v1::INVALID, "not a number from 1 to the limit", "limit",
                                 static_cast<std::int64_t>(OrderReader::largestLimit)};
        } else {
            throw FaultError{v1::INVALID, "unknown parameter; there are after and limit",
                             std::string{name.substr(0, 64)}};
        }
    }
    return page;
}

std::string orderId(const std::string& text) {
    const auto id = base::Uuid::fromText(text);
    if (!id)
        throw FaultError{v1::NOT_FOUND, "there is no such order"};
    return id->bytes();
}

http::Response jsonResponse(const nlohmann::ordered_json& json) {
    return {200, std::string{http::jsonType}, orders::dump(json), {}};
}

http::Response failed(const http::Request& request, const std::exception_ptr& failure) {
    try {
        std::rethrow_exception(failure);
    } catch (const FaultError& error) {
        return http::faultResponse(request, error.fault());
    } catch (const std::exception& error) {
        spdlog::error("request {} failed: {}", request.requestId, error.what());
        return http::faultResponse(request, v1::INTERNAL, "the server failed; its log has the reason");
    }
}

/// Answers with what `read` makes of one snapshot.
void answerReading(sync::Organisation& organisation, const http::Request& request, const http::Reply& reply,
                   std::function<nlohmann::ordered_json(OrderReader&)> read) {
    const bool queued = organisation.readers().post(
        [&organisation, request, reply, read = std::move(read)](Database& database) {
            http::Response response;
            try {
                Transaction snapshot{database, Transaction::Kind::Read};
                (void)requireKey(database, organisation.clock(), request);
                const auto directory = organisation.directories().at(database);
                OrderReader reader{database, *directory};
                response = jsonResponse(read(reader));
            } catch (...) {
                response = failed(request, std::current_exception());
            }
            reply(std::move(response));
        });
    if (!queued)
        reply(http::busyResponse(request, busyPause));
}

void answerChanging(sync::Organisation& organisation, const http::Request& request, const http::Reply& reply,
                    OrderCall call) {
    auto head = std::make_shared<http::Request>(request);
    head->body.clear();
    const auto answer = std::make_shared<v1::FeedOrder>();
    const bool queued = organisation.writer().submit(
        [&organisation, head, answer, call = std::move(call)](sync::Turn& turn) mutable {
            call.caller = requireKey(turn.database, organisation.clock(), *head).name;
            *answer = orders::changeOrder(turn, call);
        },
        [head, answer, reply](const std::exception_ptr& failure) {
            reply(failure ? failed(*head, failure) : jsonResponse(orders::orderJson(*answer)));
        });
    if (!queued)
        reply(http::busyResponse(request, busyPause));
}

Endpoint changing(sync::Organisation& organisation, OrderCall::Action action) {
    return [&organisation, action](const http::Request& request, const std::vector<std::string>& parts,
                                   const http::Reply& reply) {
        requireType(request, http::jsonType);
        requireSize(request, orderBodyLimit);
        // Strangers learn nothing of what a good body is.
        (void)entry::bearerToken(request.authorization);
        OrderCall call;
        call.action = action;
        call.order = orderId(parts.at(0));
        call.change = orders::changeFromJson(request.body);
        answerChanging(organisation, request, reply, std::move(call));
    };
}

}  // namespace

void addOrderEndpoints(Api& api, sync::Organisation& organisation) {
    api.add("GET", "/v1/orders",
            [&organisation](const http::Request& request, const auto&, const http::Reply& reply) {
                answerReading(organisation, request, reply, [query = request.query](OrderReader& reader) {
                    const auto page = pageQuery(query);
                    return orders::feedJson(reader.after(page.after, page.limit));
                });
            });
    api.add("GET", "/v1/orders/*",
            [&organisation](const http::Request& request, const auto& parts, const http::Reply& reply) {
                answerReading(organisation, request, reply, [text = parts.at(0)](OrderReader& reader) {
                    return orders::orderJson(reader.order(orderId(text)));
                });
            });
    api.add("POST", "/v1/orders/*/acknowledgement", changing(organisation, OrderCall::Action::Acknowledge));
    api.add("POST", "/v1/orders/*/status", changing(organisation, OrderCall::Action::Step));
}

}  // namespace fieldfare::server::app
