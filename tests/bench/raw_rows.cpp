#include "raw_rows.h"

#include <chrono>
#include <memory>
#include <stdexcept>

#include <sqlite3.h>

namespace fieldfare::bench {
namespace {

using Connection = std::unique_ptr<sqlite3, decltype(&sqlite3_close)>;
using Statement = std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)>;

Connection open(const std::filesystem::path& file) {
    sqlite3* raw = nullptr;
    if (sqlite3_open(file.c_str(), &raw) != SQLITE_OK)
        throw std::runtime_error{"cannot open " + file.string()};
    return {raw, &sqlite3_close};
}

void execute(sqlite3* connection, const std::string& sql) {
    char* message = nullptr;
    if (sqlite3_exec(connection, sql.c_str(), nullptr, nullptr, &message) != SQLITE_OK)
        throw std::runtime_error{sql + ": " + (message == nullptr ? "" : message)};
}

Statement prepare(sqlite3* connection, const std::string& sql) {
    sqlite3_stmt* raw = nullptr;
    if (sqlite3_prepare_v2(connection, sql.c_str(), -1, &raw, nullptr) != SQLITE_OK)
        throw std::runtime_error{sql + ": " + sqlite3_errmsg(connection)};
    return {raw, &sqlite3_finalize};
}

}  // namespace

RawRows::RawRows(const std::filesystem::path& file) {
    const auto source = open(file);
    readSchema(source.get());
    for (const auto& name : names_)
        readTable(source.get(), name, "SELECT * FROM \"" + name + "\"");
}

RawRows::RawRows(const std::filesystem::path& before, const std::filesystem::path& after) {
    const auto source = open(after);
    execute(source.get(), "ATTACH '" + before.string() + "' AS earlier");
    readSchema(source.get());
    for (const auto& name : names_)
        readTable(source.get(), name,
                  "SELECT * FROM main.\"" + name + "\" EXCEPT SELECT * FROM earlier.\"" + name + "\"");
}

void RawRows::readSchema(sqlite3* source) {
    const auto statement = prepare(source,
                                   "SELECT type, name, sql FROM main.sqlite_master WHERE sql IS NOT NULL AND "
                                   "name NOT LIKE 'sqlite_%' ORDER BY type = 'table' DESC");
    while (sqlite3_step(statement.get()) == SQLITE_ROW) {
        const std::string type = reinterpret_cast<const char*>(sqlite3_column_text(statement.get(), 0));
        schema_.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(statement.get(), 2)));
        if (type == "table")
            names_.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(statement.get(), 1)));
    }
}

void RawRows::readTable(sqlite3* source, const std::string& name, const std::string& select) {
    const auto statement = prepare(source, select);
    Table table{name, sqlite3_column_count(statement.get()), {}};
    while (sqlite3_step(statement.get()) == SQLITE_ROW)
        for (int column = 0; column < table.columns; ++column) {
            Value value;
            value.kind = sqlite3_column_type(statement.get(), column);
            if (value.kind == SQLITE_INTEGER)
                value.integer = sqlite3_column_int64(statement.get(), column);
            else if (value.kind == SQLITE_FLOAT)
                value.real = sqlite3_column_double(statement.get(), column);
            else if (value.kind != SQLITE_NULL)
                value.bytes.assign(static_cast<const char*>(sqlite3_column_blob(statement.get(), column)),
                                   static_cast<std::size_t>(sqlite3_column_bytes(statement.get(), column)));
            table.values.push_back(std::move(value));
        }
    if (!table.values.empty())
        tables_.push_back(std::move(table));
}

void RawRows::bind(sqlite3_stmt* statement, int parameter, const Value& value) {
    switch (value.kind) {
        case SQLITE_INTEGER:
            sqlite3_bind_int64(statement, parameter, value.integer);
            break;
        case SQLITE_FLOAT:
            sqlite3_bind_double(statement, parameter, value.real);
            break;
        case SQLITE_TEXT:
            sqlite3_bind_text(statement, parameter, value.bytes.data(), static_cast<int>(value.bytes.size()),
                              SQLITE_STATIC);
            break;
        case SQLITE_BLOB:
            sqlite3_bind_blob(statement, parameter, value.bytes.data(), static_cast<int>(value.bytes.size()),
                              SQLITE_STATIC);
            break;
        default:
            sqlite3_bind_null(statement, parameter);
    }
}

double RawRows::write(const std::filesystem::path& target, int transactions) const {
    const bool isNew = !std::filesystem::exists(target);
    const auto connection = open(target);
    execute(connection.get(), "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL");
    if (isNew)
        for (const auto& sql : schema_)
            execute(connection.get(), sql);
    std::vector<Statement> inserts;
    for (const auto& table : tables_) {
        std::string sql = "INSERT OR REPLACE INTO \"" + table.name + "\" VALUES (?";
        for (int i = 1; i < table.columns; ++i)
            sql += ", ?";
        inserts.push_back(prepare(connection.get(), sql + ")"));
    }
    const auto started = std::chrono::steady_clock::now();
    for (int part = 0; part < transactions; ++part) {
        execute(connection.get(), "BEGIN IMMEDIATE");
        for (std::size_t t = 0; t < tables_.size(); ++t) {
            const auto& table = tables_[t];
            const auto width = static_cast<std::size_t>(table.columns);
            const auto rows = table.values.size() / width;
            const auto first = rows * static_cast<std::size_t>(part) / static_cast<std::size_t>(transactions);
            const auto last =
                rows * static_cast<std::size_t>(part + 1) / static_cast<std::size_t>(transactions);
            for (auto row = first; row < last; ++row) {
                for (std::size_t column = 0; column < width; ++column)
                    bind(inserts[t].get(), static_cast<int>(column) + 1, table.values[row * width + column]);
                if (sqlite3_step(inserts[t].get()) != SQLITE_DONE)
                    throw std::runtime_error{sqlite3_errmsg(connection.get())};
                sqlite3_reset(inserts[t].get());
            }
        }
        execute(connection.get(), "COMMIT");
    }
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - started;
    return taken.count();
}

std::size_t RawRows::rows() const {
    std::size_t rows = 0;
    for (const auto& table : tables_)
        rows += table.values.size() / static_cast<std::size_t>(table.columns);
    return rows;
}

}  // namespace fieldfare::bench
