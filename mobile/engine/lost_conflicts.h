#pragma once

#include "fieldfare/sync.pb.h"
#include "mobile/engine/local_store.h"

namespace fieldfare::engine {

/// Conflicts that this device had received and a restored server lost: with them go values that may be
/// nowhere else. Kept for 30 days and offered, until the server has them again. The engine's thread, in its
/// caller's transaction; throws StorageError.
class LostConflicts {
  public:
    explicit LostConflicts(LocalStore& store) : store_{store} {}

    /// Keeps those among the rows that the server lost, before the rows go.
    void keep();
    /// Adds what is to be offered: each once a day.
    void offer(v1::SyncRequest& request);
    /// What the server has again is not offered any more, and what is older than 30 days goes.
    void forget(const v1::SyncResponse& response);

  private:
    LocalStore& store_;
};

}  // namespace fieldfare::engine
