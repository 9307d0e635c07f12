#pragma once

#include <filesystem>

namespace fieldfare::engine {

/// An exclusive lock on a store, held by the process: a file beside it under flock(2), which the system lets
/// go of when the process ends in whatever way.
class StoreLock {
  public:
    /// Throws StoreError InUse when another process, or another LocalStore of this one, holds it;
    /// StorageError Io when the lock file cannot be made.
    explicit StoreLock(const std::filesystem::path& store);
    StoreLock(const StoreLock&) = delete;
    StoreLock& operator=(const StoreLock&) = delete;
    ~StoreLock();

  private:
    int descriptor_ = -1;
};

}  // namespace fieldfare::engine
