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

    /// What is known of a group's past.
    struct Past {
        bool proved = false;        ///< this server acknowledged all of it once
        bool firstContact = false;  ///< its device has not heard of the restore for longer than this exchange
    };
    /// True if the group's refusal may be for want of what others have still to offer.
    [[nodiscard]] bool takes(std::span<const Incoming> group, const GroupApplier::Tried& tried,
                             Past past) const;
    /// `bytes`: the mutation as it was sent; `proof`: what it had come to; null: nothing yet.
    void park(const Incoming& incoming, const std::string& bytes, const std::string& person,
              const v1::Proof* proof);

    /// Tells who judges what a device sends which of its mutations wait: no step of its that froze what they
    /// were to change may take effect without them.
    void noteWaiting(Applier& applier);
    /// True if something waits for an outcome that it may have now.
    [[nodiscard]] bool isDue(bool somethingArrived);
    /// Tries what waits again, as long as one lets the next take effect. The caller saves the changes.
    void settle(ChangeSet& changes, const Directory& directory, base::UuidSource& ids, News& news);

  private:
    struct Unit;
    [[nodiscard]] std::vector<Unit> units();
    /// True if nobody is there any more to hear what becomes of the device's mutations.
    [[nodiscard]] static bool isGone(const std::string& device, ChangeSet& changes);
    /// What became of one unit.
    enum class Fate { Waits, Refused, TookEffect };
    /// `before`: mutations of devices that do not stand as they were typed.
    [[nodiscard]] Fate tryAgain(Unit& unit, std::span<const Incoming* const> before, ChangeSet& changes,
                                const Directory& directory, base::UuidSource& ids);

    fieldfare::storage::Database& database_;
    const History& history_;
    std::string_view secret_;
    std::int64_t now_;
    storage::ParkedStore parked_;
};

}  // namespace fieldfare::server::sync
