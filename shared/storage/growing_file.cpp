#include "shared/storage/growing_file.h"

#include <algorithm>
#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shared/base/sha256.h"
#include "shared/storage/descriptor.h"
#include "shared/storage/file_trouble.h"

namespace fieldfare::storage {

namespace {

constexpr std::size_t hashedAtOnce = std::size_t{256} * 1024;

}  // namespace

std::int64_t GrowingFile::size() const {
    struct stat state {};
    if (::stat(file_.c_str(), &state) == 0)
        return state.st_size;
    if (errno != ENOENT)
        throwFileTrouble(file_, errno);
    return 0;
}

void GrowingFile::append(std::string_view bytes) {
    const Descriptor descriptor{file_, O_WRONLY | O_CREAT | O_APPEND};
    const auto before = size();
    try {
        descriptor.write(bytes);
        descriptor.sync();
    } catch (...) {
        // What is left of it would be taken for the beginning of the next piece.
        if (::ftruncate(descriptor, before) != 0)
            remove();
        throw;
    }
}

std::string GrowingFile::read(std::int64_t offset, std::size_t count) const {
    const Descriptor descriptor{file_, O_RDONLY};
    std::string bytes(count, '\0');
    std::size_t have = 0;
    while (have < count) {
        const auto got = ::pread(descriptor, bytes.data() + have, count - have,
                                 static_cast<off_t>(offset + static_cast<std::int64_t>(have)));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            throwFileTrouble(file_, errno);
        if (got == 0)
            break;
        have += static_cast<std::size_t>(got);
    }
    bytes.resize(have);
    return bytes;
}

std::string GrowingFile::sha256() const {
    base::Sha256 hash;
    for (std::int64_t at = 0;;) {
        const auto bytes = read(at, hashedAtOnce);
        if (bytes.empty())
            return hash.finish();
        hash.add(bytes);
        at += static_cast<std::int64_t>(bytes.size());
    }
}

void GrowingFile::remove() const {
    std::error_code error;
    std::filesystem::remove(file_, error);
    if (error)
        throwFileTrouble(file_, error.value());
}

}  // namespace fieldfare::storage
