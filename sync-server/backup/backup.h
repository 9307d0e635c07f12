#pragma once

#include <filesystem>

#include "shared/base/clock.h"
#include "sync-server/backup/manifest.h"

namespace fieldfare::server::backup {

/// Copies an organisation's store, as one moment of its history, and its photos and documents into a folder
/// that is new or empty, mode 0700: `store.sqlite`, `files/` and, last of all, `manifest.json`. The
/// organisation may be open, in this process, and is written to meanwhile; no other may hold it. The copy is
/// read whole and compared with itself (see checkStore) before it counts; one that fails is removed. Throws
/// FaultError: ALREADY_EXISTS at "to", UNREADABLE at "store"; StorageError.
Manifest makeBackup(const std::filesystem::path& data, const std::filesystem::path& to, bool withFiles,
                    const base::Clock& clock);

/// Reads a backup whole. Throws FaultError NOT_FOUND for what is none, UNREADABLE for one that is not as it
/// was made, at "manifest" or "store". Files are not read: a damaged one is told when it is to be used.
[[nodiscard]] Manifest checkBackup(const std::filesystem::path& folder);

/// In a backup as in a data directory.
[[nodiscard]] inline std::filesystem::path storeIn(const std::filesystem::path& folder) {
    return folder / "store.sqlite";
}
[[nodiscard]] inline std::filesystem::path filesIn(const std::filesystem::path& folder) {
    return folder / "files";
}

}  // namespace fieldfare::server::backup
