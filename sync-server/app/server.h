#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <ostream>
#include <string>

namespace fieldfare::server::app {

/// Where `serve` listens unless it is told otherwise.
inline constexpr int usualListenPort = 8480;

struct ServeOptions {
    std::filesystem::path data;
    std::string address = "127.0.0.1";
    int port = usualListenPort;  ///< 0: any free one
    int threads = 4;             ///< of the listener
};

/// The port of the server that last began to serve the data directory; none after it stopped in order.
[[nodiscard]] std::optional<int> readServePort(const std::filesystem::path& data);

/// Serves one organisation until SIGTERM or SIGINT, then finishes what is under way. Prints "listening on
/// ADDRESS:PORT" once it does. To be called while the process has no other threads, as it takes these
/// signals for itself. Throws FaultError CONTRADICTION when another process has the directory.
void serve(const ServeOptions& options, std::ostream& out);

}  // namespace fieldfare::server::app
