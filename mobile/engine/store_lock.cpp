#include "mobile/engine/store_lock.h"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "mobile/engine/store_error.h"
#include "shared/storage/database.h"

namespace fieldfare::engine {

StoreLock::StoreLock(const std::filesystem::path& store) {
    // The file stays when the lock goes: removing it would let two processes lock two files of one name.
    const auto file = store.string() + ".lock";
    descriptor_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor_ < 0)
        throw storage::StorageError{storage::Trouble::Io, file + ": " + std::strerror(errno)};
    if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
        const int error = errno;
        ::close(descriptor_);
        if (error == EWOULDBLOCK)
            throw StoreError{StoreError::Kind::InUse, store.string() + " is in use by another process"};
        throw storage::StorageError{storage::Trouble::Io, file + ": " + std::strerror(error)};
    }
}

StoreLock::~StoreLock() {
    ::close(descriptor_);
}

}  // namespace fieldfare::engine
