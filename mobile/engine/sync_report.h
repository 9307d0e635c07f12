#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

#include "fieldfare/fault.pb.h"
#include "fieldfare/sync.pb.h"

namespace fieldfare::engine {

/// A count or digest that the server's answer and this device's rows disagree about after a complete pull.
struct DigestDifference {
    v1::Scope scope;
    std::uint32_t type = 0;
    std::uint64_t ourCount = 0;
    std::uint64_t theirCount = 0;
    enum class Healing {
        Later,       ///< the scope was read again within the hour
        Ranges,      ///< what differs is looked for and fetched again
        ListedAnew,  ///< that did not help: the scope is read again
    };
    Healing healing = Healing::Later;
};

/// What an exchange, or several, did.
struct SyncReport {
    std::uint64_t rows = 0;
    std::uint64_t removals = 0;
    std::uint64_t deleted = 0;  ///< records that went from the device
    std::uint64_t applied = 0;  ///< own mutations by their outcome
    std::uint64_t merged = 0;
    std::uint64_t held = 0;
    std::uint64_t rejected = 0;
    std::uint64_t parked = 0;      ///< of a newer schema than the server's
    std::uint64_t undecided = 0;   ///< that a restored server has, but cannot tell yet what they come to
    std::uint64_t unsendable = 0;  ///< that no request could carry; in the attention list
    std::uint64_t lostScopes = 0;
    std::uint64_t listedAnew = 0;  ///< scopes whose listing began again
    std::uint64_t askedWhole =
        0;  ///< answers asked for again, because their changes did not fit the rows here
    std::vector<DigestDifference> differences;
    bool restored = false;        ///< the server came back from a backup: what it lost is offered again
    std::uint64_t repaired = 0;   ///< records that differed: fetched again, or let go
    std::uint64_t remasked = 0;   ///< records fetched again because other fields of them are hidden
    bool rights = false;          ///< what the person may do is another
    bool ledgerRepaired = false;  ///< the kept counts were not those of the rows: a fault of this program

    void add(const SyncReport& other);
    /// True if anything is other than before.
    [[nodiscard]] bool hasNews() const;
    [[nodiscard]] std::uint64_t acknowledged() const {
        return applied + merged + held + rejected + parked + undecided;
    }
};

/// Why syncing cannot go on without somebody doing something.
enum class Stop {
    None,
    SignIn,         ///< the session ended
    Wipe,           ///< the device was revoked: close the store, LocalStore::wipe()
    ForeignServer,  ///< another server, one with another key, or an empty one: nothing was changed
    Copied,         ///< a newer copy of this store has spoken: enrol anew
    Absence,  ///< many records are missing without a reason: SyncCycle::acceptAbsence(), or ask for help
    Refused,  ///< the server refuses the request itself, mutations or not
};

/// Where one exchange led.
struct SyncStep {
    enum class Next {
        More,      ///< go on at once
        Complete,  ///< nothing is left on either side
        Failed,    ///< see `passing`, `stop`, `fault`
        Ignored,   ///< it was no answer to the outstanding request; that one is still outstanding
    };
    Next next = Next::Failed;
    /// Failed: the same may succeed after a pause.
    bool passing = false;
    Stop stop = Stop::None;
    std::optional<v1::Fault> fault;
    std::chrono::milliseconds retryAfter{0};  ///< the server asks for at least this pause
    std::chrono::milliseconds askAgain{0};  ///< too many wait at the server: let so long pass before the next
    SyncReport report;
};

}  // namespace fieldfare::engine
