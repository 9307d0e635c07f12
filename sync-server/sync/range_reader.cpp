#include "sync-server/sync/range_reader.h"

#include <algorithm>

#include "shared/access/hiding.h"
#include "shared/schema/digest.h"
#include "shared/schema/schema.h"
#include "sync-server/storage/record_store.h"
#include "sync-server/storage/scope_table.h"
#include "sync-server/sync/row_view.h"

namespace fieldfare::server::sync {

using storage::FeedPlace;

namespace {

/// So many are told one by one.
constexpr std::size_t fewEntries = 64;
constexpr std::size_t mostParts = 64;
/// Parts are not made smaller: the next look at one would tell its entries.
constexpr std::size_t partEntries = 32;

constexpr std::size_t idBytes = 16;
/// What type, ids and numbers of a row take on the wire, at most.
constexpr std::size_t rowBytes = 40;
constexpr std::size_t absentBytes = idBytes + 2;

std::string lastOf(const v1::RangeQuery& query) {
    return query.last().empty() ? std::string(idBytes, '\xff') : query.last();
}

/// The record's place in the scope's feed; 0 when it does not stand there.
std::uint64_t placeIn(std::uint32_t scope, std::string_view standings) {
    for (const auto& standing : storage::unpackStandings(standings))
        if (standing.scope == scope)
            return standing.isHere() ? standing.seq : 0;
    return 0;
}

}  // namespace

const RangeReader::Standing& RangeReader::standing(std::uint32_t scope, std::uint32_t type) {
    const auto [at, fresh] = standings_.try_emplace({scope, type});
    if (fresh)
        at->second = feed_.standing(scope, type);
    return at->second;
}

void RangeReader::readRange(const v1::RangeQuery& query, const Standing& standing,
                            v1::RangeAnswer& answer) const {
    const auto last = lastOf(query);
    const auto from = std::lower_bound(standing.begin(), standing.end(), query.first(),
                                       [](const FeedPlace& place, const auto& id) { return place.id < id; });
    const auto to = std::upper_bound(from, standing.end(), last,
                                     [](const auto& id, const FeedPlace& place) { return id < place.id; });
    const auto count = static_cast<std::size_t>(std::distance(from, to));
    if (count <= fewEntries) {
        for (auto at = from; at != to; ++at) {
            auto& entry = *answer.add_entries();
            entry.set_id(at->id);
            entry.set_feed_seq(at->seq);
        }
        return;
    }
    const auto parts = std::min(mostParts, (count + partEntries - 1) / partEntries);
    for (std::size_t i = 0; i < parts; ++i) {
        const auto begin = from + static_cast<std::ptrdiff_t>(count * i / parts);
        const auto end = from + static_cast<std::ptrdiff_t>(count * (i + 1) / parts);
        schema::Digest digest;
        for (auto at = begin; at != end; ++at)
            digest.add(at->id, at->seq);
        auto& part = *answer.add_parts();
        part.set_last(end == to ? last : std::prev(end)->id);
        part.set_count(digest.count);
        part.set_digest(digest.sum);
    }
}

void RangeReader::readRecords(const v1::RangeQuery& query, std::uint32_t scope, v1::RangeAnswer& answer,
                              std::size_t budget) {
    std::set<std::string_view> absent{query.ids().begin(), query.ids().end()};
    if (const auto* type = schema::Schema::instance().type(query.type()); type != nullptr && scope != 0) {
        const RowView view{rights_, role_, 0};
        const std::vector<std::string_view> ids{absent.begin(), absent.end()};
        storage::RecordStore{database_}.bodies(*type, ids, [&](const storage::StoredBody& stored) {
            const auto place = placeIn(scope, stored.standings);
            if (place == 0)
                return;
            absent.erase(stored.id);
            v1::Row row;
            row.set_type(type->number());
            row.set_id(stored.id.data(), stored.id.size());
            row.set_feed_seq(place);
            view.write(*type, stored, row);
            const auto size = row.body().size() + rowBytes;
            if (size > budget)
                return;
            budget -= size;
            *answer.add_rows() = std::move(row);
        });
    }
    for (const auto id : absent) {
        if (absentBytes > budget)
            return;
        budget -= absentBytes;
        answer.add_absent(id.data(), id.size());
    }
}

void RangeReader::run(const v1::SyncRequest& request, std::span<const storage::ScopeKey> readable,
                      v1::SyncResponse& response, std::size_t budget) {
    storage::ScopeTable scopes{database_};
    for (const auto& query : request.ranges()) {
        const auto key = storage::ScopeKey::from(query.scope());
        if (std::find(readable.begin(), readable.end(), key) == readable.end())
            continue;
        v1::RangeAnswer answer;
        key.to(*answer.mutable_scope());
        answer.set_type(query.type());
        answer.set_first(query.first());
        answer.set_last(query.last());
        if (const auto* type = schema::Schema::instance().type(query.type()); type != nullptr)
            answer.set_mask(access::maskOf(rights_, role_, *type));
        const auto frame = answer.ByteSizeLong() + 8;
        if (frame > budget)
            return;
        const auto scope = scopes.find(key).value_or(0);
        if (!query.ids().empty())
            readRecords(query, scope, answer, budget - frame);
        else if (scope != 0)
            readRange(query, standing(scope, query.type()), answer);
        const auto size = answer.ByteSizeLong() + 8;
        if (size > budget)
            return;
        budget -= size;
        *response.add_ranges() = std::move(answer);
    }
}

}  // namespace fieldfare::server::sync
