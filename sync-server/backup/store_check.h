#pragma once

#include "shared/storage/database.h"
#include "sync-server/backup/manifest.h"

namespace fieldfare::server::backup {

/// Reads a whole store as its devices would: that it is sound, that the counts and digests computed from its
/// feeds are those that it keeps, scope by scope and type by type, and that every record that stands in a
/// feed is there. Gives what a manifest says of it, but for the hash and the files. Throws FaultError
/// UNREADABLE, at "store", with what is wrong first.
[[nodiscard]] Manifest checkStore(fieldfare::storage::Database& database);

}  // namespace fieldfare::server::backup
