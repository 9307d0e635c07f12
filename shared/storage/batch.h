#pragma once

#include <string>
#include <vector>

#include "shared/storage/database.h"

namespace fieldfare::storage {

/// Rows gathered into multi-row INSERTs: PostgreSQL pays per round trip, SQLite per statement. Everything
/// added must live until flush(). The destructor does not flush: rows that were not flushed are dropped.
class Batch {
  public:
    /// `head`: "INSERT INTO t(a, b)"; `columns`: how many values a row has; `tail`: "ON CONFLICT ..." or "".
    Batch(Database& database, std::string head, int columns, std::string tail = {});

    /// The value of the next column of the current row.
    Batch& add(std::int64_t value) { return push({Value::Kind::Integer, value, {}}); }
    Batch& add(std::uint64_t value) { return add(static_cast<std::int64_t>(value)); }
    Batch& add(std::uint32_t value) { return add(std::int64_t{value}); }
    Batch& add(int value) { return add(std::int64_t{value}); }
    Batch& add(std::string_view bytes) { return push({Value::Kind::Blob, 0, bytes}); }
    Batch& add(Text text) { return push({Value::Kind::Text, 0, text.value}); }
    Batch& addNull() { return push({Value::Kind::Null, 0, {}}); }

    [[nodiscard]] std::size_t rows() const { return values_.size() / static_cast<std::size_t>(columns_); }
    /// Runs what was added. Throws StorageError.
    void flush();

  private:
    struct Value {
        enum class Kind : std::uint8_t { Null, Integer, Text, Blob };
        Kind kind;
        std::int64_t integer;
        std::string_view bytes;
    };

    Batch& push(Value value) {
        values_.push_back(value);
        return *this;
    }
    void insert(std::size_t firstRow, std::size_t rows);
    [[nodiscard]] const std::string& statement(std::size_t rows);

    Database& database_;
    std::string head_;
    int columns_;
    std::string tail_;
    std::vector<Value> values_;
    std::string single_;
    std::string many_;
};

}  // namespace fieldfare::storage
