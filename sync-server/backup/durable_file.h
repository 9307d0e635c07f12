#pragma once

#include <filesystem>
#include <string>
#include <string_view>

/// Files that are there whole or not at all, mode 0600, and stay there. Everything throws StorageError.
namespace fieldfare::server::backup {

/// Copies a file; gives the SHA-256 of its bytes, 32 raw ones. What was at `to` is replaced.
std::string copyFile(const std::filesystem::path& from, const std::filesystem::path& to);

/// The same file under a second name where both are on one file system, else a copy.
void linkOrCopy(const std::filesystem::path& from, const std::filesystem::path& to);

/// What was written to the file is on the disk once it returns.
void syncFile(const std::filesystem::path& file);

/// Renames within a folder, in the place of what is there; durable.
void moveTo(const std::filesystem::path& from, const std::filesystem::path& to);

/// A new file.
void writeFile(const std::filesystem::path& file, std::string_view content);

}  // namespace fieldfare::server::backup
