#include "sync-server/http/listener.h"

// cpprestsdk would otherwise define a macro U, which is a template parameter elsewhere.
#define _TURN_OFF_PLATFORM_STRING

#include <algorithm>
#include <atomic>
#include <cctype>
#include <cerrno>
#include <condition_variable>
#include <cstring>
#include <mutex>
#include <shared_mutex>

#include <arpa/inet.h>
#include <cpprest/http_listener.h>
#include <netinet/in.h>
#include <pplx/threadpool.h>
#include <spdlog/spdlog.h>
#include <sys/socket.h>
#include <unistd.h>

#include "sync-server/http/fault_response.h"

namespace fieldfare::server::http {

namespace {

using web::http::http_request;
using web::http::http_response;
using web::http::experimental::listener::http_listener;

constexpr int portAttempts = 20;
constexpr const char* edgeHeader = "X-Fieldfare-Edge";

/// Counts the requests whose answer is not yet written.
class Outstanding {
  public:
    void begin() {
        const std::lock_guard lock{mutex_};
        ++count_;
    }
    void end() {
        {
            const std::lock_guard lock{mutex_};
            --count_;
        }
        none_.notify_all();
    }
    [[nodiscard]] bool waitForNone(std::chrono::milliseconds atMost) {
        std::unique_lock lock{mutex_};
        return none_.wait_for(lock, atMost, [this] { return count_ == 0; });
    }

  private:
    std::mutex mutex_;
    std::condition_variable none_;
    int count_ = 0;
};

/// A control character in a header value would end the header, and the rest would be the sender's words.
bool isPrintable(const std::string& value) {
    return std::all_of(value.begin(), value.end(), [](unsigned char c) { return c >= 0x20 && c != 0x7F; });
}

bool headersAreSound(const Response& response) {
    return isPrintable(response.contentType) &&
           std::all_of(response.headers.begin(), response.headers.end(), [](const auto& header) {
               return isPrintable(header.first) && isPrintable(header.second);
           });
}

/// Owns one request's right to an answer; the last owner to go answers 500 if nobody did.
class PendingReply {
  public:
    PendingReply(http_request request, Request head, std::shared_ptr<Outstanding> outstanding)
        : request_{std::move(request)}, head_{std::move(head)}, outstanding_{std::move(outstanding)} {
        outstanding_->begin();
    }
    PendingReply(const PendingReply&) = delete;
    PendingReply& operator=(const PendingReply&) = delete;
    ~PendingReply() {
        if (!answered_)
            send(faultResponse(head_, v1::INTERNAL, "the request was dropped without an answer"));
    }

    void send(Response response) noexcept {
        if (answered_.exchange(true)) {
            spdlog::error("request {} was answered twice; the second answer is lost", head_.requestId);
            return;
        }
        try {
            write(std::move(response));
        } catch (const std::exception& error) {
            spdlog::warn("request {} could not be answered: {}", head_.requestId, error.what());
            outstanding_->end();
        }
    }

    [[nodiscard]] const Request& head() const { return head_; }

  private:
    void write(Response response) {
        if (!headersAreSound(response)) {
            spdlog::error("request {}: the answer had a control character in a header", head_.requestId);
            response = faultResponse(head_, v1::INTERNAL, "the answer was malformed");
        }
        http_response out{static_cast<web::http::status_code>(response.status)};
        for (const auto& [name, value] : response.headers)
            out.headers().add(name, value);
        // An answer to HEAD has no body; one would be taken for the start of the next answer.
        if (!response.contentType.empty() && request_.method() != web::http::methods::HEAD)
            out.set_body(std::move(response.body), response.contentType);
        request_.reply(out).then(
            [outstanding = outstanding_, id = head_.requestId](pplx::task<void> written) {
                try {
                    written.get();
                } catch (const std::exception& error) {
                    spdlog::info("the client of request {} went away: {}", id, error.what());
                }
                outstanding->end();
            });
    }

