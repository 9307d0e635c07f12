#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// Messages over a stream socket: 4 bytes of length, big endian, then the message. Both throw
/// std::runtime_error when the other side went away or does not move for its timeout.
namespace fieldfare::server::app {

void writeFrame(int socket, std::string_view bytes);

/// Also throws for a frame of more than `limit` bytes.
[[nodiscard]] std::string readFrame(int socket, std::size_t limit);

}  // namespace fieldfare::server::app
