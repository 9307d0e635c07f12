#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "shared/schema/schema.h"
#include "sync-server/storage/record_row.h"
#include "sync-server/sync/organisation.h"
#include "sync-server/sync/server_edit.h"

/// What commands that deal with records have in common.
namespace fieldfare::server::app {

/// Runs `read` with the directory in one snapshot; throws what it throws.
void readDirectory(sync::Organisation& organisation,
                   const std::function<void(fieldfare::storage::Database&, const sync::Directory&)>& read);

/// Runs `change` in one turn of the writer, saves and waits for the commit; throws what it throws.
void editRecords(sync::Organisation& organisation,
                 const std::function<void(sync::Turn&, sync::ServerEdit&)>& change);

/// The living rows of a type, in one snapshot, by id.
[[nodiscard]] std::vector<storage::RecordRow> livingRows(fieldfare::storage::Database& database,
                                                         const schema::RecordType& type);

/// The id of the unit meant, by UUID text or exact name; the root for an empty text. Throws FaultError
/// NOT_FOUND; CONTRADICTION for a name that several units have.
[[nodiscard]] std::string requireUnit(fieldfare::storage::Database& database,
                                      const sync::Directory& directory, const std::string& text);

}  // namespace fieldfare::server::app
