#include "mobile/engine/gathering.h"

#include <algorithm>

#include "mobile/engine/overlay.h"
#include "shared/base/planted_bug.h"
#include "shared/schema/path_value.h"
#include "shared/schema/seen_check.h"
#include "shared/schema/server_only.h"

namespace fieldfare::engine {

using google::protobuf::Message;
using schema::Field;
using schema::Path;
using schema::RecordType;
using schema::Shape;

namespace {

bool overlap(const Path& a, const Path& b) {
    return a.covers(b) || b.covers(a);
}

/// Steps and claims are judged against what stands there; a move changes who may see the rest.
bool standsAlone(const RecordType& type, const Path& path) {
    const auto at = schema::resolve(type, path);
    if (!at)
        return true;
    const auto merge = at->leaf->merge();
    return merge == v1::FORWARD || merge == v1::FIRST_CLAIM || at->outer->policy().parent() ||
           at->outer->policy().owner();
}

v1::TouchedPath* exactly(v1::Mutation& mutation, const Path& path) {
    for (auto& touched : *mutation.mutable_paths())
        if (pathOf(touched) == path)
            return &touched;
    return nullptr;
}

v1::TouchedPath* covering(v1::Mutation& mutation, const Path& path) {
    for (auto& touched : *mutation.mutable_paths())
        if (pathOf(touched).covers(path))
            return &touched;
    return nullptr;
}

/// Copies the value at a path between partial records; an item that only has its key is made where missing.
void copyPartial(const RecordType& type, const Message& from, Message& to, const Path& path) {
    const Path item{path.field, path.key, 0};
    const bool inItem = path.inner != 0 && type.field(path.field)->shape() == Shape::KeyedList;
    if (inItem && !schema::hasValue(to, type, item))
        to.MergeFrom(*schema::partialOf(from, type, {path}));
    else
        schema::copyValue(from, to, type, path);
}

}  // namespace

v1::Frozen frozenAs(const Record& shown) {
    v1::Frozen frozen;
    frozen.set_id(shown.id);
    frozen.set_seq(shown.seenUpTo());
    frozen.set_check(schema::seenCheck(*shown.message, *shown.type));
    return frozen;
}

v1::Mutation mutationOf(const RecordType& type, std::string_view id, const PathEdit& edit,
                        std::span<const OutboxEntry> pending) {
    v1::Mutation mutation;
    mutation.set_kind(v1::Mutation::EDIT);
    mutation.set_type(type.number());
    mutation.set_id(std::string{id});
    mutation.set_group(edit.group);
    for (const auto& frozen : edit.frozen)
        *mutation.add_frozen() = frozen;
    const auto inherited = [&](const Path& path) {
        auto base = edit.shownSeq;
        if (base::isPlanted("base-not-inherited"))
            return base;
        // One that has been answered since does not show any more, but its author has not looked again.
        for (const auto& own : edit.shownOwn)
            if (overlap(own.path, path))
                base = std::min(base, own.base);
        for (const auto& entry : pending) {
            if (entry.mutation.kind() == v1::Mutation::CREATE)
                base = 0;
            for (const auto& touched : entry.mutation.paths())
                if (overlap(pathOf(touched), path))
                    base = std::min(base, touched.base());
        }
        return base;
    };
    for (const auto& path : edit.paths) {
        auto& touched = *mutation.add_paths();
        touched.set_field(static_cast<std::uint32_t>(path.field));
        touched.set_key(path.key);
        touched.set_inner(static_cast<std::uint32_t>(path.inner));
        touched.set_base(inherited(path));
        touched.set_time(edit.time);
    }
    const auto partial = schema::partialOf(edit.values, type, edit.paths);
    schema::clearServerOnly(*partial, type);
    mutation.set_partial(partial->SerializeAsString());
    return mutation;
}

bool mayGather(const RecordType& type, const OutboxEntry& newest, const PathEdit& edit,
               std::int64_t lastGrouped) {
    if (newest.state != OutboxEntry::State::Waiting || newest.group != edit.group)
        return false;
    if (edit.group == 0 && newest.no < lastGrouped)
        return false;
    if (!edit.frozen.empty() || newest.mutation.frozen_size() > 0)
        return false;
    if (std::any_of(edit.paths.begin(), edit.paths.end(),
                    [&](const Path& path) { return standsAlone(type, path); }))
        return false;
    if (newest.mutation.kind() == v1::Mutation::CREATE)
        return true;
    return newest.mutation.kind() == v1::Mutation::EDIT &&
           std::none_of(newest.mutation.paths().begin(), newest.mutation.paths().end(),
                        [&](const v1::TouchedPath& touched) { return standsAlone(type, pathOf(touched)); });
}

v1::Mutation gathered(const RecordType& type, const v1::Mutation& newest, const v1::Mutation& alone) {
    auto result = newest;
    const auto record = type.parse(newest.partial());
    const auto values = type.parse(alone.partial());
    for (const auto& touched : alone.paths()) {
        const auto path = pathOf(touched);
        copyPartial(type, *values, *record, path);
        if (result.kind() == v1::Mutation::CREATE) {
            result.set_time(std::max(result.time(), touched.time()));
            continue;
        }
        if (auto* same = exactly(result, path); same != nullptr) {
            same->set_base(std::min(same->base(), touched.base()));
            if (!base::isPlanted("gathering-keeps-the-old-time"))
                same->set_time(std::max(same->time(), touched.time()));
            continue;
        }
        if (auto* around = covering(result, path); around != nullptr) {
            around->set_base(std::min(around->base(), touched.base()));
            around->set_time(std::max(around->time(), touched.time()));
            continue;
        }
        auto whole = touched;
        auto& paths = *result.mutable_paths();
        for (int i = paths.size() - 1; i >= 0; --i)
            if (path.covers(pathOf(paths[i]))) {
                whole.set_base(std::min(whole.base(), paths[i].base()));
                paths.DeleteSubrange(i, 1);
            }
        *result.add_paths() = whole;
    }
    schema::canonicalise(*record, type);
    result.set_partial(record->SerializeAsString());
    return result;
}

}  // namespace fieldfare::engine
