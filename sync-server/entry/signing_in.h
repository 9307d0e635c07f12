#pragma once

#include <string>

#include "fieldfare/account.pb.h"
#include "sync-server/entry/entrance.h"

namespace fieldfare::server::entry {

/// Opens a session of a known device. Takes the same time whether person, device or password are wrong, and
/// says UNAUTHENTICATED of all three. Throws DEVICE_REVOKED, whatever the password, so that the device wipes
/// itself; THROTTLED. `address`: the client's, for the throttle.
[[nodiscard]] v1::Session signIn(Entrance& entrance, const v1::SignInRequest& request,
                                 const std::string& address);

/// Ends the session; nothing if it ended already.
void signOut(Entrance& entrance, const std::string& token);

}  // namespace fieldfare::server::entry
