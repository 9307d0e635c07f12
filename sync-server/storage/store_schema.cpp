#include "sync-server/storage/store_schema.h"

#include <set>

#include "shared/schema/schema.h"
#include "shared/storage/record_columns.h"
#include "sync-server/storage/meta_store.h"
#include "sync-server/storage/record_store.h"

namespace fieldfare::server::storage {

using fieldfare::storage::columnDefinition;
using fieldfare::storage::columnDefinitions;
using fieldfare::storage::Database;
using fieldfare::storage::tableName;
using schema::RecordType;
using schema::Schema;

namespace {

// Counts up with every change of bringFixedTables().
constexpr std::uint64_t layout = 2;

/// Adds the columns that the schema has come to mark since the table was made.
void addColumns(Database& database, const RecordType& type) {
    std::set<std::string> there;
    {
        const auto& statement = database.prepare("SELECT * FROM " + tableName(type));
        for (int i = 0; i < statement.columns(); ++i)
            there.insert(statement.name(i));
    }
    bool added = false;
    for (const auto* field : type.columns()) {
        if (there.contains(field->column()))
            continue;
        database.execute("ALTER TABLE " + tableName(type) + " ADD COLUMN " +
                         columnDefinition(*field, database.blobType()));
        added = true;
    }
    if (!added)
        return;
    RecordStore records{database};
    const auto rows = records.loadAll(type);
    std::vector<const RecordRow*> changed;
    for (const auto& row : rows)
        changed.push_back(&row);
    records.save(type, changed);
}

void bringRecordTable(Database& database, const RecordType& type) {
    const std::string blob{database.blobType()};
    const auto table = tableName(type);
    auto columns = columnDefinitions(type, blob);
    if (!columns.empty())
        columns = ", " + columns;
    database.execute(
        "CREATE TABLE IF NOT EXISTS " + table + "(id " + blob + " PRIMARY KEY, seq BIGINT NOT NULL, root " +
        blob +
        ", root_type BIGINT NOT NULL, deleted BIGINT NOT NULL, at_desk BIGINT NOT NULL, clashes BIGINT "
        "NOT NULL, standings " +
        blob + " NOT NULL, versions " + blob + " NOT NULL, body " + blob + " NOT NULL" + columns + ")");
    addColumns(database, type);
    if (type.policy().seen_by() == v1::INHERITED)
        database.execute("CREATE INDEX IF NOT EXISTS " + type.name() + "_root ON " + table + "(root)");
    for (const auto* field : type.columns())
        if (field->policy().document_number() || field->policy().owner() ||
            (field->policy().parent() && field->policy().reference().empty()))
            database.execute("CREATE INDEX IF NOT EXISTS " + type.name() + "_" + field->column() + " ON " +
                             table + "(\"" + field->column() + "\")");
}

void bringFixedTables(Database& database) {
    const std::string blob{database.blobType()};
    database.execute("CREATE TABLE IF NOT EXISTS scope(no BIGINT PRIMARY KEY, kind BIGINT NOT NULL, id " +
                     blob + " NOT NULL, UNIQUE(kind, id))");
    database.execute(
        "CREATE TABLE IF NOT EXISTS feed(scope BIGINT NOT NULL, seq BIGINT NOT NULL, type BIGINT NOT NULL, "
        "id " +
        blob + " NOT NULL, removed BIGINT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY(scope, seq))" +
        std::string{database.clusteredSuffix()});
    database.execute(
        "CREATE TABLE IF NOT EXISTS scope_digest(scope BIGINT NOT NULL, type BIGINT NOT NULL, count BIGINT "
        "NOT NULL, sum "
        "BIGINT NOT "
        "NULL, PRIMARY KEY(scope, type))");
    database.execute("CREATE TABLE IF NOT EXISTS device_progress(device " + blob +
                     " PRIMARY KEY, last_number BIGINT NOT NULL, confirmed BIGINT NOT NULL, nonce " + blob +
                     " NOT NULL, nonce_before " + blob +
                     " NOT NULL, presented BIGINT NOT NULL, acknowledged " + blob + " NOT NULL)");
    database.execute("CREATE TABLE IF NOT EXISTS outcome(device " + blob +
                     " NOT NULL, number BIGINT NOT NULL, hash " + blob + " NOT NULL, outcome " + blob +
                     " NOT NULL, PRIMARY KEY(device, number))" + std::string{database.clusteredSuffix()});
    database.execute("CREATE TABLE IF NOT EXISTS file_received(record " + blob + " PRIMARY KEY, sha256 " +
                     blob + " NOT NULL, at BIGINT NOT NULL)");
    database.execute("CREATE INDEX IF NOT EXISTS file_received_by_hash ON file_received(sha256)");
    database.execute(
        "CREATE TABLE IF NOT EXISTS restored(epoch " + blob +
        " PRIMARY KEY, lost_first BIGINT NOT NULL, lost_last BIGINT NOT NULL, at BIGINT NOT NULL)");
    database.execute("CREATE TABLE IF NOT EXISTS proved(device " + blob +
                     " PRIMARY KEY, number BIGINT NOT NULL)");
    database.execute("CREATE TABLE IF NOT EXISTS settled(device " + blob +
                     " NOT NULL, number BIGINT NOT NULL, PRIMARY KEY(device, number))");
    database.execute("CREATE TABLE IF NOT EXISTS parked(lost_seq BIGINT NOT NULL, device " + blob +
                     " NOT NULL, number BIGINT NOT NULL, person " + blob + " NOT NULL, mutation " + blob +
                     " NOT NULL, held BIGINT NOT NULL, PRIMARY KEY(lost_seq, device, number))");
    database.execute(
        "CREATE TABLE IF NOT EXISTS feed_call(caller TEXT NOT NULL, call TEXT NOT NULL, request " + blob +
        " NOT NULL, answer " + blob + " NOT NULL, PRIMARY KEY(caller, call))");
}

}  // namespace

void bringStoreTables(Database& database) {
    database.execute("CREATE TABLE IF NOT EXISTS meta(key TEXT PRIMARY KEY, value " +
                     std::string{database.blobType()} + " NOT NULL)");
    MetaStore meta{database};
    const auto& schema = Schema::instance();
    if (meta.number("schema") == schema.fingerprint() && meta.number("layout") == layout)
        return;
    for (const auto* type : schema.types())
        bringRecordTable(database, *type);
    bringFixedTables(database);
    meta.setNumber("schema", schema.fingerprint());
    meta.setNumber("layout", layout);
}

}  // namespace fieldfare::server::storage
