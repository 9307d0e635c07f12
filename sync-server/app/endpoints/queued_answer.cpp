#include "sync-server/app/endpoints/queued_answer.h"

#include <chrono>

#include <spdlog/spdlog.h>

#include "shared/schema/fault.h"
#include "sync-server/http/fault_response.h"

namespace fieldfare::server::app {

namespace {

constexpr std::chrono::seconds fullQueuePause{2};

}  // namespace

void answerQueued(http::WorkQueue& queue, const http::Request& request, const http::Reply& reply,
                  std::function<http::Response(const http::Request& head)> useCase) {
    auto head = request;
    head.body.clear();
    const bool queued = queue.post([head, reply, useCase = std::move(useCase)] {
        try {
            reply(useCase(head));
        } catch (const schema::FaultError& error) {
            reply(http::faultResponse(head, error.fault()));
        } catch (const std::exception& error) {
            spdlog::error("request {} failed: {}", head.requestId, error.what());
            reply(http::faultResponse(head, v1::INTERNAL, "the server failed; its log has the reason"));
        }
    });
    if (!queued)
        reply(http::busyResponse(request, fullQueuePause));
}

}  // namespace fieldfare::server::app
