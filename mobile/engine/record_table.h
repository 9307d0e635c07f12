#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <google/protobuf/message.h>

#include "mobile/engine/standings.h"
#include "shared/schema/record_type.h"
#include "shared/storage/batch.h"
#include "shared/storage/database.h"

namespace fieldfare::engine {

/// What a table keeps of a record beside its columns.
struct RowHead {
    std::uint64_t seq = 0;  ///< of the server's state; 0: it has none
    Standings standings;
    bool left = false;     ///< stands in no scope any more; goes when the pull is complete
    bool erased = false;   ///< an own delete waits
    bool pending = false;  ///< own edits are laid over: the server's state is in `serverBody`

    [[nodiscard]] bool shown() const { return !left && !erased; }
};

struct StoredRow {
    RowHead head;
    std::string body;                       ///< as its person sees it
    std::optional<std::string> serverBody;  ///< while own edits are laid over a state of the server
};

/// The table of one record type. Belongs to the engine's thread; throws StorageError.
class RecordTable {
  public:
    RecordTable(storage::Database& database, const schema::RecordType& type);

    [[nodiscard]] const schema::RecordType& type() const { return type_; }
    /// Quoted for SQL.
    [[nodiscard]] const std::string& name() const { return name_; }
    /// True if titles are ordered by their sort key (search/sort_key.h), in the column `sort_key`.
    [[nodiscard]] static bool isSorted(const schema::RecordType& type);
    /// The statements that make it and its indexes; they change with the schema's columns and the sort keys.
    [[nodiscard]] std::string definition() const;

    [[nodiscard]] std::optional<StoredRow> load(std::string_view id) const;
    [[nodiscard]] bool has(std::string_view id) const;
    [[nodiscard]] bool empty() const;
    /// The heads of those of the ids that are there, in no order.
    void loadHeads(std::span<const std::string_view> ids,
                   const std::function<void(std::string_view id, RowHead head)>& found) const;

    /// Writes one row; `shown` is its body, decoded.
    void put(std::string_view id, const StoredRow& row, const google::protobuf::Message& shown);
    /// Adds a row as the server sent it, without own edits, to those that flush() writes. All that is passed
    /// must live until then.
    void add(std::string_view id, std::uint64_t seq, std::string_view standings, std::string_view body,
             const google::protobuf::Message& record);
    void flush();
    /// Drops what was added and not flushed; to be called when its transaction is undone.
    void forget();
    void setStandings(std::string_view id, const Standings& standings, bool left);
    void remove(std::string_view id);

    /// Another number after every change through this object, whether it was committed or undone.
    [[nodiscard]] std::uint64_t version() const { return version_; }
    /// For whoever goes by version(): what is known of the records has to be asked again.
    void touch() { ++version_; }

  private:
    void addColumns(const google::protobuf::Message& record);

    storage::Database& database_;
    const schema::RecordType& type_;
    std::deque<std::string> sortKeys_;  // of the rows in batch_
    std::string name_;
    std::optional<storage::Batch> batch_;
    std::string load_;
    std::string has_;
    std::string any_;
    std::string head_;
    std::string heads_;
    std::string setStandings_;
    std::string remove_;
    std::uint64_t version_ = 0;
};

}  // namespace fieldfare::engine
