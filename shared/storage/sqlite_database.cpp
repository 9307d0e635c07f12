#include "shared/storage/sqlite_database.h"

#include <vector>

#include <SQLiteCpp/Backup.h>
#include <sqlite3.h>

namespace fieldfare::storage {
namespace {

constexpr std::string_view rollback = "ROLLBACK";
constexpr std::string_view rollbackPart = "ROLLBACK TO part";
constexpr std::string_view releasePart = "RELEASE part";

[[noreturn]] void fail(const SQLite::Exception& e, const std::string& doing) {
    const auto trouble = [&] {
        switch (e.getErrorCode() & 0xFF) {
            case SQLITE_BUSY:
            case SQLITE_LOCKED:
                return Trouble::Busy;
            case SQLITE_FULL:
                return Trouble::Full;
            case SQLITE_IOERR:
            case SQLITE_CANTOPEN:
            case SQLITE_NOMEM:
                return Trouble::Io;
            case SQLITE_CORRUPT:
            case SQLITE_NOTADB:
                return Trouble::Corrupt;
            case SQLITE_READONLY:
            case SQLITE_PERM:
                return Trouble::ReadOnly;
            case SQLITE_CONSTRAINT:
                return Trouble::Conflict;
            default:
                return Trouble::Other;
        }
    }();
    throw StorageError{trouble, doing + ": " + e.what()};
}

// On the C interface, not SQLite::Statement, whose text binding and column access copy.
class SqliteStatement final : public Statement {
  public:
    SqliteStatement(sqlite3* connection, const std::string& sql) : connection_{connection} {
        const char* rest = nullptr;
        check(sqlite3_prepare_v3(connection, sql.c_str(), static_cast<int>(sql.size()),
                                 SQLITE_PREPARE_PERSISTENT, &statement_, &rest));
        // SQLite would silently leave out whatever follows the first statement.
        if (statement_ == nullptr ||
            std::string_view{rest}.find_first_not_of(" \t\n;") != std::string_view::npos) {
            sqlite3_finalize(statement_);
            throw StorageError{Trouble::Other, "not one statement: " + sql};
        }
        for (int n = 1;; ++n) {
            const int index = sqlite3_bind_parameter_index(statement_, ("$" + std::to_string(n)).c_str());
            if (index == 0)
                break;
            indexes_.push_back(index);
        }
    }
    SqliteStatement(const SqliteStatement&) = delete;
    SqliteStatement& operator=(const SqliteStatement&) = delete;
    ~SqliteStatement() override { sqlite3_finalize(statement_); }

    void bind(int parameter, std::int64_t value) override {
        check(sqlite3_bind_int64(statement_, index(parameter), value));
    }
    void bindText(int parameter, std::string_view utf8) override {
        check(sqlite3_bind_text(statement_, index(parameter), orEmpty(utf8), static_cast<int>(utf8.size()),
                                SQLITE_STATIC));
    }
    void bindBlob(int parameter, std::string_view bytes) override {
        check(sqlite3_bind_blob(statement_, index(parameter), orEmpty(bytes), static_cast<int>(bytes.size()),
                                SQLITE_STATIC));
    }
    void bindNull(int parameter) override { check(sqlite3_bind_null(statement_, index(parameter))); }

    bool step() override {
        const int code = sqlite3_step(statement_);
        if (code == SQLITE_ROW)
            return true;
        if (code != SQLITE_DONE)
            check(code);
        return false;
    }
    void reset() noexcept override {
        sqlite3_reset(statement_);
        sqlite3_clear_bindings(statement_);
    }

    [[nodiscard]] std::int64_t integer(int column) const override {
        return sqlite3_column_int64(statement_, column);
    }
    [[nodiscard]] std::string_view text(int column) const override {
        return view(reinterpret_cast<const char*>(sqlite3_column_text(statement_, column)), column);
    }
    [[nodiscard]] std::string_view blob(int column) const override {
        return view(static_cast<const char*>(sqlite3_column_blob(statement_, column)), column);
    }
    [[nodiscard]] bool isNull(int column) const override {
        return sqlite3_column_type(statement_, column) == SQLITE_NULL;
    }
    [[nodiscard]] int columns() const override { return sqlite3_column_count(statement_); }
    [[nodiscard]] std::string name(int column) const override {
        return sqlite3_column_name(statement_, column);
    }

