#pragma once

#include "fieldfare/sync.pb.h"
#include "shared/access/rights.h"
#include "shared/storage/database.h"
#include "sync-server/sync/directory.h"
#include "sync-server/sync/history.h"
#include "sync-server/sync/row_view.h"

namespace fieldfare::server::sync {

/// The reading half of an exchange: what is new in every scope the viewer reads, as far as their rights go.
/// Works in the caller's open read transaction, whose snapshot rights, pages and digests share.
class Pull {
  public:
    /// `pageBytes`: what a reply holds at most.
    Pull(fieldfare::storage::Database& database, const Directory& directory, const History& history,
         Viewer viewer, std::size_t pageBytes)
        : database_{database},
          directory_{directory},
          history_{history},
          rights_{directory.rights()},
          viewer_{std::move(viewer)},
          pageBytes_{pageBytes} {}

    /// Fills pages, scopes and completeness; once complete, answers what is asked about ranges of ids.
    void run(const v1::SyncRequest& request, v1::SyncResponse& response);

  private:
    /// Adds entries after the cursor until the budget is spent. True when the scope is exhausted.
    bool fill(std::uint32_t scope, const RowView& view, v1::ScopePage& page, std::size_t& budget);
    /// Fingerprint of what is hidden from the viewer in records of the type; 0: nothing.
    [[nodiscard]] std::uint32_t maskOf(std::uint32_t type) const;
    /// Says what is hidden in the rows of the page.
    void addMasks(v1::ScopePage& page) const;
    /// Counts and digests of every scope, as of the pages' own snapshot.
    void addDigests(v1::SyncResponse& response);

    fieldfare::storage::Database& database_;
    const Directory& directory_;
    const History& history_;
    const access::Rights& rights_;
    Viewer viewer_;
    std::size_t pageBytes_;
};

}  // namespace fieldfare::server::sync
