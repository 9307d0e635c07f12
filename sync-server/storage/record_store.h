#pragma once

#include <deque>
#include <span>
#include <string>
#include <vector>

#include "shared/storage/database.h"
#include "sync-server/storage/record_row.h"

namespace fieldfare::server::storage {

/// A record as a reader of a feed gets it: without what only writing needs. The views live during the call
/// that is given one.
struct StoredBody {
    std::string_view id;
    std::uint64_t seq = 0;
    std::string_view body;
    std::string_view versions;   ///< packed, see merge::Versions
    std::string_view standings;  ///< packed, see unpackStandings()
};

/// Records by type and id. Works inside its caller's transaction; not thread-safe.
class RecordStore {
  public:
    explicit RecordStore(fieldfare::storage::Database& database) : database_{database} {}

    /// The rows with these ids, in no order; ids that are not there are left out.
    [[nodiscard]] std::vector<RecordRow> load(const schema::RecordType& type,
                                              std::span<const std::string> ids);
    /// The living and deleted rows under a root.
    [[nodiscard]] std::vector<RecordRow> loadUnder(const schema::RecordType& type, const std::string& root);
    /// Every row of a small table, e.g. units.
    [[nodiscard]] std::vector<RecordRow> loadAll(const schema::RecordType& type);
    /// Rows whose schema column has this value; `column` must be one of the type's columns.
    [[nodiscard]] std::vector<RecordRow> loadWhere(const schema::RecordType& type, std::string_view column,
                                                   std::string_view bytes);
    [[nodiscard]] std::vector<RecordRow> loadWhere(const schema::RecordType& type, std::string_view column,
                                                   fieldfare::storage::Text text);
    [[nodiscard]] std::vector<RecordRow> loadWhere(const schema::RecordType& type, std::string_view column,
                                                   std::int64_t number);

    /// Calls `each(StoredBody)` for the rows with these ids.
    template <typename Each>
    void bodies(const schema::RecordType& type, std::span<const std::string_view> ids, Each each) {
        forBodies(
            type, ids,
            [](void* context, const StoredBody& stored) { (*static_cast<Each*>(context))(stored); }, &each);
    }

    /// Writes new and changed rows, all of one type.
    void save(const schema::RecordType& type, std::span<const RecordRow* const> rows);
    /// Of rows that are stored: where they stand, and nothing else.
    void saveStandings(const schema::RecordType& type, std::span<const RecordRow* const> rows);

  private:
    using BodyCallback = void (*)(void*, const StoredBody&);
    void forBodies(const schema::RecordType& type, std::span<const std::string_view> ids, BodyCallback each,
                   void* context);
    [[nodiscard]] std::vector<RecordRow> read(const schema::RecordType& type,
                                              fieldfare::storage::Query& query);
    [[nodiscard]] std::string select(const schema::RecordType& type) const;

    fieldfare::storage::Database& database_;
};

}  // namespace fieldfare::server::storage
