#include "sync-server/sync/pull.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "shared/access/hiding.h"
#include "shared/base/planted_bug.h"
#include "shared/schema/schema.h"
#include "sync-server/storage/feed_store.h"
#include "sync-server/storage/record_store.h"
#include "sync-server/storage/scope_table.h"
#include "sync-server/sync/incoming.h"
#include "sync-server/sync/placement.h"
#include "sync-server/sync/range_reader.h"

namespace fieldfare::server::sync {

using schema::RecordType;
using schema::Schema;
using storage::FeedStore;
using storage::ScopeKey;

namespace {

// Feed entries read at once: what a page of small records holds.
constexpr std::size_t entriesAtOnce = 512;

/// The one generation of listings so far; a scope whose history was cut gets another.
constexpr std::uint32_t firstGeneration = 1;

}  // namespace

bool Pull::fill(std::uint32_t scope, const RowView& view, v1::ScopePage& page, std::size_t& budget) {
    FeedStore feed{database_};
    storage::RecordStore records{database_};
    for (;;) {
        const auto entries = feed.page(scope, page.seq(), entriesAtOnce);
        // Rows in the feed's order, their bodies by few statements for many ids.
        std::map<std::uint32_t, std::unordered_map<std::string_view, v1::Row*>> wanted;
        std::vector<v1::Row> rows(entries.size());
        for (std::size_t i = 0; i < entries.size(); ++i) {
            if (entries[i].removed != v1::Removal::REASON_UNSPECIFIED)
                continue;
            rows[i].set_type(entries[i].type);
            rows[i].set_id(entries[i].id);
            rows[i].set_feed_seq(entries[i].seq);
            wanted[entries[i].type][entries[i].id] = &rows[i];
        }
        for (auto& [number, byId] : wanted) {
            const auto& type = *Schema::instance().type(number);
            std::vector<std::string_view> ids;
            ids.reserve(byId.size());
            for (const auto& [id, row] : byId)
                ids.push_back(id);
            records.bodies(type, ids, [&, &ofType = byId](const storage::StoredBody& stored) {
                view.write(type, stored, *ofType.at(stored.id));
            });
        }
        for (std::size_t i = 0; i < entries.size(); ++i) {
            const auto& entry = entries[i];
            const auto size =
                entry.removed != v1::Removal::REASON_UNSPECIFIED ? 32 : rows[i].body().size() + 40;
            if (size > budget && budget < pageBytes_)
                return false;
            budget -= std::min(size, budget);
            if (entry.removed != v1::Removal::REASON_UNSPECIFIED) {
                auto& removal = *page.add_removals();
                removal.set_type(entry.type);
                removal.set_id(entry.id);
                removal.set_feed_seq(entry.seq);
                removal.set_reason(entry.removed);
            } else {
                *page.add_rows() = std::move(rows[i]);
            }
            page.set_seq(entry.seq);
        }
        if (entries.size() < entriesAtOnce)
            return true;
    }
}

std::uint32_t Pull::maskOf(std::uint32_t type) const {
    const auto* known = Schema::instance().type(type);
    return known == nullptr ? 0 : access::maskOf(rights_, viewer_.role, *known);
}

void Pull::addMasks(v1::ScopePage& page) const {
    std::set<std::uint32_t> types;
    for (const auto& row : page.rows())
        types.insert(row.type());
    for (const auto type : types)
        if (const auto mask = maskOf(type); mask != 0) {
            auto& told = *page.add_masks();
            told.set_type(type);
            told.set_mask(mask);
        }
}

void Pull::addDigests(v1::SyncResponse& response) {
    FeedStore feed{database_};
    storage::ScopeTable scopes{database_};
    for (auto& page : *response.mutable_pages())
        if (const auto number = scopes.find(ScopeKey::from(page.scope())))
            for (const auto& [type, digest] : feed.digests(*number)) {
                auto& out = *page.add_digests();
                out.set_type(type);
                out.set_count(digest.count);
                out.set_mask(maskOf(type));
                out.set_digest(digest.masked(out.mask()));
            }
}

void Pull::run(const v1::SyncRequest& request, v1::SyncResponse& response) {
    std::map<ScopeKey, const v1::Cursor*> cursors;
    for (const auto& cursor : request.cursors())
        cursors[ScopeKey::from(cursor.scope())] = &cursor;

    const auto readable = scopesOf(viewer_, directory_);
    for (const auto& key : readable)
        key.to(*response.add_scopes());
    // A device that sent as much as it may has more to send, made before it reads on: what it is told to give
    // up now would make late work of that forbidden work.
    if (static_cast<std::size_t>(request.mutations_size()) >= maxMutations)
        return;

    if (const auto& ruled = rights_.ruled(viewer_.role); ruled.version() != request.rights())
        *response.mutable_rights() = ruled;
    storage::ScopeTable scopes{database_};
    const bool sameSchema = request.schema() == Schema::instance().fingerprint();
    const auto already = response.ByteSizeLong();
    std::size_t budget = already < pageBytes_ ? pageBytes_ - already : 0;
    bool complete = true;
    for (const auto& key : readable) {
        v1::ScopePage page;
        key.to(*page.mutable_scope());
        page.set_generation(firstGeneration);
        const auto at = cursors.find(key);
        // Of what a device read that was lost, nobody knows what it is here.
        const bool known = at != cursors.end() && at->second->generation() == firstGeneration &&
                           (!history_.isLost(at->second->seq()) || base::isPlanted("lost-cursor-goes-on"));
        page.set_listed_anew(!known);
        page.set_seq(known ? at->second->seq() : 0);
        const RowView view{rights_, viewer_.role, known && sameSchema ? page.seq() : 0};
        const auto number = scopes.find(key);
        // A page nobody has room for is left to the next exchange, from the same cursor.
        const bool exhausted = !number || (budget > 0 && fill(*number, view, page, budget));
        addMasks(page);
        page.set_complete(exhausted);
        complete = complete && exhausted;
        *response.add_pages() = std::move(page);
    }
    response.set_complete(complete);
    if (!complete)
        return;
    addDigests(response);
    if (!request.ranges().empty()) {
        const auto used = response.ByteSizeLong();
        RangeReader{database_, rights_, viewer_.role}.run(request, readable, response,
                                                          used < pageBytes_ ? pageBytes_ - used : 0);
    }
}

}  // namespace fieldfare::server::sync
