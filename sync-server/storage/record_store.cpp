#include "sync-server/storage/record_store.h"

#include <algorithm>

#include "shared/schema/schema.h"
#include "shared/storage/record_columns.h"

namespace fieldfare::server::storage {

using fieldfare::storage::Batch;
using fieldfare::storage::Query;
using fieldfare::storage::tableName;
using fieldfare::storage::Text;
using schema::RecordType;

namespace {

// Ids looked up by one statement: three texts, so that few are prepared.
constexpr std::size_t idsAtOnce[] = {64, 8, 1};

std::string in(std::size_t count) {
    std::string text = " IN (";
    for (std::size_t i = 1; i <= count; ++i)
        text += (i == 1 ? "$" : ", $") + std::to_string(i);
    return text + ")";
}

/// Runs `each(query)` over the ids in few statements. What is left over repeats its last id: a row comes once
/// however often it is asked for.
template <typename Ids, typename Each>
void forIds(fieldfare::storage::Database& database, const std::string& head, const Ids& ids, Each each) {
    static const std::string tails[] = {in(idsAtOnce[0]), in(idsAtOnce[1]), in(idsAtOnce[2])};
    std::size_t at = 0;
    while (at < ids.size()) {
        const auto left = ids.size() - at;
        const std::size_t size = left > idsAtOnce[1] ? 0 : left > idsAtOnce[2] ? 1 : 2;
        Query query{database.prepare(head + tails[size])};
        for (std::size_t i = 0; i < idsAtOnce[size]; ++i)
            query.bind(static_cast<int>(i) + 1, std::string_view{ids[std::min(at + i, ids.size() - 1)]});
        at += idsAtOnce[size];
        each(query);
    }
}

}  // namespace

std::string RecordStore::select(const RecordType& type) const {
    return "SELECT id, seq, root, root_type, deleted, at_desk, clashes, standings, versions, body FROM " +
           tableName(type);
}

std::vector<RecordRow> RecordStore::read(const RecordType& type, Query& query) {
    std::vector<RecordRow> rows;
    while (query.step()) {
        RecordRow row;
        row.type = &type;
        row.id = query.blob(0);
        row.seq = query.unsignedInteger(1);
        row.root = query.blob(2);
        row.rootType = schema::Schema::instance().type(static_cast<std::uint32_t>(query.unsignedInteger(3)));
        row.deleted = query.unsignedInteger(4);
        row.atDesk = query.integer(5) != 0;
        row.clashes = static_cast<std::uint32_t>(query.integer(6));
        row.standings = unpackStandings(query.blob(7));
        row.versions = merge::Versions::unpack(query.blob(8));
        row.record = type.parse(query.blob(9));
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<RecordRow> RecordStore::load(const RecordType& type, std::span<const std::string> ids) {
    std::vector<RecordRow> rows;
    forIds(database_, select(type) + " WHERE id", ids, [&](Query& query) {
        auto some = read(type, query);
        std::move(some.begin(), some.end(), std::back_inserter(rows));
    });
    return rows;
}

std::vector<RecordRow> RecordStore::loadUnder(const RecordType& type, const std::string& root) {
    auto query = database_.query(select(type) + " WHERE root = $1", root);
    return read(type, query);
}

std::vector<RecordRow> RecordStore::loadAll(const RecordType& type) {
    auto query = database_.query(select(type) + " ORDER BY id");
    return read(type, query);
}

std::vector<RecordRow> RecordStore::loadWhere(const RecordType& type, std::string_view column,
                                              std::string_view bytes) {
    auto query =
        database_.query(select(type) + " WHERE \"" + std::string{column} + "\" = $1 ORDER BY id", bytes);
    return read(type, query);
}

std::vector<RecordRow> RecordStore::loadWhere(const RecordType& type, std::string_view column, Text text) {
    auto query =
        database_.query(select(type) + " WHERE \"" + std::string{column} + "\" = $1 ORDER BY id", text);
    return read(type, query);
}

std::vector<RecordRow> RecordStore::loadWhere(const RecordType& type, std::string_view column,
                                              std::int64_t number) {
    auto query =
        database_.query(select(type) + " WHERE \"" + std::string{column} + "\" = $1 ORDER BY id", number);
    return read(type, query);
}

void RecordStore::forBodies(const RecordType& type, std::span<const std::string_view> ids, BodyCallback each,
                            void* context) {
    forIds(database_, "SELECT id, seq, body, versions, standings FROM " + tableName(type) + " WHERE id", ids,
           [&](Query& query) {
               while (query.step())
                   each(context, {query.blob(0), query.unsignedInteger(1), query.blob(2), query.blob(3),
                                  query.blob(4)});
           });
}

void RecordStore::save(const RecordType& type, std::span<const RecordRow* const> rows) {
    if (rows.empty())
        return;
    const auto columns = fieldfare::storage::columnNames(type);
    std::string update;
    for (const char* fixed :
         {"seq", "root", "root_type", "deleted", "at_desk", "clashes", "standings", "versions", "body"})
        update += (update.empty() ? "" : ", ") + std::string{fixed} + " = excluded." + fixed;
    for (const auto* field : type.columns())
        update += ", \"" + field->column() + "\" = excluded.\"" + field->column() + "\"";

    Batch batch{database_,
                "INSERT INTO " + tableName(type) +
                    "(id, seq, root, root_type, deleted, at_desk, clashes, standings, versions, body" +
                    (columns.empty() ? "" : ", " + columns) + ")",
                10 + static_cast<int>(type.columns().size()), "ON CONFLICT(id) DO UPDATE SET " + update};
    std::deque<std::string> encoded;  // keeps what the batch only views
    const auto keep = [&](std::string bytes) -> std::string_view {
        return encoded.emplace_back(std::move(bytes));
    };
    for (const auto* row : rows) {
        batch.add(std::string_view{row->id}).add(row->seq);
        if (row->root.empty())
            batch.addNull();
        else
            batch.add(std::string_view{row->root});
        batch.add(row->rootType == nullptr ? 0U : row->rootType->number());
        batch.add(row->deleted).add(row->atDesk ? 1 : 0).add(row->clashes);
        batch.add(keep(packStandings(row->standings)));
        batch.add(keep(row->versions.pack()));
        batch.add(keep(row->record->SerializeAsString()));
        fieldfare::storage::addColumns(batch, type, *row->record);
    }
    batch.flush();
}

void RecordStore::saveStandings(const RecordType& type, std::span<const RecordRow* const> rows) {
    const auto update = "UPDATE " + tableName(type) + " SET standings = $2 WHERE id = $1";
    for (const auto* row : rows) {
        const auto standings = packStandings(row->standings);
        database_.run(update, std::string_view{row->id}, std::string_view{standings});
    }
}

}  // namespace fieldfare::server::storage
