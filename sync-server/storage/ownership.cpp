#include "sync-server/storage/ownership.h"

#include <cerrno>

#include <sys/stat.h>
#include <unistd.h>

#include "shared/storage/file_trouble.h"

namespace fieldfare::server::storage {

void giveToOwnerOf(const std::filesystem::path& folder, const std::filesystem::path& made) {
    if (::geteuid() != 0)
        return;
    struct stat above {};
    if (::stat(folder.c_str(), &above) != 0)
        fieldfare::storage::throwFileTrouble(folder, errno);
    if (above.st_uid != 0 && ::lchown(made.c_str(), above.st_uid, above.st_gid) != 0)
        fieldfare::storage::throwFileTrouble(made, errno);
}

}  // namespace fieldfare::server::storage
