#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace fieldfare::server::http {

/// Files that only their owner may read: secrets, keys. All functions throw std::runtime_error, naming the
/// file, when the operating system refuses. A file or folder that root makes is given to the owner of the
/// folder above it, so that a server which later runs as that user can read it.

/// The content; none when there is no such file. Throws as well when others than its owner may read it.
[[nodiscard]] std::optional<std::string> readPrivateFile(const std::filesystem::path& file);

/// Replaces the file, mode 0600, such that a reader sees the old or the new content and a crash leaves one.
void writePrivateFile(const std::filesystem::path& file, std::string_view content);

/// Makes the file unless it exists; false when it did, and then its content stays.
bool createPrivateFile(const std::filesystem::path& file, std::string_view content);

/// Makes the folder, mode 0700, unless it exists.
void makePrivateFolder(const std::filesystem::path& folder);

}  // namespace fieldfare::server::http
