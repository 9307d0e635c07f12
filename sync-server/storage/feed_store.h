#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "shared/schema/digest.h"
#include "shared/storage/database.h"
#include "sync-server/storage/record_row.h"

namespace fieldfare::server::storage {

/// One place of a feed: a record as it last changed there, or left.
struct FeedEntry {
    std::uint64_t seq = 0;
    std::uint32_t type = 0;
    std::string id;
    v1::Removal::Reason removed = v1::Removal::REASON_UNSPECIFIED;
};

/// Where a record stands in a feed.
struct FeedPlace {
    std::string id;
    std::uint64_t seq = 0;
};

/// The feeds of all scopes and the digests over them. Works inside its caller's transaction.
class FeedStore {
  public:
    explicit FeedStore(fieldfare::storage::Database& database) : database_{database} {}

    /// Up to `limit` entries after `after`, by seq.
    [[nodiscard]] std::vector<FeedEntry> page(std::uint32_t scope, std::uint64_t after, std::size_t limit);
    [[nodiscard]] std::map<std::uint32_t, schema::Digest> digests(std::uint32_t scope);
    /// The places of the records of a type that stand in the scope, by id. Reads the scope's whole feed.
    [[nodiscard]] std::vector<FeedPlace> standing(std::uint32_t scope, std::uint32_t type);
    /// The seq of the scope's last entry; 0 when it has none.
    [[nodiscard]] std::uint64_t head(std::uint32_t scope);

    /// Notes that a record's place in the scope's feed becomes `now`; `before` is where it was, seq 0 for
    /// nowhere. Takes effect with flush().
    void move(const schema::RecordType& type, const std::string& id, const Standing& before,
              const Standing& now);
    void flush();

  private:
    struct Move {
        std::uint32_t scope;
        std::uint64_t from;
        std::uint64_t to;
        std::uint32_t type;
        std::string id;
        v1::Removal::Reason removed;
        std::int64_t at;
    };
    fieldfare::storage::Database& database_;
    std::vector<Move> moves_;
    std::map<std::pair<std::uint32_t, std::uint32_t>, schema::Digest> changes_;
};

}  // namespace fieldfare::server::storage
