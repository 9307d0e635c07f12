#include "sync-server/edge/edge.h"

#include <csignal>

#include <spdlog/spdlog.h>

#include "sync-server/edge/edge_certificate.h"
#include "sync-server/edge/edge_configuration.h"
#include "sync-server/edge/edge_faults.h"
#include "sync-server/edge/edge_process.h"
#include "sync-server/http/edge_secrets.h"
#include "sync-server/http/private_file.h"

namespace fieldfare::server::edge {

namespace {

std::vector<std::string> namesOf(const EdgeOptions& options) {
    std::vector<std::string> names;
    if (options.listen.address != "0.0.0.0" && options.listen.address != "::")
        names.push_back(options.listen.address);
    if (!options.publicHost.empty())
        names.push_back(options.publicHost);
    return names;
}

}  // namespace

EdgeFiles writeEdge(const EdgeOptions& options) {
    const auto folder = options.dataDirectory / "edge";
    http::makePrivateFolder(options.dataDirectory);
    http::makePrivateFolder(folder);
    http::makePrivateFolder(folder / "tmp");
    http::EdgeSecrets::make(options.dataDirectory);
    const http::EdgeSecrets secrets{options.dataDirectory};
    const EdgeConfiguration configuration{options, secrets.current()};
    const EdgeCertificate certificate{folder, namesOf(options)};
    writeEdgeFaults(folder / "faults");
    // Made here, so that a log begun by root does not lock out the user who runs the edge later.
    http::createPrivateFile(folder / "access.log", "");
    const auto file = folder / "nginx.conf";
    http::writePrivateFile(file, configuration.text());
    return {file, certificate.fingerprint(), certificate.spareFingerprint()};
}

int runEdge(const EdgeOptions& options) {
    writeEdge(options);
    sigset_t signals;
    sigemptyset(&signals);
    for (const int number : {SIGTERM, SIGINT, SIGHUP, SIGUSR1, SIGCHLD})
        sigaddset(&signals, number);
    ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);

    EdgeProcess nginx{options};
    nginx.start();
    spdlog::info("the edge serves https://{}", options.listen.text());
    bool stopping = false;
    for (;;) {
        if (const auto status = nginx.ended())
            return *status;
        int number = 0;
        if (::sigwait(&signals, &number) != 0)
            continue;
        if (number == SIGTERM || number == SIGINT) {
            nginx.signal(stopping ? SIGTERM : SIGQUIT);
            stopping = true;
        } else if (number == SIGUSR1) {
            nginx.signal(SIGUSR1);
        } else if (number == SIGHUP) {
            try {
                writeEdge(options);
                nginx.signal(SIGHUP);
            } catch (const std::exception& error) {
                spdlog::error("the edge keeps its old configuration: {}", error.what());
            }
        }
    }
}

}  // namespace fieldfare::server::edge
