#pragma once

#include <string>

#include "sync-server/edge/edge_options.h"

namespace fieldfare::server::edge {

/// The text of nginx.conf: TLS before the loopback listeners, and everything that those cannot be trusted
/// with. All files are named relative to the folder in which nginx runs, `edge` in the data directory.
class EdgeConfiguration {
  public:
    /// `secret`: what the listeners know the edge by. Throws EdgeError for options that cannot be served:
    /// an upstream that is not loopback, a host name that is none, a limit below 1.
    EdgeConfiguration(const EdgeOptions& options, std::string secret);

    [[nodiscard]] std::string text() const;

  private:
    [[nodiscard]] std::string process() const;
    [[nodiscard]] std::string maps() const;
    [[nodiscard]] std::string limits() const;
    [[nodiscard]] std::string upstream() const;
    [[nodiscard]] std::string server() const;
    [[nodiscard]] std::string proxied(const std::string& location, const std::string& extra) const;

    EdgeOptions options_;
    std::string secret_;
};

}  // namespace fieldfare::server::edge
