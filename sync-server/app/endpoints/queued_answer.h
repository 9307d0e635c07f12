#pragma once

#include <functional>

#include "sync-server/http/exchange.h"
#include "sync-server/http/work_queue.h"

namespace fieldfare::server::app {

/// Runs a use case that blocks on the queue and answers with its response, with the fault that it throws, or
/// with BUSY when the queue is full. What the use case needs of the request's body it holds itself.
void answerQueued(http::WorkQueue& queue, const http::Request& request, const http::Reply& reply,
                  std::function<http::Response(const http::Request& head)> useCase);

}  // namespace fieldfare::server::app
