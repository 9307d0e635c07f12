#include "sync-server/sync/conflict_log.h"

#include "shared/schema/path.h"
#include "shared/schema/schema.h"

namespace fieldfare::server::sync {

using schema::Schema;

v1::Authorship authorship(const merge::Version& version) {
    v1::Authorship out;
    out.set_person_id(version.author.person);
    out.set_device_id(version.author.device);
    out.set_number(version.author.number);
    out.set_time(version.time);
    return out;
}

v1::Conflict& ConflictLog::insert(const storage::RecordRow& about, std::uint64_t seq) {
    auto& row = changes_.insert(Schema::of<v1::Conflict>(), ids_.next().bytes(), &about);
    row.seq = seq;
    row.versions = merge::Versions{{seq, base::hybridTime(now_), {}}};
    auto& conflict = static_cast<v1::Conflict&>(*row.record);
    conflict.set_record_id(about.id);
    conflict.set_record_type(about.type->number());
    conflict.set_kind(v1::Conflict::LOST_EDIT);
    conflict.set_status(v1::Conflict::OPEN);
    conflict.set_found_at(now_);
    ++changes_.change(about).clashes;
    return conflict;
}

v1::Conflict& ConflictLog::candidate(const storage::RecordRow& about, const merge::Clash& clash,
                                     std::uint64_t seq) {
    const auto& author = clash.losing.author;
    if (about.clashes != 0)
        for (const auto* row : changes_.children(Schema::of<v1::Conflict>(), about)) {
            const auto& open = static_cast<const v1::Conflict&>(*row->record);
            if (open.kind() != v1::Conflict::CANDIDATE || open.status() != v1::Conflict::OPEN ||
                open.losing_by().device_id() != author.device ||
                open.losing_by().person_id() != author.person ||
                open.path() != schema::pathText(*about.type, clash.path))
                continue;
            auto& mine = changes_.change(*row);
            mine.seq = seq;
            return static_cast<v1::Conflict&>(*mine.record);
        }
    auto& conflict = insert(about, seq);
    conflict.set_kind(v1::Conflict::CANDIDATE);
    return conflict;
}

void ConflictLog::add(const storage::RecordRow& about, const merge::Clash& clash, std::uint64_t seq) {
    auto& conflict = clash.keptBoth ? candidate(about, clash, seq) : insert(about, seq);
    conflict.set_path(schema::pathText(*about.type, clash.path));
    conflict.set_standing(clash.standingValue->SerializeAsString());
    conflict.set_losing(clash.losingValue->SerializeAsString());
    *conflict.mutable_standing_by() = authorship(clash.standing);
    *conflict.mutable_losing_by() = authorship(clash.losing);
    if (!clash.losing.author.person.empty())
        conflict.set_loser_id(clash.losing.author.person);
}

void ConflictLog::addRevival(const storage::RecordRow& about, const merge::Version& deletion,
                             const merge::Version& edit, std::uint64_t seq) {
    auto& conflict = insert(about, seq);
    *conflict.mutable_standing_by() = authorship(edit);
    *conflict.mutable_losing_by() = authorship(deletion);
    if (!deletion.author.person.empty())
        conflict.set_loser_id(deletion.author.person);
}

void ConflictLog::settle(const storage::RecordRow& about, const schema::Path& path, std::uint64_t base) {
    if (about.clashes == 0)
        return;
    const auto text = schema::pathText(*about.type, path);
    for (const auto* row : changes_.children(Schema::of<v1::Conflict>(), about)) {
        const auto& conflict = static_cast<const v1::Conflict&>(*row->record);
        if (conflict.status() != v1::Conflict::OPEN || conflict.path() != text || row->seq > base)
            continue;
        auto& settled = changes_.change(*row);
        settled.seq = changes_.nextSeq();
        static_cast<v1::Conflict&>(*settled.record).set_status(v1::Conflict::SETTLED);
        --changes_.change(about).clashes;
    }
}

void ConflictLog::hold(const storage::RecordRow& about, const Incoming& incoming, const merge::Author& author,
                       const v1::Fault& reason, std::uint64_t seq) {
    auto& row = changes_.insert(Schema::of<v1::HeldChange>(), ids_.next().bytes(), &about);
    row.seq = seq;
    row.versions = merge::Versions{{seq, base::hybridTime(now_), {}}};
    auto& held = static_cast<v1::HeldChange&>(*row.record);
    held.set_beside_id(about.id);
    held.set_record_id(incoming.mutation.id());
    held.set_record_type(incoming.mutation.type());
    held.set_status(v1::HeldChange::OPEN);
    held.set_mutation(incoming.mutation.SerializeAsString());
    auto& by = *held.mutable_by();
    by.set_person_id(author.person);
    by.set_device_id(author.device);
    by.set_number(author.number);
    by.set_time(incoming.mutation.time());
    held.set_reason(reason.message());
    held.set_code(reason.code());
    held.set_author_id(author.person);
    held.set_held_at(now_);
}

}  // namespace fieldfare::server::sync
