#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shared/base/clock.h"
#include "shared/storage/database.h"
#include "sync-server/account/pauses.h"

namespace fieldfare::server::account {

/// Slows down who guesses passwords or enrolment codes: per account, 1 s after the first failure, doubling
/// to 15 min, and per client address likewise after its first ten failures, for an office shares one.
/// Nobody is locked out for good: pauses end, attempts during one do not prolong it, and a day without a
/// failure forgets them all.
///
/// An attempt counts as failed from the moment it is admitted until succeeded() says otherwise; so a
/// hundred guesses at the same moment are one. Failures of accounts are stored, and so survive a restart;
/// those of addresses and of unknown names, which look the same from outside, are in memory.
///
/// Thread-safe as far as the connections it is given are. The transactions are the caller's; `admit` and
/// `succeeded` write.
class SignInThrottle {
  public:
    explicit SignInThrottle(const base::Clock& clock);

    /// Who tries, and from where.
    struct Attempt {
        std::optional<std::string> person;  ///< 16 bytes; none if nobody has this name, device or code
        std::string_view name;              ///< as typed
        std::string_view address;           ///< the client's IP address, as the edge reports it
    };

    /// Counts the attempt, or throws FaultError THROTTLED with the time left and counts nothing.
    void admit(fieldfare::storage::Database& database, const Attempt& attempt);
    /// The attempt that was admitted was right. The account starts afresh; its address gets back this one
    /// attempt only, or an account of one's own would pay for guessing at others.
    void succeeded(fieldfare::storage::Database& database, const Attempt& attempt);
    /// Whoever runs the organisation has put the person's account in order: its pause ends.
    static void forgive(fieldfare::storage::Database& database, const std::string& person);
    /// Removes rows that count no more.
    void dropExpired(fieldfare::storage::Database& database);

    /// What an address counts as: an IPv6 network of 64 bits is one client, an IPv4 address in IPv6 clothes
    /// is itself.
    [[nodiscard]] static std::string addressKey(std::string_view address);

  private:
    struct Stored {
        std::size_t failures = 0;
        std::int64_t failedAt = 0;  // epoch ms
    };
    [[nodiscard]] Stored stored(fieldfare::storage::Database& database, const std::string& person) const;

    const base::Clock& clock_;
    Pauses addresses_;
    Pauses strangers_;
};

}  // namespace fieldfare::server::account
