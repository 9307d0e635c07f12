#pragma once

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "fieldfare/sync.pb.h"
#include "mobile/engine/local_store.h"
#include "mobile/engine/sync_report.h"

namespace fieldfare::engine {

/// Stores the outcomes of one answer in outbox and attention, inside the caller's transaction.
class OutcomeWriter {
  public:
    OutcomeWriter(LocalStore& store, SyncReport& report) : store_{store}, report_{report} {}

    /// Outcomes of other numbers than those sent (`first` and following) are left alone.
    void write(const v1::SyncResponse& response, std::uint64_t first, std::size_t count);

    /// Records whose entries changed: their rows are to be laid over again.
    [[nodiscard]] const std::vector<std::pair<const schema::RecordType*, std::string>>& toLayOver() const {
        return toLayOver_;
    }

    /// Set when the server misses numbers before those that were sent.
    [[nodiscard]] const std::optional<v1::Fault>& gap() const { return gap_; }

  private:
    void settle(const OutboxEntry& entry, const v1::Outcome& outcome, bool newerSchema);
    /// Steps that were taken meanwhile froze the records as they were typed, not as they stand.
    void refuseStepsOver(const std::set<std::string>& notAsTyped);

    LocalStore& store_;
    SyncReport& report_;
    std::vector<std::pair<const schema::RecordType*, std::string>> toLayOver_;
    std::optional<v1::Fault> gap_;
};

}  // namespace fieldfare::engine
