#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <unordered_map>

#include <SQLiteCpp/SQLiteCpp.h>

#include "shared/storage/database.h"

namespace fieldfare::storage {

struct SqliteOptions {
    bool readOnly = false;
    /// FULL: a commit survives a power loss. Only benchmarks and throw-away stores turn it off.
    bool durable = true;
    std::chrono::milliseconds busyTimeout{2000};
    /// Memory for pages, KiB.
    int cacheKib = 16 * 1024;
};

/// A SQLite file in WAL mode.
class SqliteDatabase final : public Database {
  public:
    /// Opens, or makes, the file; throws StorageError.
    explicit SqliteDatabase(const std::filesystem::path& file, SqliteOptions options = {});
    ~SqliteDatabase() override;

    [[nodiscard]] Statement& prepare(std::string_view sql) override;
    void execute(const std::string& sql) override;
    void undo(Undo what) noexcept override;
    [[nodiscard]] bool inTransaction() const override;
    [[nodiscard]] std::string_view blobType() const override { return "BLOB"; }
    [[nodiscard]] std::string_view clusteredSuffix() const override { return " WITHOUT ROWID"; }
    [[nodiscard]] int maxParameters() const override { return 32766; }

    /// Makes the file a copy of the database as the open transaction sees it, one plain file without WAL,
    /// while other connections read and write. Not durable: its caller syncs it. Throws StorageError.
    void copyTo(const std::filesystem::path& file);

    /// The connection, for what only SQLite offers: functions, checkpoints.
    [[nodiscard]] SQLite::Database& raw() { return database_; }

  private:
    struct TextHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };

    /// Throws once something could not be undone.
    void requireSound() const;

    SQLite::Database database_;
    bool lost_ = false;
    std::unordered_map<std::string, std::unique_ptr<Statement>, TextHash, std::equal_to<>> statements_;
};

}  // namespace fieldfare::storage
