#include "sync-server/edge/edge_options.h"

#include <array>
#include <charconv>

#include <arpa/inet.h>

namespace fieldfare::server::edge {

namespace {

bool isAddress(int family, const std::string& text) {
    std::array<unsigned char, sizeof(in6_addr)> raw{};
    return ::inet_pton(family, text.c_str(), raw.data()) == 1;
}

}  // namespace

Endpoint Endpoint::parse(std::string_view text, int defaultPort) {
    Endpoint endpoint;
    endpoint.port = defaultPort;
    std::string_view port;
    bool hasPort = false;
    if (text.starts_with('[')) {
        const auto end = text.find(']');
        endpoint.address = text.substr(1, end == std::string_view::npos ? end : end - 1);
        const auto rest = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
        hasPort = rest.starts_with(':');
        if (end == std::string_view::npos || (!rest.empty() && !hasPort))
            throw EdgeError{"\"" + std::string{text} + "\" is not [ADDRESS]:PORT"};
        port = hasPort ? rest.substr(1) : rest;
    } else if (const auto colon = text.find(':');
               colon != std::string_view::npos && colon == text.rfind(':')) {
        endpoint.address = text.substr(0, colon);
        port = text.substr(colon + 1);
        hasPort = true;
    } else {
        endpoint.address = text;
    }
    if (hasPort) {
        const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), endpoint.port);
        if (error != std::errc{} || end != port.data() + port.size())
            throw EdgeError{"\"" + std::string{port} + "\" is not a port, in \"" + std::string{text} + "\""};
    }
    if (endpoint.port < 1 || endpoint.port > 65535)
        throw EdgeError{"there is no port " + std::to_string(endpoint.port)};
    if (!isAddress(AF_INET, endpoint.address) && !isAddress(AF_INET6, endpoint.address))
        throw EdgeError{"\"" + endpoint.address + "\" is not a numeric address such as 0.0.0.0 or ::"};
    return endpoint;
}

std::string Endpoint::text() const {
    const bool six = address.find(':') != std::string::npos;
    return (six ? "[" + address + "]" : address) + ":" + std::to_string(port);
}

bool Endpoint::isLoopback() const {
    in_addr four{};
    if (::inet_pton(AF_INET, address.c_str(), &four) == 1)
        return (ntohl(four.s_addr) >> 24U) == 127;
    in6_addr six{};
    return ::inet_pton(AF_INET6, address.c_str(), &six) == 1 && IN6_IS_ADDR_LOOPBACK(&six);
}

}  // namespace fieldfare::server::edge
