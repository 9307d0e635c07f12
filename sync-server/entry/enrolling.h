#pragma once

#include <string>

#include "fieldfare/account.pb.h"
#include "sync-server/entry/entrance.h"

namespace fieldfare::server::entry {

/// Makes a device of the person whose one-time code this is, and opens its first session. The password must
/// be theirs; whoever has none yet chooses it here. `address`: the client's, for the throttle. Throws
/// FaultError CODE_INVALID; UNAUTHENTICATED for another person's name or a wrong password, and then the code
/// stays valid; WEAK_PASSWORD; THROTTLED; INVALID for texts beyond the limits of a Device.
[[nodiscard]] v1::Session enrol(Entrance& entrance, const v1::EnrolRequest& request,
                                const std::string& address);

}  // namespace fieldfare::server::entry
