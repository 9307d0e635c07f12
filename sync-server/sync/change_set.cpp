#include "sync-server/sync/change_set.h"

#include <algorithm>
#include <map>
#include <set>

#include "shared/base/planted_bug.h"
#include "shared/schema/schema.h"
#include "sync-server/storage/meta_store.h"
#include "sync-server/storage/record_store.h"
#include "sync-server/sync/placement.h"

namespace fieldfare::server::sync {

using schema::RecordType;
using schema::Schema;
using storage::RecordRow;
using storage::RecordStore;
using storage::Standing;

namespace {

std::string entryKey(const RecordType& type, const std::string& id) {
    std::string key;
    key.reserve(id.size() + 1);
    key += static_cast<char>(type.number());
    return key += id;
}

RecordRow copyOf(const RecordRow& row) {
    RecordRow copy;
    copy.type = row.type;
    copy.id = row.id;
    copy.seq = row.seq;
    copy.root = row.root;
    copy.rootType = row.rootType;
    copy.deleted = row.deleted;
    copy.atDesk = row.atDesk;
    copy.clashes = row.clashes;
    copy.standings = row.standings;
    copy.versions = row.versions;
    copy.record.reset(row.record->New());
    copy.record->CopyFrom(*row.record);
    return copy;
}

bool changesDirectory(const RecordType& type) {
    static const RecordType* const types[] = {&Schema::of<v1::Organisation>(), &Schema::of<v1::Unit>(),
                                              &Schema::of<v1::Person>(), &Schema::of<v1::AccessRule>()};
    return std::find(std::begin(types), std::end(types), &type) != std::end(types);
}

}  // namespace

ChangeSet::Entry& ChangeSet::adopt(RecordRow row) {
    auto entry = std::make_unique<Entry>();
    entry->standingsBefore = row.standings;
    entry->seqBefore = row.seq;
    entry->row = std::make_unique<RecordRow>(std::move(row));
    auto& slot = entries_[entryKey(*entry->row->type, entry->row->id)];
    slot = std::move(entry);
    return *slot;
}

void ChangeSet::prefetch(const RecordType& type, std::span<const std::string> ids) {
    std::vector<std::string> wanted;
    for (const auto& id : ids)
        if (!id.empty() && !entries_.contains(entryKey(type, id)))
            wanted.push_back(id);
    std::sort(wanted.begin(), wanted.end());
    wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
    // Remembers absence too, so that find() does not ask again.
    for (const auto& id : wanted)
        entries_[entryKey(type, id)] = nullptr;
    for (auto& row : RecordStore{database_}.load(type, wanted))
        adopt(std::move(row));
}

ChangeSet::Entry* ChangeSet::entryOf(const RecordType& type, const std::string& id) {
    const auto key = entryKey(type, id);
    auto at = entries_.find(key);
    if (at == entries_.end()) {
        prefetch(type, {&id, 1});
        at = entries_.find(key);
    }
    return at == entries_.end() || !at->second || !at->second->row ? nullptr : at->second.get();
}

const RecordRow* ChangeSet::find(const RecordType& type, const std::string& id) {
    if (id.empty())
        return nullptr;
    const auto* entry = entryOf(type, id);
    return entry == nullptr ? nullptr : entry->row.get();
}

std::vector<const RecordRow*> ChangeSet::loaded() const {
    std::vector<const RecordRow*> out;
    for (const auto& [key, entry] : entries_)
        if (entry && entry->row)
            out.push_back(entry->row.get());
    return out;
}

const RecordRow* ChangeSet::findParent(const RecordType& child, const std::string& id) {
    for (const auto* type : Schema::instance().types())
        if (child.mayHangUnder(*type))
            if (const auto* row = find(*type, id))
                return row;
    return nullptr;
}

const RecordRow* ChangeSet::rootOf(const RecordRow& row) {
    return row.rootType == nullptr ? nullptr : find(*row.rootType, row.root);
}

void ChangeSet::gather(std::vector<RecordRow> rows, std::vector<const RecordRow*>& out) {
    for (auto& row : rows) {
        const auto at = entries_.find(entryKey(*row.type, row.id));
        const auto& entry = at == entries_.end() || !at->second ? adopt(std::move(row)) : *at->second;
        if (entry.row)
            out.push_back(entry.row.get());
    }
}

namespace {

/// By id and once each, so that the order of seqs does not depend on where rows were found.
void sortById(std::vector<const RecordRow*>& rows) {
    std::sort(rows.begin(), rows.end(), [](const auto* a, const auto* b) {
        return std::pair{std::string_view{a->id}, a->type->number()} <
               std::pair{std::string_view{b->id}, b->type->number()};
    });
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
}

}  // namespace

std::vector<const RecordRow*> ChangeSet::under(const RecordRow& root) {
    std::vector<const RecordRow*> out;
    for (const auto* type : Schema::instance().types())
        if (type->policy().seen_by() == v1::INHERITED)
            gather(RecordStore{database_}.loadUnder(*type, root.id), out);
    // A root never changes: what is not stored under it was inserted here.
    for (const auto* entry : inserted_)
        if (entry->row && entry->row->root == root.id)
            out.push_back(entry->row.get());
    sortById(out);
    return out;
}

std::vector<const RecordRow*> ChangeSet::children(const RecordType& type, const RecordRow& parent) {
    std::vector<const RecordRow*> out;
    gather(RecordStore{database_}.loadWhere(type, type.parent()->column(), parent.id), out);
    for (const auto* entry : inserted_)
        if (entry->row && entry->row->type == &type &&
            schema::bytesOf(*entry->row->record, type.parent()) == parent.id)
            out.push_back(entry->row.get());
    sortById(out);
    return out;
}

std::vector<const RecordRow*> ChangeSet::below(const RecordRow& row) {
    if (row.rootType == nullptr)
        return under(row);
    const auto* root = rootOf(row);
    auto rest = root == nullptr ? std::vector<const RecordRow*>{} : under(*root);
    std::vector<const RecordRow*> out;
    std::set<std::string_view> above{row.id};
    for (bool found = true; found;) {
        found = false;
        std::erase_if(rest, [&](const RecordRow* each) {
            if (!above.contains(schema::bytesOf(*each->record, each->type->parent())))
                return false;
            above.insert(each->id);
            out.push_back(each);
            return found = true;
        });
    }
    sortById(out);
    return out;
}

std::vector<const RecordRow*> ChangeSet::where(const RecordType& type, const schema::Field& field,
                                               const std::string& id) {
    std::vector<const RecordRow*> out;
    gather(RecordStore{database_}.loadWhere(type, field.column(), id), out);
    // Rows that came to have it since they were stored, and those that no longer do.
    for (const auto& [key, entry] : entries_)
        if (entry && entry->row && entry->dirty && entry->row->type == &type)
            out.push_back(entry->row.get());
    std::erase_if(out, [&](const RecordRow* row) {
        return row->deleted != 0 || schema::bytesOf(*row->record, &field) != id;
    });
    sortById(out);
    return out;
}

RecordRow& ChangeSet::insert(const RecordType& type, const std::string& id, const RecordRow* parent) {
    auto& slot = entries_[entryKey(type, id)];
    if (!slot)
        slot = std::make_unique<Entry>();
    undo_.push_back({slot.get(), nullptr, false});
    inserted_.push_back(slot.get());
    slot->row = std::make_unique<RecordRow>();
    slot->dirty = true;
    auto& row = *slot->row;
    row.type = &type;
    row.id = id;
    if (parent != nullptr) {
        row.root = parent->rootType == nullptr ? parent->id : parent->root;
        row.rootType = parent->rootType == nullptr ? parent->type : parent->rootType;
    }
    row.record = type.make();
    return row;
}

RecordRow& ChangeSet::change(const RecordRow& row) {
    auto& entry = *entryOf(*row.type, row.id);
    undo_.push_back({&entry, std::make_unique<RecordRow>(copyOf(row)), entry.dirty});
    entry.dirty = true;
    return *entry.row;
}

std::uint64_t ChangeSet::erase(const RecordRow& found, base::HybridTime time, const merge::Author& author) {
    const auto deletion = nextSeq();
    auto& row = change(found);
    row.seq = deletion;
    row.deleted = deletion;
    row.versions.set({}, {deletion, time, author});
    for (const auto* child : below(row))
        if (child->deleted == 0) {
            auto& gone = change(*child);
            gone.deleted = deletion;
            gone.seq = nextSeq();
        }
    return deletion;
}

void ChangeSet::rollback(std::size_t mark) {
    while (undo_.size() > mark) {
        auto& last = undo_.back();
        // The row keeps its address: others point at it.
        if (last.before)
            *last.entry->row = std::move(*last.before);
        else
            last.entry->row.reset();
        last.entry->dirty = last.wasDirty;
        undo_.pop_back();
    }
}

std::vector<ChangeSet::Entry*> ChangeSet::dirtyEntries() {
    std::vector<Entry*> out;
    for (const auto& [key, entry] : entries_)
        if (entry && entry->row && (entry->dirty || entry->moves))
            out.push_back(entry.get());
    std::sort(out.begin(), out.end(), [](const Entry* a, const Entry* b) {
        return std::pair{a->row->type->number(), a->row->id} < std::pair{b->row->type->number(), b->row->id};
    });
    return out;
}

void ChangeSet::sendToDesk(Entry& entry) {
    auto& row = *entry.row;
    if (row.atDesk || !belongsAtDesk(row))
        return;
    row.atDesk = true;
    if (const auto* root = rootOf(row); root != nullptr && !root->atDesk)
        change(*root).atDesk = true;
}

bool ChangeSet::moved(const Entry& root) {
    std::vector<std::uint32_t> before;
    const auto desk = scopes_.number(storage::ScopeKey::desk());
    for (const auto& standing : root.standingsBefore)
        if (standing.isHere() && standing.scope != desk)
            before.push_back(standing.scope);
    std::vector<std::uint32_t> now;
    for (const auto& key : scopesOf(*root.row, nullptr))
        if (key.kind != v1::Scope::DESK)
            now.push_back(scopes_.number(key));
    std::sort(before.begin(), before.end());
    std::sort(now.begin(), now.end());
    return before != now && !base::isPlanted("children-stay");
}

void ChangeSet::place(Entry& entry, storage::FeedStore& feed) {
    auto& row = *entry.row;
    const bool newVersion = row.seq != entry.seqBefore;
    const bool isNew = entry.seqBefore == 0;
    std::vector<std::uint32_t> wanted;
    for (const auto& key : scopesOf(row, rootOf(row)))
        wanted.push_back(scopes_.number(key));

    std::vector<Standing> standings;
    const auto before = [&](std::uint32_t scope) {
        const auto at = std::find_if(entry.standingsBefore.begin(), entry.standingsBefore.end(),
                                     [&](const Standing& s) { return s.scope == scope; });
        return at == entry.standingsBefore.end() ? Standing{scope, 0, v1::Removal::REASON_UNSPECIFIED, 0}
                                                 : *at;
    };
    for (const auto scope : wanted) {
        const auto was = before(scope);
        const bool stayed = was.seq != 0 && was.isHere();
        // Entering is a change of this feed alone, with a seq of its own: one shared with the record's
        // version, or with another's move, could be behind a cursor that was read in between.
        const auto seq = stayed
                             ? (newVersion ? row.seq : was.seq)
                             : (isNew || base::isPlanted("shared-seq-for-a-move") ? row.seq : seqs_.next());
        standings.push_back({scope, seq, v1::Removal::REASON_UNSPECIFIED, 0});
    }
    for (const auto& was : entry.standingsBefore) {
        if (std::find(wanted.begin(), wanted.end(), was.scope) != wanted.end())
            continue;
        standings.push_back(was.isHere() && !base::isPlanted("lose-a-removal")
                                ? Standing{was.scope, seqs_.next(),
                                           row.deleted != 0 ? v1::Removal::DELETED : v1::Removal::MOVED, now_}
                                : was);
    }
    for (const auto& standing : standings)
        if (const auto was = before(standing.scope); was != standing) {
            feed.move(*row.type, row.id, was, standing);
            if (standing.isHere() || !base::isPlanted("removal-wakes-nobody"))
                news_.scopes.insert(scopes_.key(standing.scope));
        }
    row.standings = std::move(standings);
}

void ChangeSet::save() {
    for (auto* entry : dirtyEntries())
        sendToDesk(*entry);
    for (auto* entry : dirtyEntries())
        if (entry->seqBefore != 0 && entry->row->rootType == nullptr &&
            entry->row->type->policy().seen_by() == v1::OWNED && moved(*entry))
            for (const auto* child : under(*entry->row))
                entryOf(*child->type, child->id)->moves = true;

    storage::FeedStore feed{database_};
    std::map<const RecordType*, std::vector<const RecordRow*>> changed;
    std::map<const RecordType*, std::vector<const RecordRow*>> moving;
    bool directoryChanged = false;
    const auto entries = dirtyEntries();
    for (auto* entry : entries) {
        place(*entry, feed);
        (entry->dirty ? changed : moving)[entry->row->type].push_back(entry->row.get());
        directoryChanged = directoryChanged || changesDirectory(*entry->row->type);
        if (entry->row->type == &Schema::of<v1::Person>())
            news_.people.insert(entry->row->id);
        else if (entry->row->type == &Schema::of<v1::Device>())
            news_.devices.insert(entry->row->id);
        else if (entry->row->type == &Schema::of<v1::AccessRule>())
            news_.scopes.insert(storage::ScopeKey::everyone());  // it may be about anybody
    }
    RecordStore store{database_};
    for (const auto& [type, rows] : changed)
        store.save(*type, rows);
    for (const auto& [type, rows] : moving)
        store.saveStandings(*type, rows);
    feed.flush();
    if (directoryChanged)
        storage::MetaStore{database_}.setNumber("directory", seqs_.last());
    for (auto* entry : entries) {
        entry->dirty = false;
        entry->moves = false;
        entry->seqBefore = entry->row->seq;
        entry->standingsBefore = entry->row->standings;
    }
    inserted_.clear();
    undo_.clear();
}

}  // namespace fieldfare::server::sync
