#include "shared/storage/descriptor.h"

#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

#include "shared/storage/file_trouble.h"

namespace fieldfare::storage {

Descriptor::Descriptor(std::filesystem::path file, int flags)
    : file_{std::move(file)}, number_{::open(file_.c_str(), flags | O_CLOEXEC, 0600)} {
    if (number_ < 0)
        throwFileTrouble(file_, errno);
}

Descriptor::~Descriptor() {
    ::close(number_);
}

void Descriptor::write(std::string_view bytes) const {
    while (!bytes.empty()) {
        const auto written = ::write(number_, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            throwFileTrouble(file_, errno);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

void Descriptor::sync() const {
    if (::fsync(number_) != 0)
        throwFileTrouble(file_, errno);
}

}  // namespace fieldfare::storage
