#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "shared/base/clock.h"
#include "shared/base/random.h"
#include "shared/base/uuid.h"
#include "shared/storage/database.h"
#include "sync-server/storage/journal_file.h"
#include "sync-server/storage/scope_table.h"
#include "sync-server/sync/change_set.h"
#include "sync-server/sync/directory.h"
#include "sync-server/sync/news.h"

namespace fieldfare::server::sync {

/// What a piece of writing work may use while it is its turn. Lives during the call only.
struct Turn {
    fieldfare::storage::Database& database;
    storage::ScopeTable& scopes;
    SeqSource& seqs;
    /// What others may wait for: told after the commit.
    News& news;
    /// The organisation as this transaction sees it.
    std::function<std::shared_ptr<const Directory>()> directory;
    base::UuidSource& ids;
    base::Random& random;
    const std::string& secret;  ///< 32 bytes, of this organisation
    std::int64_t now;           ///< epoch ms
};

/// Who runs what is queued: threads of its own, or its owner, piece by piece, as a simulation does so that
/// the same seed gives the same history.
enum class RunBy { Threads, Owner };

/// Called when the disk failed in a way that leaves open what it holds; must not return.
using DiskFailed = std::function<void()>;

/// Ends the process: the journal decides at the next start, and as no answer leaves, devices ask again.
[[noreturn]] void exitBecauseOfDisk();

/// The one thread that writes. Commits in groups: what came in while the last group was being written goes
/// into the next together, and every answer waits for its COMMIT.
class Writer {
  public:
    using Work = std::function<void(Turn&)>;
    /// Called after COMMIT with null, or with the reason why nothing of the work took effect; on the writer's
    /// thread, so it must be quick.
    using Done = std::function<void(std::exception_ptr)>;

    /// Group limits: so many requests, or so long, whichever comes first.
    static constexpr std::size_t groupSize = 256;
    static constexpr std::chrono::milliseconds groupTime{5};
    static constexpr std::size_t queueSize = 10'000;

    /// Told after COMMIT what changed, on the writer's thread.
    using Announce = std::function<void(const News&)>;

    /// The database is the only writing connection; the writer uses it from its own thread. So it does the
    /// journal, which gets at once what is noted in the store and not in it.
    Writer(std::unique_ptr<fieldfare::storage::Database> database, storage::Journal& journal,
           const base::Clock& clock, base::Random& random, DirectoryCache& directories, Announce announce,
           RunBy runBy = RunBy::Threads, DiskFailed diskFailed = exitBecauseOfDisk);
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;
    ~Writer();

    /// Finishes and answers what is queued, and takes nothing more; run by its owner, it drops what is
    /// queued. Not from the writer's own thread.
    void stop();

    /// Queues work; false when the queue is full or the writer stopped, and neither is called. Work that
    /// throws is undone alone; a failing disk undoes the group. Thread-safe.
    [[nodiscard]] bool submit(Work work, Done done);

    /// Runs work and waits; throws what it threw. Not from the writer's own thread.
    void run(Work work);

    /// Run by its owner: writes what is queued as one group, and answers. False when nothing was.
    bool writeNext();

  private:
    struct Job {
        Work work;
        Done done;
        std::exception_ptr failure;
    };
    void loop();
    void writeGroup(std::deque<Job> jobs);
    void runJob(Job& job);
    [[nodiscard]] bool takeMore(std::deque<Job>& jobs);
    void loadState();
    /// Has the journal take what was committed. When it cannot, that is said in the log, and what is noted
    /// stays so until the next commit.
    void addToJournal(std::vector<storage::JournalNote> notes);
    /// After work was undone: what is remembered of it is not so.
    void forgetUndone();

    std::unique_ptr<fieldfare::storage::Database> database_;
    storage::Journal& journal_;
    const base::Clock& clock_;
    base::Random& random_;
    DirectoryCache& directories_;
    const DiskFailed diskFailed_;
    storage::ScopeTable scopes_;
    base::UuidSource ids_;
    std::string secret_;
    std::unique_ptr<SeqSource> seqs_;
    bool isNoted_ = false;  // entries that the journal has are still noted in the store
    News news_;             // of the group under way
    const Announce announce_;

    std::mutex mutex_;
    std::condition_variable arrived_;
    std::deque<Job> queue_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace fieldfare::server::sync
