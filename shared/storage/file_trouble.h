#pragma once

#include <filesystem>

namespace fieldfare::storage {

/// Throws the StorageError for what the system said (`error` is an errno) about a file.
[[noreturn]] void throwFileTrouble(const std::filesystem::path& file, int error);

}  // namespace fieldfare::storage
