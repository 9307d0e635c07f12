#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/access/rights.h"
#include "shared/storage/database.h"
#include "sync-server/sync/directory.h"

namespace fieldfare::server::files {

/// A living File record as one person stands to it.
struct FileRecord {
    std::string id;
    std::string sha256;
    std::int64_t size = 0;
    bool mayRead = false;   ///< it stands in a scope that they read
    bool isAuthor = false;  ///< they made it, wherever it has gone since
};

/// Answers what a person may do with the bytes of File records, as of the caller's transaction.
class FileAccess {
  public:
    FileAccess(fieldfare::storage::Database& database, const sync::Directory& directory,
               const sync::Viewer& viewer);

    /// None for no such record, a deleted one, and one that is not theirs in either way. One that is held is
    /// its author's, so that its bytes are there when somebody takes it over.
    [[nodiscard]] std::optional<FileRecord> find(const std::string& id);
    /// True if bytes with the file's hash came for a record that they may read: they have nothing to gain by
    /// not sending them again.
    [[nodiscard]] bool hasAlready(const FileRecord& file);

  private:
    [[nodiscard]] std::optional<FileRecord> held(const std::string& id) const;
    [[nodiscard]] bool readsScope(std::uint32_t number) const;

    fieldfare::storage::Database& database_;
    const sync::Viewer& viewer_;
    bool hidden_;                        // from their role
    std::vector<std::uint32_t> scopes_;  // that they read
};

}  // namespace fieldfare::server::files