    http_request request_;
    const Request head_;
    const std::shared_ptr<Outstanding> outstanding_;
    std::atomic<bool> answered_ = false;
};

std::string lowered(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
    return text;
}

Request headOf(const http_request& request) {
    Request head;
    head.method = request.method();
    const auto uri = request.relative_uri();
    head.path = uri.path();
    head.query = uri.query();
    for (const auto& [name, value] : request.headers()) {
        const auto key = lowered(name);
        if (key == "authorization")
            head.authorization = value;
        else if (key == "content-type")
            head.contentType = value;
        else if (key == "accept-encoding")
            head.acceptEncoding = value;
        else if (key == "content-encoding")
            head.contentEncoding = value;
        else if (key == "x-real-ip")
            head.clientAddress = value;
        else if (key == "x-request-id")
            head.requestId = value;
        if (key != lowered(edgeHeader))
            head.headers[key] = value;
    }
    return head;
}

in_addr loopbackAddress(const std::string& text) {
    in_addr address{};
    const bool numeric = ::inet_pton(AF_INET, text.c_str(), &address) == 1;
    if (!numeric || (ntohl(address.s_addr) >> 24U) != 127)
        throw ListenerError{
            "the listener may only be bound to an address of this machine itself, 127.x.x.x, not \"" + text +
            "\": networks are served by the edge"};
    return address;
}

/// Finds out whether `port` can be bound, 0: any, and says which one it was. cpprestsdk must not be the one
/// to find out: where the port belongs to a listener of this process it takes that one down as well.
int freePort(in_addr address, int port) {
    const int probe = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int on = 1;  // as cpprestsdk will: connections that linger from before are no obstacle
    ::setsockopt(probe, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    sockaddr_in name{};
    name.sin_family = AF_INET;
    name.sin_addr = address;
    name.sin_port = htons(static_cast<std::uint16_t>(port));
    socklen_t size = sizeof name;
    const bool bound = ::bind(probe, reinterpret_cast<sockaddr*>(&name), size) == 0 &&
                       ::getsockname(probe, reinterpret_cast<sockaddr*>(&name), &size) == 0;
    const int error = errno;
    ::close(probe);
    if (!bound)
        throw ListenerError{std::strerror(error)};
    return ntohs(name.sin_port);
}

void usePool(std::size_t threads) {
    static std::once_flag once;
    std::call_once(once, [threads] {
        try {
            crossplat::threadpool::initialize_with_threads(std::max<std::size_t>(1, threads));
        } catch (const std::exception& error) {
            spdlog::warn("the listener's threads were already started by somebody else: {}", error.what());
        }
    });
}

}  // namespace

struct Listener::Parts {
    /// What continuations need; they may outlive the listener.
    struct Shared {
        EdgeSecrets& secrets;
        Handler handler;
        std::size_t maxBody;
        std::shared_ptr<Outstanding> outstanding = std::make_shared<Outstanding>();
        std::atomic<bool> accepting = true;
        std::shared_mutex handling;  // shared by calls of the handler, so that stop() can end them for good
        bool stopped = false;
    };

    ListenerOptions options;
    in_addr address;
    std::shared_ptr<Shared> shared;
    std::unique_ptr<http_listener> listener;

