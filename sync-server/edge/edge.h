#pragma once

#include <filesystem>
#include <string>

#include "sync-server/edge/edge_options.h"

namespace fieldfare::server::edge {

/// What writeEdge() made.
struct EdgeFiles {
    std::filesystem::path configuration;  ///< nginx.conf
    std::string fingerprint;              ///< of the key; 32 raw bytes, see EdgeCertificate
    std::string spareFingerprint;         ///< of the spare key; 32 raw bytes
};

/// Writes everything that the edge needs into the folder `edge` of the data directory, mode 0600: key,
/// spare key and certificate, the faults nginx answers with, nginx.conf. Makes the data directory and the
/// edge's secret when they are missing; keeps keys and secret that exist. May be called while the edge runs:
/// SIGHUP makes it read the new configuration. Throws EdgeError or std::runtime_error.
EdgeFiles writeEdge(const EdgeOptions& options);

/// Writes the edge and runs nginx until it ends, for the foreground of a command: SIGTERM and SIGINT finish
/// what is under way (the second one at once), SIGHUP writes and reads the configuration again, SIGUSR1
/// opens the log again. To be called while the process has no other threads, as it takes these signals for
/// itself. Returns nginx's exit status; throws as writeEdge() and EdgeProcess::start().
int runEdge(const EdgeOptions& options);

}  // namespace fieldfare::server::edge
