#include "shared/storage/file_trouble.h"

#include <cerrno>
#include <cstring>

#include "shared/storage/database.h"

namespace fieldfare::storage {

namespace {

Trouble troubleOf(int error) {
    switch (error) {
        case ENOSPC:
        case EDQUOT:
            return Trouble::Full;
        case EACCES:
        case EPERM:
        case EROFS:
            return Trouble::ReadOnly;
        default:
            return Trouble::Io;
    }
}

}  // namespace

void throwFileTrouble(const std::filesystem::path& file, int error) {
    throw StorageError{troubleOf(error), file.string() + ": " + std::strerror(error)};
}

}  // namespace fieldfare::storage
