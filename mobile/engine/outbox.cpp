#include "mobile/engine/outbox.h"

#include "shared/base/planted_bug.h"
#include "shared/schema/fault.h"
#include "shared/schema/schema.h"

namespace fieldfare::engine {

using State = OutboxEntry::State;
using storage::Query;
using storage::Text;

namespace {

constexpr std::string_view columns =
    "no, state, type, record, title, group_no, mutation, seq, changed_at, attempts, fault, result";

// States in the text of statements.
constexpr std::string_view laidOver = "state IN (1, 2, 3, 5, 6)";
constexpr std::string_view numbered = "state IN (2, 4, 8)";
constexpr std::string_view unsentStates = "state IN (1, 2, 5, 8)";

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
    entry.result = static_cast<v1::Outcome::Result>(query.integer(11));
    return entry;
}

/// An edit that touches nothing: it only takes a number.
v1::Mutation fillerOf(std::uint64_t number, std::string_view device, std::uint32_t type,
                      const std::string& record) {
    v1::Mutation nothing;
    nothing.set_number(number);
    nothing.set_device(std::string{device});
    nothing.set_kind(v1::Mutation::EDIT);
    nothing.set_type(type);
    nothing.set_id(record);
    return nothing;
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

void Outbox::requireInUse() const {
    if (meta_.number(Meta::handingOver) != 0)
        throw schema::FaultError{v1::DEVICE_COLLECTED, "this device was taken out of use"};
}

std::int64_t Outbox::append(const OutboxEntry& entry) {
    requireInUse();
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
    requireInUse();
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
    return load("record = $1 AND " + std::string{laidOver} + " ORDER BY no", record);
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

std::vector<OutboxEntry> Outbox::undecided() const {
    return load("state = 6 ORDER BY no");
}

std::vector<OutboxEntry> Outbox::unsent(int limit) const {
    return load(std::string{unsentStates} + " ORDER BY no LIMIT " + std::to_string(limit));
}

std::uint64_t Outbox::unsentCount() const {
    auto query = database_.query("SELECT count(*) FROM outbox WHERE " + std::string{unsentStates});
    (void)query.step();
    return query.unsignedInteger(0);
}

bool Outbox::hasWork() const {
    return database_.query("SELECT 1 FROM outbox WHERE state IN (1, 2, 4, 8) LIMIT 1").step();
}

std::unordered_set<std::string> Outbox::records() const {
    std::unordered_set<std::string> ids;
    auto query = database_.query("SELECT DISTINCT record FROM outbox WHERE " + std::string{laidOver});
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
        v1::Proof proof;
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
            Candidate next{query.integer(0),           static_cast<State>(query.integer(1)),
                           query.unsignedInteger(2),   query.unsignedInteger(3),
                           std::string{query.blob(4)}, {}};
            if (query.integer(5) != 0) {
                next.proof.set_number(next.number);
                next.proof.set_result(static_cast<v1::Outcome::Result>(query.integer(5)));
                next.proof.set_seq(query.unsignedInteger(6));
                next.proof.set_receipt(std::string{query.blob(7)});
            }
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
    const std::string select{
        "SELECT no, state, group_no, number, mutation, result, seq, receipt FROM outbox WHERE "};
    gather(select + std::string{numbered} + " ORDER BY number LIMIT $1");
    gather(select + "state = 1 ORDER BY no LIMIT $1");

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
        if (each.proof.number() != 0)
            fixed.proofs.push_back(std::move(each.proof));
    }
    meta_.setNumber(Meta::given, given);
    if (!fixed.encoded.empty())
        database_.run("UPDATE outbox SET attempts = attempts + 1 WHERE number >= $1 AND number < $2",
                      fixed.first, fixed.first + fixed.encoded.size());
    return fixed;
}

void Outbox::accept(std::int64_t no, const v1::Outcome& outcome, std::int64_t now) {
    ++version_;
    database_.run(
        "UPDATE outbox SET state = 3, seq = $2, receipt = $3, result = $4, settled_at = $5, fault = NULL "
        "WHERE no = $1",
        no, std::uint64_t{outcome.seq()}, outcome.receipt(), static_cast<int>(outcome.result()), now);
}

void Outbox::keep(std::int64_t no, const v1::Outcome& outcome, std::int64_t now) {
    accept(no, outcome, now);
    keep(no);
}

void Outbox::keep(std::int64_t no) {
    ++version_;
    database_.run("UPDATE outbox SET state = 7 WHERE no = $1", no);
}

void Outbox::purgeKept(std::int64_t before) {
    ++version_;
    database_.run("DELETE FROM outbox WHERE state = 7 AND settled_at < $1", before);
}

void Outbox::leaveUndecided(std::int64_t no) {
    ++version_;
    database_.run("UPDATE outbox SET state = 6 WHERE no = $1", no);
}

void Outbox::offerAgain(std::uint64_t last, std::string_view device) {
    ++version_;
    // What is laid over stays so; what has been seen in its row is not laid over what followed it there.
    if (!base::isPlanted("accepted-not-offered"))
        database_.run("UPDATE outbox SET state = 2 WHERE state IN (3, 6) AND number > $1", last);
    if (base::isPlanted("offered-under-new-numbers")) {
        database_.run(
            "INSERT INTO outbox(state, type, record, title, group_no, mutation, seq, changed_at, attempts) "
            "SELECT 1, type, record, title, group_no, mutation, 0, changed_at, 0 FROM outbox WHERE state = 7 "
            "AND number > $1 ORDER BY number",
            last);
        database_.run("DELETE FROM outbox WHERE state = 7 AND number > $1", last);
    } else {
        database_.run("UPDATE outbox SET state = 8 WHERE state = 7 AND number > $1", last);
    }
    std::uint64_t next = last + 1;
    std::vector<std::uint64_t> missing;
    {
        auto query = database_.query("SELECT number FROM outbox WHERE number > $1 ORDER BY number", last);
        while (query.step())
            for (const auto number = query.unsignedInteger(0); next <= number; ++next)
                if (next < number)
                    missing.push_back(next);
    }
    for (const auto given = meta_.number(Meta::given); next <= given; ++next)
        missing.push_back(next);
    for (const auto number : missing) {
        const auto mutation = fillerOf(number, device, schema::Schema::instance().types().front()->number(),
                                       std::string(16, '\0'));
        database_.run(
            "INSERT INTO outbox(number, state, type, record, title, group_no, mutation, seq, changed_at, "
            "attempts) VALUES ($1, 4, $2, $3, '', 0, $4, 0, 0, 0)",
            number, mutation.type(), mutation.id(), mutation.SerializeAsString());
    }
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

void Outbox::unparkAll() {
    ++version_;
    database_.run("UPDATE outbox SET state = 1 WHERE state = 5");
}

void Outbox::fill(std::int64_t no, std::string_view device) {
    ++version_;
    const auto entry = at(no);
    if (!entry)
        return;
    const auto nothing = fillerOf(entry->number(), device, entry->type->number(), entry->record);
    database_.run("UPDATE outbox SET state = 4, group_no = 0, mutation = $2 WHERE no = $1", no,
                  nothing.SerializeAsString());
}

void Outbox::noteFailure(const v1::Fault& fault) {
    ++version_;
    database_.run("UPDATE outbox SET fault = $1 WHERE state = 2", fault.SerializeAsString());
}

std::uint64_t Outbox::confirmed() const {
    auto query = database_.query("SELECT min(number) FROM outbox WHERE state IN (2, 4, 6, 8)");
    if (query.step() && !query.isNull(0) && !base::isPlanted("confirm-before-it-is-stored"))
        return query.unsignedInteger(0) - 1;
    return meta_.number(Meta::given);
}

}  // namespace fieldfare::engine
