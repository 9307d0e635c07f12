#pragma once

#include <span>
#include <vector>

#include "shared/access/relation.h"
#include "sync-server/storage/record_row.h"
#include "sync-server/storage/scope_key.h"
#include "sync-server/sync/directory.h"

/// Where records stand, and how people stand to them. Rights to whole records exist only through these two.
namespace fieldfare::server::sync {

/// True if the type's desk_when holds for the record as it is.
[[nodiscard]] bool belongsAtDesk(const storage::RecordRow& row);

/// Every scope the record stands in. `root` is what it hangs under in the end; null for a root itself.
[[nodiscard]] std::vector<storage::ScopeKey> scopesOf(const storage::RecordRow& row,
                                                      const storage::RecordRow* root);

/// How the viewer stands to a record under this root (or to the root itself, with `root` null).
[[nodiscard]] access::Relation relationOf(const Viewer& viewer, const storage::RecordRow& row,
                                          const storage::RecordRow* root, const Directory& directory);

/// Every scope the viewer reads.
[[nodiscard]] std::vector<storage::ScopeKey> scopesOf(const Viewer& viewer, const Directory& directory);

}  // namespace fieldfare::server::sync
