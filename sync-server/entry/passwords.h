#pragma once

#include <string>

#include "fieldfare/account.pb.h"
#include "sync-server/entry/entrance.h"

namespace fieldfare::server::entry {

/// A person changes their own password; their sessions but this one end. `address`: the client's, for the
/// throttle. Throws FaultError UNAUTHENTICATED for a session that ended, INVALID at "old_password" when that
/// is not it, WEAK_PASSWORD at "new_password", THROTTLED.
void changePassword(Entrance& entrance, const std::string& token, const v1::ChangePasswordRequest& request,
                    const std::string& address);

/// Throws FaultError WEAK_PASSWORD, at "password", for one that this person may not have.
void requireGoodPassword(sync::Organisation& organisation, const std::string& password,
                         const std::string& personName);

/// An administrator sets a person's password, 16 bytes of id; all their sessions end. Throws FaultError
/// NOT_FOUND, WEAK_PASSWORD.
void setPassword(Entrance& entrance, const std::string& person, const std::string& password);

}  // namespace fieldfare::server::entry
