#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <optional>
#include <thread>

#include "fieldfare/control.pb.h"
#include "sync-server/http/work_queue.h"

namespace fieldfare::server::app {

/// Where `serve` takes commands from: the Unix socket of the data directory, mode 0600, for the directory's
/// owner and root only. Commands run on threads of their own, so that a long one holds up nobody.
class ControlSocket {
  public:
    /// Runs one command, on a thread of this socket; must not throw.
    using Run = std::function<v1::ControlResponse(const v1::ControlRequest&)>;

    /// Listens at once, in the place of what a server that died left behind. The caller holds the data
    /// directory's lock. Throws std::runtime_error.
    ControlSocket(const std::filesystem::path& data, Run run);
    ControlSocket(const ControlSocket&) = delete;
    ControlSocket& operator=(const ControlSocket&) = delete;
    /// As stop().
    ~ControlSocket();

    /// Takes no more commands, finishes those begun, removes the socket.
    void stop();

  private:
    void accept();
    void serve(int connection);

    std::filesystem::path data_;
    Run run_;
    int socket_ = -1;
    std::atomic<bool> stopping_ = false;
    http::WorkQueue commands_;
    std::thread thread_;
};

/// Has the server of the data directory run a command. None when no server listens there. Throws
/// std::runtime_error when it went away before it answered.
[[nodiscard]] std::optional<v1::ControlResponse> runAtServer(const std::filesystem::path& data,
                                                             const v1::ControlRequest& request);

}  // namespace fieldfare::server::app
