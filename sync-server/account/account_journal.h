#pragma once

#include "fieldfare/journal.pb.h"
#include "shared/base/clock.h"
#include "shared/storage/database.h"

namespace fieldfare::server::account {

/// A change with its kind alone.
[[nodiscard]] v1::AccountChange accountChange(v1::AccountChange::Kind kind);

/// Makes a change, in the caller's transaction; what holds already stays as it is. Throws FaultError
/// NEWER_SCHEMA for a kind that this program does not know.
void apply(fieldfare::storage::Database& database, const v1::AccountChange& change);

/// Notes a change for the journal, in the transaction that made it.
void note(fieldfare::storage::Database& database, const base::Clock& clock, v1::AccountChange change);

/// Both.
void applyAndNote(fieldfare::storage::Database& database, const base::Clock& clock, v1::AccountChange change);

}  // namespace fieldfare::server::account
