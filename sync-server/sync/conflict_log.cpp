#include "sync-server/sync/conflict_log.h"

#include "shared/base/hash.h"
#include "shared/schema/path.h"
#include "shared/schema/schema.h"

namespace fieldfare::server::sync {

using schema::Schema;

namespace {

constexpr std::size_t idBytes = 16;
constexpr std::size_t receiptBytes = 16;

/// The same for the same value of the same mutation, which loses once: when it was typed, then a digest, so
/// that they stand in the order of their making. None for what was made at the server.
std::optional<std::string> idOf(const storage::RecordRow& about, const merge::Version& losing,
                                std::string_view path) {
    if (losing.author.device.empty())
        return std::nullopt;
    std::string id;
    for (unsigned i = 0; i < 8; ++i)
        id += static_cast<char>(losing.time >> (56 - 8 * i));
    std::string told{"conflict"};
    told.append(about.id).append(losing.author.device);
    told.append(std::to_string(losing.author.number)).append(path);
    return id + base::sha256(told).substr(0, idBytes - id.size());
}

}  // namespace

v1::Authorship authorship(const merge::Version& version) {
    v1::Authorship out;
    out.set_person_id(version.author.person);
    out.set_device_id(version.author.device);
    out.set_number(version.author.number);
    out.set_time(version.time);
    return out;
}

storage::RecordRow& ConflictLog::insert(const storage::RecordRow& about, const merge::Version& losing,
                                        std::string_view path, std::uint64_t seq) {
    const auto& type = Schema::of<v1::Conflict>();
    const auto id = idOf(about, losing, path).value_or(ids_.next().bytes());
    const auto* there = changes_.find(type, id);
    auto& row = there == nullptr ? changes_.insert(type, id, &about) : changes_.change(*there);
    row.seq = seq;
    if (there == nullptr) {
        row.versions = merge::Versions{{seq, base::hybridTime(now_), {}}};
        ++changes_.change(about).clashes;
    }
    auto& conflict = static_cast<v1::Conflict&>(*row.record);
    conflict.set_record_id(about.id);
    conflict.set_record_type(about.type->number());
    conflict.set_path(std::string{path});
    conflict.set_kind(v1::Conflict::LOST_EDIT);
    if (there == nullptr) {
        conflict.set_status(v1::Conflict::OPEN);
        conflict.set_found_at(now_);
    }
    *conflict.mutable_losing_by() = authorship(losing);
    if (!losing.author.person.empty())
        conflict.set_loser_id(losing.author.person);
    return row;
}

storage::RecordRow* ConflictLog::candidate(const storage::RecordRow& about, const merge::Clash& clash) {
    const auto& author = clash.losing.author;
    if (about.clashes != 0)
        for (const auto* row : changes_.children(Schema::of<v1::Conflict>(), about)) {
            const auto& open = static_cast<const v1::Conflict&>(*row->record);
            if (open.kind() == v1::Conflict::CANDIDATE && open.status() == v1::Conflict::OPEN &&
                open.losing_by().device_id() == author.device &&
                open.losing_by().person_id() == author.person &&
                open.path() == schema::pathText(*about.type, clash.path))
                return &changes_.change(*row);
        }
    return nullptr;
}

void ConflictLog::add(const storage::RecordRow& about, const merge::Clash& clash, std::uint64_t seq) {
    auto* row = clash.keptBoth ? candidate(about, clash) : nullptr;
    if (row == nullptr)
        row = &insert(about, clash.losing, schema::pathText(*about.type, clash.path), seq);
    row->seq = seq;
    auto& conflict = static_cast<v1::Conflict&>(*row->record);
    if (clash.keptBoth)
        conflict.set_kind(v1::Conflict::CANDIDATE);
    conflict.set_standing(clash.standingValue->SerializeAsString());
    conflict.set_losing(clash.losingValue->SerializeAsString());
    *conflict.mutable_standing_by() = authorship(clash.standing);
    *conflict.mutable_losing_by() = authorship(clash.losing);
    seal(*row);
}

void ConflictLog::addRevival(const storage::RecordRow& about, const merge::Version& deletion,
                             const merge::Version& edit, std::uint64_t seq) {
    auto& row = insert(about, deletion, {}, seq);
    *static_cast<v1::Conflict&>(*row.record).mutable_standing_by() = authorship(edit);
    seal(row);
}

void ConflictLog::seal(storage::RecordRow& row) const {
    auto& conflict = static_cast<v1::Conflict&>(*row.record);
    conflict.set_receipt(receiptOf(secret_, row.id, conflict));
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
        seal(settled);
        --changes_.change(about).clashes;
    }
}

void ConflictLog::hold(const storage::RecordRow* about, const std::string& unit, const Incoming& incoming,
                       const merge::Author& author, const v1::Fault& reason, std::uint64_t seq) {
    auto& row = changes_.insert(Schema::of<v1::HeldChange>(), ids_.next().bytes(), about);
    row.seq = seq;
    row.versions = merge::Versions{{seq, base::hybridTime(now_), {}}};
    auto& held = static_cast<v1::HeldChange&>(*row.record);
    if (about != nullptr)
        held.set_beside_id(about->id);
    else
        held.set_unit_id(unit);
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

std::string receiptOf(std::string_view secret, const std::string& id, const v1::Conflict& conflict) {
    auto told = conflict;
    told.clear_receipt();
    return base::hmacSha256(secret, "conflict" + id + told.SerializeAsString()).substr(0, receiptBytes);
}

void takeBack(ChangeSet& changes, std::string_view secret,
              const google::protobuf::RepeatedPtrField<v1::Row>& offered, std::int64_t now) {
    const auto& type = Schema::of<v1::Conflict>();
    for (const auto& row : offered) {
        v1::Conflict conflict;
        if (row.type() != type.number() || row.id().size() != idBytes ||
            !conflict.ParseFromString(row.body()) ||
            !base::equalSecrets(receiptOf(secret, row.id(), conflict), conflict.receipt()) ||
            changes.find(type, row.id()) != nullptr)
            continue;
        const auto* aboutType = Schema::instance().type(conflict.record_type());
        const auto* about = aboutType == nullptr ? nullptr : changes.find(*aboutType, conflict.record_id());
        if (about == nullptr)
            continue;
        auto& kept = changes.insert(type, row.id(), about);
        kept.seq = changes.nextSeq();
        kept.versions = merge::Versions{{kept.seq, base::hybridTime(now), {}}};
        kept.record->CopyFrom(conflict);
        if (conflict.status() == v1::Conflict::OPEN)
            ++changes.change(*about).clashes;
    }
}

}  // namespace fieldfare::server::sync
