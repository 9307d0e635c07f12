#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

/// A thin layer over SQL that two engines stand behind: SQLite on every device and as the server's embedded
/// default, PostgreSQL where one machine is not enough.
///
/// Statements are written once for both: parameters are $1, $2, ... numbered by first appearance; text keys
/// compare by bytes; INSERT ... SELECT ... WHERE true ON CONFLICT; columns in DO UPDATE are qualified.
namespace fieldfare::storage {

/// What a database failed with, by what its caller can do about it.
enum class Trouble {
    Busy,      ///< somebody else holds the lock; try again
    Full,      ///< the disk is full; free space
    Io,        ///< the disk failed, or lost what it had promised to keep
    Corrupt,   ///< the file is damaged, or no database of ours
    ReadOnly,  ///< the file or its folder may not be written
    Conflict,  ///< a uniqueness or foreign-key constraint
    Other,     ///< a statement is wrong: a fault of this program
};

class StorageError : public std::runtime_error {
  public:
    StorageError(Trouble trouble, const std::string& message)
        : std::runtime_error{message}, trouble_{trouble} {}
    [[nodiscard]] Trouble trouble() const { return trouble_; }

  private:
    Trouble trouble_;
};

/// A prepared statement of one Database. Belongs to it; not thread-safe.
class Statement {
  public:
    virtual ~Statement() = default;

    /// Parameters count from 1. Bound text and blobs are not copied: they must live until reset().
    virtual void bind(int parameter, std::int64_t value) = 0;
    virtual void bindText(int parameter, std::string_view utf8) = 0;
    virtual void bindBlob(int parameter, std::string_view bytes) = 0;
    virtual void bindNull(int parameter) = 0;

    /// Runs to the next row; false when there is none. Throws StorageError.
    virtual bool step() = 0;
    /// Ready to be bound and run again; forgets its parameters.
    virtual void reset() noexcept = 0;

    /// Columns count from 0. NULL reads as 0 and empty. Views live until the next step() or reset().
    [[nodiscard]] virtual std::int64_t integer(int column) const = 0;
    [[nodiscard]] virtual std::string_view text(int column) const = 0;
    [[nodiscard]] virtual std::string_view blob(int column) const = 0;
    [[nodiscard]] virtual bool isNull(int column) const = 0;
    [[nodiscard]] virtual int columns() const = 0;
    [[nodiscard]] virtual std::string name(int column) const = 0;
};

/// Text and bytes bind differently on both engines; a string on its own is bytes, as ids and bodies are.
struct Text {
    std::string_view value;
};

/// Use of a prepared statement: binds on construction, resets on destruction.
class Query {
  public:
    template <typename... Args>
    explicit Query(Statement& statement, const Args&... args) : statement_{&statement} {
        int parameter = 0;
        (bind(++parameter, args), ...);
    }
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;
    ~Query() { statement_->reset(); }

    bool step() { return statement_->step(); }
    /// For statements without rows.
    void run() {
        while (statement_->step()) {
        }
    }

    void bind(int parameter, std::int64_t value) { statement_->bind(parameter, value); }
    void bind(int parameter, std::uint64_t value) {
        statement_->bind(parameter, static_cast<std::int64_t>(value));
    }
    void bind(int parameter, std::uint32_t value) { statement_->bind(parameter, std::int64_t{value}); }
    void bind(int parameter, int value) { statement_->bind(parameter, std::int64_t{value}); }
    void bind(int parameter, bool value) { statement_->bind(parameter, std::int64_t{value ? 1 : 0}); }
    void bind(int parameter, Text value) { statement_->bindText(parameter, value.value); }
    void bind(int parameter, const std::string& bytes) { statement_->bindBlob(parameter, bytes); }
    void bind(int parameter, std::string_view bytes) { statement_->bindBlob(parameter, bytes); }
    void bind(int parameter, std::nullptr_t) { statement_->bindNull(parameter); }
    template <typename T>
    void bind(int parameter, const std::optional<T>& value) {
        if (value)
            bind(parameter, *value);
        else
            statement_->bindNull(parameter);
    }

    [[nodiscard]] std::int64_t integer(int column) const { return statement_->integer(column); }
    [[nodiscard]] std::uint64_t unsignedInteger(int column) const {
        return static_cast<std::uint64_t>(statement_->integer(column));
    }
    [[nodiscard]] std::string_view text(int column) const { return statement_->text(column); }
    [[nodiscard]] std::string_view blob(int column) const { return statement_->blob(column); }
    [[nodiscard]] bool isNull(int column) const { return statement_->isNull(column); }

  private:
    Statement* statement_;
};

/// One connection. Used by one thread at a time.
class Database {
  public:
    virtual ~Database() = default;

    /// A prepared statement, kept for the next use of the same text. Do not use one while an earlier use of
    /// the same text is still open.
    [[nodiscard]] virtual Statement& prepare(std::string_view sql) = 0;
    /// Runs one or several statements without parameters or rows.
    virtual void execute(const std::string& sql) = 0;
    enum class Undo { Transaction, Part };
    /// Undoes the open transaction, or what happened since "SAVEPOINT part". Where even that fails (no
    /// memory), the connection refuses everything from then on: what should have been undone must not be
    /// committed with what comes later.
    virtual void undo(Undo what) noexcept = 0;
    /// False once a failure has undone the whole transaction (a full disk does).
    [[nodiscard]] virtual bool inTransaction() const = 0;
    /// The engine's word for a column of raw bytes: BLOB or BYTEA.
    [[nodiscard]] virtual std::string_view blobType() const = 0;
    /// What follows CREATE TABLE(...) to keep a narrow table in its primary key: " WITHOUT ROWID", or
    /// nothing.
    [[nodiscard]] virtual std::string_view clusteredSuffix() const = 0;
    /// The largest number of parameters of one statement.
    [[nodiscard]] virtual int maxParameters() const = 0;

    template <typename... Args>
    [[nodiscard]] Query query(std::string_view sql, const Args&... args) {
        return Query{prepare(sql), args...};
    }
    template <typename... Args>
    void run(std::string_view sql, const Args&... args) {
        Query{prepare(sql), args...}.run();
    }
};

/// A transaction that is undone unless it was committed.
class Transaction {
  public:
    enum class Kind { Read, Write };
    explicit Transaction(Database& database, Kind kind = Kind::Write);
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    ~Transaction();

    /// Throws StorageError; then nothing of it took effect.
    void commit();

  private:
    Database& database_;
    bool open_ = true;
};

/// Part of a transaction that can be undone on its own.
class Savepoint {
  public:
    explicit Savepoint(Database& database);
    Savepoint(const Savepoint&) = delete;
    Savepoint& operator=(const Savepoint&) = delete;
    ~Savepoint();
    void release();

  private:
    Database& database_;
    bool open_ = true;
};

}  // namespace fieldfare::storage
