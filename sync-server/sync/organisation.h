#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "sync-server/storage/data_directory.h"
#include "sync-server/sync/directory.h"
#include "sync-server/sync/history.h"
#include "sync-server/sync/reader_pool.h"
#include "sync-server/sync/waiting_room.h"
#include "sync-server/sync/writer.h"

namespace fieldfare::server::sync {

/// The id of the organisation of a store, 16 bytes; works inside the caller's transaction.
[[nodiscard]] std::string organisationId(fieldfare::storage::Database& database);

/// How an organisation's writer and readers run.
struct Running {
    /// Threads; 0: whoever owns the organisation runs writer and readers, and calls whose wait is over.
    std::size_t readers = 2;
    std::size_t pageBytes = 1000 * 1000;  ///< of an answer at most, so that a phone can store it at once
    DiskFailed diskFailed = exitBecauseOfDisk;
    WaitingLimits waiting = {};
    /// Whose owner keeps it for longer than the organisation is open; null: the file of the data directory.
    storage::Journal* journal = nullptr;
    bool restoring = false;  ///< by the restore itself, before it is finished
};

/// One organisation, open: its folder, its writer and its readers. Everything the server does with records
/// goes through these two.
class Organisation {
  public:
    /// Makes an organisation with a root unit of the same name; throws FaultError ALREADY_EXISTS when there
    /// is one. `currency`: ISO 4217.
    static void make(const std::filesystem::path& folder, const std::string& name,
                     const std::string& currency, const base::Clock& clock, base::Random& random);

    /// Opens it; throws as DataDirectory and JournalFile, and FaultError CONTRADICTION while a restore is not
    /// finished, or when the store is older than its journal. The clock and the source of randomness must
    /// outlive it.
    Organisation(const std::filesystem::path& folder, const base::Clock& clock, base::Random& random,
                 Running running = {});

    /// Answers what was begun: who waits is sent away, the writer finishes and refuses more, then the
    /// readers.
    ~Organisation();
    Organisation(const Organisation&) = delete;
    Organisation& operator=(const Organisation&) = delete;

    [[nodiscard]] Writer& writer() { return *writer_; }
    [[nodiscard]] ReaderPool& readers() { return *readers_; }
    /// Where devices wait for the next change.
    [[nodiscard]] WaitingRoom& waiting() { return waiting_; }
    [[nodiscard]] DirectoryCache& directories() { return directories_; }
    [[nodiscard]] const base::Clock& clock() const { return clock_; }
    [[nodiscard]] base::Random& random() const { return random_; }
    [[nodiscard]] const std::filesystem::path& folder() const { return directory_.folder(); }
    [[nodiscard]] std::size_t pageBytes() const { return pageBytes_; }
    /// The random id of this history of the organisation; a restore starts another.
    [[nodiscard]] const std::string& epoch() const { return epoch_; }
    /// What was restored before this history began.
    [[nodiscard]] const History& history() const { return history_; }

  private:
    storage::DataDirectory directory_;
    const base::Clock& clock_;
    base::Random& random_;
    std::size_t pageBytes_;
    DirectoryCache directories_;
    std::string epoch_;
    History history_;
    WaitingRoom waiting_;
    std::unique_ptr<storage::Journal> journalFile_;
    std::unique_ptr<Writer> writer_;
    std::unique_ptr<ReaderPool> readers_;  // last: while they finish they may still ask the stopped writer
};

}  // namespace fieldfare::server::sync
