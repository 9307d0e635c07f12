#include <functional>

#include "fieldfare/account.pb.h"
#include "sync-server/app/endpoints/body.h"
#include "sync-server/app/endpoints/endpoints.h"
#include "sync-server/app/endpoints/queued_answer.h"
#include "sync-server/entry/enrolling.h"
#include "sync-server/entry/passwords.h"
#include "sync-server/entry/signing_in.h"

namespace fieldfare::server::app {

namespace {

constexpr std::size_t accountBodyLimit = 64U << 10U;

/// Answers with the message that the use case gives.
void answerFrom(http::WorkQueue& queue, const http::Request& request, const http::Reply& reply,
                std::function<std::string()> useCase) {
    answerQueued(queue, request, reply, [useCase = std::move(useCase)](const http::Request& head) {
        return protobufResponse(head, useCase());
    });
}

}  // namespace

void addAccountEndpoints(Api& api, entry::Entrance& entrance, http::WorkQueue& queue) {
    api.add("POST", "/v1/enrol", [&](const http::Request& request, const auto&, const http::Reply& reply) {
        auto message = messageIn<v1::EnrolRequest>(request, accountBodyLimit);
        answerFrom(queue, request, reply,
                   [&entrance, message = std::move(message), address = request.clientAddress] {
                       return entry::enrol(entrance, message, address).SerializeAsString();
                   });
    });
    api.add("POST", "/v1/sign-in", [&](const http::Request& request, const auto&, const http::Reply& reply) {
        auto message = messageIn<v1::SignInRequest>(request, accountBodyLimit);
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
        auto message = messageIn<v1::ChangePasswordRequest>(request, accountBodyLimit);
        answerFrom(queue, request, reply,
                   [&entrance, token = entry::bearerToken(request.authorization),
                    message = std::move(message), address = request.clientAddress] {
                       entry::changePassword(entrance, token, message, address);
                       return v1::Done{}.SerializeAsString();
                   });
    });
}

}  // namespace fieldfare::server::app
