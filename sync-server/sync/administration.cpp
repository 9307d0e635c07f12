#include "sync-server/sync/administration.h"

#include "shared/access/access_rule.h"
#include "shared/base/hybrid_clock.h"
#include "shared/schema/fault.h"
#include "shared/schema/schema.h"

namespace fieldfare::server::sync {

using google::protobuf::Message;
using schema::Schema;
using storage::RecordRow;

namespace {

// A tree of units is not deeper; a chain that is longer is a ring.
constexpr int deepest = 64;

v1::Fault rule(std::string message, std::string path) {
    return schema::fault(v1::RULE, std::move(message), std::move(path));
}

const v1::Unit* unit(ChangeSet& changes, const std::string& id) {
    const auto* row = changes.find(Schema::of<v1::Unit>(), id);
    return row == nullptr || row->deleted != 0 ? nullptr : static_cast<const v1::Unit*>(row->record.get());
}

/// Asks the request's own changes, which the directory does not know yet.
bool isWithin(ChangeSet& changes, std::string id, const std::string& above) {
    for (int step = 0; step < deepest && !id.empty(); ++step) {
        if (id == above)
            return true;
        const auto* next = unit(changes, id);
        if (next == nullptr)
            return false;
        id = next->superior_id();
    }
    return false;
}

std::optional<v1::Fault> checkUnit(ChangeSet& changes, const Directory& directory, const RecordRow& row) {
    const auto& superior = static_cast<const v1::Unit&>(*row.record).superior_id();
    const std::string path{"superior_id"};
    if (row.id == directory.rootUnit())
        return superior.empty() ? std::nullopt : std::optional{rule("the root unit has none above it", path)};
    if (unit(changes, superior) == nullptr)
        return rule("a unit hangs under another that is there", path);
    if (isWithin(changes, superior, row.id))
        return rule("a unit does not hang under itself", path);
    return std::nullopt;
}

bool mayKeep(v1::Role role) {
    return role == v1::REP || role == v1::MANAGER || role == v1::UNIT_ADMINISTRATOR;
}

std::optional<v1::Fault> checkPerson(ChangeSet& changes, const Viewer& viewer, const v1::Person& person,
                                     const v1::Person* before) {
    if (unit(changes, person.unit_id()) == nullptr)
        return rule("a person works in a unit that is there", "unit_id");
    if (viewer.role != v1::UNIT_ADMINISTRATOR)
        return std::nullopt;
    for (const auto* state : {before, &person}) {
        if (state == nullptr)
            continue;
        if (!isWithin(changes, state->unit_id(), viewer.unit))
            return schema::fault(v1::NO_RIGHT, "the person is not of your unit", "unit_id");
        if (!mayKeep(state->role()))
            return schema::fault(v1::NO_RIGHT, "the role is not a unit administrator's to give or keep",
                                 "role");
    }
    return std::nullopt;
}

}  // namespace

std::optional<v1::Fault> checkAdministration(ChangeSet& changes, const Directory& directory,
                                             const Viewer& viewer, const RecordRow& row,
                                             const Message* before) {
    if (row.type == &Schema::of<v1::Unit>())
        return checkUnit(changes, directory, row);
    if (row.type == &Schema::of<v1::Person>())
        return checkPerson(changes, viewer, static_cast<const v1::Person&>(*row.record),
                           static_cast<const v1::Person*>(before));
    if (row.type == &Schema::of<v1::AccessRule>())
        return access::checkRule(static_cast<const v1::AccessRule&>(*row.record));
    return std::nullopt;
}

std::optional<v1::Fault> checkErase(ChangeSet& changes, const Directory& directory, const RecordRow& row) {
    if (row.type != &Schema::of<v1::Unit>())
        return std::nullopt;
    if (row.id == directory.rootUnit())
        return rule("the root unit stays", {});
    const auto& units = Schema::of<v1::Unit>();
    if (!changes.where(units, *units.field("superior_id"), row.id).empty())
        return rule("there are units below it", {});
    const auto isDone = [](const RecordRow& there) {
        return there.type == &Schema::of<v1::HeldChange>() &&
               static_cast<const v1::HeldChange&>(*there.record).status() != v1::HeldChange::OPEN;
    };
    for (const auto* type : Schema::instance().types()) {
        if (type->unit() == nullptr)
            continue;
        const auto there = changes.where(*type, *type->unit(), row.id);
        if (!std::all_of(there.begin(), there.end(), [&](const auto* one) { return isDone(*one); }))
            return rule("there is still a " + type->name() + " in it", {});
    }
    return std::nullopt;
}

void followOwner(ChangeSet& changes, const RecordRow& person, const Message& before, std::int64_t now) {
    if (person.type != &Schema::of<v1::Person>())
        return;
    const auto& to = static_cast<const v1::Person&>(*person.record).unit_id();
    if (to == static_cast<const v1::Person&>(before).unit_id())
        return;
    for (const auto* type : Schema::instance().types()) {
        if (type->owner() == nullptr)
            continue;
        for (const auto* owned : changes.where(*type, *type->owner(), person.id)) {
            auto& row = changes.change(*owned);
            row.seq = changes.nextSeq();
            schema::setBytes(*row.record, type->unit(), to);
            row.versions.set({type->unit()->number(), {}, 0}, {row.seq, base::hybridTime(now), {}});
        }
    }
}

}  // namespace fieldfare::server::sync
