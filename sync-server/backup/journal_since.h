#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "sync-server/backup/former_store.h"
#include "sync-server/backup/manifest.h"

namespace fieldfare::server::backup {

/// What a journal knows of the time after a backup, and of every history.
struct JournalSince {
    std::vector<v1::JournalEntry> entries;  ///< after the backup, in order
    std::uint64_t highestSeq = 0;           ///< of any entry
    std::string epoch;                      ///< of the history that began last by a restore; empty: none did
    std::vector<storage::Restored> restores;
};

/// Reads it, after what the former store noted for it was added. `durable`: number up to which a journal of
/// the backup's time has everything. Throws FaultError NOT_FOUND when there is none, UNREADABLE for one that
/// is damaged, CONTRADICTION for one of another organisation, or that lacks entries since the backup.
[[nodiscard]] JournalSince readJournalSince(const std::filesystem::path& folder, const Manifest& backup,
                                            std::uint64_t durable, const FormerStore& former);

}  // namespace fieldfare::server::backup
