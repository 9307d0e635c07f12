#include "tests/support/wire/wire.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <csignal>
#include <stdexcept>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <openssl/err.h>
#include <openssl/sha.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace fieldfare::tests {

using Clock = std::chrono::steady_clock;

namespace {

/// Nothing here waits for ever, whatever the other side does.
constexpr std::chrono::seconds patience{20};

}  // namespace

struct Wire::Sockets {
    int socket = -1;
    SSL_CTX* context = nullptr;
    SSL* tls = nullptr;

    /// Whether a call that returned `result` has only to be made again later.
    [[nodiscard]] bool passing(int result) const {
        if (tls == nullptr)
            return result < 0 && (errno == EAGAIN || errno == EINTR);
        const int error = SSL_get_error(tls, result);
        return error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE;
    }

    /// Waits until it can be made again; false when that will not be, or not before the deadline.
    [[nodiscard]] bool wait(int result, short events, Clock::time_point deadline) const {
        if (!passing(result))
            return false;
        if (tls != nullptr)
            events = SSL_want_write(tls) ? POLLOUT : POLLIN;
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
        pollfd waiting{socket, events, 0};
        return left > 0 && ::poll(&waiting, 1, static_cast<int>(left)) > 0;
    }

    ~Sockets() {
        SSL_free(tls);
        SSL_CTX_free(context);
        if (socket >= 0)
            ::close(socket);
    }
};

Wire::Wire(int port, Security security, int from) : sockets_{std::make_unique<Sockets>()} {
    std::signal(SIGPIPE, SIG_IGN);  // a refused sender is an answer, not the end of the test
    sockets_->socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in name{};
    name.sin_family = AF_INET;
    name.sin_addr.s_addr = htonl(INADDR_LOOPBACK - 1 + static_cast<std::uint32_t>(from));
    if (::bind(sockets_->socket, reinterpret_cast<sockaddr*>(&name), sizeof name) != 0)
        throw std::runtime_error{"no port is free"};
    name.sin_port = htons(static_cast<std::uint16_t>(port));
    name.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(sockets_->socket, reinterpret_cast<sockaddr*>(&name), sizeof name) != 0)
        throw std::runtime_error{"nobody listens on port " + std::to_string(port)};
    ::fcntl(sockets_->socket, F_SETFL, O_NONBLOCK);
    if (security == Security::Plain)
        return;
    sockets_->context = SSL_CTX_new(TLS_client_method());
    if (security == Security::Tls12)
        SSL_CTX_set_max_proto_version(sockets_->context, TLS1_2_VERSION);
    if (security == Security::OldTls) {
        SSL_CTX_set_security_level(sockets_->context, 0);  // or this library would not even try
        SSL_CTX_set_min_proto_version(sockets_->context, TLS1_1_VERSION);
        SSL_CTX_set_max_proto_version(sockets_->context, TLS1_1_VERSION);
    }
    sockets_->tls = SSL_new(sockets_->context);
    SSL_set_fd(sockets_->tls, sockets_->socket);
    SSL_set_tlsext_host_name(sockets_->tls, "localhost");
    const auto deadline = Clock::now() + patience;
    for (int result = 0; (result = SSL_connect(sockets_->tls)) != 1;) {
        if (!sockets_->wait(result, POLLIN, deadline))
            throw std::runtime_error{"no TLS handshake on port " + std::to_string(port)};
    }
}

Wire::~Wire() = default;
Wire::Wire(Wire&&) noexcept = default;

bool Wire::send(std::string_view bytes) {
    const auto deadline = Clock::now() + patience;
    while (!bytes.empty()) {
        ERR_clear_error();  // or passing() would read an old one
        const auto sent = sockets_->tls != nullptr
                              ? SSL_write(sockets_->tls, bytes.data(), static_cast<int>(bytes.size()))
                              : ::send(sockets_->socket, bytes.data(), bytes.size(), 0);
        if (sent > 0)
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        else if (!sockets_->wait(static_cast<int>(sent), POLLOUT, deadline))
            return false;
    }
    return true;
}

std::optional<WireResponse> Wire::response(std::chrono::milliseconds atMost, bool head) {
    const auto deadline = Clock::now() + atMost;
    std::size_t end = 0;
    while ((end = received_.find("\r\n\r\n")) == std::string::npos) {
        if (read(deadline) != Read::Some)
            return std::nullopt;
    }
    WireResponse response;
    response.status = std::atoi(received_.substr(received_.find(' ') + 1, 3).c_str());
    for (auto at = received_.find("\r\n"); at < end;) {
        const auto next = received_.find("\r\n", at + 2);
        const auto line = received_.substr(at + 2, next - at - 2);
        const auto colon = line.find(':');
        auto name = line.substr(0, colon);
        std::transform(name.begin(), name.end(), name.begin(),
                       [](unsigned char c) { return std::tolower(c); });
        response.headers[name] = line.substr(std::min(line.find_first_not_of(' ', colon + 1), line.size()));
        at = next;
    }
    const auto size = head ? 0 : std::stoul("0" + response.headers["content-length"]);
    while (received_.size() < end + 4 + size) {
        if (read(deadline) != Read::Some)
            return std::nullopt;
    }
    response.body = received_.substr(end + 4, size);
    received_.erase(0, end + 4 + size);
    return response;
}

bool Wire::endsWithin(std::chrono::milliseconds time) {
    const auto deadline = Clock::now() + time;
    for (;;) {
        const auto state = read(deadline);
        if (state != Read::Some)
            return state == Read::End;
    }
}

std::string Wire::peerKeyFingerprint() const {
    X509* const certificate = SSL_get1_peer_certificate(sockets_->tls);
    unsigned char* der = nullptr;
    const int size = i2d_PUBKEY(X509_get0_pubkey(certificate), &der);
    std::string digest(SHA256_DIGEST_LENGTH, '\0');
    SHA256(der, static_cast<std::size_t>(size), reinterpret_cast<unsigned char*>(digest.data()));
    OPENSSL_free(der);
    X509_free(certificate);
    return digest;
}

std::string Wire::protocol() const {
    return SSL_get_version(sockets_->tls);
}

Wire::Read Wire::read(Clock::time_point deadline) {
    std::array<char, 16384> part{};
    for (;;) {
        ERR_clear_error();
        const auto got = sockets_->tls != nullptr
                             ? SSL_read(sockets_->tls, part.data(), static_cast<int>(part.size()))
                             : ::recv(sockets_->socket, part.data(), part.size(), 0);
        if (got > 0) {
            received_.append(part.data(), static_cast<std::size_t>(got));
            return Read::Some;
        }
        if (!sockets_->passing(static_cast<int>(got)))
            return Read::End;
        if (!sockets_->wait(static_cast<int>(got), POLLIN, deadline))
            return Read::Late;
    }
}

}  // namespace fieldfare::tests
