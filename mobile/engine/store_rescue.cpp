#include "mobile/engine/store_rescue.h"

#include <algorithm>
#include <string>
#include <vector>

#include <SQLiteCpp/SQLiteCpp.h>

namespace fieldfare::engine {

namespace {

/// A table of own work; ordered by its key, so that it can be read from both ends.
struct OwnTable {
    const char* name;
    const char* key;
};

constexpr OwnTable ownTables[] = {{"meta", "key"}, {"outbox", "no"}, {"attention", "no"}, {"draft", "id"}};

/// What is said of records that are not carried along.
constexpr auto voidNow = "DELETE FROM meta WHERE key IN ('last_sync', 'absence', 'absence_accepted', 'wipe')";

std::vector<std::string> columnsOf(SQLite::Database& database, const char* table) {
    std::vector<std::string> columns;
    SQLite::Statement rows{database, "SELECT name FROM pragma_table_info(?)"};
    rows.bind(1, table);
    while (rows.executeStep())
        columns.push_back(rows.getColumn(0).getString());
    return columns;
}

void bindColumn(SQLite::Statement& into, int parameter, const SQLite::Column& value) {
    if (value.isInteger())
        into.bind(parameter, value.getInt64());
    else if (value.isText())
        into.bind(parameter, value.getString());
    else if (value.isBlob())
        into.bind(parameter, value.getBlob(), value.getBytes());
    else
        into.bind(parameter);
}

/// Copies rows in one direction until the end or the damage; true: the end.
bool copyRows(SQLite::Database& from, SQLite::Database& to, const OwnTable& table,
              const std::vector<std::string>& columns, const char* direction) {
    std::string names;
    std::string parameters;
    for (const auto& column : columns) {
        names += (names.empty() ? "\"" : ", \"") + column + '"';
        parameters += parameters.empty() ? "?" : ", ?";
    }
    const auto name = std::string{table.name};
    SQLite::Statement insert{to,
                             "INSERT OR IGNORE INTO " + name + "(" + names + ") VALUES (" + parameters + ")"};
    try {
        SQLite::Statement rows{from,
                               "SELECT " + names + " FROM " + name + " ORDER BY " + table.key + direction};
        while (rows.executeStep()) {
            for (int i = 0; i < rows.getColumnCount(); ++i)
                bindColumn(insert, i + 1, rows.getColumn(i));
            insert.exec();
            insert.reset();
        }
        return true;
    } catch (const SQLite::Exception&) {
        return false;
    }
}

std::size_t count(storage::Database& database, std::string_view sql) {
    auto query = database.query(sql);
    (void)query.step();
    return query.unsignedInteger(0);
}

}  // namespace

Rescue rescue(const std::filesystem::path& damaged, LocalStore& fresh) {
    Rescue rescue;
    auto& database = fresh.database();
    StoreChange change{database};
    try {
        // For writing, as what only the log holds is read by recovering it.
        SQLite::Database from{damaged.string(), SQLite::OPEN_READWRITE};
        for (const auto& table : ownTables) {
            const auto old = columnsOf(from, table.name);
            std::vector<std::string> both;
            for (auto& column : columnsOf(database.raw(), table.name))
                if (std::find(old.begin(), old.end(), column) != old.end())
                    both.push_back(std::move(column));
            if (both.empty()) {
                rescue.complete = rescue.complete && table.name == std::string_view{"draft"};
                continue;
            }
            if (!copyRows(from, database.raw(), table, both, "")) {
                (void)copyRows(from, database.raw(), table, both, " DESC");
                rescue.complete = false;
            }
        }
    } catch (const SQLite::Exception&) {
        rescue.complete = false;  // not even a database any more
    }
    database.run(voidNow);
    for (const auto& entry : fresh.outbox().unsent())
        fresh.overlay().refresh(*entry.type, entry.record);
    rescue.edits = static_cast<std::size_t>(fresh.outbox().unsentCount());
    rescue.drafts = count(database, "SELECT count(*) FROM draft");
    rescue.enrolled = fresh.session().has_value() && fresh.pairing().has_value();
    change.commit();
    return rescue;
}

}  // namespace fieldfare::engine
