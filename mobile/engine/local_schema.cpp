#include "mobile/engine/local_schema.h"

#include "mobile/engine/scopes.h"
#include "mobile/engine/store_change.h"
#include "mobile/engine/store_error.h"

namespace fieldfare::engine {

using schema::RecordType;
using storage::Text;

namespace {

// `layout` remembers how each type's table was made, so that a new column of the schema is noticed.
constexpr auto fixedTables = R"(
CREATE TABLE meta(key TEXT PRIMARY KEY NOT NULL, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE layout(type BIGINT PRIMARY KEY NOT NULL, name TEXT NOT NULL, definition TEXT NOT NULL,
    search TEXT NOT NULL);
CREATE TABLE search(id BLOB PRIMARY KEY NOT NULL, type BIGINT NOT NULL, text TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE scope(no INTEGER PRIMARY KEY AUTOINCREMENT, kind BIGINT NOT NULL, id BLOB NOT NULL,
    generation BIGINT NOT NULL, seq BIGINT NOT NULL, mask BIGINT NOT NULL, retired BIGINT NOT NULL,
    healed_at BIGINT NOT NULL);
CREATE TABLE scope_digest(scope BIGINT NOT NULL, type BIGINT NOT NULL, count BIGINT NOT NULL,
    sum BIGINT NOT NULL, PRIMARY KEY (scope, type)) WITHOUT ROWID;
CREATE TABLE leaving(id BLOB PRIMARY KEY NOT NULL, type BIGINT NOT NULL) WITHOUT ROWID;
CREATE TABLE outbox(no INTEGER PRIMARY KEY AUTOINCREMENT, number BIGINT, state BIGINT NOT NULL,
    type BIGINT NOT NULL, record BLOB NOT NULL, title TEXT NOT NULL, group_no BIGINT NOT NULL,
    mutation BLOB NOT NULL, seq BIGINT NOT NULL, changed_at BIGINT NOT NULL, attempts BIGINT NOT NULL,
    fault BLOB, receipt BLOB, parked_at BIGINT, parked_by TEXT);
CREATE UNIQUE INDEX outbox_by_number ON outbox(number) WHERE number IS NOT NULL;
CREATE INDEX outbox_by_record ON outbox(record, no);
CREATE INDEX outbox_by_state ON outbox(state, no);
CREATE INDEX outbox_by_group ON outbox(no) WHERE group_no <> 0;
CREATE TABLE attention(no INTEGER PRIMARY KEY AUTOINCREMENT, kind BIGINT NOT NULL, type BIGINT NOT NULL,
    record BLOB NOT NULL, title TEXT NOT NULL, group_no BIGINT NOT NULL, mutation BLOB NOT NULL,
    fault BLOB NOT NULL, at BIGINT NOT NULL, dismissed BIGINT NOT NULL);
CREATE INDEX attention_by_record ON attention(record);
)";

// By the version that brought them.
constexpr auto draftTable = R"(
CREATE TABLE draft(id BLOB PRIMARY KEY NOT NULL, type BIGINT NOT NULL, parent BLOB NOT NULL,
    base_seq BIGINT NOT NULL, base BLOB, body BLOB NOT NULL, unfit BLOB NOT NULL,
    changed_at BIGINT NOT NULL) WITHOUT ROWID;
)";

constexpr auto fileTable = R"(
CREATE TABLE file_transfer(record BLOB PRIMARY KEY NOT NULL, sha256 BLOB NOT NULL, size BIGINT NOT NULL,
    sent BIGINT NOT NULL, state BIGINT NOT NULL, here BIGINT NOT NULL, used_at BIGINT NOT NULL,
    fault BLOB) WITHOUT ROWID;
CREATE INDEX file_transfer_by_hash ON file_transfer(sha256);
CREATE INDEX file_transfer_by_state ON file_transfer(state, record) WHERE state <> 2;
)";

// So that acknowledged mutations can be offered again after the server was restored.
constexpr auto keptColumns = R"(
ALTER TABLE outbox ADD COLUMN result BIGINT NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN settled_at BIGINT NOT NULL DEFAULT 0;
CREATE TABLE lost_conflict(id BLOB PRIMARY KEY NOT NULL, body BLOB NOT NULL, found_at BIGINT NOT NULL,
    offered_at BIGINT NOT NULL) WITHOUT ROWID;
)";

