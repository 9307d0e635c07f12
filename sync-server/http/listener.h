#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <stdexcept>
#include <string>

#include "sync-server/http/edge_secrets.h"
#include "sync-server/http/exchange.h"

namespace fieldfare::server::http {

/// The listener cannot be set up as asked; the text is for whoever configured it.
class ListenerError final : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

struct ListenerOptions {
    std::string address = "127.0.0.1";  ///< an IPv4 loopback address, as a number
    int port = 0;                       ///< 0: any free one
    std::size_t maxBody = 16U << 20U;   ///< bytes; more is answered 413
    /// Threads that move bytes and call the handler; one pool for the whole process, so that the first
    /// listener's number counts.
    std::size_t threads = 8;
    std::chrono::milliseconds stopGrace{5000};  ///< how long stop() waits for outstanding replies
};

/// Takes HTTP/1.1 requests from the edge on this machine, and from nobody else: cpprestsdk's listener must
/// never face a network, so it binds to loopback only and answers 403 to requests without the edge's
/// secret. Whatever goes wrong, every request is answered, with a fieldfare.v1.Fault where it fails.
class Listener {
  public:
    /// Throws ListenerError for any address that is not loopback. `secrets` must outlive the listener.
    Listener(ListenerOptions options, EdgeSecrets& secrets, Handler handler);
    /// As stop().
    ~Listener();
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;

    /// Returns when connections are accepted. Throws ListenerError when the port is taken.
    void start();

    /// Answers new requests 503, waits up to the grace for replies still owed, then closes connections.
    /// Replies called later have no effect. Not from a handler. A process with several listeners keeps a
    /// stopped one's port until the last is stopped.
    void stop();

    /// The port, known once started.
    [[nodiscard]] int port() const;

  private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace fieldfare::server::http
