#pragma once

#include "shared/storage/database.h"

/// Who may come in: passwords, enrolment codes, sessions, API keys. That a person is frozen or a device
/// revoked is a fact of their records, which the caller checks in the same transaction. What changes here is
/// noted for the journal in the same transaction, but for failures and the last use of sessions.
namespace fieldfare::server::account {

/// Makes the tables of this folder that are not there yet, and those of the journal, to which every change of
/// them goes, in the caller's transaction. Throws StorageError.
void bringAccountTables(fieldfare::storage::Database& database);

}  // namespace fieldfare::server::account
