#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "sync-server/storage/journal_store.h"
#include "sync-server/storage/restore_store.h"

namespace fieldfare::server::backup {

/// What can still be learnt from the store that a restore replaces.
struct FormerStore {
    bool isThere = false;
    bool couldRead = false;
    std::string epoch;
    std::uint64_t seq = 0;
    std::vector<storage::Restored> restores;
    std::uint64_t journal = 0;                  ///< number given last
    std::vector<storage::JournalNote> pending;  ///< what the journal's file may lack

    /// The number up to which the file surely has everything.
    [[nodiscard]] std::uint64_t durable() const {
        return pending.empty() ? journal : pending.front().number - 1;
    }
};

/// Reads it as far as it can be, and changes nothing. Throws FaultError CONTRADICTION when it is another
/// organisation's.
[[nodiscard]] FormerStore readFormerStore(const std::filesystem::path& data, const std::string& organisation);

}  // namespace fieldfare::server::backup
