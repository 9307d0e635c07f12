#pragma once

#include <optional>
#include <string>
#include <vector>

#include "fieldfare/backoffice.pb.h"
#include "shared/access/rights.h"
#include "sync-server/storage/record_row.h"
#include "sync-server/sync/directory.h"

namespace fieldfare::server::orders {

/// Orders as the back office sees them: those that have come to its desk, without the fields that are hidden
/// from it. Reads in its caller's transaction; not thread-safe.
class OrderReader {
  public:
    static constexpr std::size_t usualLimit = 100;
    static constexpr std::size_t largestLimit = 500;

    OrderReader(fieldfare::storage::Database& database, const sync::Directory& directory);

    /// Orders that changed after the cursor, each once, in the order of their last changes: at most `limit`,
    /// fewer where they are large. Throws FaultError INVALID at "after" for a cursor that is none,
    /// CONTRADICTION for one that is ahead of this server, as after going back to an older copy.
    [[nodiscard]] v1::OrderFeed after(std::string_view cursor, std::size_t limit = usualLimit);

    /// Throws FaultError NOT_FOUND, also while the order is still its author's alone.
    [[nodiscard]] v1::FeedOrder order(const std::string& id);

    /// Every order with this status, or all; by id, which is the order of their making.
    [[nodiscard]] std::vector<v1::FeedOrder> all(std::optional<v1::Order::Status> status);

    /// The id of the order meant, by UUID text or number. Throws FaultError NOT_FOUND; CONTRADICTION for a
    /// number that several orders have.
    [[nodiscard]] std::string require(const std::string& text);

  private:
    [[nodiscard]] std::uint64_t feedSeq(const storage::RecordRow& row) const;
    [[nodiscard]] std::vector<v1::FeedOrder> shown(const std::vector<const storage::RecordRow*>& rows);

    fieldfare::storage::Database& database_;
    const sync::Directory& directory_;
    const access::Rights& rights_;
    std::optional<std::uint32_t> desk_;
};

}  // namespace fieldfare::server::orders
