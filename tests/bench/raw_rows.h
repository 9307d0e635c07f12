#pragma once

#include <filesystem>
#include <string>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace fieldfare::bench {

/// The rows of a SQLite file, to be written again through SQLite's C interface alone: the same rows, tables
/// and indexes at the same durability, without anything else. What that takes is the limit of every figure.
class RawRows {
  public:
    /// All rows of all tables of `file`.
    explicit RawRows(const std::filesystem::path& file);
    /// The rows of `after` that `before` does not have, or has otherwise.
    RawRows(const std::filesystem::path& before, const std::filesystem::path& after);

    /// Seconds to write the rows into `target`, which is made anew with the tables and indexes of the source
    /// if it does not exist, in as many transactions as given; each is durable when it ends.
    [[nodiscard]] double write(const std::filesystem::path& target, int transactions) const;

    [[nodiscard]] std::size_t rows() const;

  private:
    struct Value {
        int kind = 0;  // SQLITE_INTEGER, ...
        std::int64_t integer = 0;
        double real = 0;
        std::string bytes;
    };
    struct Table {
        std::string name;
        int columns = 0;
        std::vector<Value> values;
    };
    void readSchema(sqlite3* source);
    void readTable(sqlite3* source, const std::string& name, const std::string& select);
    static void bind(sqlite3_stmt* statement, int parameter, const Value& value);

    std::vector<std::string> schema_;
    std::vector<std::string> names_;
    std::vector<Table> tables_;
};

}  // namespace fieldfare::bench
