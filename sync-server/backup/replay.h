#pragma once

#include "sync-server/backup/journal_since.h"
#include "sync-server/backup/restore.h"
#include "sync-server/sync/organisation.h"

namespace fieldfare::server::backup {

/// Makes again what the journal knows, in order: what concerns accounts, and changes of records with the
/// values and the times they had. What needs something that only devices have is parked; what the rules
/// refuse is told. Notes nothing for the journal, which has it.
void replay(sync::Organisation& organisation, const std::vector<v1::JournalEntry>& entries,
            RestoreResult& result);

/// Instead, without the journal: what may not hold any more ends. Gives what the administrator is to check.
void closeDoors(sync::Organisation& organisation, RestoreResult& result);

/// From now on the organisation can be opened. The journal learns of the new epoch.
void finishRestore(sync::Organisation& organisation);

}  // namespace fieldfare::server::backup
