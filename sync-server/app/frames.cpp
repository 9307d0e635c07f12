#include "sync-server/app/frames.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <stdexcept>

#include <arpa/inet.h>
#include <sys/socket.h>

namespace fieldfare::server::app {

namespace {

void sendAll(int socket, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent <= 0)
            throw std::runtime_error{std::string{"the other side of a command went away: "} +
                                     std::strerror(errno)};
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

void receiveAll(int socket, char* at, std::size_t count) {
    while (count > 0) {
        const auto got = ::recv(socket, at, count, 0);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            throw std::runtime_error{"the other side of a command went away before it was complete"};
        at += got;
        count -= static_cast<std::size_t>(got);
    }
}

}  // namespace

void writeFrame(int socket, std::string_view bytes) {
    const auto size = htonl(static_cast<std::uint32_t>(bytes.size()));
    std::array<char, sizeof size> head{};
    std::memcpy(head.data(), &size, sizeof size);
    sendAll(socket, {head.data(), head.size()});
    sendAll(socket, bytes);
}

std::string readFrame(int socket, std::size_t limit) {
    std::uint32_t size = 0;
    receiveAll(socket, reinterpret_cast<char*>(&size), sizeof size);
    size = ntohl(size);
    if (size > limit)
        throw std::runtime_error{"a command of " + std::to_string(size) + " bytes is too large"};
    // Grows as bytes arrive: a length alone must not cost memory.
    constexpr std::size_t step = 1U << 20U;
    std::string bytes;
    while (bytes.size() < size) {
        const auto before = bytes.size();
        bytes.resize(std::min<std::size_t>(size, before + step));
        receiveAll(socket, bytes.data() + before, bytes.size() - before);
    }
    return bytes;
}

}  // namespace fieldfare::server::app
