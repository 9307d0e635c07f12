#include "mobile/engine/editing.h"

#include <algorithm>
#include <cstdio>
#include <map>

#include "mobile/engine/gathering.h"
#include "mobile/engine/unseen_values.h"
#include "shared/base/planted_bug.h"
#include "shared/rules/record_rules.h"
#include "shared/schema/fault.h"
#include "shared/schema/path_value.h"
#include "shared/schema/server_only.h"

namespace fieldfare::engine {

using google::protobuf::Message;
using schema::FaultError;
using schema::Path;
using schema::RecordType;

namespace {

const RecordType& typeOf(const Message& record) {
    const auto* type = schema::Schema::instance().referenced(record.GetDescriptor()->name());
    if (type == nullptr)
        throw FaultError{v1::INVALID, record.GetDescriptor()->name() + " is no record"};
    return *type;
}

bool isServerOnly(const RecordType& type, const Path& path) {
    const auto at = schema::resolve(type, path);
    return at && (at->leaf->merge() == v1::SERVER_ONLY || at->outer->merge() == v1::SERVER_ONLY);
}

bool fits(const v1::Mutation& mutation) {
    return static_cast<std::size_t>(mutation.paths_size()) <= Editing::maxPaths &&
           mutation.ByteSizeLong() + 48 <= Editing::maxBytes;  // number and device are added later
}

void requireFit(const v1::Mutation& mutation) {
    if (static_cast<std::size_t>(mutation.paths_size()) > Editing::maxPaths)
        throw FaultError{v1::TOO_LARGE, "too many changes in one edit", {}, Editing::maxPaths};
    if (!fits(mutation))
        throw FaultError{v1::TOO_LARGE, "too much in one edit", {}, Editing::maxBytes};
}

/// True if the edit takes the record out of the states in which it may be edited: it freezes the rest.
bool locks(const RecordType& type, const Message& before, const Message& after) {
    const auto& lock = type.policy().editable_while();
    const auto* field = type.field(lock.field());
    if (field == nullptr || lock.values().empty())
        return false;
    const auto isOpen = [&](const Message& record) {
        const auto* value =
            field->descriptor()->enum_type()->FindValueByNumber(schema::enumOf(record, field));
        return value != nullptr &&
               std::find(lock.values().begin(), lock.values().end(), value->name()) != lock.values().end();
    };
    return isOpen(before) && !isOpen(after);
}

/// Paths that may be written again though they are set once, because the value is still only here and goes
/// into the same mutation.
std::vector<Path> replacedBy(const PathEdit& edit, const OutboxEntry& newest) {
    if (newest.mutation.kind() == v1::Mutation::CREATE)
        return edit.paths;
    std::vector<Path> replaced;
    for (const auto& touched : newest.mutation.paths())
        replaced.push_back(pathOf(touched));
    return replaced;
}

}  // namespace

Editing::Editing(LocalStore& store) : store_{store}, catalogue_{store}, checks_{store, catalogue_} {}

Record Editing::require(std::string_view id) const {
    auto record = Reading{store_}.get(id);
    if (!record)
        throw FaultError{v1::NOT_FOUND, "the record is not here any more"};
    return std::move(*record);
}

void Editing::giveNumber(const RecordType& type, Message& record) {
    const auto* field = type.documentNumber();
    if (field == nullptr || !schema::bytesOf(record, field).empty())
        return;
    const auto session = store_.session();
    if (!session)
        throw StoreError{StoreError::Kind::NotEnrolled, "documents get numbers once the device is enrolled"};
    const auto& prefix = type.policy().number_prefix();
    const auto running = store_.meta().advance(std::string{Meta::document} + prefix);
    char digits[24];
    (void)std::snprintf(digits, sizeof digits, "%05llu", static_cast<unsigned long long>(running));
    record.GetReflection()->SetString(&record, field->descriptor(),
                                      prefix + '-' + session->device_code() + '-' + digits);
}

void Editing::append(OutboxEntry entry) {
    requireFit(entry.mutation);
    if (group_ != 0 && ++groupSize_ > maxGroup)
        throw FaultError{v1::TOO_LARGE, "too many edits that belong together", {}, maxGroup};
    entry.group = group_;
    entry.changedAt = store_.now();
    store_.outbox().append(entry);
}

std::string Editing::create(const Message& record, std::string id) {
    const auto& type = typeOf(record);
    if (id.empty())
        id = store_.ids().next().bytes();
    if (store_.records().typeOf(id) != nullptr)
        throw FaultError{v1::ALREADY_EXISTS, "a record with this id is here"};
    StoreChange change{store_.database()};
    const auto partial = schema::copyOf(record);
    schema::canonicalise(*partial, type);
    giveNumber(type, *partial);
    schema::clearServerOnly(*partial, type);
    const auto after = schema::copyOf(*partial);
    store_.overlay().complete(type, *after);
    rules::derive(type, *after);
    checks_.check({.type = type, .id = id, .after = *after, .paths = {}});

    OutboxEntry entry;
    entry.type = &type;
    entry.record = id;
    entry.title = titleOf(type, *after);
    entry.mutation.set_kind(v1::Mutation::CREATE);
    entry.mutation.set_type(type.number());
    entry.mutation.set_id(id);
    entry.mutation.set_group(group_);
    entry.mutation.set_time(store_.nextTime());
    entry.mutation.set_partial(partial->SerializeAsString());
    append(std::move(entry));
    store_.overlay().refresh(type, id);
    change.commit();
    store_.changed();
    return id;
}

bool Editing::edit(std::string_view id, const Message& changed) {
    return edit(require(id), changed);
}

bool Editing::edit(const Record& shown, const Message& changed) {
    const auto& type = *shown.type;
    const auto different = schema::differences(*shown.message, changed, type);
    std::vector<Path> paths;
    const auto expected = schema::copyOf(*shown.message);
    for (const auto& path : different)
        if (!isServerOnly(type, path)) {
            paths.push_back(path);
            schema::copyValue(changed, *expected, type, path);
        }
    rules::derive(type, *expected);
    // Whoever shows totals while lines are typed hands them in with the lines; nobody types them.
    for (const auto& path : different)
        if (isServerOnly(type, path) && !schema::sameValue(changed, *expected, type, path))
            throw FaultError{v1::NO_RIGHT, "only the server writes it", schema::pathText(type, path)};
    if (paths.empty())
        return false;
    return apply(shown, std::move(paths), changed, {});
}

std::vector<v1::Fault> Editing::faultsOfEdit(const Record& shown, const Message& changed) const {
    const auto& type = *shown.type;
    const auto row = store_.records().of(type).load(shown.id);
    if (!row || !row->head.shown())
        return {schema::fault(v1::NOT_FOUND, "the record is not here any more")};
    auto paths = schema::differences(*shown.message, changed, type);
    std::erase_if(paths, [&](const Path& path) { return isServerOnly(type, path); });
    const auto before = type.parse(row->body);
    const auto after = schema::copyOf(*before);
    for (const auto& path : paths)
        schema::copyValue(changed, *after, type, path);
    rules::derive(type, *after);
    const auto pending = store_.outbox().of(shown.id);
    PathEdit edit{.paths = std::move(paths), .values = changed, .group = group_, .frozen = {}};
    if (locks(type, *before, *after))
        edit.frozen.emplace_back();
    std::vector<Path> replaced;
    if (!pending.empty() && mayGather(type, pending.back(), edit, store_.outbox().lastGrouped()))
        replaced = replacedBy(edit, pending.back());
    return checks_.faults({.type = type,
                           .id = shown.id,
                           .before = before.get(),
                           .after = *after,
                           .paths = edit.paths,
                           .replaced = replaced});
}

std::vector<v1::Fault> Editing::faultsOfCreate(const Message& record) const {
    const auto& type = typeOf(record);
    const auto after = schema::copyOf(record);
    schema::clearServerOnly(*after, type);
    store_.overlay().complete(type, *after);
    rules::derive(type, *after);
    return checks_.faults({.type = type, .id = {}, .after = *after, .paths = {}});
}

void Editing::write(const Record& shown, std::span<const Path> paths, const Message& values,
                    std::vector<v1::Frozen> frozen) {
    (void)apply(shown, {paths.begin(), paths.end()}, values, std::move(frozen));
}

bool Editing::apply(const Record& shown, std::vector<Path> paths, const Message& values,
                    std::vector<v1::Frozen> frozen) {
    const auto& type = *shown.type;
    StoreChange change{store_.database()};
    const auto row = store_.records().of(type).load(shown.id);
    if (!row || !row->head.shown())
        throw FaultError{v1::NOT_FOUND, "the record is not here any more"};
    const auto before = type.parse(row->body);
    const auto after = schema::copyOf(*before);
    for (const auto& path : paths)
        schema::copyValue(values, *after, type, path);
    schema::canonicalise(*after, type);
    rules::derive(type, *after);
    if (frozen.empty() && locks(type, *before, *after))
        frozen.push_back(frozenAs(shown));

    const auto pending = store_.outbox().of(shown.id);
    auto unseen = unseenValues(store_, shown, *row, paths);
    unseen.insert(unseen.end(), shown.own.begin(), shown.own.end());
    const PathEdit edit{.paths = std::move(paths),
                        .values = values,
                        .shownSeq = shown.seq,
                        .time = store_.nextTime(),
                        .group = group_,
                        .frozen = std::move(frozen),
                        .shownOwn = std::move(unseen)};
    const auto alone = mutationOf(type, shown.id, edit, pending);
    std::optional<OutboxEntry> joined;
    std::vector<Path> replaced;
    if (!pending.empty() && mayGather(type, pending.back(), edit, store_.outbox().lastGrouped())) {
        joined = pending.back();
        joined->mutation = gathered(type, joined->mutation, alone);
        if (!fits(joined->mutation))
            joined.reset();
        else
            replaced = replacedBy(edit, pending.back());
    }
    if (base::isPlanted("row-and-outbox-apart"))
        change.commit();
    checks_.check({.type = type,
                   .id = shown.id,
                   .before = before.get(),
                   .after = *after,
                   .paths = edit.paths,
                   .replaced = replaced});
    if (joined) {
        joined->title = titleOf(type, *after);
        joined->changedAt = store_.now();
        store_.outbox().replace(*joined);
    } else {
        OutboxEntry entry;
        entry.type = &type;
        entry.record = shown.id;
        entry.title = titleOf(type, *after);
        entry.mutation = alone;
        append(std::move(entry));
    }
    store_.overlay().refresh(type, shown.id);
    change.commit();
    store_.changed();
    return true;
}

bool Editing::hasChildren(std::string_view id) const {
    for (const auto* type : schema::Schema::instance().types()) {
        if (type->parent() == nullptr)
            continue;
        const auto sql = "SELECT 1 FROM " + store_.records().of(*type).name() + " WHERE \"" +
                         type->parent()->column() + "\" = $1 LIMIT 1";
        if (store_.database().query(sql, id).step())
            return true;
    }
    return false;
}

std::uint64_t Editing::seenBelow(const Record& shown) const {
    const auto stored = store_.records().of(*shown.type).load(shown.id);
    if (stored && !isWhole(store_, *shown.type, stored->head.standings))
        return 0;
    // Rows of one record come in several scopes and pages: one of them may be newer than what has not come
    // yet.
    const auto read = store_.meta().number(Meta::wholeUpTo);
    auto newest = std::min(shown.seq, read);
    std::map<std::string, std::uint64_t, std::less<>> rows{{shown.id, shown.seq}};
    std::vector<std::string> above{shown.id};
    while (!above.empty()) {
        const auto id = std::move(above.back());
        above.pop_back();
        for (const auto* type : schema::Schema::instance().types()) {
            if (type->parent() == nullptr)
                continue;
            auto query = store_.database().query("SELECT id, seq FROM " + store_.records().of(*type).name() +
                                                     " WHERE \"" + type->parent()->column() + "\" = $1",
                                                 id);
            while (query.step()) {
                above.emplace_back(query.blob(0));
                rows.emplace(above.back(), query.unsignedInteger(1));
                newest = std::max(newest, std::min(query.unsignedInteger(1), read));
            }
        }
    }
    // Where a row came below an own value, its author has not seen what that hides.
    const auto hide = [&](const std::vector<OutboxEntry>& entries) {
        for (const auto& entry : entries)
            if (const auto row = rows.find(entry.record); row != rows.end())
                for (const auto& touched : entry.mutation.paths())
                    if (touched.base() < row->second)
                        newest = std::min(newest, touched.base());
    };
    hide(store_.outbox().unsent());
    hide(store_.outbox().accepted());
    return newest;
}

void Editing::erase(std::string_view id) {
    const auto shown = require(id);
    const auto& type = *shown.type;
    StoreChange change{store_.database()};
    const auto pending = store_.outbox().of(id);
    const bool neverSent =
        group_ == 0 && !pending.empty() && pending.front().mutation.kind() == v1::Mutation::CREATE &&
        std::all_of(pending.begin(), pending.end(),
                    [](const OutboxEntry& entry) {
                        return entry.state == OutboxEntry::State::Waiting && entry.group == 0;
                    }) &&
        !hasChildren(id);
    if (neverSent) {
        for (const auto& entry : pending)
            store_.outbox().remove(entry.no);
    } else {
        checks_.checkErase(type, *shown.message);
        OutboxEntry entry;
        entry.type = &type;
        entry.record = shown.id;
        entry.title = titleOf(type, *shown.message);
        entry.mutation.set_kind(v1::Mutation::DELETE);
        entry.mutation.set_type(type.number());
        entry.mutation.set_id(shown.id);
        entry.mutation.set_group(group_);
        entry.mutation.set_base(seenBelow(shown));
        entry.mutation.set_time(store_.nextTime());
        append(std::move(entry));
    }
    store_.overlay().refresh(type, id);
    change.commit();
    store_.changed();
}

void Editing::atomically(const std::function<void()>& work) {
    if (group_ != 0) {
        work();
        return;
    }
    StoreChange change{store_.database()};
    group_ = store_.meta().advance(Meta::group);
    groupSize_ = 0;
    try {
        work();
    } catch (...) {
        group_ = 0;
        throw;
    }
    group_ = 0;
    change.commit();
    store_.changed();
}

}  // namespace fieldfare::engine
