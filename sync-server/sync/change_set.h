#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "sync-server/storage/feed_store.h"
#include "sync-server/storage/record_row.h"
#include "sync-server/storage/scope_table.h"
#include "sync-server/sync/directory.h"
#include "sync-server/sync/news.h"

namespace fieldfare::server::sync {

/// The organisation's commit order. One per writer; its state is saved with every transaction.
class SeqSource {
  public:
    explicit SeqSource(std::uint64_t last) : last_{last} {}
    std::uint64_t next() { return ++last_; }
    [[nodiscard]] std::uint64_t last() const { return last_; }

  private:
    std::uint64_t last_;
};

/// The records that one request reads and changes: loaded in sets, changed in memory, written at the end with
/// their feeds and digests. Everything that writes records at the server does it through here, so that no
/// change can miss its feed. Lives inside one transaction of the writer; not thread-safe.
class ChangeSet {
  public:
    /// `news` learns what save() wrote; `now`: epoch ms, of what leaves a scope.
    ChangeSet(fieldfare::storage::Database& database, storage::ScopeTable& scopes, SeqSource& seqs,
              News& news, std::int64_t now)
        : database_{database}, scopes_{scopes}, seqs_{seqs}, news_{news}, now_{now} {}
    ChangeSet(const ChangeSet&) = delete;
    ChangeSet& operator=(const ChangeSet&) = delete;

    /// Loads what find() will be asked for, by few statements.
    void prefetch(const schema::RecordType& type, std::span<const std::string> ids);
    /// The row, deleted ones included; null when there is none. Stays valid while the ChangeSet lives.
    [[nodiscard]] const storage::RecordRow* find(const schema::RecordType& type, const std::string& id);
    /// Every row that is here.
    [[nodiscard]] std::vector<const storage::RecordRow*> loaded() const;
    /// Among the types that a record of `child` may hang under.
    [[nodiscard]] const storage::RecordRow* findParent(const schema::RecordType& child,
                                                       const std::string& id);
    /// The root of a row, itself null for a root.
    [[nodiscard]] const storage::RecordRow* rootOf(const storage::RecordRow& row);
    /// Every row under a root, of every type, deleted ones included.
    [[nodiscard]] std::vector<const storage::RecordRow*> under(const storage::RecordRow& root);
    /// The rows of one type that hang directly under a parent, deleted ones included.
    [[nodiscard]] std::vector<const storage::RecordRow*> children(const schema::RecordType& type,
                                                                  const storage::RecordRow& parent);
    /// Every row below: those under a root, or what hangs under the row, at any depth.
    [[nodiscard]] std::vector<const storage::RecordRow*> below(const storage::RecordRow& row);
    /// The living rows with this id in a field that has a column: the customers of an owner.
    [[nodiscard]] std::vector<const storage::RecordRow*> where(const schema::RecordType& type,
                                                               const schema::Field& field,
                                                               const std::string& id);

    /// A new row, to be filled. `parent` null for roots. There must be none with its id.
    storage::RecordRow& insert(const schema::RecordType& type, const std::string& id,
                               const storage::RecordRow* parent);
    /// The row, to be changed: its caller gives it a new `seq` from nextSeq().
    storage::RecordRow& change(const storage::RecordRow& row);
    [[nodiscard]] std::uint64_t nextSeq() { return seqs_.next(); }
    /// Deletes the row and every living one below it. Returns the seq of the deletion.
    std::uint64_t erase(const storage::RecordRow& row, base::HybridTime time, const merge::Author& author);
    /// None when nothing ever stood in the scope.
    [[nodiscard]] std::optional<std::uint32_t> findScope(const storage::ScopeKey& key) {
        return scopes_.find(key);
    }

    /// Everything changed after mark() is undone by rollback().
    [[nodiscard]] std::size_t mark() const { return undo_.size(); }
    void rollback(std::size_t mark);

    /// Writes rows, feeds and digests. The caller commits.
    void save();

  private:
    struct Entry {
        std::unique_ptr<storage::RecordRow> row;
        std::vector<storage::Standing> standingsBefore;  // as stored
        std::uint64_t seqBefore = 0;
        bool dirty = false;
        bool moves = false;  ///< with its root: it may stand elsewhere, though it is not changed itself
    };
    struct Undo {
        Entry* entry;
        std::unique_ptr<storage::RecordRow> before;  // null: it was not there
        bool wasDirty;
    };
    Entry& adopt(storage::RecordRow row);
    /// Adopts rows that are not here yet and gathers those of them that live in memory.
    void gather(std::vector<storage::RecordRow> rows, std::vector<const storage::RecordRow*>& out);
    Entry* entryOf(const schema::RecordType& type, const std::string& id);
    /// Those that are changed or move, by type and id.
    [[nodiscard]] std::vector<Entry*> dirtyEntries();
    void sendToDesk(Entry& entry);
    /// True if the scopes that a root lends to what hangs under it are others than before.
    [[nodiscard]] bool moved(const Entry& root);
    void place(Entry& entry, storage::FeedStore& feed);

    fieldfare::storage::Database& database_;
    storage::ScopeTable& scopes_;
    SeqSource& seqs_;
    News& news_;
    std::int64_t now_;
    std::unordered_map<std::string, std::unique_ptr<Entry>> entries_;  // by type and id
    std::vector<Entry*> inserted_;
    std::vector<Undo> undo_;
};

}  // namespace fieldfare::server::sync
