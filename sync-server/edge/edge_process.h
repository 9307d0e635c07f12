#pragma once

#include <chrono>
#include <filesystem>
#include <optional>

#include <sys/types.h>

#include "sync-server/edge/edge_options.h"

namespace fieldfare::server::edge {

/// nginx as a child process. It also ends, in an orderly way, when the thread that started it ends. Not
/// thread-safe.
class EdgeProcess {
  public:
    /// The options with which writeEdge() wrote the files.
    explicit EdgeProcess(const EdgeOptions& options);
    /// As stop().
    ~EdgeProcess();
    EdgeProcess(const EdgeProcess&) = delete;
    EdgeProcess& operator=(const EdgeProcess&) = delete;

    /// Returns when the edge accepts connections. Throws EdgeError, with nginx's own words where there are
    /// any, when nginx is missing, refuses its configuration, the port is taken or not allowed.
    void start();

    /// Sends nginx a signal: SIGQUIT finishes what is under way, SIGTERM does not, SIGHUP reads the
    /// configuration again, SIGUSR1 opens the log again. Nothing when it does not run.
    void signal(int number) const;

    /// The exit status once it ended: that of the program, or 128 and the signal. Does not wait.
    [[nodiscard]] std::optional<int> ended();

    /// Finishes what is under way for at most the stop timeout, and two seconds more.
    void stop();

  private:
    [[nodiscard]] std::filesystem::path program() const;
    void checkConfiguration(const std::filesystem::path& nginx) const;
    void checkPort() const;
    [[nodiscard]] bool answers() const;

    EdgeOptions options_;
    std::filesystem::path folder_;
    pid_t child_ = 0;
    std::optional<int> status_;
};

}  // namespace fieldfare::server::edge
