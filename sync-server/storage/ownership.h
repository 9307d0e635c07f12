#pragma once

#include <filesystem>

namespace fieldfare::server::storage {

/// What root has made in the folder is given to the folder's owner, so that a server which later runs as that
/// user can use it. Throws StorageError.
void giveToOwnerOf(const std::filesystem::path& folder, const std::filesystem::path& made);

}  // namespace fieldfare::server::storage
