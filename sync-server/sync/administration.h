#pragma once

#include <optional>

#include "sync-server/sync/change_set.h"

/// Units and people hold everything else together: rules about them that devices cannot be left to keep.
namespace fieldfare::server::sync {

/// What is wrong with a unit or person as the edit left it; nothing for other types. `before` is null for a
/// new record.
///
/// - There is one root; every other unit hangs under a living one, and none under itself.
/// - People work in a living unit.
/// - A unit administrator keeps the people of their unit and those below, and gives nobody a role that sees
///   more than these.
[[nodiscard]] std::optional<v1::Fault> checkAdministration(ChangeSet& changes, const Directory& directory,
                                                           const Viewer& viewer,
                                                           const storage::RecordRow& row,
                                                           const google::protobuf::Message* before);

/// Why a unit may not be deleted: it is the root, or something is left in it.
[[nodiscard]] std::optional<v1::Fault> checkErase(ChangeSet& changes, const Directory& directory,
                                                  const storage::RecordRow& row);

/// After a person's unit may have changed: what they own goes with them.
void followOwner(ChangeSet& changes, const storage::RecordRow& person,
                 const google::protobuf::Message& before, std::int64_t now);

}  // namespace fieldfare::server::sync
