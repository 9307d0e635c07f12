#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "mobile/engine/local_store.h"
#include "mobile/engine/pause.h"
#include "mobile/engine/sync_cycle.h"
#include "mobile/engine/sync_events.h"
#include "mobile/engine/transport.h"

namespace fieldfare::engine {

/// How a run ended.
struct SyncResult {
    bool complete = false;  ///< both sides have everything
    Stop stop = Stop::None;
    std::optional<v1::Fault> fault;  ///< of the last exchange, when not complete
    bool passing = false;            ///< it gave up, but may succeed later
    bool interrupted = false;        ///< by SyncRunner::interrupt(): nothing is wrong
    int exchanges = 0;
    std::chrono::milliseconds askAgain{0};  ///< let so long pass before waitForChange()
    SyncReport report;
};

/// Runs exchanges over a Transport until nothing is left, with pauses after failures (backoff.h). Blocking;
/// the engine's thread only.
class SyncRunner {
  public:
    /// Everything must outlive the runner; `events` may be null.
    SyncRunner(LocalStore& store, Transport& transport, Pause& pause, base::Random& random,
               SyncEvents* events = nullptr)
        : store_{store},
          transport_{transport},
          pause_{pause},
          random_{random},
          events_{events},
          cycle_{store} {}

    /// Until complete, stopped, the pause says so, or `failures` exchanges in a row failed; 0: no limit.
    [[nodiscard]] SyncResult run(int failures = 0);

    /// Like run(), but when nothing is to be sent the server may wait up to `wait` (at most 55 s) for a
    /// change before it answers. Returns after that answer and what followed from it, or after interrupt().
    [[nodiscard]] SyncResult waitForChange(std::chrono::milliseconds wait, int failures = 0);

    /// The wait for a change is over, as there is something to send, say: call it, then have the transport
    /// give up its exchange. False, and without effect, while the runner does anything else than wait for a
    /// change. From work that the transport or the pause lets in.
    bool interrupt() { return interrupted_ = waits_; }

    [[nodiscard]] SyncCycle& cycle() { return cycle_; }

  private:
    [[nodiscard]] SyncResult loop(std::uint32_t waitMs, int failures);
    [[nodiscard]] SyncStep exchange(std::uint32_t waitMs);
    void tell(SyncPhase phase);

    LocalStore& store_;
    Transport& transport_;
    Pause& pause_;
    base::Random& random_;
    SyncEvents* events_;
    SyncCycle cycle_;
    SyncProgress progress_;
    bool waits_ = false;        // the server was asked to wait, and has not answered
    bool interrupted_ = false;  // meanwhile
};

}  // namespace fieldfare::engine
