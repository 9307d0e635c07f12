#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "fieldfare/sync.pb.h"
#include "shared/access/rights.h"
#include "shared/storage/database.h"
#include "sync-server/storage/feed_store.h"
#include "sync-server/storage/scope_key.h"

namespace fieldfare::server::sync {

/// A closer look at what a device found to differ: what stands in a range of ids of one type in one scope, by
/// counts and digests or one by one, and single records whole. Works in the caller's open read transaction,
/// whose snapshot it shares with the pages.
class RangeReader {
  public:
    /// `rights` must outlive it.
    RangeReader(fieldfare::storage::Database& database, const access::Rights& rights, v1::Role role)
        : database_{database}, feed_{database}, rights_{rights}, role_{role} {}

    /// Answers the request's queries in their order, in at most `budget` bytes: what does not fit is left
    /// out, and the device asks again. So are queries about scopes other than the `readable` ones.
    void run(const v1::SyncRequest& request, std::span<const storage::ScopeKey> readable,
             v1::SyncResponse& response, std::size_t budget);

  private:
    using Standing = std::vector<storage::FeedPlace>;

    /// Counts and digests, or places one by one, of what stands between the query's ids.
    void readRange(const v1::RangeQuery& query, const Standing& standing, v1::RangeAnswer& answer) const;
    /// The query's records as far as they fit.
    void readRecords(const v1::RangeQuery& query, std::uint32_t scope, v1::RangeAnswer& answer,
                     std::size_t budget);
    /// What stands in the scope, by id; read once for all queries of a request.
    [[nodiscard]] const Standing& standing(std::uint32_t scope, std::uint32_t type);

    fieldfare::storage::Database& database_;
    storage::FeedStore feed_;
    const access::Rights& rights_;
    v1::Role role_;
    std::map<std::pair<std::uint32_t, std::uint32_t>, Standing> standings_;
};

}  // namespace fieldfare::server::sync
