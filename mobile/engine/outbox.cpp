#include "mobile/engine/outbox.h"

#include "shared/base/planted_bug.h"
#include "shared/schema/schema.h"

namespace fieldfare::engine {

using State = OutboxEntry::State;
using storage::Query;
using storage::Text;

namespace {

constexpr std::string_view columns =
    "no, state, type, record, title, group_no, mutation, seq, changed_at, attempts, fault";

OutboxEntry entryOf(const Query& query) {
    OutboxEntry entry;
    entry.no = query.integer(0);
    entry.state = static_cast<State>(query.integer(1));
    entry.type = schema::Schema::instance().type(static_cast<std::uint32_t>(query.integer(2)));
    entry.record = query.blob(3);
    entry.title = query.text(4);
    entry.group = query.unsignedInteger(5);
    const auto encoded = query.blob(6);
    if (entry.type == nullptr ||
        !entry.mutation.ParseFromArray(encoded.data(), static_cast<int>(encoded.size())))
        throw storage::StorageError{storage::Trouble::Corrupt, "an outbox entry cannot be read"};
    entry.seq = query.unsignedInteger(7);
    entry.changedAt = query.integer(8);
    entry.attempts = static_cast<int>(query.integer(9));
    if (!query.isNull(10)) {
        const auto fault = query.blob(10);
        entry.lastFault.emplace();
        entry.lastFault->ParseFromArray(fault.data(), static_cast<int>(fault.size()));
    }
    return entry;
}

}  // namespace

std::vector<OutboxEntry> Outbox::load(std::string_view where, std::string_view record) const {
    const auto sql = "SELECT " + std::string{columns} + " FROM outbox WHERE " + std::string{where};
    auto query = record.empty() ? database_.query(sql) : database_.query(sql, record);
    std::vector<OutboxEntry> found;
    while (query.step())
        found.push_back(entryOf(query));
    return found;
}

std::int64_t Outbox::append(const OutboxEntry& entry) {
    ++version_;
    const auto encoded = entry.mutation.SerializeAsString();
    auto query = database_.query(
        "INSERT INTO outbox(state, type, record, title, group_no, mutation, seq, changed_at, attempts) "
        "VALUES (1, $1, $2, $3, $4, $5, 0, $6, 0) RETURNING no",
        entry.type->number(), entry.record, Text{entry.title}, entry.group, encoded, entry.changedAt);
    (void)query.step();
    return query.integer(0);
}

void Outbox::replace(const OutboxEntry& entry) {
    ++version_;
    database_.run("UPDATE outbox SET mutation = $2, title = $3, changed_at = $4 WHERE no = $1 AND state = 1",
                  entry.no, entry.mutation.SerializeAsString(), Text{entry.title}, entry.changedAt);
}

void Outbox::remove(std::int64_t no) {
    ++version_;
    database_.run("DELETE FROM outbox WHERE no = $1", no);
}

std::optional<OutboxEntry> Outbox::at(std::int64_t no) const {
    auto query = database_.query("SELECT " + std::string{columns} + " FROM outbox WHERE no = $1", no);
    return query.step() ? std::optional{entryOf(query)} : std::nullopt;
}

std::optional<OutboxEntry> Outbox::byNumber(std::uint64_t number) const {
    auto query = database_.query("SELECT " + std::string{columns} + " FROM outbox WHERE number = $1", number);
    return query.step() ? std::optional{entryOf(query)} : std::nullopt;
}

std::vector<OutboxEntry> Outbox::of(std::string_view record) const {
    return load("record = $1 AND state <> 4 ORDER BY no", record);
}

std::vector<OutboxEntry> Outbox::groupOf(const OutboxEntry& entry) const {
    if (entry.group == 0)
        return {entry};
    auto query = database_.query(
        "SELECT " + std::string{columns} + " FROM outbox WHERE group_no = $1 ORDER BY no", entry.group);
    std::vector<OutboxEntry> found;
    while (query.step())
        found.push_back(entryOf(query));
    return found;
}

std::vector<OutboxEntry> Outbox::accepted() const {
    return load("state = 3 ORDER BY no");
}

std::vector<OutboxEntry> Outbox::unsent(int limit) const {
    return load("state IN (1, 2, 5) ORDER BY no LIMIT " + std::to_string(limit));
}

std::uint64_t Outbox::unsentCount() const {
    auto query = database_.query("SELECT count(*) FROM outbox WHERE state IN (1, 2, 5)");
    (void)query.step();
    return query.unsignedInteger(0);
}

bool Outbox::hasWork() const {
    return database_.query("SELECT 1 FROM outbox WHERE state IN (1, 2, 4) LIMIT 1").step();
}

std::unordered_set<std::string> Outbox::records() const {
    std::unordered_set<std::string> ids;
    auto query = database_.query("SELECT DISTINCT record FROM outbox WHERE state <> 4");
    while (query.step())
        ids.emplace(query.blob(0));
    return ids;
}

std::int64_t Outbox::lastGrouped() const {
    auto query = database_.query("SELECT coalesce(max(no), 0) FROM outbox WHERE group_no <> 0");
    (void)query.step();
    return query.integer(0);
}

FixedMutations Outbox::fix(std::size_t mutations, std::size_t bytes, std::string_view device) {
    ++version_;
    struct Candidate {
        std::int64_t no;
        State state;
        std::uint64_t group;
        std::uint64_t number;
        std::string encoded;
    };
    FixedMutations fixed;
    if (mutations == 0)
        return fixed;
    std::vector<Candidate> chosen;
    std::vector<Candidate> unit;
    std::size_t size = 0;
    // Takes the gathered unit in; false when it does not fit any more.
    const auto take = [&] {
        if (unit.empty())
            return true;
        std::size_t unitSize = 0;
        for (const auto& each : unit)
            unitSize += each.encoded.size() + 48;  // number, device and framing are added to Waiting ones
        if (!chosen.empty() && (chosen.size() + unit.size() > mutations || size + unitSize > bytes))
            return false;
        if (chosen.empty())
            fixed.firstUnit = unit.size();
        size += unitSize;
        std::move(unit.begin(), unit.end(), std::back_inserter(chosen));
        unit.clear();
        return true;
    };
    bool full = false;
    const auto gather = [&](std::string_view sql) {
        if (full)
            return;
        auto query = database_.query(sql, static_cast<std::int64_t>(mutations) + 101);  // a group more
        while (!full && query.step()) {
            Candidate next{query.integer(0), static_cast<State>(query.integer(1)), query.unsignedInteger(2),
                           query.unsignedInteger(3), std::string{query.blob(4)}};
            const bool joins = !unit.empty() && next.group != 0 && next.group == unit.back().group;
            if (!joins && !take()) {
                full = true;
                break;
            }
            unit.push_back(std::move(next));
        }
        if (!full && !take())
            full = true;
    };
    gather(
        "SELECT no, state, group_no, number, mutation FROM outbox WHERE state IN (2, 4) ORDER BY number "
        "LIMIT $1");
    gather("SELECT no, state, group_no, number, mutation FROM outbox WHERE state = 1 ORDER BY no LIMIT $1");

    auto given = meta_.number(Meta::given);
    for (auto& each : chosen) {
        if (each.state == State::Waiting) {
            v1::Mutation mutation;
            mutation.ParseFromString(each.encoded);
            mutation.set_number(++given);
            mutation.set_device(std::string{device});
            each.number = given;
            each.encoded = mutation.SerializeAsString();
            database_.run("UPDATE outbox SET state = 2, number = $2, mutation = $3 WHERE no = $1", each.no,
                          each.number, each.encoded);
        }
        if (fixed.encoded.empty())
            fixed.first = each.number;
        fixed.encoded.push_back(std::move(each.encoded));
    }
    meta_.setNumber(Meta::given, given);
    if (!fixed.encoded.empty())
        database_.run("UPDATE outbox SET attempts = attempts + 1 WHERE number >= $1 AND number < $2",
                      fixed.first, fixed.first + fixed.encoded.size());
    return fixed;
}

void Outbox::accept(std::int64_t no, std::uint64_t seq, std::string_view receipt) {
    ++version_;
    database_.run("UPDATE outbox SET state = 3, seq = $2, receipt = $3, fault = NULL WHERE no = $1", no, seq,
                  receipt);
}

void Outbox::park(std::int64_t no, const v1::Fault& fault, std::int64_t now, std::string_view appVersion) {
    ++version_;
    const auto entry = at(no);
    if (!entry)
        return;
    auto mutation = entry->mutation;
    mutation.clear_number();
    mutation.clear_device();
    database_.run(
        "UPDATE outbox SET state = 5, number = NULL, mutation = $2, fault = $3, parked_at = $4, "
        "parked_by = $5 WHERE no = $1",
        no, mutation.SerializeAsString(), fault.SerializeAsString(), now, Text{appVersion});
}

void Outbox::unpark(std::string_view appVersion, std::int64_t before) {
    ++version_;
    database_.run("UPDATE outbox SET state = 1 WHERE state = 5 AND (parked_by <> $1 OR parked_at < $2)",
                  Text{appVersion}, before);
}

void Outbox::fill(std::int64_t no, std::string_view device) {
    ++version_;
    const auto entry = at(no);
    if (!entry)
        return;
    v1::Mutation nothing;
    nothing.set_number(entry->number());
    nothing.set_device(std::string{device});
    nothing.set_kind(v1::Mutation::EDIT);
    nothing.set_type(entry->type->number());
    nothing.set_id(entry->record);
    database_.run("UPDATE outbox SET state = 4, group_no = 0, mutation = $2 WHERE no = $1", no,
                  nothing.SerializeAsString());
}

void Outbox::noteFailure(const v1::Fault& fault) {
    ++version_;
    database_.run("UPDATE outbox SET fault = $1 WHERE state = 2", fault.SerializeAsString());
}

std::uint64_t Outbox::confirmed() const {
    auto query = database_.query("SELECT min(number) FROM outbox WHERE state IN (2, 4)");
    if (query.step() && !query.isNull(0) && !base::isPlanted("confirm-before-it-is-stored"))
        return query.unsignedInteger(0) - 1;
    return meta_.number(Meta::given);
}

}  // namespace fieldfare::engine
