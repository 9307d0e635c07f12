#include <functional>

#include <spdlog/spdlog.h>

#include "fieldfare/account.pb.h"
#include "shared/schema/fault.h"
#include "sync-server/app/endpoints/body.h"
#include "sync-server/app/endpoints/endpoints.h"
#include "sync-server/entry/enrolling.h"
#include "sync-server/entry/passwords.h"
#include "sync-server/entry/signing_in.h"
#include "sync-server/http/fault_response.h"

namespace fieldfare::server::app {

using schema::FaultError;

namespace {

constexpr std::size_t accountBodyLimit = 64U << 10U;

/// Runs a use case on the queue and answers with its message, or with the fault that it throws.
void answerFrom(http::WorkQueue& queue, const http::Request& request, const http::Reply& reply,
                std::function<std::string()> useCase) {
    auto head = request;
    head.body.clear();
    const bool queued = queue.post([head, reply, useCase = std::move(useCase)] {
        try {
            reply(protobufResponse(head, useCase()));
        } catch (const FaultError& error) {
            reply(http::faultResponse(head, error.fault()));
        } catch (const std::exception& error) {
            spdlog::error("request {} failed: {}", head.requestId, error.what());
            reply(http::faultResponse(head, v1::INTERNAL, "the server failed; its log has the reason"));
        }
    });
    if (!queued)
        reply(http::busyResponse(request, busyPause));
}

template <typename Message>
Message messageIn(const http::Request& request) {
    requireType(request, http::protobufType);
    requireSize(request, accountBodyLimit);
    Message message;
    parseBody(request, message);
    return message;
}

}  // namespace

void addAccountEndpoints(Api& api, entry::Entrance& entrance, http::WorkQueue& queue) {
    api.add("POST", "/v1/enrol", [&](const http::Request& request, const auto&, const http::Reply& reply) {
        auto message = messageIn<v1::EnrolRequest>(request);
        answerFrom(queue, request, reply,
                   [&entrance, message = std::move(message), address = request.clientAddress] {
                       return entry::enrol(entrance, message, address).SerializeAsString();
                   });
    });
    api.add("POST", "/v1/sign-in", [&](const http::Request& request, const auto&, const http::Reply& reply) {
        auto message = messageIn<v1::SignInRequest>(request);
        answerFrom(queue, request, reply,
                   [&entrance, message = std::move(message), address = request.clientAddress] {
                       return entry::signIn(entrance, message, address).SerializeAsString();
                   });
    });
    api.add("POST", "/v1/sign-out", [&](const http::Request& request, const auto&, const http::Reply& reply) {
        answerFrom(queue, request, reply, [&entrance, token = entry::bearerToken(request.authorization)] {
            entry::signOut(entrance, token);
            return v1::Done{}.SerializeAsString();
        });
    });
    api.add("POST", "/v1/password", [&](const http::Request& request, const auto&, const http::Reply& reply) {
        auto message = messageIn<v1::ChangePasswordRequest>(request);
        answerFrom(queue, request, reply,
                   [&entrance, token = entry::bearerToken(request.authorization),
                    message = std::move(message), address = request.clientAddress] {
                       entry::changePassword(entrance, token, message, address);
                       return v1::Done{}.SerializeAsString();
                   });
    });
}

}  // namespace fieldfare::server::app
