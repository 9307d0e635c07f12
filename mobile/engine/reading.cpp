#include "mobile/engine/reading.h"

#include <algorithm>

#include "fieldfare/history.pb.h"
#include "mobile/engine/file_queue.h"
#include "mobile/engine/held_work.h"
#include "mobile/engine/overlay.h"
#include "mobile/engine/search/search_text.h"
#include "shared/base/hybrid_clock.h"
#include "shared/schema/fault.h"
#include "shared/schema/path.h"

namespace fieldfare::engine {

using google::protobuf::FieldDescriptor;
using schema::FaultError;
using schema::Field;
using schema::RecordType;
using storage::Query;
using storage::Text;

namespace {

/// A column by its name; none for "id".
const Field* columnNamed(const RecordType& type, const std::string& name) {
    for (const auto* field : type.columns())
        if (field->column() == name)
            return field;
    if (name == "id")
        return nullptr;
    throw FaultError{v1::INVALID, "a " + type.name() + " has no column " + name, name};
}

bool isText(const Field* field) {
    return field != nullptr && field->descriptor()->type() == FieldDescriptor::TYPE_STRING;
}

bool isNumber(const Field* field) {
    return field != nullptr && field->descriptor()->cpp_type() != FieldDescriptor::CPPTYPE_STRING;
}

std::string quoted(const std::string& column) {
    return '"' + column + '"';
}

/// Conditions and their values, numbered in the order of the text.
class Conditions {
  public:
    Conditions(const RecordType& type, const std::vector<Filter>& filters) : type_{type} {
        for (const auto& filter : filters)
            add(filter);
    }

    [[nodiscard]] const std::string& sql() const { return sql_; }
    [[nodiscard]] int count() const { return static_cast<int>(values_.size()); }

    std::string parameter(const Field* field, const ColumnValue& value, const std::string& column) {
        if (isNumber(field) != std::holds_alternative<std::int64_t>(value))
            throw FaultError{v1::INVALID, "a value of the wrong kind", column};
        values_.push_back({field, &value});
        return "$" + std::to_string(values_.size());
    }

    void bind(Query& query) const {
        int parameter = 0;
        for (const auto& [field, value] : values_) {
            if (const auto* number = std::get_if<std::int64_t>(value))
                query.bind(++parameter, *number);
            else if (isText(field))
                query.bind(++parameter, Text{std::get<std::string>(*value)});
            else
                query.bind(++parameter, std::string_view{std::get<std::string>(*value)});
        }
    }

    void require(const std::string& condition) { sql_ += " AND " + condition; }

  private:
    void add(const Filter& filter) {
        const auto* field = columnNamed(type_, filter.column);
        const auto name = quoted(filter.column);
        const auto compared = [&](const char* op) {
            return name + op + parameter(field, filter.value, filter.column);
        };
        switch (filter.is) {
            case Filter::Is::Equal:
                return require(compared(" = "));
            case Filter::Is::NotEqual:
                return require(compared(" IS NOT "));
            case Filter::Is::AtLeast:
                return require(compared(" >= "));
            case Filter::Is::Below:
                return require(compared(" < "));
            case Filter::Is::Set:
                return require(name + " IS NOT NULL");
            case Filter::Is::Unset:
                return require(name + " IS NULL");
        }
    }

