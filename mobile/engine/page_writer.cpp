#include "mobile/engine/page_writer.h"

#include <algorithm>
#include <limits>
#include <unordered_map>

#include "mobile/engine/absence.h"
#include "mobile/engine/changed_row.h"
#include "shared/base/planted_bug.h"
#include "shared/schema/fault.h"

namespace fieldfare::engine {

using google::protobuf::Message;
using schema::FaultError;
using schema::RecordType;

namespace {

constexpr std::size_t idBytes = 16;

const Message& prototypeOf(const RecordType& type) {
    return *google::protobuf::MessageFactory::generated_factory()->GetPrototype(type.descriptor());
}

std::uint64_t total(const DigestLedger::ByType& digests) {
    std::uint64_t count = 0;
    for (const auto& [type, digest] : digests)
        count += digest.count;
    return count;
}

void requireId(const std::string& id) {
    if (id.size() != idBytes)
        throw FaultError{v1::INVALID, "an id is not 16 bytes", "pages/id", idBytes};
}

}  // namespace

PageWriter::PageWriter(LocalStore& store, google::protobuf::Arena& arena, SyncReport& report)
    : store_{store},
      arena_{arena},
      report_{report},
      ledger_{store.database()},
      masks_{store.database()},
      lost_{store.meta()} {}

void PageWriter::write(v1::SyncResponse& response) {
    pending_ = store_.outbox().records();
    for (auto& page : *response.mutable_pages())
        enterPage(page);
    for (auto& answer : *response.mutable_ranges())
        enterRange(answer);
    for (const auto& [number, changes] : byType_)
        writeType(*schema::Schema::instance().type(number), changes);
    store_.records().search().flush();
    ledger_.flush();
    leaveLostScopes(response);
    sweepCompleteListings(response);
    if (response.complete() && !base::isPlanted("left-row-never-deleted"))
        deleteLeaving();
}

void PageWriter::enterPage(v1::ScopePage& page) {
    auto& scopes = store_.scopes();
    auto state = scopes.find(page.scope());
    const bool fresh = !state || (state->generation == 0 && state->seq == 0);
    if (!state) {
        state = scopes.add(page.scope(), page.generation());
    } else if (!fresh && page.listed_anew()) {
        state = scopes.listAnew(*state, page.generation(), state->healedAt);
        ++report_.listedAnew;
    } else if (!fresh && state->generation != page.generation()) {
        throw FaultError{v1::CONTRADICTION, "a scope's generation changed without a new listing",
                         "pages/generation"};
    } else if (!fresh && page.seq() < state->seq) {
        throw FaultError{v1::CONTRADICTION, "a cursor went back", "pages/seq"};
    }
    scopes.setCursor(state->no, page.generation(), page.seq());

    auto& retired = retiredOf_[state->no];
    for (const auto& old : scopes.retired())
        if (sameScope(old.scope, page.scope()))
            retired.push_back(old.no);
    std::map<std::uint32_t, std::uint32_t> masks;  // a type that is not told hides nothing
    for (const auto& told : page.masks())
        masks[told.type()] = told.mask();
    for (auto& row : *page.mutable_rows())
        enterRow(state->no, row, masks[row.type()]);
    for (const auto& removal : page.removals())
        enterRemoval(state->no, removal.type(), removal.id(), removal.feed_seq());
    report_.rows += static_cast<std::uint64_t>(page.rows_size());
    report_.removals += static_cast<std::uint64_t>(page.removals_size());
}

void PageWriter::enterRange(v1::RangeAnswer& answer) {
    const auto state = store_.scopes().find(answer.scope());
    if (!state)
        return;  // lost meanwhile
    for (auto& row : *answer.mutable_rows())
        enterRow(state->no, row, answer.mask());
    // Of the same snapshot as the pages: whatever came before, it does not stand there.
    for (const auto& id : answer.absent())
        enterRemoval(state->no, answer.type(), id, std::numeric_limits<std::uint64_t>::max());
}

std::vector<PageWriter::Change>* PageWriter::changesOf(std::uint32_t type) {
    // A type of a newer server: the scopes are read again once this app knows it.
    return schema::Schema::instance().type(type) == nullptr ? nullptr : &byType_[type];
}

void PageWriter::enterRow(std::uint32_t scope, v1::Row& row, std::uint32_t mask) {
    requireId(row.id());
    if (row.seq() == 0 || row.feed_seq() == 0)
        throw FaultError{v1::INVALID, "a row without seq", "pages/rows/seq"};
    if (auto* changes = changesOf(row.type())) {
        changes->push_back({row.id(), scope, row.feed_seq(), &row, &retiredOf_[scope]});
        masks_.note(scope, row.type(), mask);
    }
}

void PageWriter::enterRemoval(std::uint32_t scope, std::uint32_t type, const std::string& id,
                              std::uint64_t feedSeq) {
    requireId(id);
    if (auto* changes = changesOf(type))
        changes->push_back({id, scope, feedSeq, nullptr, &retiredOf_[scope]});
}

void PageWriter::writeType(const RecordType& type, const std::vector<Change>& changes) {
    auto& table = store_.records().of(type);
    std::unordered_map<std::string_view, Touched> touched;
    touched.reserve(changes.size());
    std::vector<std::string_view> ids;
    ids.reserve(changes.size());
    for (const auto& change : changes)
        if (touched.try_emplace(change.id).second)
            ids.push_back(change.id);
    // In the order of the table, so that neighbours are written together.
    std::sort(ids.begin(), ids.end());
    if (!table.empty())
        table.loadHeads(ids, [&](std::string_view id, RowHead head) {
            auto& one = touched.find(id)->second;
            one.here = true;
            one.wasLeft = head.left;
            one.head = std::move(head);
        });
    for (const auto& change : changes)
        stand(type, touched.find(change.id)->second, change);
    for (const auto& id : ids)
        writeTouched(type, id, touched.find(id)->second);
    table.flush();
    store_.records().search().flush();
}

void PageWriter::stand(const RecordType& type, Touched& touched, const Change& change) {
    auto& standings = touched.head.standings;
    const auto leave = [&](std::uint32_t scope) {
        if (const auto old = standings.in(scope)) {
            ledger_.remove(scope, type.number(), change.id, *old);
            standings.remove(scope);
        }
    };
    if (change.row == nullptr) {
        if (standings.in(change.scope).value_or(0) > change.feedSeq)
            return;
        leave(change.scope);
    } else {
        leave(change.scope);
        standings.set(change.scope, change.feedSeq);
        ledger_.add(change.scope, type.number(), change.id, change.feedSeq);
        if (touched.row == nullptr || touched.row->seq() <= change.row->seq())
            touched.row = change.row;
    }
    for (const auto old : *change.retired)
        leave(old);
}

void PageWriter::noteLeft(const RecordType& type, std::string_view id, bool left) {
    if (left)
        store_.database().run("INSERT INTO leaving(id, type) VALUES ($1, $2) ON CONFLICT(id) DO NOTHING", id,
                              type.number());
    else
        store_.database().run("DELETE FROM leaving WHERE id = $1", id);
}

void PageWriter::complete(const RecordType& type, std::string_view id, v1::Row& row) {
    if (row.changed().empty())
        return;
    const auto stored = store_.records().of(type).load(id);
    auto whole = stored && stored->head.seq != 0
                     ? wholeBody(type, stored->serverBody.value_or(stored->body), row)
                     : std::nullopt;
    if (!whole)
        throw UnknownState{"a " + type.name() + " is not here as the server knows it"};
    row.set_body(std::move(*whole));
    row.clear_changed();
}

void PageWriter::writeTouched(const RecordType& type, std::string_view id, Touched& touched) {
    auto& records = store_.records();
    auto& table = records.of(type);
    auto& head = touched.head;
    const bool left = head.standings.empty();
    const bool newer = touched.row != nullptr &&
                       (!touched.here || touched.row->seq() >= head.seq || lost_.contains(head.seq));
    if (!newer && !touched.here)
        return;  // the removal of a record that never came
    if (newer)
        complete(type, id, *touched.row);
    if (left != touched.wasLeft)
        noteLeft(type, id, left);
    const bool pending = !pending_.empty() && pending_.contains(std::string{id});
    if (newer && !left && !pending) {
        auto* record = prototypeOf(type).New(&arena_);
        if (!record->ParseFromString(touched.row->body()))
            throw FaultError{v1::INVALID, "a row is no " + type.name(), "pages/rows/body"};
        table.add(id, touched.row->seq(), head.standings.packed(), touched.row->body(), *record);
        records.search().add(type, id, *record);
        return;
    }
    if (!newer && left == touched.wasLeft) {
        table.setStandings(id, head.standings, left);
        return;
    }
    auto row = table.load(id).value_or(StoredRow{});
    row.head.standings = head.standings;
    row.head.left = left && !base::isPlanted("left-row-stays-shown");
    if (newer) {
        row.head.seq = touched.row->seq();
        row.serverBody.reset();
        row.body = touched.row->body();
    }
    // With own edits the server's state stands for a moment alone; laying over follows in the transaction.
    records.put(type, id, row, *type.parse(row.body));
    if (pending)
        toLayOver_.emplace_back(&type, std::string{id});
}

void PageWriter::leaveLostScopes(const v1::SyncResponse& response) {
    const auto reads = [&](const v1::Scope& scope) {
        return std::any_of(response.scopes().begin(), response.scopes().end(),
                           [&](const v1::Scope& one) { return sameScope(one, scope); });
    };
    auto all = store_.scopes().active();
    if (response.scopes().empty() && !all.empty())
        throw FaultError{v1::CONTRADICTION, "the answer names no scope at all", "scopes"};
    const auto retired = store_.scopes().retired();
    const auto active = all.size();
    all.insert(all.end(), retired.begin(), retired.end());
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (reads(all[i].scope) || base::isPlanted("lost-scope-stays"))
            continue;
        sweep(all[i].no);
        store_.scopes().remove(all[i].no);
        if (i < active)
            ++report_.lostScopes;
    }
}

