#pragma once

#include <filesystem>
#include <memory>

#include "shared/storage/sqlite_database.h"

namespace fieldfare::server::storage {

/// The folder that holds one organisation: store, secrets, edge. One process writes in it at a time, held by
/// an exclusive lock for as long as this object lives.
class DataDirectory {
  public:
    /// Takes the lock. Throws FaultError CONTRADICTION when another process has it, NOT_FOUND when there is
    /// no organisation in it and `create` is false; StorageError when it cannot be read or written.
    explicit DataDirectory(std::filesystem::path folder, bool create = false);
    DataDirectory(const DataDirectory&) = delete;
    DataDirectory& operator=(const DataDirectory&) = delete;
    ~DataDirectory();

    /// True if an organisation lives in the folder, locked or not.
    [[nodiscard]] static bool exists(const std::filesystem::path& folder);
    /// True if another process holds the folder's lock.
    [[nodiscard]] static bool isLocked(const std::filesystem::path& folder);

    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
    /// The one connection that writes and checkpoints.
    [[nodiscard]] std::unique_ptr<fieldfare::storage::SqliteDatabase> openWriter() const;
    /// A read-only connection.
    [[nodiscard]] std::unique_ptr<fieldfare::storage::SqliteDatabase> openReader() const;

    [[nodiscard]] std::filesystem::path storeFile() const { return folder_ / "store.sqlite"; }
    /// Where `serve` listens for commands.
    [[nodiscard]] static std::filesystem::path socketOf(const std::filesystem::path& folder) {
        return folder / "control.socket";
    }

  private:
    std::filesystem::path folder_;
    int lock_ = -1;
};

}  // namespace fieldfare::server::storage
