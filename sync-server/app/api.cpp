#include "sync-server/app/api.h"

#include <algorithm>
#include <chrono>
#include <optional>

#include <spdlog/spdlog.h>

#include "shared/schema/fault.h"
#include "sync-server/app/endpoints/body.h"
#include "sync-server/app/log.h"
#include "sync-server/http/fault_response.h"

namespace fieldfare::server::app {

namespace {

std::vector<std::string> segmentsOf(const std::string& path) {
    std::vector<std::string> segments;
    std::size_t at = path.starts_with('/') ? 1 : 0;
    for (;;) {
        const auto end = path.find('/', at);
        segments.push_back(path.substr(at, end == std::string::npos ? end : end - at));
        if (end == std::string::npos)
            return segments;
        at = end + 1;
    }
}

/// The parts that stand for "*"; none when the path is another.
std::optional<std::vector<std::string>> match(const std::vector<std::string>& pattern,
                                              const std::vector<std::string>& path) {
    if (pattern.size() != path.size())
        return std::nullopt;
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < path.size(); ++i) {
        if (pattern[i] == "*" && !path[i].empty())
            parts.push_back(path[i]);
        else if (pattern[i] != path[i])
            return std::nullopt;
    }
    return parts;
}

http::Reply logged(const http::Request& request, const std::string& pattern, http::Reply reply) {
    return [reply = std::move(reply), begun = std::chrono::steady_clock::now(), id = request.requestId,
            method = request.method, pattern](http::Response response) {
        const auto took =
            std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begun);
        logRequest({id, method, pattern, response.status, took, response.body.size()});
        reply(std::move(response));
    };
}

}  // namespace

void Api::add(std::string method, const std::string& path, Endpoint endpoint) {
    routes_.push_back({std::move(method), path, segmentsOf(path), std::move(endpoint)});
}

void Api::handle(http::Request request, http::Reply reply) const {
    const auto path = segmentsOf(request.path);
    std::string allowed;
    for (const auto& route : routes_) {
        auto parts = match(route.segments, path);
        if (!parts)
            continue;
        if (route.method != request.method) {
            allowed += (allowed.empty() ? "" : ", ") + route.method;
            continue;
        }
        const auto answer = logged(request, route.pattern, std::move(reply));
        try {
            route.endpoint(request, std::move(*parts), answer);
        } catch (const Refused& refused) {
            answer(refused.response());
        } catch (const schema::FaultError& error) {
            answer(http::faultResponse(request, error.fault()));
        }
        return;
    }
    const auto answer = logged(request, "(other)", std::move(reply));
    if (allowed.empty()) {
        answer(http::faultResponse(request, v1::NOT_FOUND, "there is nothing at this path"));
        return;
    }
    auto response = http::faultResponse(request, v1::METHOD_NOT_ALLOWED, "this path takes " + allowed);
    response.headers.emplace_back("Allow", allowed);
    answer(std::move(response));
}

}  // namespace fieldfare::server::app
