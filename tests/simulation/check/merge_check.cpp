#include <algorithm>
#include <map>

#include "fieldfare/field_work.pb.h"
#include "fieldfare/history.pb.h"
#include "shared/base/hybrid_clock.h"
#include "shared/base/uuid.h"
#include "shared/merge/versions.h"
#include "shared/schema/path_value.h"
#include "shared/schema/schema.h"
#include "tests/simulation/check/checker.h"
#include "tests/simulation/world/violation.h"

namespace fieldfare::simulation {

namespace {

/// Of two edits of one field the later one stands, whichever came first.
void examineConflict(const TrueRecord& record) {
    const auto* conflict = dynamic_cast<const v1::Conflict*>(record.message.get());
    if (conflict == nullptr || conflict->kind() != v1::Conflict::LOST_EDIT || conflict->path().empty())
        return;
    const auto& type = *schema::Schema::instance().type(conflict->record_type());
    const auto path = schema::parsePath(type, conflict->path());
    if (path && schema::resolve(type, *path)->leaf->merge() == v1::KEEP_BOTH)
        throw Violation{"I8",
                        "two values that were both to be kept, and nobody is asked: " + conflict->path()};
    if (!path || !path->key.empty() || schema::resolve(type, *path)->leaf->merge() != v1::LAST_EDIT)
        return;
    if (conflict->standing_by().time() < conflict->losing_by().time())
        throw Violation{"I10", "an earlier edit stands against a later one: " + conflict->ShortDebugString()};
}

}  // namespace

void Checker::examineMerging(std::int64_t now) {
    std::map<std::uint64_t, const Ledger::Sent*> deletions;
    for (const auto& [key, sent] : ledger_.sent()) {
        if (!sent.tookEffect())
            continue;
        if (sent.mutation.kind() == v1::Mutation::DELETE)
            deletions[sent.outcome->seq()] = &sent;
        const auto* type = schema::Schema::instance().type(sent.mutation.type());
        if (sent.unseen && type->policy().late_fact().empty())
            throw Violation{"I12",
                            "late work took effect that should be held: " + sent.mutation.ShortDebugString()};
    }
    for (const auto& [id, record] : truth_.all()) {
        examineConflict(record);
        if (record.deleted)
            if (const auto with = deletions.find(record.deletion); with != deletions.end()) {
                const auto* origin = truth_.find(with->second->mutation.id());
                if (origin != nullptr && !origin->deleted)
                    throw Violation{"I8", "what was deleted with a " + origin->type->name() +
                                              " did not come back with it: " + record.type->name() + " " +
                                              base::idText(id)};
            }
        const auto versions = merge::Versions::unpack(record.versions);
        for (const auto& field : record.type->fields())
            if (base::hybridMs(versions.of({field.number(), {}, 0}).time) > now)
                throw Violation{"I20", "an edit is later than now: " + field.name()};
    }
    // A step that freezes something froze what its author saw.
    for (const auto& [key, sent] : ledger_.sent())
        if (sent.tookEffect() && !sent.otherThanShown.empty())
            throw Violation{"I21", "it was signed with what its author had not seen, " + sent.otherThanShown +
                                       ": " + sent.mutation.ShortDebugString()};
    // What stands where somebody typed is as late as they typed it; where several put back one value, as the
    // first of them did.
    std::map<std::string, std::int64_t> typedAt;
    for (const auto& value : ledger_.values()) {
        auto& first = typedAt.try_emplace(value.mark, value.time).first->second;
        first = std::min(first, value.time);
    }
    for (const auto& value : ledger_.values()) {
        const auto* record = value.mark.empty() || value.forbidden ? nullptr : truth_.find(value.record);
        if (record == nullptr || record->deleted || value.time > now)
            continue;
        // A clock that runs ahead is set back to when the edit was received.
        const auto* sent = value.number == 0 ? nullptr : ledger_.sentBy(value.store, value.number);
        if (sent != nullptr && value.time > sent->answeredAt - 500)
            continue;
        const auto path = schema::parsePath(*record->type, value.path);
        if (!path || !path->key.empty() ||
            schema::resolve(*record->type, *path)->leaf->merge() != v1::LAST_EDIT)
            continue;
        const auto stands = schema::partialOf(*record->message, *record->type, {*path})->SerializeAsString();
        const auto time = merge::Versions::unpack(record->versions).of(*path).time;
        if (Ledger::marksIn(stands).contains(value.mark) && base::hybridMs(time) < typedAt.at(value.mark))
            throw Violation{"I10", "what " + value.mark + " says counts as typed before it was"};
    }
}

}  // namespace fieldfare::simulation