void PageWriter::sweep(std::uint32_t scope) {
    auto& records = store_.records();
    for (const auto& [number, digest] : ledger_.of(scope)) {
        const auto* type = schema::Schema::instance().type(number);
        if (type == nullptr)
            continue;
        std::vector<std::pair<std::string, Standings>> standing;
        {
            auto query = store_.database().query("SELECT id, standings FROM " + records.of(*type).name());
            while (query.step()) {
                Standings standings{std::string{query.blob(1)}};
                if (standings.in(scope)) {
                    standings.remove(scope);
                    standing.emplace_back(query.blob(0), std::move(standings));
                }
            }
        }
        for (const auto& [id, standings] : standing) {
            const bool left = standings.empty();
            records.of(*type).setStandings(id, standings, left);
            if (left) {
                noteLeft(*type, id, true);
                records.search().remove(id);
            }
        }
    }
    ledger_.drop(scope);
}

std::uint64_t PageWriter::lostIn(std::uint32_t scope) const {
    std::uint64_t count = 0;
    if (lost_.isEmpty())
        return count;
    for (const auto& [number, digest] : ledger_.of(scope)) {
        const auto* type = schema::Schema::instance().type(number);
        if (type == nullptr)
            continue;
        auto query = store_.database().query("SELECT standings FROM " + store_.records().of(*type).name());
        while (query.step())
            if (const auto feedSeq = Standings{std::string{query.blob(0)}}.in(scope);
                feedSeq && lost_.contains(*feedSeq))
                ++count;
    }
    return count;
}

