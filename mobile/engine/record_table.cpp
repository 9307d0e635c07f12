#include "mobile/engine/record_table.h"

#include <algorithm>

#include "mobile/engine/search/sort_key.h"
#include "shared/storage/record_columns.h"

namespace fieldfare::engine {

using google::protobuf::Message;
using schema::Field;
using schema::RecordType;

namespace {

constexpr std::size_t headsAtOnce = 50;
constexpr std::int64_t leftBit = 1;
constexpr std::int64_t erasedBit = 2;

std::int64_t hiddenBits(const RowHead& head) {
    return (head.left ? leftBit : 0) | (head.erased ? erasedBit : 0);
}

std::string commaBefore(const std::string& list) {
    return list.empty() ? std::string{} : ", " + list;
}

storage::Batch upsert(storage::Database& database, const RecordType& type) {
    const bool sorted = RecordTable::isSorted(type);
    const auto columns = "id, seq, hidden, standings" + commaBefore(storage::columnNames(type)) +
                         (sorted ? ", sort_key" : "") + ", body, server_body";
    std::string sets = "seq = excluded.seq, hidden = excluded.hidden, standings = excluded.standings";
    for (const auto* field : type.columns())
        sets += ", \"" + field->column() + "\" = excluded.\"" + field->column() + '"';
    if (sorted)
        sets += ", sort_key = excluded.sort_key";
    sets += ", body = excluded.body, server_body = excluded.server_body";
    return {database, "INSERT INTO " + storage::tableName(type) + '(' + columns + ')',
            6 + static_cast<int>(type.columns().size()) + (sorted ? 1 : 0),
            "ON CONFLICT(id) DO UPDATE SET " + sets};
}

bool isDateTime(const Field& field) {
    return field.policy().widget() == v1::DATE_TIME;
}

}  // namespace

RecordTable::RecordTable(storage::Database& database, const RecordType& type)
    : database_{database}, type_{type}, name_{storage::tableName(type)}, batch_{upsert(database, type)} {
    load_ = "SELECT seq, hidden, standings, body, server_body FROM " + name_ + " WHERE id = $1";
    has_ = "SELECT 1 FROM " + name_ + " WHERE id = $1";
    any_ = "SELECT 1 FROM " + name_ + " LIMIT 1";
    const auto heads = "SELECT id, seq, hidden, standings, server_body IS NOT NULL FROM " + name_;
    head_ = heads + " WHERE id = $1";
    heads_ = heads + " WHERE id IN (";
    for (std::size_t i = 1; i <= headsAtOnce; ++i)
        heads_ += (i == 1 ? "$" : ", $") + std::to_string(i);
    heads_ += ')';
    setStandings_ = "UPDATE " + name_ + " SET standings = $2, hidden = (hidden & 2) | $3 WHERE id = $1";
    remove_ = "DELETE FROM " + name_ + " WHERE id = $1";
}

bool RecordTable::isSorted(const RecordType& type) {
    const auto* title = type.title();
    return title != nullptr && title->policy().column() && title->outer() == nullptr &&
           title->descriptor()->type() == google::protobuf::FieldDescriptor::TYPE_STRING;
}

std::string RecordTable::definition() const {
    const auto index = [&](const std::string& column) {
        return ";\nCREATE INDEX \"" + type_.name() + "_by_" + column + "\" ON " + name_ + "(\"" + column +
               "\", id)";
    };
    const auto sortKey =
        isSorted(type_) ? ", sort_key TEXT /* keys " + std::to_string(search::sortKeyVersion) + " */" : "";
    // Bodies last: what does not fit a page overflows, and the columns before stay near.
    std::string sql = "CREATE TABLE " + name_ +
                      "(id BLOB PRIMARY KEY NOT NULL, seq BIGINT NOT NULL, hidden BIGINT NOT NULL, "
                      "standings BLOB NOT NULL" +
                      commaBefore(storage::columnDefinitions(type_, database_.blobType())) + sortKey +
                      ", body BLOB NOT NULL, server_body BLOB) WITHOUT ROWID";
    for (const auto* field : type_.columns())
        if (field == type_.parent() || isDateTime(*field))
            sql += index(field->column());
        else if (field == type_.title())
            sql += index(isSorted(type_) ? "sort_key" : field->column());
    return sql;
}

std::optional<StoredRow> RecordTable::load(std::string_view id) const {
    auto query = database_.query(load_, id);
    if (!query.step())
        return std::nullopt;
    StoredRow row;
    row.head.seq = query.unsignedInteger(0);
    row.head.left = (query.integer(1) & leftBit) != 0;
    row.head.erased = (query.integer(1) & erasedBit) != 0;
    row.head.standings = Standings{std::string{query.blob(2)}};
    row.body = query.blob(3);
    row.head.pending = !query.isNull(4);
    if (row.head.pending)
        row.serverBody = std::string{query.blob(4)};
    return row;
}

bool RecordTable::has(std::string_view id) const {
    return database_.query(has_, id).step();
}

bool RecordTable::empty() const {
    return !database_.query(any_).step();
}

void RecordTable::loadHeads(std::span<const std::string_view> ids,
                            const std::function<void(std::string_view id, RowHead head)>& found) const {
    while (!ids.empty()) {
        const auto count = ids.size() < headsAtOnce / 4 ? 1 : std::min(ids.size(), headsAtOnce);
        storage::Query query{database_.prepare(count == 1 ? head_ : heads_)};
        for (std::size_t i = 0; i < count; ++i)
            query.bind(static_cast<int>(i) + 1, ids[i]);
        while (query.step()) {
            RowHead head;
            head.seq = query.unsignedInteger(1);
            head.left = (query.integer(2) & leftBit) != 0;
            head.erased = (query.integer(2) & erasedBit) != 0;
            head.standings = Standings{std::string{query.blob(3)}};
            head.pending = query.integer(4) != 0;
            found(query.blob(0), std::move(head));
        }
        ids = ids.subspan(count);
    }
}

void RecordTable::addColumns(const Message& record) {
    storage::addColumns(*batch_, type_, record);
    if (!isSorted(type_))
        return;
    const auto* title = type_.title()->descriptor();
    const auto* reflection = record.GetReflection();
    if (reflection->HasField(record, title))
        batch_->add(
            storage::Text{sortKeys_.emplace_back(search::sortKey(reflection->GetString(record, title)))});
    else
        batch_->addNull();
}

void RecordTable::put(std::string_view id, const StoredRow& row, const Message& shown) {
    ++version_;
    batch_->add(id).add(row.head.seq).add(hiddenBits(row.head));
    batch_->add(std::string_view{row.head.standings.packed()});
    addColumns(shown);
    batch_->add(std::string_view{row.body});
    if (row.serverBody)
        batch_->add(std::string_view{*row.serverBody});
    else
        batch_->addNull();
    flush();
}

void RecordTable::flush() {
    try {
        batch_->flush();
        sortKeys_.clear();
    } catch (...) {
        forget();
        throw;
    }
}

void RecordTable::forget() {
    if (batch_->rows() > 0)
        batch_.emplace(upsert(database_, type_));
    sortKeys_.clear();
}

void RecordTable::add(std::string_view id, std::uint64_t seq, std::string_view standings,
                      std::string_view body, const Message& record) {
    ++version_;
    batch_->add(id).add(seq).add(0).add(standings);
    addColumns(record);
    batch_->add(body).addNull();
}

void RecordTable::setStandings(std::string_view id, const Standings& standings, bool left) {
    ++version_;
    database_.run(setStandings_, id, standings.packed(), left ? leftBit : std::int64_t{0});
}

void RecordTable::remove(std::string_view id) {
    ++version_;
    database_.run(remove_, id);
}

}  // namespace fieldfare::engine
