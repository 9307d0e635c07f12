#pragma once

#include <map>
#include <span>
#include <string>

#include "sync-server/storage/device_store.h"
#include "sync-server/storage/parked_store.h"
#include "sync-server/sync/group_applier.h"
#include "sync-server/sync/history.h"
#include "sync-server/sync/news.h"

namespace fieldfare::server::sync {

/// After a restore: mutations that are refused because what they need was lost, and is still to be offered by
/// some other device, wait and are tried again as others arrive, in the order in which they had taken effect.
/// When the window closes they get the outcome that is due then. Works in the writer's open transaction.
class Parking {
  public:
    /// What it is given must outlive it. `secret`: of the receipts' MAC; `now`: epoch ms.
    Parking(fieldfare::storage::Database& database, const History& history, std::string_view secret,
            std::int64_t now)
        : database_{database}, history_{history}, secret_{secret}, now_{now}, parked_{database} {}

    /// True if the group's refusal may be for want of what others have still to offer. `proved`: this server
    /// acknowledged all of it once.
    [[nodiscard]] bool takes(std::span<const Incoming> group, const GroupApplier::Tried& tried, bool proved,
                             ChangeSet& changes) const;
    /// `bytes`: the mutation as it was sent; `proof`: what it had come to; null: nothing yet.
    void park(const Incoming& incoming, const std::string& bytes, const std::string& person,
              const v1::Proof* proof);

    /// True if something waits for an outcome that it may have now.
    [[nodiscard]] bool isDue(bool somethingArrived);
    /// Tries what waits again, as long as one lets the next take effect. The caller saves the changes.
    void settle(ChangeSet& changes, const Directory& directory, base::UuidSource& ids, News& news);

  private:
    struct Unit;
    [[nodiscard]] std::vector<Unit> units();
    /// True if the unit has its outcomes.
    bool tryAgain(Unit& unit, ChangeSet& changes, const Directory& directory, base::UuidSource& ids);

    fieldfare::storage::Database& database_;
    const History& history_;
    std::string_view secret_;
    std::int64_t now_;
    storage::ParkedStore parked_;
};

}  // namespace fieldfare::server::sync