    static void take(const std::shared_ptr<Shared>& shared, const http_request& request);
    static void takeBody(const std::shared_ptr<Shared>& shared, const http_request& request, Request head,
                         const std::shared_ptr<PendingReply>& pending);
    static void handle(const std::shared_ptr<Shared>& shared, Request request,
                       const std::shared_ptr<PendingReply>& pending);
    void open(int port);
};

void Listener::Parts::take(const std::shared_ptr<Shared>& shared, const http_request& request) {
    auto head = headOf(request);
    const auto pending = std::make_shared<PendingReply>(request, head, shared->outstanding);
    std::string secret;
    if (!request.headers().match(edgeHeader, secret) || !shared->secrets.accepts(secret)) {
        pending->send(faultResponse(head, v1::FORBIDDEN, "only the edge may talk to this port"));
        return;
    }
    if (!shared->accepting) {
        pending->send(busyResponse(head, std::chrono::seconds{1}));
        return;
    }
    if (request.headers().has("Transfer-Encoding")) {
        auto response = faultResponse(head, 411, [] {
            v1::Fault fault;
            fault.set_code(v1::UNREADABLE);
            fault.set_message("a body must come with its Content-Length");
            fault.set_path("Transfer-Encoding");
            return fault;
        }());
        response.headers.emplace_back("Connection", "close");
        pending->send(std::move(response));
        return;
    }
    if (request.headers().content_length() > shared->maxBody) {
        v1::Fault fault;
        fault.set_code(v1::TOO_LARGE);
        fault.set_message("the body is too large");
        fault.set_path("body");
        fault.set_limit(static_cast<std::int64_t>(shared->maxBody));
        auto response = faultResponse(head, std::move(fault));
        response.headers.emplace_back("Connection", "close");
        pending->send(std::move(response));
        return;
    }
    takeBody(shared, request, std::move(head), pending);
}

void Listener::Parts::takeBody(const std::shared_ptr<Shared>& shared, const http_request& request,
                               Request head, const std::shared_ptr<PendingReply>& pending) {
    if (request.headers().content_length() == 0) {
        handle(shared, std::move(head), pending);
        return;
    }
    http_request{request}.extract_vector().then(
        [shared, pending, head = std::move(head)](pplx::task<std::vector<unsigned char>> read) mutable {
            try {
                const auto bytes = read.get();
                head.body.assign(bytes.begin(), bytes.end());
            } catch (const std::exception& error) {
                spdlog::info("the body of request {} did not arrive: {}", head.requestId, error.what());
                pending->send(faultResponse(head, v1::UNREADABLE, "the body ended early"));
                return;
            }
            handle(shared, std::move(head), pending);
        });
}

void Listener::Parts::handle(const std::shared_ptr<Shared>& shared, Request request,
                             const std::shared_ptr<PendingReply>& pending) {
    const std::shared_lock lock{shared->handling};
    if (shared->stopped) {
        pending->send(busyResponse(request, std::chrono::seconds{1}));
        return;
    }
    std::string what = "unknown";
    try {
        shared->handler(std::move(request),
                        [pending](Response response) { pending->send(std::move(response)); });
        return;
    } catch (const std::exception& error) {
        what = error.what();
    } catch (...) {
        // Named below; nothing may leave a continuation.
    }
    spdlog::error("request {} failed: {}", pending->head().requestId, what);
    pending->send(faultResponse(pending->head(), v1::INTERNAL, "the server failed; its log has the reason"));
}

void Listener::Parts::open(int port) {
    const auto url = "http://" + options.address + ":" + std::to_string(port) + "/";
    auto candidate = std::make_unique<http_listener>(url);
    const auto receive = [held = shared](const http_request& request) {
        try {
            take(held, request);
        } catch (const std::exception& error) {
            spdlog::error("a request could not be taken: {}", error.what());
            throw;  // the library answers 500 when the reply's owner could not be made
        }
    };
    candidate->support(receive);
    // The library's own answers to these two methods would bypass the check of the secret, and the one to
    // TRACE would repeat the secret to the client.
    candidate->support(web::http::methods::TRCE, receive);
    candidate->support(web::http::methods::OPTIONS, receive);
    candidate->open().get();
    listener = std::move(candidate);
    options.port = port;
}

Listener::Listener(ListenerOptions options, EdgeSecrets& secrets, Handler handler)
    : parts_{std::make_unique<Parts>()} {
    parts_->address = loopbackAddress(options.address);
    if (options.port < 0 || options.port > 65535)
        throw ListenerError{"there is no port " + std::to_string(options.port)};
    parts_->shared = std::shared_ptr<Parts::Shared>{
        new Parts::Shared{.secrets = secrets, .handler = std::move(handler), .maxBody = options.maxBody}};
    parts_->options = std::move(options);
}

Listener::~Listener() {
    stop();
}

void Listener::start() {
    if (parts_->listener)
        return;
    usePool(parts_->options.threads);
    const int wanted = parts_->options.port;
    for (int attempt = 1;; ++attempt) {
        try {
            parts_->open(freePort(parts_->address, wanted));
            return;
        } catch (const std::exception& error) {
            // Somebody else may have been faster at the port that was free a moment ago.
            if (wanted != 0 || attempt == portAttempts)
                throw ListenerError{"cannot listen on " + parts_->options.address + ":" +
                                    std::to_string(wanted) + ": " + error.what()};
        }
    }
}

void Listener::stop() {
    if (!parts_->listener)
        return;
    parts_->shared->accepting = false;
    if (!parts_->shared->outstanding->waitForNone(parts_->options.stopGrace))
        spdlog::warn("closing the listener although replies are still owed");
    {
        const std::unique_lock lock{parts_->shared->handling};
        parts_->shared->stopped = true;
    }
    try {
        parts_->listener->close().get();
    } catch (const std::exception& error) {
        spdlog::error("the listener did not close cleanly: {}", error.what());
    }
    parts_->listener.reset();
}

int Listener::port() const {
    return parts_->options.port;
}

}  // namespace fieldfare::server::http
