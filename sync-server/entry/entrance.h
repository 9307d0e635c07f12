#pragma once

#include <string_view>

#include "sync-server/account/hash_gate.h"
#include "sync-server/account/sign_in_throttle.h"
#include "sync-server/sync/organisation.h"

/// How devices and people come in: enrolling, signing in and out, passwords. Every use case is a function
/// that blocks, for a third of a second of one core where a password is hashed; so it belongs on a queue of
/// its own and never on a thread of the listener, a reader or the writer. Each throws FaultError.
namespace fieldfare::server::entry {

/// What all who come in pass: the organisation they come into, the throttle that remembers failures and the
/// gate before the hashing. One per organisation and process. Thread-safe.
class Entrance {
  public:
    /// The organisation must outlive it.
    explicit Entrance(sync::Organisation& organisation)
        : organisation_{organisation}, throttle_{organisation.clock()} {}

    [[nodiscard]] sync::Organisation& organisation() { return organisation_; }
    [[nodiscard]] account::SignInThrottle& throttle() { return throttle_; }

    /// A place to hash a password; waits a while for one. Throws FaultError THROTTLED when none came free.
    [[nodiscard]] account::HashGate::Slot slot();

    /// Forgets codes, sessions and failures that count no more.
    void dropExpired();

  private:
    sync::Organisation& organisation_;
    account::SignInThrottle throttle_;
    account::HashGate gate_;
};

/// The token of "Bearer TOKEN"; throws FaultError UNAUTHENTICATED for anything else.
[[nodiscard]] std::string bearerToken(std::string_view authorization);

}  // namespace fieldfare::server::entry
