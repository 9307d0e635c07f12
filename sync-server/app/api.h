#pragma once

#include <functional>
#include <string>
#include <vector>

#include "sync-server/http/exchange.h"

namespace fieldfare::server::app {

/// One endpoint: answers a request, whose variable parts of the path it gets, exactly once. Called on a
/// thread of the listener: it must not block. A FaultError it throws becomes the answer.
using Endpoint =
    std::function<void(const http::Request& request, std::vector<std::string> parts, http::Reply reply)>;

/// The router: from method and path to an endpoint. Filled before it is used, read-only afterwards.
class Api {
  public:
    /// `path`: segments, of which "*" stands for any one: "/v1/orders/*/status".
    void add(std::string method, const std::string& path, Endpoint endpoint);

    /// Answers NOT_FOUND for a path without endpoints, METHOD_NOT_ALLOWED, with Allow, for one without this
    /// method; logs every request by its pattern, so that no id gets into a log.
    void handle(http::Request request, http::Reply reply) const;

  private:
    struct Route {
        std::string method;
        std::string pattern;
        std::vector<std::string> segments;
        Endpoint endpoint;
    };

    std::vector<Route> routes_;
};

}  // namespace fieldfare::server::app
