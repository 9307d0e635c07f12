#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "fieldfare/fault.pb.h"
#include "shared/base/clock.h"
#include "shared/base/random.h"
#include "sync-server/backup/manifest.h"

namespace fieldfare::server::backup {

struct RestoreOptions {
    std::filesystem::path data;
    std::filesystem::path from;  ///< a backup
    std::optional<std::filesystem::path>
        journal;                  ///< its folder, where it goes on; none: the directory's own
    bool withoutJournal = false;  ///< although what it knows is lost then
};

/// A change of the journal that could not be made again and never will be.
struct Unmade {
    std::int64_t time = 0;  ///< epoch ms at which it was made
    std::string what;       ///< "customer 0190...", or "account"
    v1::Fault fault;
};

/// What a restore did, for the administrator.
struct RestoreResult {
    Manifest backup;
    std::filesystem::path keptAside;   ///< the store that was there; empty: there was none
    bool couldReadFormer = false;      ///< its epoch, its seqs and its restores are known
    std::uint64_t accountChanges = 0;  ///< made again from the journal: passwords, sessions, codes, keys
    std::uint64_t recordChanges = 0;   ///< made again from the journal
    std::uint64_t waiting = 0;         ///< of the journal, until devices have offered what they need
    std::vector<Unmade> unmade;
    std::uint64_t filesBroughtBack = 0;  ///< photos and documents from the backup
    std::uint64_t filesDamaged = 0;      ///< in the backup
    std::uint64_t filesAwaited = 0;      ///< records whose bytes their devices are asked for again
    std::vector<std::string> toCheck;    ///< without the journal: what may have been another way
};

/// Brings an organisation back from a backup into a data directory that is empty, damaged or holds the same
/// organisation's store, which is kept aside; begins a new epoch; and makes again what the journal knows of
/// the time since. Killed at any moment it leaves the store that was there, or one that nobody can open
/// before the restore was run again, which then begins anew.
///
/// Without the journal all sessions end, unused enrolment codes are dropped, and new devices get longer
/// codes, so that no document number comes twice.
///
/// Throws FaultError: CONTRADICTION while somebody works in the directory, for another organisation's, for a
/// folder with something else in it, and for a journal that does not reach from the backup to the end;
/// NOT_FOUND for no backup or no journal; UNREADABLE for a damaged one; StorageError.
RestoreResult restore(const RestoreOptions& options, const base::Clock& clock, base::Random& random);

}  // namespace fieldfare::server::backup
