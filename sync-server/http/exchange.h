#pragma once

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace fieldfare::server::http {

/// One request as it came through the edge, its body complete. Values are as sent, none of them checked.
struct Request {
    std::string method;  ///< upper case
    std::string path;    ///< percent-encoding left as it is, so that one path has one spelling
    std::string query;   ///< without the '?', percent-encoded
    std::string body;
    std::string authorization;
    std::string contentType;
    std::string acceptEncoding;
    std::string contentEncoding;
    std::string clientAddress;  ///< of the client that the edge talks to, not of the edge
    std::string requestId;      ///< the edge's; in its log, ours, and in the answer's X-Request-Id
    /// Every header that the edge passed on, names in lower case.
    std::map<std::string, std::string> headers;
};

/// One answer. Header values must not contain control characters; an answer that breaks this becomes a 500.
struct Response {
    int status = 200;
    std::string contentType;  ///< empty: no body either
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;
};

/// Answers one request, from any thread. To be called once: a second call is logged and has no effect, and
/// when the last copy goes away uncalled the client gets a 500.
using Reply = std::function<void(Response)>;

/// Takes one request on a thread of the listener. Must not block: it hands the work to a queue and returns.
/// An exception becomes a 500.
using Handler = std::function<void(Request, Reply)>;

}  // namespace fieldfare::server::http