// What was hidden was known of whole scopes alone; where anything was, the records are fetched again.
constexpr auto maskTable = R"(
CREATE TABLE scope_mask(scope BIGINT NOT NULL, type BIGINT NOT NULL, mask BIGINT NOT NULL,
    PRIMARY KEY (scope, type)) WITHOUT ROWID;
INSERT INTO scope_mask(scope, type, mask)
    SELECT d.scope, d.type, CASE WHEN s.mask = 0 THEN 0 ELSE -1 END
    FROM scope_digest d JOIN scope s ON s.no = d.scope WHERE d.count <> 0;
ALTER TABLE scope DROP COLUMN mask;
)";

}  // namespace

void LocalSchema::createFixedTables() {
    database_.execute(fixedTables);
    upgradeFixedTables(1);
}

void LocalSchema::upgradeFixedTables(std::int64_t from) {
    if (from < 2)
        database_.execute(draftTable);
    if (from < 3)
        database_.execute(fileTable);
    if (from < 4)
        database_.execute(keptColumns);
    if (from < 5)
        database_.execute(maskTable);
    database_.execute("PRAGMA user_version = " + std::to_string(version));
}

void LocalSchema::createRecordTable(const RecordType& type) {
    const auto definition = records_.of(type).definition();
    database_.execute(definition + ';');
    database_.run("INSERT INTO layout(type, name, definition, search) VALUES ($1, $2, $3, $4)", type.number(),
                  Text{type.name()}, Text{definition}, Text{SearchIndex::layout(type)});
}

void LocalSchema::readBack(const RecordType& type, const std::string& from) {
    auto query = database_.query("SELECT id, seq, hidden, standings, body, server_body FROM " + from);
    while (query.step()) {
        const std::string id{query.blob(0)};
        StoredRow row;
        row.head.seq = query.unsignedInteger(1);
        row.head.left = (query.integer(2) & 1) != 0;
        row.head.erased = (query.integer(2) & 2) != 0;
        row.head.standings = Standings{std::string{query.blob(3)}};
        row.body = query.blob(4);
        if (!query.isNull(5))
            row.serverBody = std::string{query.blob(5)};
        records_.put(type, id, row, *type.parse(row.body));
    }
}

void LocalSchema::rebuild(const RecordType& type) {
    std::string old;
    {
        auto query = database_.query("SELECT name FROM layout WHERE type = $1", type.number());
        (void)query.step();
        old = query.text(0);
    }
    // The indexes move along with the table and would keep their names from the new one.
    std::vector<std::string> indexes;
    {
        auto query = database_.query(
            "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = $1 "
            "AND sql IS NOT NULL",
            Text{old});
        while (query.step())
            indexes.emplace_back(query.text(0));
    }
    for (const auto& index : indexes)
        database_.execute("DROP INDEX \"" + index + "\";");
    database_.execute("ALTER TABLE \"" + old + "\" RENAME TO old_layout;");
    database_.run("DELETE FROM layout WHERE type = $1", type.number());
    database_.run("DELETE FROM search WHERE type = $1", type.number());
    createRecordTable(type);
    readBack(type, "old_layout");
    database_.execute("DROP TABLE old_layout;");
}

void LocalSchema::bring() {
    const auto found = [&] {
        auto query = database_.query("PRAGMA user_version");
        (void)query.step();
        return query.integer(0);
    }();
    if (found > version)
        throw StoreError{StoreError::Kind::Newer, "the store was written by a newer version of the app"};
    StoreChange change{database_};
    if (found == 0)
        createFixedTables();
    else if (found < version)
        upgradeFixedTables(found);
    bool newType = false;
    for (const auto* type : schema::Schema::instance().types()) {
        const auto is = [&]() -> std::optional<bool> {
            auto query =
                database_.query("SELECT definition, search FROM layout WHERE type = $1", type->number());
            if (!query.step())
                return std::nullopt;
            return query.text(0) == records_.of(*type).definition() &&
                   query.text(1) == SearchIndex::layout(*type);
        }();
        if (!is) {
            createRecordTable(*type);
            newType = true;
        } else if (!*is) {
            rebuild(*type);
        }
    }
    // Rows of a type that the app did not know were passed over: the scopes are read again.
    if (newType && found != 0) {
        Scopes scopes{database_};
        for (const auto& scope : scopes.active())
            (void)scopes.listAnew(scope, 0, 0);
    }
    change.commit();
}

}  // namespace fieldfare::engine