    struct Bound {
        const Field* field;
        const ColumnValue* value;
    };
    const RecordType& type_;
    std::string sql_ = "hidden = 0";
    std::vector<Bound> values_;
};

Record recordOf(LocalStore& store, const RecordType& type, std::string_view id, std::uint64_t seq,
                std::string_view body, bool pending) {
    Record record{&type, std::string{id}, seq, type.parse(body)};
    if (pending)
        for (const auto& entry : store.outbox().of(id))
            for (const auto& touched : entry.mutation.paths())
                record.own.push_back({pathOf(touched), touched.base()});
    return record;
}

}  // namespace

std::string titleOf(const RecordType& type, const google::protobuf::Message& record) {
    const auto* title = type.title();
    if (title == nullptr || title->descriptor()->type() != FieldDescriptor::TYPE_STRING)
        return {};
    return record.GetReflection()->GetString(record, title->descriptor());
}

std::optional<Record> Reading::get(const RecordType& type, std::string_view id) const {
    const auto row = store_.records().of(type).load(id);
    if (!row || !row->head.shown())
        return std::nullopt;
    return recordOf(store_, type, id, row->head.seq, row->body, row->serverBody.has_value());
}

std::optional<Record> Reading::get(std::string_view id) const {
    const auto* type = store_.records().typeOf(id);
    return type == nullptr ? std::nullopt : get(*type, id);
}

ListPage Reading::list(const ListQuery& query) const {
    const auto& type = *query.type;
    const auto* title = type.title();
    const bool byTitle = title != nullptr && title->policy().column();
    const auto orderBy = !query.orderBy.empty() ? query.orderBy : byTitle ? title->column() : "id";
    const auto* order = columnNamed(type, orderBy);
    // Titles in the order in which people look for them.
    const auto name =
        order != nullptr && order == title && RecordTable::isSorted(type) ? "sort_key" : quoted(orderBy);
    const std::string direction = query.descending ? " DESC" : "";
    const std::string beyond = query.descending ? " < " : " > ";

    ListPage page;
    const auto limit = static_cast<std::size_t>(std::max(query.limit, 1));
    // Unset values stand apart, so that each part reads one stretch of the index.
    const auto readPart = [&](bool unset) {
        Conditions where{type, query.filters};
        if (order != nullptr)
            where.require(name + (unset ? " IS NULL" : " IS NOT NULL"));
        const ColumnValue afterId{query.after ? query.after->id : std::string{}};
        if (query.after) {
            const bool inThisPart = order == nullptr || query.after->value.has_value() != unset;
            if (!inThisPart && unset != query.descending)
                return;  // the page before had left this part behind
            if (inThisPart && (order == nullptr || unset))
                where.require("id" + beyond + where.parameter(nullptr, afterId, "id"));
            else if (inThisPart)
                where.require("(" + name + ", id)" + beyond + "(" +
                              where.parameter(order, *query.after->value, orderBy) + ", " +
                              where.parameter(nullptr, afterId, "id") + ")");
        }
        const auto columns =
            "id, seq, body, server_body IS NOT NULL" + (order == nullptr ? std::string{} : ", " + name);
        const auto sql = "SELECT " + columns + " FROM " + store_.records().of(type).name() + " WHERE " +
                         where.sql() + " ORDER BY " +
                         (order == nullptr || unset ? std::string{} : name + direction + ", ") + "id" +
                         direction + " LIMIT $" + std::to_string(where.count() + 1);
        Query rows{store_.database().prepare(sql)};
        where.bind(rows);
        rows.bind(where.count() + 1, std::uint64_t{limit + 1 - page.records.size()});
        while (rows.step()) {
            if (page.records.size() == limit) {
                page.next.emplace();
                return;
            }
            page.records.push_back(recordOf(store_, type, rows.blob(0), rows.unsignedInteger(1), rows.blob(2),
                                            rows.integer(3) != 0));
        }
    };
    if (order == nullptr) {
        readPart(false);
    } else {
        readPart(!query.descending);
        if (!page.next)
            readPart(query.descending);
    }
    if (page.next) {
        const auto& last = page.records.back();
        page.next->id = last.id;
        if (order != nullptr) {
            const auto sql =
                "SELECT " + name + " FROM " + store_.records().of(type).name() + " WHERE id = $1";
            auto row = store_.database().query(sql, last.id);
            if (row.step() && !row.isNull(0)) {
                if (isNumber(order))
                    page.next->value = row.integer(0);
                else
                    page.next->value = std::string{isText(order) ? row.text(0) : row.blob(0)};
            }
        }
    }
    return page;
}

std::uint64_t Reading::count(const RecordType& type, const std::vector<Filter>& filters) const {
    Conditions where{type, filters};
    Query query{store_.database().prepare("SELECT count(*) FROM " + store_.records().of(type).name() +
                                          " WHERE " + where.sql())};
    where.bind(query);
    (void)query.step();
    return query.unsignedInteger(0);
}

std::vector<Record> Reading::search(std::string_view text, int limit,
                                    const std::vector<const RecordType*>& types,
                                    const std::vector<Filter>& filters) const {
    const auto terms = search::queryTerms(text);
    if (terms.empty())
        return {};
    if (!filters.empty() && types.size() != 1)
        throw FaultError{v1::INVALID, "columns are those of one type", filters.front().column};
    std::optional<Conditions> where;
    std::string sql = "SELECT id, type FROM search WHERE ";
    if (!filters.empty()) {
        where.emplace(*types.front(), filters);
        sql += "id IN (SELECT id FROM " + store_.records().of(*types.front()).name() + " WHERE " +
               where->sql() + ") AND ";
    }
    const auto conditions = where ? static_cast<std::size_t>(where->count()) : 0;
    for (std::size_t i = 1; i <= terms.size(); ++i)
        sql += (i == 1 ? "instr(text, $" : " AND instr(text, $") + std::to_string(conditions + i) + ") > 0";
    if (!types.empty()) {
        sql += " AND type IN (";
        for (const auto* type : types)
            sql += (type == types.front() ? "" : ", ") + std::to_string(type->number());
        sql += ')';
    }
    sql += " ORDER BY instr(text, $" + std::to_string(conditions + 1) + "), id DESC LIMIT $" +
           std::to_string(conditions + terms.size() + 1);
    std::vector<std::pair<std::string, const RecordType*>> found;
    {
        Query query{store_.database().prepare(sql)};
        if (where)
            where->bind(query);
        auto parameter = static_cast<int>(conditions);
        for (const auto& term : terms)
            query.bind(++parameter, Text{term});
        query.bind(++parameter, limit);
        while (query.step())
            found.emplace_back(query.blob(0),
                               schema::Schema::instance().type(static_cast<std::uint32_t>(query.integer(1))));
    }
    std::vector<Record> records;
    for (const auto& [id, type] : found)
        if (auto record = get(*type, id))
            records.push_back(std::move(*record));
    return records;
}

Status Reading::status() const {
    Status status;
    auto& outbox = store_.outbox();
    status.unsent = outbox.unsentCount();
    const auto files = FileQueue{store_}.totals();
    status.files = files.waiting;
    status.fileBytes = files.bytes;
    status.filesRefused = files.refused;
    if (const auto oldest = outbox.unsent(1); !oldest.empty())
        status.oldestUnsent = oldest.front().changedAt;
    {
        auto query = store_.database().query("SELECT count(*) FROM outbox WHERE state = 5");
        (void)query.step();
        status.parked = query.unsignedInteger(0);
    }
    status.lastSync = static_cast<std::int64_t>(store_.meta().number(Meta::lastSync));
    status.attention = store_.attention().count();
    {
        auto query =
            store_.database().query("SELECT count(*) FROM attention WHERE dismissed = 0 AND kind = $1",
                                    static_cast<int>(AttentionItem::Kind::Held));
        (void)query.step();
        status.held = query.unsignedInteger(0);
    }
    constexpr int mostConflicts = 1'000;
    status.conflicts = conflicts(mostConflicts).size();
    status.toDecide = decisionsLeft(store_);
    const auto session = store_.session();
    status.signedIn = session && !session->token().empty();
    status.handingOver = store_.meta().number(Meta::handingOver) != 0;
    return status;
}

RecordState Reading::stateOf(std::string_view id) const {
    auto query =
        store_.database().query("SELECT min(kind) FROM attention WHERE record = $1 AND dismissed = 0", id);
    if (query.step() && !query.isNull(0))
        return query.integer(0) == static_cast<int>(AttentionItem::Kind::Rejected) ? RecordState::Rejected
                                                                                   : RecordState::Held;
    if (hasOpenConflict(id))
        return RecordState::TwoVersions;
    auto state = RecordState::Synced;
    for (const auto& entry : store_.outbox().of(id)) {
        if (entry.state == OutboxEntry::State::Waiting || entry.state == OutboxEntry::State::Parked)
            return RecordState::Waiting;
        if (entry.state == OutboxEntry::State::Sent)
            state = RecordState::Sent;
    }
    return state;
}

bool Reading::isSettledHere(const Record& record) const {
    const auto& conflict = record.as<v1::Conflict>();
    const auto* type = schema::Schema::instance().type(conflict.record_type());
    if (type == nullptr)
        return false;
    for (const auto& entry : store_.outbox().of(conflict.record_id()))
        for (const auto& touched : entry.mutation.paths())
            if (base::hybridMs(touched.time()) > conflict.found_at() &&
                schema::pathText(*type, pathOf(touched)) == conflict.path())
                return true;
    return false;
}

bool Reading::hasOpenConflict(std::string_view id) const {
    const auto open = list({.type = &schema::Schema::of<v1::Conflict>(),
                            .filters = {{"record_id", Filter::Is::Equal, std::string{id}},
                                        {"status", Filter::Is::Equal, std::int64_t{v1::Conflict::OPEN}}},
                            .orderBy = "id"});
    return std::any_of(open.records.begin(), open.records.end(),
                       [&](const Record& conflict) { return !isSettledHere(conflict); });
}

std::vector<Record> Reading::conflicts(int limit) const {
    auto found = list({.type = &schema::Schema::of<v1::Conflict>(),
                       .filters = {{"status", Filter::Is::Equal, std::int64_t{v1::Conflict::OPEN}}},
                       .orderBy = "found_at",
                       .descending = true,
                       .limit = limit})
                     .records;
    std::erase_if(found, [&](const Record& conflict) { return isSettledHere(conflict); });
    return found;
}

std::vector<Record> Reading::anniversaries(const RecordType& type, const std::string& column,
                                           const std::vector<std::string>& days, int limit) const {
    const auto* field = columnNamed(type, column);
    if (!isText(field))
        throw FaultError{v1::INVALID, "days of the year are those of a text column", column};
    if (days.empty())
        return {};
    const auto name = quoted(column);
    std::string sql = "SELECT id, seq, body, server_body IS NOT NULL FROM " +
                      store_.records().of(type).name() + " WHERE hidden = 0 AND " + name +
                      " IS NOT NULL AND substr(" + name + ", 6) IN (";
    for (std::size_t i = 1; i <= days.size(); ++i)
        sql += (i == 1 ? "$" : ", $") + std::to_string(i);
    sql += ") ORDER BY substr(" + name + ", 6), id LIMIT $" + std::to_string(days.size() + 1);
    Query query{store_.database().prepare(sql)};
    int parameter = 0;
    for (const auto& day : days)
        query.bind(++parameter, Text{day});
    query.bind(++parameter, limit);
    std::vector<Record> records;
    while (query.step())
        records.push_back(recordOf(store_, type, query.blob(0), query.unsignedInteger(1), query.blob(2),
                                   query.integer(3) != 0));
    return records;
}

}  // namespace fieldfare::engine
