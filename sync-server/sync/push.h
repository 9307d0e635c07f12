#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "fieldfare/sync.pb.h"
#include "shared/base/uuid.h"
#include "sync-server/storage/device_store.h"
#include "sync-server/sync/change_set.h"
#include "sync-server/sync/group_applier.h"
#include "sync-server/sync/parking.h"

namespace fieldfare::server::sync {

/// What one request's mutations came to.
struct Pushed {
    std::vector<v1::Outcome> outcomes;  ///< in the order of the mutations
    std::string nonce;                  ///< to be given to the device
    std::uint64_t lastNumber = 0;
};

/// The writing half of an exchange: exactly-once numbering, groups, the mutations themselves. Works in the
/// writer's open transaction; a thrown FaultError fails the request as a whole, and its caller undoes what it
/// did.
class Push {
  public:
    struct Setting {
        fieldfare::storage::Database& database;
        storage::ScopeTable& scopes;
        SeqSource& seqs;
        News& news;
        const Directory& directory;
        base::UuidSource& ids;
        const std::string& secret;  ///< of the receipts' and nonces' MAC
        const std::string& epoch;   ///< of the server's history
        const History& history;     ///< what was restored before it
        std::int64_t now;           ///< epoch ms
    };
    Push(const Setting& setting, Viewer viewer);

    [[nodiscard]] Pushed run(const v1::SyncRequest& request);

  private:
    /// Notes how far the device has read its own scopes.
    void acknowledge(const v1::SyncRequest& request, storage::DeviceProgress& progress);
    /// The progress of the device that numbered a mutation: this one, or one whose numbering it carries on.
    [[nodiscard]] storage::DeviceProgress& progressOf(const std::string& device);
    /// What the group comes to; after a restore, one that was acknowledged before comes to that again, or
    /// waits. `bytes`: of each, as it was sent.
    [[nodiscard]] std::vector<Applied> applyGroup(std::span<const Incoming> group,
                                                  std::span<const std::string* const> bytes,
                                                  GroupApplier& applier);
    /// True if the device was enrolled before the last restore and has read nothing since.
    [[nodiscard]] bool isFirstContact(const v1::SyncRequest& request);
    /// What the mutation came to before a restore, as far as the device proves it.
    [[nodiscard]] const v1::Proof* proofOf(const Incoming& incoming) const;
    void noteProved(std::span<const Incoming> group);
    void saveProved();
    /// Tries what is parked. `fresh`: outcomes of this request that are not stored yet; empty afterwards.
    void settleParked(std::vector<storage::StoredOutcome>& fresh);
    /// Up to which of its mutations the device has proved to go on from the history that ended.
    [[nodiscard]] std::uint64_t& provedBy(const std::string& device);

    Setting setting_;
    Viewer viewer_;
    ChangeSet changes_;
    bool firstContact_ = false;
    bool handingOver_ = false;  // the device is collected: nothing takes effect
    storage::DeviceStore devices_;
    Parking parking_;
    std::map<std::string, storage::DeviceProgress> progress_;  // by device, as far as this request needs them
    std::map<std::uint64_t, const v1::Proof*> proofs_;         // by number
    std::map<std::string, std::uint64_t> proved_;              // by device, as far as it was asked for
};

}  // namespace fieldfare::server::sync
