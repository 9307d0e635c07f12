#include "sync-server/app/control_socket.h"

#include <cerrno>
#include <cstring>
#include <stdexcept>

#include <fcntl.h>
#include <poll.h>
#include <spdlog/spdlog.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "sync-server/app/frames.h"
#include "sync-server/storage/data_directory.h"

namespace fieldfare::server::app {

namespace {

constexpr std::size_t frameLimit = 256U << 20U;  // an import's files may come by standard input
constexpr std::size_t threads = 3;
constexpr std::size_t waiting = 64;
constexpr int backlog = 64;
constexpr int stopCheckMs = 200;

/// A descriptor that is closed at the end.
class Descriptor {
  public:
    explicit Descriptor(int number) : number_{number} {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (number_ >= 0)
            ::close(number_);
    }
    [[nodiscard]] int number() const { return number_; }

  private:
    int number_;
};

/// A socket's address has room for 107 bytes of path; so the folder is named by its descriptor.
sockaddr_un addressIn(const Descriptor& folder, const std::filesystem::path& data) {
    const auto name = storage::DataDirectory::socketOf(data).filename().string();
    const auto path = "/proc/self/fd/" + std::to_string(folder.number()) + "/" + name;
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.copy(address.sun_path, sizeof address.sun_path - 1);
    return address;
}

int openFolder(const std::filesystem::path& data) {
    return ::open(data.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
}

[[noreturn]] void fail(const std::string& what) {
    throw std::runtime_error{"cannot " + what + ": " + std::strerror(errno)};
}

bool isOurs(int connection) {
    ucred peer{};
    socklen_t size = sizeof peer;
    return ::getsockopt(connection, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 &&
           (peer.uid == ::geteuid() || peer.uid == 0);
}

}  // namespace

ControlSocket::ControlSocket(const std::filesystem::path& data, Run run)
    : data_{data}, run_{std::move(run)}, commands_{"commands", threads, waiting} {
    const Descriptor folder{openFolder(data)};
    if (folder.number() < 0)
        fail("open " + data.string());
    const auto file = storage::DataDirectory::socketOf(data);
    ::unlink(file.c_str());
    socket_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const auto address = addressIn(folder, data);
    // The mode is the process's to give away, so it is narrowed around the making.
    const auto mask = ::umask(0177);
    const bool bound = ::bind(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    ::umask(mask);
    if (!bound || ::listen(socket_, backlog) != 0) {
        ::close(socket_);
        fail("listen at " + file.string());
    }
    thread_ = std::thread{[this] { accept(); }};
}

ControlSocket::~ControlSocket() {
    stop();
}

void ControlSocket::stop() {
    if (stopping_.exchange(true))
        return;
    thread_.join();
    ::close(socket_);
    std::error_code error;
    std::filesystem::remove(storage::DataDirectory::socketOf(data_), error);
    commands_.stop();
}

void ControlSocket::accept() {
    pollfd listening{socket_, POLLIN, 0};
    while (!stopping_) {
        if (::poll(&listening, 1, stopCheckMs) <= 0)
            continue;
        const int connection = ::accept4(socket_, nullptr, nullptr, SOCK_CLOEXEC);
        if (connection < 0)
            continue;
        if (!isOurs(connection) || !commands_.post([this, connection] { serve(connection); }))
            ::close(connection);
    }
}

void ControlSocket::serve(int connection) {
    const Descriptor held{connection};
    const timeval patience{30, 0};
    ::setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(connection, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    v1::ControlRequest request;
    if (!request.ParseFromString(readFrame(connection, frameLimit)))
        throw std::runtime_error{"a command that is none"};
    writeFrame(connection, run_(request).SerializeAsString());
}

std::optional<v1::ControlResponse> runAtServer(const std::filesystem::path& data,
                                               const v1::ControlRequest& request) {
    const Descriptor folder{openFolder(data)};
    if (folder.number() < 0)
        return std::nullopt;
    const Descriptor connection{::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    const auto address = addressIn(folder, data);
    if (::connect(connection.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        return std::nullopt;
    writeFrame(connection.number(), request.SerializeAsString());
    v1::ControlResponse response;
    if (!response.ParseFromString(readFrame(connection.number(), frameLimit)))
        throw std::runtime_error{"the server's answer to the command is none"};
    return response;
}

}  // namespace fieldfare::server::app
