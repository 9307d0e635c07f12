#pragma once

#include <string>

#include "fieldfare/account.pb.h"
#include "sync-server/sync/organisation.h"
#include "sync-server/sync/server_edit.h"

namespace fieldfare::server::entry {

/// Opens a session for an identified viewer, in the caller's turn, and notes that the person was here. The
/// device's other sessions end: it has one store and one person.
[[nodiscard]] v1::Session openSession(sync::Organisation& organisation, sync::Turn& turn,
                                      sync::ServerEdit& edit, const sync::Viewer& viewer,
                                      const std::string& deviceCode);

}  // namespace fieldfare::server::entry
