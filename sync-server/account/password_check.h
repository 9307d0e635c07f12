#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shared/base/random.h"
#include "shared/schema/fault.h"
#include "sync-server/account/credentials.h"
#include "sync-server/account/hash_gate.h"

namespace fieldfare::server::account {

/// One attempt to prove a password, in three steps, because hashing must not hold a transaction open:
///
///     auto slot = gate.enter();
///     // transaction: throttle.admit(...); enrolment code, if any; then
///     auto check = PasswordCheck::prepare(credentials, person);
///     // no transaction:
///     const bool right = check.verify(slot, password, random);
///     // transaction, if right:
///     check.finish(credentials); throttle.succeeded(...); sessions.open(...);
///
/// Used by one thread at a time.
class PasswordCheck {
  public:
    /// Reads what is stored. No person: verify() will say no, after as long a time.
    [[nodiscard]] static PasswordCheck prepare(Credentials& credentials,
                                               const std::optional<std::string>& person);

    /// False for a person who has not chosen a password yet: an enrolment code then lets them.
    [[nodiscard]] bool hasPassword() const { return stored_.has_value(); }

    /// Pure computing. The slot is proof that the gate let it in. Takes a second hash's time when the
    /// password is right and was stored at an older cost.
    [[nodiscard]] bool verify(const HashGate::Slot& slot, std::string_view password, base::Random& random);

    /// Only after verify() said yes; throws std::logic_error otherwise. Throws FaultError UNAUTHENTICATED
    /// when the password was changed since prepare(): the one that was proved is no longer valid. Stores the
    /// hash at today's cost where it was made at another.
    void finish(Credentials& credentials) const;

  private:
    PasswordCheck() = default;

    std::optional<std::string> person_;
    std::optional<PasswordHash> stored_;
    std::optional<PasswordHash> rehashed_;
    bool proved_ = false;
};

/// What a sign-in with a wrong person, device or password gets: which of them it was is not said.
[[nodiscard]] schema::FaultError wrongPassword();

}  // namespace fieldfare::server::account