void PageWriter::sweepCompleteListings(const v1::SyncResponse& response) {
    const auto retired = store_.scopes().retired();
    if (retired.empty())
        return;
    bool asked = false;
    for (const auto& page : response.pages()) {
        if (!page.complete())
            continue;
        const auto current = store_.scopes().find(page.scope());
        if (!current)
            continue;
        for (const auto& old : retired) {
            if (!sameScope(old.scope, page.scope()))
                continue;
            const auto missing = total(ledger_.of(old.no)) - lostIn(old.no);
            if (isUnbelievable(missing, total(ledger_.of(current->no)))) {
                asked = true;
                if (store_.meta().number(Meta::absenceAccepted) == 0) {
                    unexplained_ += missing;
                    continue;
                }
            }
            if (!base::isPlanted("listing-without-sweep"))
                sweep(old.no);
            store_.scopes().remove(old.no);
        }
    }
    if (asked && unexplained_ == 0)
        store_.meta().clear(Meta::absenceAccepted);
}

void PageWriter::deleteLeaving() {
    std::vector<std::pair<std::string, const RecordType*>> leaving;
    {
        auto query = store_.database().query("SELECT id, type FROM leaving");
        while (query.step())
            leaving.emplace_back(
                query.blob(0), schema::Schema::instance().type(static_cast<std::uint32_t>(query.integer(1))));
    }
    if (leaving.empty())
        return;
    for (const auto& [id, type] : leaving)
        if (type != nullptr)
            store_.records().remove(*type, id);
    report_.deleted += leaving.size();
    store_.database().run("DELETE FROM leaving");
}

}  // namespace fieldfare::engine
