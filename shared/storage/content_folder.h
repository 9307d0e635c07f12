#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "shared/storage/growing_file.h"

namespace fieldfare::storage {

/// Files named by the SHA-256 of what is in them, FOLDER/ab/cdef..., each there once and whole or not at all.
/// A hash is 32 raw bytes. Keeps nothing in memory, so that any thread and several objects may use one
/// folder. Throws StorageError: Full, ReadOnly or Io.
class ContentFolder {
  public:
    /// Made, mode 0700, with the first file.
    explicit ContentFolder(std::filesystem::path folder) : folder_{std::move(folder)} {}

    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
    /// Where the content is, or would be. Throws std::invalid_argument for what is no hash.
    [[nodiscard]] std::filesystem::path path(std::string_view sha256) const;
    /// False as well for what is no hash.
    [[nodiscard]] bool has(std::string_view sha256) const;

    /// Takes a file of the same file system, which is gone from where it was afterwards. The caller has
    /// computed the hash from the file's bytes. Durable once it returns.
    void adopt(const GrowingFile& file, std::string_view sha256) const;
    /// Nothing when it is not there.
    void remove(std::string_view sha256) const;
    /// Calls `each` with every hash, in no order.
    void forEach(const std::function<void(const std::string& sha256)>& each) const;

    /// "ab/cdef...": of the path, what is below the folder.
    [[nodiscard]] static std::string relativePath(std::string_view sha256);

    static constexpr std::size_t hashBytes = 32;

  private:
    std::filesystem::path folder_;
};

/// Makes the folder and those above it that are missing, mode 0700.
void makeFolder(const std::filesystem::path& folder);

/// What was renamed or made in the folder is there after a power loss.
void syncFolder(const std::filesystem::path& folder);

}  // namespace fieldfare::storage
