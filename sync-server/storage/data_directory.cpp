#include "sync-server/storage/data_directory.h"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <unistd.h>

#include "shared/base/planted_bug.h"
#include "shared/schema/fault.h"

namespace fieldfare::server::storage {

namespace fs = std::filesystem;
using fieldfare::storage::SqliteDatabase;
using fieldfare::storage::StorageError;
using fieldfare::storage::Trouble;
using schema::FaultError;

namespace {

int openLock(const fs::path& folder, bool create) {
    const auto file = folder / "lock";
    return ::open(file.c_str(), O_RDWR | O_CLOEXEC | (create ? O_CREAT : 0), 0600);
}

}  // namespace

bool DataDirectory::exists(const fs::path& folder) {
    return fs::exists(folder / "store.sqlite");
}

bool DataDirectory::isLocked(const fs::path& folder) {
    const int lock = openLock(folder, false);
    if (lock < 0)
        return false;
    const bool held = ::flock(lock, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    ::close(lock);
    return held;
}

DataDirectory::DataDirectory(fs::path folder, bool create) : folder_{std::move(folder)} {
    // Statement journals stay in memory: one savepoint a request would otherwise write a file each.
    // Refused, harmlessly, once SQLite is in use in this process.
    sqlite3_config(SQLITE_CONFIG_STMTJRNL_SPILL, -1);
    if (create) {
        std::error_code error;
        fs::create_directories(folder_, error);
        if (error)
            throw StorageError{Trouble::ReadOnly, folder_.string() + ": " + error.message()};
        fs::permissions(folder_, fs::perms::owner_all, error);
    } else if (!exists(folder_)) {
        throw FaultError{v1::NOT_FOUND, "no organisation in " + folder_.string() + "; make one with init"};
    }
    lock_ = openLock(folder_, true);
    if (lock_ < 0)
        throw StorageError{Trouble::ReadOnly, (folder_ / "lock").string() + ": " + std::strerror(errno)};
    if (::flock(lock_, LOCK_EX | LOCK_NB) != 0) {
        ::close(lock_);
        throw FaultError{v1::CONTRADICTION, "another process works in " + folder_.string()};
    }
}

DataDirectory::~DataDirectory() {
    ::close(lock_);
}

std::unique_ptr<SqliteDatabase> DataDirectory::openWriter() const {
    auto database = std::make_unique<SqliteDatabase>(
        storeFile(), fieldfare::storage::SqliteOptions{.durable = !base::isPlanted("server-does-not-sync"),
                                                       .cacheKib = 64 * 1024});
    // 64 MB of WAL before a checkpoint, which this connection then runs itself.
    database->raw().exec("PRAGMA wal_autocheckpoint=16384");
    return database;
}

std::unique_ptr<SqliteDatabase> DataDirectory::openReader() const {
    return std::make_unique<SqliteDatabase>(storeFile(), fieldfare::storage::SqliteOptions{.readOnly = true});
}

}  // namespace fieldfare::server::storage
