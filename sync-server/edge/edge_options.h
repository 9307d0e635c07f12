#pragma once

#include <chrono>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace fieldfare::server::edge {

/// The edge cannot be set up or run as asked; the text is for whoever configured it.
class EdgeError final : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// A numeric address and a port.
struct Endpoint {
    std::string address;  ///< IPv4, or IPv6 without brackets
    int port = 0;

    /// From "ADDRESS", "ADDRESS:PORT" or "[ADDRESS6]:PORT"; throws EdgeError for anything else.
    [[nodiscard]] static Endpoint parse(std::string_view text, int defaultPort);
    /// With brackets around an IPv6 address, as nginx wants it.
    [[nodiscard]] std::string text() const;
    [[nodiscard]] bool isLoopback() const;
};

struct EdgeOptions {
    std::filesystem::path dataDirectory;  ///< the server's; the edge keeps its files in its folder `edge`
    Endpoint listen{"0.0.0.0", 8443};
    std::vector<Endpoint> upstreams{{"127.0.0.1", 8480}};  ///< listeners of this machine, loopback only
    std::string publicHost;                  ///< name or address by which clients reach the edge, if another
    std::filesystem::path consoleDirectory;  ///< the web console's files, served below /console/; empty: none
    std::vector<std::string> privatePaths{"/metrics"};  ///< prefixes that the edge hides from the network
    std::filesystem::path nginx;  ///< the program; empty: looked for in the usual places

    int requestsPerSecond = 50;  ///< per client address; whole offices share one
    int requestBurst = 200;
    int attemptsPerMinute = 60;  ///< per client address: enrolling, signing in, changing a password
    int attemptBurst = 30;
    /// Requests under way per client address, waiting ones included: a company behind one address has one a
    /// phone.
    int connectionsPerAddress = 2048;

    std::chrono::seconds headerTimeout{10};  ///< for the TLS handshake, and for all of a request's header
    std::chrono::seconds bodyTimeout{15};    ///< between two pieces of a body
    std::chrono::seconds sendTimeout{30};    ///< between two pieces of an answer
    std::chrono::seconds lingerTimeout{5};   ///< for a client that keeps sending what was refused
    std::chrono::seconds stopTimeout{10};    ///< for requests under way when the edge is stopped
};

/// Limits that the protocol states; bytes.
inline constexpr int maxBodyBytes = 4 << 20;
inline constexpr int maxFileBodyBytes = 16 << 20;
inline constexpr int maxHeaderBytes = 8 << 10;
inline constexpr int maxUriBytes = 4 << 10;

}  // namespace fieldfare::server::edge
