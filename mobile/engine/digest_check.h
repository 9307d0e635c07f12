#pragma once

#include "fieldfare/sync.pb.h"
#include "mobile/engine/digest_ledger.h"
#include "mobile/engine/local_store.h"
#include "mobile/engine/sync_report.h"

namespace fieldfare::engine {

/// Compares the counts and digests of a complete pull with those of this device's own rows. A scope that
/// differs is read again, at most once an hour, and all of it is reported.
class DigestCheck {
  public:
    DigestCheck(LocalStore& store, DigestLedger& ledger) : store_{store}, ledger_{ledger} {}

    /// Inside the transaction that stored the answer. True if a scope is to be read again.
    bool run(const v1::SyncResponse& response, SyncReport& report);

  private:
    [[nodiscard]] std::vector<DigestDifference> differences(const v1::SyncResponse& response) const;

    LocalStore& store_;
    DigestLedger& ledger_;
};

}  // namespace fieldfare::engine
