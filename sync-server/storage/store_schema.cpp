#include "sync-server/storage/store_schema.h"

#include "shared/schema/schema.h"
#include "shared/storage/record_columns.h"

namespace fieldfare::server::storage {

using fieldfare::storage::columnDefinitions;
using fieldfare::storage::tableName;

void createStoreTables(fieldfare::storage::Database& database) {
    const std::string blob{database.blobType()};
    for (const auto* type : schema::Schema::instance().types()) {
        auto columns = columnDefinitions(*type, blob);
        if (!columns.empty())
            columns = ", " + columns;
        const auto table = tableName(*type);
        database.execute(
            "CREATE TABLE " + table + "(id " + blob + " PRIMARY KEY, seq BIGINT NOT NULL, root " + blob +
            ", root_type BIGINT NOT NULL, deleted BIGINT NOT NULL, at_desk BIGINT NOT NULL, clashes BIGINT "
            "NOT NULL, standings " +
            blob + " NOT NULL, versions " + blob + " NOT NULL, body " + blob + " NOT NULL" + columns + ")");
        if (type->policy().seen_by() == v1::INHERITED)
            database.execute("CREATE INDEX " + type->name() + "_root ON " + table + "(root)");
        for (const auto* field : type->columns())
            if (field->policy().document_number() || field->policy().owner() ||
                (field->policy().parent() && field->policy().reference().empty()))
                database.execute("CREATE INDEX " + type->name() + "_" + field->column() + " ON " + table +
                                 "(\"" + field->column() + "\")");
    }
    database.execute("CREATE TABLE meta(key TEXT PRIMARY KEY, value " + blob + " NOT NULL)");
    database.execute("CREATE TABLE scope(no BIGINT PRIMARY KEY, kind BIGINT NOT NULL, id " + blob +
                     " NOT NULL, UNIQUE(kind, id))");
    database.execute(
        "CREATE TABLE feed(scope BIGINT NOT NULL, seq BIGINT NOT NULL, type BIGINT NOT NULL, id " + blob +
        " NOT NULL, removed BIGINT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY(scope, seq))" +
        std::string{database.clusteredSuffix()});
    database.execute(
        "CREATE TABLE scope_digest(scope BIGINT NOT NULL, type BIGINT NOT NULL, count BIGINT NOT NULL, sum "
        "BIGINT NOT "
        "NULL, PRIMARY KEY(scope, type))");
    database.execute("CREATE TABLE device_progress(device " + blob +
                     " PRIMARY KEY, last_number BIGINT NOT NULL, confirmed BIGINT NOT NULL, nonce " + blob +
                     " NOT NULL, nonce_before " + blob +
                     " NOT NULL, presented BIGINT NOT NULL, acknowledged " + blob + " NOT NULL)");
    database.execute("CREATE TABLE outcome(device " + blob + " NOT NULL, number BIGINT NOT NULL, hash " +
                     blob + " NOT NULL, outcome " + blob + " NOT NULL, PRIMARY KEY(device, number))" +
                     std::string{database.clusteredSuffix()});
    database.execute("CREATE TABLE file_received(record " + blob + " PRIMARY KEY, sha256 " + blob +
                     " NOT NULL, at BIGINT NOT NULL)");
    database.execute("CREATE INDEX file_received_by_hash ON file_received(sha256)");
    database.execute("CREATE TABLE feed_call(caller TEXT NOT NULL, call TEXT NOT NULL, request " + blob +
                     " NOT NULL, answer " + blob + " NOT NULL, PRIMARY KEY(caller, call))");
}

}  // namespace fieldfare::server::storage
