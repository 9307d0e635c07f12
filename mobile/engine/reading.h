#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "mobile/engine/local_store.h"
#include "mobile/engine/record.h"
#include "mobile/engine/status.h"

namespace fieldfare::engine {

/// A value of a column: numbers, enums and flags as integers; text and ids as they are.
using ColumnValue = std::variant<std::int64_t, std::string>;

/// One condition on a column that the schema marks.
struct Filter {
    enum class Is { Equal, NotEqual, AtLeast, Below, Set, Unset };
    std::string column;
    Is is = Is::Equal;
    ColumnValue value;
};

/// Where a page ended: the order column's value, a title's sort key (none: unset), and the id.
struct ListKey {
    std::optional<ColumnValue> value;
    std::string id;
};

struct ListQuery {
    const schema::RecordType* type = nullptr;
    std::vector<Filter> filters;  ///< all must hold
    /// A column, or "id" (oldest first); empty: the title, if it is one. Titles are ordered as
    /// search::sortKey() says, other texts byte by byte.
    std::string orderBy;
    bool descending = false;  ///< unset values come first, or last when descending
    int limit = 50;
    std::optional<ListKey> after;
};

struct ListPage {
    std::vector<Record> records;
    std::optional<ListKey> next;  ///< none: this was the last page
};

/// What people see of a store. Reads only; a result is a copy that later changes leave alone.
class Reading {
  public:
    explicit Reading(LocalStore& store) : store_{store} {}

    /// The record with this id of 16 bytes, whatever its type; none when it is not here or was deleted.
    [[nodiscard]] std::optional<Record> get(std::string_view id) const;
    [[nodiscard]] std::optional<Record> get(const schema::RecordType& type, std::string_view id) const;
    template <typename Message>
    [[nodiscard]] std::optional<Record> get(std::string_view id) const {
        return get(schema::Schema::of<Message>(), id);
    }

    /// Pages by key: pass `next` of one page as `after` of the following. Throws FaultError INVALID for a
    /// column the type does not have or a value of another kind.
    [[nodiscard]] ListPage list(const ListQuery& query) const;
    [[nodiscard]] std::uint64_t count(const schema::RecordType& type,
                                      const std::vector<Filter>& filters = {}) const;

    /// Everything that contains all that was typed, best first: names before other fields, Chinese by pinyin,
    /// phones by fragments. `types` empty: all. A query that restricts nothing finds nothing. `filters`, as
    /// of list(), only with a single type.
    [[nodiscard]] std::vector<Record> search(std::string_view text, int limit,
                                             const std::vector<const schema::RecordType*>& types = {},
                                             const std::vector<Filter>& filters = {}) const;

    [[nodiscard]] Status status() const;
    [[nodiscard]] RecordState stateOf(std::string_view id) const;
    /// Open conflicts, newest first: records of type Conflict. One that somebody settled here is left out,
    /// though the server has not heard of it.
    [[nodiscard]] std::vector<Record> conflicts(int limit = 200) const;

    /// Records whose text column, YYYY-MM-DD, has one of these days of the year, "11-03": birthdays. By day.
    [[nodiscard]] std::vector<Record> anniversaries(const schema::RecordType& type, const std::string& column,
                                                    const std::vector<std::string>& days, int limit) const;

  private:
    [[nodiscard]] bool isSettledHere(const Record& conflict) const;
    [[nodiscard]] bool hasOpenConflict(std::string_view id) const;

    LocalStore& store_;
};

/// The text of a record's title field.
[[nodiscard]] std::string titleOf(const schema::RecordType& type, const google::protobuf::Message& record);

}  // namespace fieldfare::engine
