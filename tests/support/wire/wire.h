#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace fieldfare::tests {

/// An HTTP answer, as read from the wire.
struct WireResponse {
    int status = 0;
    std::map<std::string, std::string> headers;  ///< names in lower case
    std::string body;
};

/// A connection to a port of this machine that sends whatever bytes it is told to, well-formed or not.
class Wire {
  public:
    enum class Security { Plain, Tls, Tls12, OldTls /* 1.1 */ };

    /// Connects, and shakes hands for TLS, accepting any certificate. `from`: which of this machine's own
    /// addresses, 127.0.0.x, the other side takes it for. Throws std::runtime_error.
    Wire(int port, Security security, int from = 1);
    ~Wire();
    Wire(Wire&&) noexcept;
    Wire& operator=(Wire&&) = delete;

    /// False when the other side no longer takes them.
    bool send(std::string_view bytes);

    /// The next answer with a Content-Length; none when the connection ends or the time passes before it is
    /// complete. `head`: the answer to a HEAD request, which has no body.
    [[nodiscard]] std::optional<WireResponse> response(
        std::chrono::milliseconds atMost = std::chrono::seconds{10}, bool head = false);

    /// Reads what still comes; true when the other side ended the connection in time.
    [[nodiscard]] bool endsWithin(std::chrono::milliseconds time);

    /// SHA-256 of the server key's SubjectPublicKeyInfo, raw.
    [[nodiscard]] std::string peerKeyFingerprint() const;
    /// "TLSv1.3"
    [[nodiscard]] std::string protocol() const;

  private:
    enum class Read { Some, End, Late };
    Read read(std::chrono::steady_clock::time_point deadline);

    struct Sockets;
    std::unique_ptr<Sockets> sockets_;
    std::string received_;
};

}  // namespace fieldfare::tests
