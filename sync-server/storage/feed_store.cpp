#include "sync-server/storage/feed_store.h"

#include <algorithm>

#include "shared/storage/batch.h"

namespace fieldfare::server::storage {

using fieldfare::storage::Batch;

std::vector<FeedEntry> FeedStore::page(std::uint32_t scope, std::uint64_t after, std::size_t limit) {
    std::vector<FeedEntry> entries;
    auto query = database_.query(
        "SELECT seq, type, id, removed FROM feed WHERE scope = $1 AND seq > $2 ORDER BY seq LIMIT $3", scope,
        after, static_cast<std::uint64_t>(limit));
    while (query.step())
        entries.push_back({query.unsignedInteger(0), static_cast<std::uint32_t>(query.integer(1)),
                           std::string{query.blob(2)}, static_cast<v1::Removal::Reason>(query.integer(3))});
    return entries;
}

std::map<std::uint32_t, schema::Digest> FeedStore::digests(std::uint32_t scope) {
    std::map<std::uint32_t, schema::Digest> out;
    auto query =
        database_.query("SELECT type, count, sum FROM scope_digest WHERE scope = $1 AND count <> 0", scope);
    while (query.step())
        out[static_cast<std::uint32_t>(query.integer(0))] = {query.unsignedInteger(1),
                                                             query.unsignedInteger(2)};
    return out;
}

std::vector<FeedPlace> FeedStore::standing(std::uint32_t scope, std::uint32_t type) {
    std::vector<FeedPlace> places;
    auto query = database_.query(
        "SELECT id, seq FROM feed WHERE scope = $1 AND type = $2 AND removed = 0 ORDER BY id", scope, type);
    while (query.step())
        places.push_back({std::string{query.blob(0)}, query.unsignedInteger(1)});
    return places;
}

std::uint64_t FeedStore::head(std::uint32_t scope) {
    auto query = database_.query("SELECT coalesce(max(seq), 0) FROM feed WHERE scope = $1", scope);
    query.step();
    return query.unsignedInteger(0);
}

void FeedStore::move(const schema::RecordType& type, const std::string& id, const Standing& before,
                     const Standing& now) {
    moves_.push_back({now.scope, before.seq, now.seq, type.number(), id, now.removed, now.at});
    auto& digest = changes_[{now.scope, type.number()}];
    if (before.seq != 0 && before.isHere())
        digest.remove(id, before.seq);
    if (now.isHere())
        digest.add(id, now.seq);
}

void FeedStore::flush() {
    // In the order of the table, so that neighbours are written together.
    std::sort(moves_.begin(), moves_.end(), [](const Move& a, const Move& b) {
        return std::pair{a.scope, a.to} < std::pair{b.scope, b.to};
    });
    for (const auto& move : moves_)
        if (move.from != 0)
            database_.run("DELETE FROM feed WHERE scope = $1 AND seq = $2", move.scope, move.from);
    Batch batch{database_, "INSERT INTO feed(scope, seq, type, id, removed, at)", 6};
    for (const auto& move : moves_)
        batch.add(move.scope)
            .add(move.to)
            .add(move.type)
            .add(std::string_view{move.id})
            .add(static_cast<int>(move.removed))
            .add(move.at);
    batch.flush();
    for (auto& [key, change] : changes_) {
        // Sums wrap in 64 bits, which SQL would not; so they are added here.
        schema::Digest total = change;
        {
            auto query = database_.query("SELECT count, sum FROM scope_digest WHERE scope = $1 AND type = $2",
                                         key.first, key.second);
            if (query.step()) {
                total.count += query.unsignedInteger(0);
                total.sum += query.unsignedInteger(1);
            }
        }
        database_.run(
            "INSERT INTO scope_digest(scope, type, count, sum) VALUES ($1, $2, $3, $4) ON CONFLICT(scope, "
            "type) DO "
            "UPDATE SET count = excluded.count, sum = excluded.sum",
            key.first, key.second, total.count, total.sum);
    }
    moves_.clear();
    changes_.clear();
}

}  // namespace fieldfare::server::storage
