#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <mutex>
#include <string>

#include "fieldfare/account.pb.h"
#include "mobile/engine/transport.h"
#include "mobile/network/server_key.h"

class QNetworkAccessManager;

namespace fieldfare::network {

class HttpExchange;

/// What an exchange may take at most.
struct TransportLimits {
    std::chrono::milliseconds connect{10'000};  ///< until the secure connection stands
    std::chrono::milliseconds idle{30'000};     ///< between two pieces of a request or of an answer
    std::size_t answerBytes = 16U << 20U;       ///< as it comes over the network
};

/// The app's way to its server: HTTPS with TLS 1.2 or newer, over one connection that is kept. The server is
/// known by its key alone: whoever shows another one is sent nothing (Answer::foreignKey). Redirects are
/// answers like others, bodies are left as they come.
///
/// Needs a QCoreApplication. exchange() runs an event loop in the thread that calls it, always the same one,
/// in which the object must also be destroyed.
class QtTransport final : public engine::Transport {
  public:
    /// The server with the address of serverAddress(). Throws FaultError INVALID for an address that is not
    /// https.
    QtTransport(const std::string& url, ServerKeys keys, TransportLimits limits = {});
    /// The server that a store was paired with.
    explicit QtTransport(const v1::Pairing& pairing, TransportLimits limits = {});
    ~QtTransport() override;
    QtTransport(const QtTransport&) = delete;
    QtTransport& operator=(const QtTransport&) = delete;

    [[nodiscard]] engine::Answer exchange(const engine::Call& call) override;

    /// Gives up the exchange under way, if there is one: it ends with status 0. From any thread.
    void cancel();

    /// The keys it accepts; after a first use that was trusted, the key seen then.
    [[nodiscard]] const ServerKeys& keys() const { return keys_; }

  private:
    class Running;

    std::string url_;
    ServerKeys keys_;
    TransportLimits limits_;
    std::unique_ptr<QNetworkAccessManager> manager_;  // made by the thread that uses it
    std::mutex mutex_;
    HttpExchange* running_ = nullptr;  // guarded by mutex_
};

}  // namespace fieldfare::network
