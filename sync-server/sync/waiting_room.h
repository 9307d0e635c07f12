#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "shared/base/clock.h"
#include "sync-server/sync/news.h"

namespace fieldfare::server::sync {

/// How long, how many and how fast.
struct WaitingLimits {
    std::chrono::milliseconds longest{55'000};
    std::size_t most = 10'000;
    /// So many are woken at once; the rest of those that one group of changes touches follow evenly, a
    /// thousand a second or faster, so that all were woken after `spread`.
    std::size_t atOnce = 100;
    std::chrono::milliseconds spread{5'000};
};

/// Devices that wait until something changes for them: a few hundred bytes each and no thread. Thread-safe.
///
/// Who waits enters first, then looks whether there is news already, and only then parks; what is announced
/// in between is not missed. A device waits once: entering ends its older wait.
class WaitingRoom {
  public:
    enum class Reason {
        Changed,   ///< something may have: look again
        Limit,     ///< waited as long as was asked, or may be
        Replaced,  ///< the device has asked something else since
        Closing,   ///< nobody waits any more
    };
    using Ticket = std::uint64_t;
    /// Called once for every successful park(), on the thread that announces, that keeps the time, or that
    /// ends the wait; must be quick and must not throw.
    using Call = std::function<void(Reason)>;

    /// Who sees to it that callDue() is called in time: a thread of the room's, from the first entry on, or
    /// its owner, who has a clock of their own.
    enum class KeptBy { Thread, Owner };

    /// The clock must outlive it.
    WaitingRoom(const base::Clock& clock, WaitingLimits limits, KeptBy keptBy = KeptBy::Thread);
    /// As close().
    ~WaitingRoom();
    WaitingRoom(const WaitingRoom&) = delete;
    WaitingRoom& operator=(const WaitingRoom&) = delete;

    /// None when too many wait, or the room is closed.
    [[nodiscard]] std::optional<Ticket> enter(const std::string& device, const std::string& person,
                                              std::set<storage::ScopeKey> scopes,
                                              std::chrono::milliseconds atMost, Call call);
    /// Goes to sleep; none: the call comes. Otherwise what happened since entry or the last call, and the
    /// ticket is still awake, but for Replaced and Closing, which end it.
    [[nodiscard]] std::optional<Reason> park(Ticket ticket);
    /// The wait is over. Nothing for a ticket that has ended.
    void leave(Ticket ticket);

    /// Ends the device's wait, if there is one.
    void end(const std::string& device);
    /// After a commit.
    void announce(const News& news);
    /// Calls those whose time has come.
    void callDue();
    /// Ends every wait; from now on nobody enters.
    void close();

    [[nodiscard]] std::size_t size() const;

  private:
    using Time = std::chrono::milliseconds;  // since boot
    struct Waiter {
        std::string device;
        std::string person;
        std::set<storage::ScopeKey> scopes;
        Call call;
        Time limit{};
        Time due{};  // of the next call: the limit, or earlier when its turn to be woken comes
        bool parked = false;
        std::optional<Reason> missed;  // while awake
    };
    using Waiters = std::unordered_map<Ticket, Waiter>;
    using Calls = std::vector<std::pair<Call, Reason>>;

    void wake(Waiter& waiter, Reason reason, Calls& calls);
    void setDue(Ticket ticket, Waiter& waiter, Time due);
    void finish(Waiters::iterator at, Reason reason, Calls& calls);
    void remove(Waiters::iterator at);
    void keepTime();

    const base::Clock& clock_;
    const WaitingLimits limits_;
    const KeptBy keptBy_;
    mutable std::mutex mutex_;
    std::condition_variable sooner_;
    Waiters waiters_;
    std::unordered_map<std::string, Ticket> byDevice_;
    std::unordered_map<std::string, std::unordered_set<Ticket>> byPerson_;
    std::map<storage::ScopeKey, std::unordered_set<Ticket>> byScope_;
    std::set<std::pair<Time, Ticket>> due_;
    Ticket last_ = 0;
    bool closed_ = false;
    std::thread thread_;
};

}  // namespace fieldfare::server::sync
