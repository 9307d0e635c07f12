#pragma once

#include "fieldfare/sync.pb.h"
#include "shared/access/rights.h"
#include "sync-server/storage/record_store.h"

namespace fieldfare::server::sync {

/// Records as one reader may see them, for one page of a feed.
class RowView {
  public:
    /// `since`: the seq up to which the reader has the scope's records and knows their schema, so that what
    /// changed after it is enough; 0 for whole records. `rights` must outlive it.
    RowView(const access::Rights& rights, v1::Role role, std::uint64_t since)
        : rights_{rights}, role_{role}, since_{since} {}

    /// Fills `row`, whose type, id and feed seq are set. A record whose last change is one of this feed (its
    /// feed seq is its own) and not one of where it stands is known to the reader, as far as this can tell;
    /// the check in the row tells a reader who lacks it nevertheless.
    void write(const schema::RecordType& type, const storage::StoredBody& stored, v1::Row& row) const;

  private:
    [[nodiscard]] bool writeChanged(const schema::RecordType& type, const storage::StoredBody& stored,
                                    v1::Row& row) const;

    const access::Rights& rights_;
    v1::Role role_;
    std::uint64_t since_;
};

}  // namespace fieldfare::server::sync