  private:
    /// A null pointer would bind NULL where an empty value is meant.
    static const char* orEmpty(std::string_view view) { return view.data() == nullptr ? "" : view.data(); }
    [[nodiscard]] std::string_view view(const char* data, int column) const {
        return data == nullptr
                   ? std::string_view{}
                   : std::string_view{data,
                                      static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
    }
    [[nodiscard]] int index(int parameter) const {
        if (parameter < 1 || static_cast<std::size_t>(parameter) > indexes_.size())
            throw StorageError{Trouble::Other,
                               "no parameter $" + std::to_string(parameter) + ": " + sqlite3_sql(statement_)};
        return indexes_[static_cast<std::size_t>(parameter - 1)];
    }
    void check(int code) const {
        if (code == SQLITE_OK)
            return;
        const char* sql = statement_ == nullptr ? nullptr : sqlite3_sql(statement_);
        fail(SQLite::Exception{connection_, code}, sql == nullptr ? "prepare" : sql);
    }

    sqlite3* connection_;
    sqlite3_stmt* statement_ = nullptr;
    std::vector<int> indexes_;
};

}  // namespace

SqliteDatabase::SqliteDatabase(const std::filesystem::path& file, SqliteOptions options) try
    : database_{file.string(),
                options.readOnly ? SQLite::OPEN_READONLY : SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE,
                static_cast<int>(options.busyTimeout.count())} {
    if (!options.readOnly)
        database_.exec("PRAGMA journal_mode=WAL");
    database_.exec(options.durable ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=OFF");
    database_.exec("PRAGMA foreign_keys=ON");
    database_.exec("PRAGMA temp_store=MEMORY");
    database_.exec("PRAGMA cache_size=-" + std::to_string(options.cacheKib));
    // So that undoing takes no memory, which may be what is missing.
    for (const auto sql : {rollback, rollbackPart, releasePart})
        (void)prepare(sql);
} catch (const SQLite::Exception& e) {
    fail(e, "open " + file.string());
}

SqliteDatabase::~SqliteDatabase() = default;

void SqliteDatabase::requireSound() const {
    if (lost_)
        throw StorageError{Trouble::Io, "something could not be undone; the store must be opened anew"};
}

void SqliteDatabase::undo(Undo what) noexcept {
    const auto run = [&](std::string_view sql) {
        try {
            Query{prepare(sql)}.run();
            return true;
        } catch (const StorageError&) {
            return false;
        }
    };
    if (what == Undo::Transaction)
        (void)run(rollback);
    else if (run(rollbackPart) && run(releasePart))
        return;
    // Some failures make the engine itself undo everything; then that was all there was to do.
    lost_ = lost_ || inTransaction();
}

Statement& SqliteDatabase::prepare(std::string_view sql) {
    requireSound();
    if (const auto at = statements_.find(sql); at != statements_.end())
        return *at->second;
    auto made = std::make_unique<SqliteStatement>(database_.getHandle(), std::string{sql});
    return *statements_.emplace(std::string{sql}, std::move(made)).first->second;
}

void SqliteDatabase::execute(const std::string& sql) {
    requireSound();
    // The few words of transactions run often enough to be kept prepared.
    if (sql.find(';') == std::string::npos) {
        Query{prepare(sql)}.run();
        return;
    }
    try {
        database_.exec(sql);
    } catch (const SQLite::Exception& e) {
        fail(e, sql);
    }
}

void SqliteDatabase::copyTo(const std::filesystem::path& file) try {
    constexpr int pagesAtOnce = 1024;
    SQLite::Database copy{file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE};
    copy.exec("PRAGMA synchronous=OFF");
    {
        SQLite::Backup backup{copy, database_};
        for (int code = SQLITE_OK; code != SQLITE_DONE;) {
            code = backup.executeStep(pagesAtOnce);
            if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
                throw SQLite::Exception{"the copy is in use", code};
        }
    }
    copy.exec("PRAGMA journal_mode=DELETE");
} catch (const SQLite::Exception& e) {
    fail(e, "copy to " + file.string());
}

bool SqliteDatabase::inTransaction() const {
    return sqlite3_get_autocommit(database_.getHandle()) == 0;
}

}  // namespace fieldfare::storage
