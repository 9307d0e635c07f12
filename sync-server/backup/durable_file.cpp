#include "sync-server/backup/durable_file.h"

#include <array>
#include <cerrno>

#include <fcntl.h>
#include <unistd.h>

#include "shared/base/sha256.h"
#include "shared/storage/content_folder.h"
#include "shared/storage/descriptor.h"
#include "shared/storage/file_trouble.h"
#include "shared/storage/growing_file.h"

namespace fieldfare::server::backup {

namespace fs = std::filesystem;
using fieldfare::storage::Descriptor;
using fieldfare::storage::throwFileTrouble;

std::string copyFile(const fs::path& from, const fs::path& to) {
    const Descriptor in{from, O_RDONLY};
    const Descriptor out{to, O_WRONLY | O_CREAT | O_TRUNC};
    base::Sha256 hash;
    std::array<char, 256 * 1024> part{};
    for (;;) {
        const auto got = ::read(in, part.data(), part.size());
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            throwFileTrouble(from, errno);
        if (got == 0)
            break;
        const std::string_view bytes{part.data(), static_cast<std::size_t>(got)};
        hash.add(bytes);
        out.write(bytes);
    }
    out.sync();
    return hash.finish();
}

void linkOrCopy(const fs::path& from, const fs::path& to) {
    if (::link(from.c_str(), to.c_str()) == 0)
        return;
    if (errno != EXDEV && errno != EPERM && errno != EMLINK && errno != EOPNOTSUPP)
        throwFileTrouble(to, errno);
    const auto part = to.string() + ".part";
    (void)copyFile(from, part);
    moveTo(part, to);
}

void syncFile(const fs::path& file) {
    Descriptor{file, O_RDONLY}.sync();
}

void moveTo(const fs::path& from, const fs::path& to) {
    if (::rename(from.c_str(), to.c_str()) != 0)
        throwFileTrouble(to, errno);
    fieldfare::storage::syncFolder(to.parent_path());
}

void writeFile(const fs::path& file, std::string_view content) {
    const auto part = file.string() + ".part";
    {
        const Descriptor out{part, O_WRONLY | O_CREAT | O_TRUNC};
        out.write(content);
        out.sync();
    }
    moveTo(part, file);
}

}  // namespace fieldfare::server::backup
