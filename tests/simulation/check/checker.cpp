#include "tests/simulation/check/checker.h"

#include <array>
#include <map>
#include <set>

#include "fieldfare/access.pb.h"
#include "fieldfare/people.pb.h"
#include "mobile/engine/meta.h"
#include "shared/base/uuid.h"
#include "shared/schema/schema.h"
#include "shared/storage/record_columns.h"
#include "tests/simulation/world/violation.h"

namespace fieldfare::simulation {

using engine::LocalStore;
using schema::Schema;

namespace {

std::string nameOf(const schema::RecordType& type, const std::string& id) {
    return type.name() + " " + base::idText(id);
}

/// The server's state of every row on a device.
struct LocalRow {
    const schema::RecordType* type = nullptr;
    std::string body;
    bool hidden = false;
};

std::map<std::string, LocalRow> rowsOf(LocalStore& store) {
    std::map<std::string, LocalRow> rows;
    for (const auto* type : Schema::instance().types()) {
        auto query = store.database().query("SELECT id, hidden, coalesce(server_body, body) FROM " +
                                            storage::tableName(*type));
        while (query.step())
            rows[std::string{query.blob(0)}] = {type, std::string{query.blob(2)}, query.integer(1) != 0};
    }
    return rows;
}

bool sameRecord(const schema::RecordType& type, const std::string& a, const std::string& b) {
    return a == b || Truth::canonical(*type.parse(a)) == Truth::canonical(*type.parse(b));
}

/// What rules say, in an order of its own.
std::multiset<std::array<std::uint32_t, 4>> wordsOf(const std::vector<const v1::AccessRule*>& rules) {
    std::multiset<std::array<std::uint32_t, 4>> words;
    for (const auto* rule : rules)
        words.insert({rule->record_type(), rule->field_number(),
                      static_cast<std::uint32_t>(rule->operation()),
                      static_cast<std::uint32_t>(rule->effect())});
    return words;
}

}  // namespace

void Checker::compare(const Examinee& device) {
    if (device.local.outbox().hasWork())
        throw Violation{"I19", device.name + " still has edits to send: " +
                                   device.local.outbox().unsent(1).front().mutation.ShortDebugString()};
    const auto reader = truth_.reader(device.person);
    v1::RoleRights told;
    told.ParseFromString(device.local.meta().bytes(engine::Meta::rights).value_or(""));
    std::vector<const v1::AccessRule*> known;
    for (const auto& rule : told.rules())
        known.push_back(&rule);
    std::vector<const v1::AccessRule*> inForce;
    for (const auto& [id, record] : truth_.all())
        if (record.type == &Schema::of<v1::AccessRule>() && !record.deleted)
            if (const auto& rule = static_cast<const v1::AccessRule&>(*record.message);
                rule.role() == reader.role)
                inForce.push_back(&rule);
    if (told.role() != reader.role || wordsOf(known) != wordsOf(inForce))
        throw Violation{"I7", device.name + " has other rules than its person: " + told.ShortDebugString()};
    auto rows = rowsOf(device.local);
    // What the restored server has of this device and cannot decide yet is shown here as it was typed.
    std::set<std::string> undecided;
    for (const auto& entry : device.local.outbox().undecided())
        undecided.insert(entry.record);
    for (const auto& [id, record] : truth_.all()) {
        if (!truth_.maySee(reader, record))
            continue;
        const auto row = rows.find(id);
        if (row == rows.end())
            throw Violation{"I7", device.name + " lacks " + nameOf(*record.type, id)};
        if (row->second.hidden && !undecided.contains(id))
            throw Violation{"I7", device.name + " hides " + nameOf(*record.type, id)};
        const auto wanted = truth_.shown(reader, record);
        if (!sameRecord(*record.type, row->second.body, wanted))
            throw Violation{"I7", device.name + " has another " + nameOf(*record.type, id) + ":\n  here   " +
                                      record.type->parse(row->second.body)->ShortDebugString() +
                                      "\n  server " + record.type->parse(wanted)->ShortDebugString()};
        rows.erase(row);
    }
    for (const auto& [id, row] : rows) {
        if (undecided.contains(id))
            continue;
        const auto* record = truth_.find(id);
        throw Violation{record == nullptr || record->deleted ? "I15" : "I13",
                        device.name + " still has " + nameOf(*row.type, id)};
    }
}

void Checker::examine(const Examinee& device) {
    auto& store = device.local;
    if (!store.verify())
        throw Violation{"I5", device.name + ": the kept counts are not those of the rows"};
    std::map<std::string, std::vector<engine::OutboxEntry>> pending;
    for (const auto& id : store.outbox().records())
        pending[id] = store.outbox().of(id);
    for (const auto* type : Schema::instance().types()) {
        auto query =
            store.database().query("SELECT id, seq, body, server_body FROM " + storage::tableName(*type));
        while (query.step()) {
            const std::string id{query.blob(0)};
            const auto entries = pending.find(id);
            if (entries == pending.end()) {
                if (!query.isNull(3) || query.integer(1) == 0)
                    throw Violation{"I4", device.name + " shows an edit of " + nameOf(*type, id) +
                                              " that is not in the outbox"};
                continue;
            }
            std::optional<std::string> server;
            if (!query.isNull(3))
                server = std::string{query.blob(3)};
            const auto laid = store.overlay().lay(*type, server, entries->second);
            if (laid.message == nullptr ||
                Truth::canonical(*laid.message) != Truth::canonical(*type->parse(query.blob(2))))
                throw Violation{"I4", device.name + " does not show the edits of " + nameOf(*type, id) +
                                          " that are in the outbox"};
        }
    }
}

void Checker::examineUnderway(const Examinee& device) {
    auto& store = device.local;
    for (const auto* type : Schema::instance().types()) {
        auto query = store.database().query("SELECT id FROM " + storage::tableName(*type) +
                                            " WHERE hidden & 1 = 0 AND length(standings) = 0 AND seq <> 0");
        if (query.step())
            throw Violation{"I13", device.name + " shows what stands in no scope: " +
                                       nameOf(*type, std::string{query.blob(0)})};
    }
    for (const auto& value : ledger_.values()) {
        const auto* sent = value.store != device.store || value.number == 0 || value.mark.empty()
                               ? nullptr
                               : ledger_.sentBy(value.store, value.number);
        if (sent == nullptr || !sent->outcome || sent->outcome->result() != v1::Outcome::APPLIED)
            continue;
        const auto& type = *Schema::instance().type(sent->mutation.type());
        const auto row = store.records().of(type).load(value.record);
        // What administrators hide from its author is erased, and comes back with the row.
        if (const auto path = schema::parsePath(type, value.path);
            path && ledger_.wasHidden(type, path->field))
            continue;
        if (!row || row->head.seq >= sent->outcome->seq() ||
            Ledger::marksIn(row->body).contains(value.mark) || ledger_.isReplaced(value) ||
            ledger_.wroteAgain(value) || ledger_.wasSettledAgainst(value))
            continue;
        throw Violation{"I3",
                        device.name + " does not show what it typed, and has nothing newer: " + value.mark};
    }
}

void Checker::examineAnswer(const std::string& person, const v1::SyncResponse& response) {
    const auto reader = truth_.reader(person);
    const auto examineRow = [&](const v1::Row& row) {
        const auto* record = truth_.find(row.id());
        if (record == nullptr || !truth_.maySee(reader, *record))
            throw Violation{"I11", "a record was sent to somebody who may not see it: type " +
                                       std::to_string(row.type()) + " " + base::idText(row.id())};
        // Of a row that its reader has, what changed comes alone.
        if (row.changed().empty() && !sameRecord(*record->type, row.body(), truth_.shown(reader, *record)))
            throw Violation{"I11", "not what the reader may see of " + nameOf(*record->type, record->id)};
    };
    for (const auto& page : response.pages())
        for (const auto& row : page.rows())
            examineRow(row);
    for (const auto& answer : response.ranges())
        for (const auto& row : answer.rows())
            examineRow(row);
}

}  // namespace fieldfare::simulation
