#include "tests/support/free_port.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace fieldfare::tests {

int freePort() {
    const int probe = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in name{};
    name.sin_family = AF_INET;
    name.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof name;
    ::bind(probe, reinterpret_cast<sockaddr*>(&name), size);
    ::getsockname(probe, reinterpret_cast<sockaddr*>(&name), &size);
    ::close(probe);
    return ntohs(name.sin_port);
}

}  // namespace fieldfare::tests
