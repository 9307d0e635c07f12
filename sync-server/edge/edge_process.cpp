#include "sync-server/edge/edge_process.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <string>
#include <thread>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace fieldfare::server::edge {

namespace {

constexpr std::chrono::seconds startTimeout{10};
constexpr std::chrono::seconds stopSlack{2};
constexpr std::chrono::milliseconds pollPause{10};

struct SocketName {
    sockaddr_storage storage{};
    socklen_t size = 0;
    [[nodiscard]] const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&storage); }
};

SocketName socketName(const std::string& address, int port) {
    SocketName name;
    auto* four = reinterpret_cast<sockaddr_in*>(&name.storage);
    if (::inet_pton(AF_INET, address.c_str(), &four->sin_addr) == 1) {
        four->sin_family = AF_INET;
        four->sin_port = htons(static_cast<std::uint16_t>(port));
        name.size = sizeof *four;
        return name;
    }
    auto* six = reinterpret_cast<sockaddr_in6*>(&name.storage);
    ::inet_pton(AF_INET6, address.c_str(), &six->sin6_addr);
    six->sin6_family = AF_INET6;
    six->sin6_port = htons(static_cast<std::uint16_t>(port));
    name.size = sizeof *six;
    return name;
}

/// Starts a program; in the child only calls that are safe after a fork from a process with threads.
pid_t spawn(const std::vector<std::string>& words, int errorOutput) {
    std::vector<char*> arguments;
    for (const auto& word : words)
        arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    const pid_t parent = ::getpid();
    const pid_t child = ::fork();
    if (child < 0)
        throw EdgeError{std::string{"cannot start nginx: "} + std::strerror(errno)};
    if (child > 0)
        return child;
    sigset_t none;
    sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    ::prctl(PR_SET_PDEATHSIG, SIGQUIT);
    if (::getppid() != parent)
        ::_exit(0);
    if (errorOutput >= 0)
        ::dup2(errorOutput, STDERR_FILENO);
    // Sockets of cpprestsdk do not close by themselves here, and nginx would keep the server's port open.
    ::close_range(STDERR_FILENO + 1, ~0U, 0);
    ::execv(arguments.front(), arguments.data());
    ::_exit(127);
}

int waitFor(pid_t child) {
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return status;
}

}  // namespace

EdgeProcess::EdgeProcess(const EdgeOptions& options)
    : options_{options}, folder_{std::filesystem::absolute(options.dataDirectory) / "edge"} {}

EdgeProcess::~EdgeProcess() {
    stop();
}

void EdgeProcess::start() {
    const auto nginx = program();
    checkPort();
    checkConfiguration(nginx);
    child_ = spawn({nginx.string(), "-p", folder_.string() + "/", "-c", "nginx.conf", "-e", "stderr"}, -1);
    status_.reset();
    const auto deadline = std::chrono::steady_clock::now() + startTimeout;
    while (!answers()) {
        if (const auto status = ended())
            throw EdgeError{"nginx ended with status " + std::to_string(*status) + " before it served " +
                            options_.listen.text()};
        if (std::chrono::steady_clock::now() > deadline) {
            stop();
            throw EdgeError{"nginx did not begin to serve " + options_.listen.text()};
        }
        std::this_thread::sleep_for(pollPause);  // nginx does not say when it is ready
    }
}

void EdgeProcess::signal(int number) const {
    if (child_ > 0 && !status_)
        ::kill(child_, number);
}

std::optional<int> EdgeProcess::ended() {
    int status = 0;
    if (child_ > 0 && !status_ && ::waitpid(child_, &status, WNOHANG) == child_)
        status_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return status_;
}

void EdgeProcess::stop() {
    if (child_ <= 0 || ended())
        return;
    signal(SIGQUIT);
    const auto deadline = std::chrono::steady_clock::now() + options_.stopTimeout + stopSlack;
    while (!ended() && std::chrono::steady_clock::now() < deadline)
        std::this_thread::sleep_for(pollPause);
    if (!ended()) {
        signal(SIGTERM);
        status_ = WEXITSTATUS(waitFor(child_));
    }
}

std::filesystem::path EdgeProcess::program() const {
    if (!options_.nginx.empty()) {
        if (::access(options_.nginx.c_str(), X_OK) != 0)
            throw EdgeError{"there is no program " + options_.nginx.string()};
        return options_.nginx;
    }
    const char* path = std::getenv("PATH");
    // A user's PATH often lacks the folders of servers.
    std::string places = std::string{path != nullptr ? path : ""} + ":/usr/sbin:/usr/local/sbin";
    for (std::size_t begin = 0; begin <= places.size();) {
        const auto end = std::min(places.find(':', begin), places.size());
        const auto candidate = std::filesystem::path{places.substr(begin, end - begin)} / "nginx";
        if (candidate.is_absolute() && ::access(candidate.c_str(), X_OK) == 0)
            return candidate;
        begin = end + 1;
    }
    throw EdgeError{"nginx is not installed; the edge needs it (Debian: apt install nginx-light)"};
}

void EdgeProcess::checkConfiguration(const std::filesystem::path& nginx) const {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        throw EdgeError{std::string{"cannot start nginx: "} + std::strerror(errno)};
    const pid_t child =
        spawn({nginx.string(), "-t", "-q", "-p", folder_.string() + "/", "-c", "nginx.conf", "-e", "stderr"},
              ends[1]);
    ::close(ends[1]);
    std::string words;
    std::array<char, 1024> part{};
    for (ssize_t read = 0; (read = ::read(ends[0], part.data(), part.size())) > 0;)
        words.append(part.data(), static_cast<std::size_t>(read));
    ::close(ends[0]);
    if (waitFor(child) != 0)
        throw EdgeError{"nginx refuses its configuration:\n" + words};
}

void EdgeProcess::checkPort() const {
    const auto name = socketName(options_.listen.address, options_.listen.port);
    const int probe = ::socket(name.storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int on = 1;
    ::setsockopt(probe, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    const int result = ::bind(probe, name.get(), name.size);
    const int error = errno;
    ::close(probe);
    if (result == 0)
        return;
    const auto where = "the edge cannot listen on " + options_.listen.text() + ": ";
    if (error == EADDRINUSE)
        throw EdgeError{where + "another program uses this port"};
    if (error == EACCES)
        throw EdgeError{where + "ports below 1024 need a right that this user does not have"};
    throw EdgeError{where + std::strerror(error)};
}

bool EdgeProcess::answers() const {
    auto address = options_.listen.address;
    if (address == "0.0.0.0")
        address = "127.0.0.1";
    else if (address == "::")
        address = "::1";
    const auto name = socketName(address, options_.listen.port);
    const int probe = ::socket(name.storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const bool connected = probe >= 0 && ::connect(probe, name.get(), name.size) == 0;
    if (probe >= 0)
        ::close(probe);
    return connected;
}

}  // namespace fieldfare::server::edge
