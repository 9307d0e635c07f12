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
    int exchanges = 0;
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
    /// change before it answers. Returns after that answer and what followed from it.
    [[nodiscard]] SyncResult waitForChange(std::chrono::milliseconds wait, int failures = 0);

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
};

}  // namespace fieldfare::engine
