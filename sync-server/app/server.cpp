#include "sync-server/app/server.h"

#include <algorithm>
#include <csignal>
#include <ctime>

#include <spdlog/spdlog.h>
#include <sys/resource.h>

#include "shared/base/clock.h"
#include "shared/base/random.h"
#include "sync-server/app/api.h"
#include "sync-server/app/control_socket.h"
#include "sync-server/app/endpoints/endpoints.h"
#include "sync-server/app/run_command.h"
#include "sync-server/http/listener.h"
#include "sync-server/http/private_file.h"

namespace fieldfare::server::app {

namespace {

constexpr std::size_t hashingThreads = 2;
constexpr std::size_t hashingWaits = 32;  // at a third of a second each, two at once: 5 s for the last
constexpr std::size_t filingThreads = 2;
constexpr std::size_t filingWaits = 16;       // of up to 4 MB each
constexpr std::size_t bodyLimit = 5U << 20U;  // a part of a file with what belongs to it; others say less
constexpr std::time_t upkeepSeconds = 3600;

// Descriptors for everything that is not a request: files of the store, logs, commands.
constexpr rlim_t ownDescriptors = 512;

/// Every request that waits holds a connection. Takes as many descriptors as the system allows, and gives how
/// many devices may wait.
sync::WaitingLimits waitingLimits() {
    sync::WaitingLimits limits;
    rlimit files{};
    if (::getrlimit(RLIMIT_NOFILE, &files) != 0)
        return limits;
    files.rlim_cur = std::min<rlim_t>(files.rlim_max, 2 * limits.most);
    if (::setrlimit(RLIMIT_NOFILE, &files) != 0)
        ::getrlimit(RLIMIT_NOFILE, &files);
    const auto spare = files.rlim_cur - std::min(files.rlim_cur, ownDescriptors);
    limits.most = std::min<std::size_t>(limits.most, spare);
    if (limits.most < sync::WaitingLimits{}.most)
        spdlog::warn("at most {} devices can wait for changes: the system allows {} open files", limits.most,
                     files.rlim_cur);
    return limits;
}

std::filesystem::path portFile(const std::filesystem::path& data) {
    return data / "serve.port";
}

/// SIGTERM and SIGINT, blocked in this thread and those it starts; others see no signal handler.
class StopSignals {
  public:
    StopSignals() {
        sigemptyset(&signals_);
        sigaddset(&signals_, SIGTERM);
        sigaddset(&signals_, SIGINT);
        ::pthread_sigmask(SIG_BLOCK, &signals_, &before_);
        std::signal(SIGPIPE, SIG_IGN);
    }
    ~StopSignals() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
    StopSignals(const StopSignals&) = delete;
    StopSignals& operator=(const StopSignals&) = delete;

    /// The signal; 0 when there was none for so long.
    [[nodiscard]] int wait(std::time_t seconds) const {
        const timespec timeout{seconds, 0};
        const int number = ::sigtimedwait(&signals_, nullptr, &timeout);
        return number > 0 ? number : 0;
    }

  private:
    sigset_t signals_{};
    sigset_t before_{};
};

void keepUp(entry::Entrance& entrance, files::FileExchange& files) {
    try {
        entrance.dropExpired();
    } catch (const std::exception& error) {
        spdlog::error("expired sessions and codes could not be removed: {}", error.what());
    }
    try {
        files.clearAbandoned();
    } catch (const std::exception& error) {
        spdlog::error("abandoned uploads could not be removed: {}", error.what());
    }
}

}  // namespace

std::optional<int> readServePort(const std::filesystem::path& data) {
    const auto text = http::readPrivateFile(portFile(data));
    if (!text)
        return std::nullopt;
    const int port = std::atoi(text->c_str());
    return port > 0 ? std::optional{port} : std::nullopt;
}

void serve(const ServeOptions& options, std::ostream& out) {
    const StopSignals signals;
    const base::SystemClock clock;
    base::SystemRandom random;
    // In the order of need: each is destroyed before what it uses.
    sync::Organisation organisation{options.data, clock, random, {.waiting = waitingLimits()}};
    entry::Entrance entrance{organisation};
    sync::Exchange exchange{organisation};
    const storage::ContentStore content{options.data};
    files::FileExchange files{organisation, content};
    http::WorkQueue hashing{"hashing", hashingThreads, hashingWaits};
    http::WorkQueue filing{"filing", filingThreads, filingWaits};
    Api api;
    addSyncEndpoint(api, exchange);
    addAccountEndpoints(api, entrance, hashing);
    addFileEndpoints(api, files, filing);
    addOrderEndpoints(api, organisation);
    addHealthEndpoints(api, organisation);

    http::EdgeSecrets::make(options.data);
    http::EdgeSecrets secrets{options.data};
    http::ListenerOptions listening;
    listening.address = options.address;
    listening.port = options.port;
    listening.threads = static_cast<std::size_t>(options.threads);
    listening.maxBody = bodyLimit;
    http::Listener listener{listening, secrets, [&api](http::Request request, http::Reply reply) {
                                api.handle(std::move(request), std::move(reply));
                            }};
    listener.start();
    ControlSocket control{options.data, [&](const v1::ControlRequest& request) {
                              return runForwarded(request, organisation, entrance);
                          }};
    http::writePrivateFile(portFile(options.data), std::to_string(listener.port()) + "\n");
    out << "listening on " << options.address << ":" << listener.port() << std::endl;
    spdlog::info("serving on {}:{}", options.address, listener.port());

    int signal = 0;
    do {
        keepUp(entrance, files);
        signal = signals.wait(upkeepSeconds);
    } while (signal == 0);
    spdlog::info("stopping on signal {}", signal);
    std::error_code error;
    std::filesystem::remove(portFile(options.data), error);
    control.stop();
    organisation.waiting().close();
    listener.stop();
    hashing.stop();
    filing.stop();
    spdlog::info("stopped");
}

}  // namespace fieldfare::server::app
