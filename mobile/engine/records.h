#pragma once

#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "mobile/engine/record_table.h"
#include "mobile/engine/search_index.h"
#include "shared/schema/schema.h"

namespace fieldfare::engine {

/// The tables of all record types and the search over them.
class Records {
  public:
    explicit Records(storage::Database& database);

    [[nodiscard]] RecordTable& of(const schema::RecordType& type) { return *tables_[type.number()]; }
    [[nodiscard]] const RecordTable& of(const schema::RecordType& type) const {
        return *tables_[type.number()];
    }
    /// The type of the record with this id; null when none is here.
    [[nodiscard]] const schema::RecordType* typeOf(std::string_view id) const;
    [[nodiscard]] SearchIndex& search() { return search_; }

    /// One row with its search text, which is there exactly while the row is shown.
    void put(const schema::RecordType& type, std::string_view id, const StoredRow& row,
             const google::protobuf::Message& shown);
    void remove(const schema::RecordType& type, std::string_view id);
    /// Drops rows that were added to tables and not flushed; to be called when a transaction is undone.
    void forget();

  private:
    storage::Database& database_;
    std::vector<std::unique_ptr<RecordTable>> tables_;  // by type number
    SearchIndex search_;
};

}  // namespace fieldfare::engine
