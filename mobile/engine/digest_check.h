#pragma once

#include "fieldfare/sync.pb.h"
#include "mobile/engine/digest_ledger.h"
#include "mobile/engine/local_store.h"
#include "mobile/engine/range_repair.h"
#include "mobile/engine/sync_report.h"

namespace fieldfare::engine {

/// Compares the counts and digests of a complete pull with those of this device's own rows. What differs is
/// repaired by ranges of ids; a scope that does not become equal that way is read again as a whole, at most
/// once an hour. All of it is reported. So are the masks: of a type of which other fields are hidden now, the
/// records are fetched again.
class DigestCheck {
  public:
    DigestCheck(LocalStore& store, DigestLedger& ledger, ScopeMasks& masks, RangeRepair& repair)
        : store_{store}, ledger_{ledger}, masks_{masks}, repair_{repair} {}

    /// Inside the transaction that stored the answer. True if there is something to ask or to read again.
    bool run(const v1::SyncResponse& response, SyncReport& report);

  private:
    [[nodiscard]] std::vector<DigestDifference> differences(const v1::SyncResponse& response) const;
    /// Begins repairs of what is new among the differences, and ends those that lead nowhere.
    bool heal(const std::vector<DigestDifference>& found, SyncReport& report);

    /// Begins to fetch again records of which other fields are hidden than were.
    bool followMasks(const v1::SyncResponse& response, SyncReport& report);
    /// Has the scope read again as a whole.
    void listAnew(const ScopeState& scope, SyncReport& report);

    LocalStore& store_;
    DigestLedger& ledger_;
    ScopeMasks& masks_;
    RangeRepair& repair_;
};

}  // namespace fieldfare::engine
