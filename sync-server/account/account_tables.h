#pragma once

#include "shared/storage/database.h"

/// Who may come in: passwords, enrolment codes, sessions, API keys. That a person is frozen or a device
/// revoked is a fact of their records, which the caller checks in the same transaction.
namespace fieldfare::server::account {

/// Makes the tables of this folder that are not there yet, in the caller's transaction. Throws StorageError.
void bringAccountTables(fieldfare::storage::Database& database);

}  // namespace fieldfare::server::account
