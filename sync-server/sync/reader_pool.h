#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "shared/storage/database.h"

namespace fieldfare::server::sync {

/// Threads that read, each on a connection of its own, fed by a bounded queue. Without threads, its owner
/// runs what is queued, on one connection.
class ReaderPool {
  public:
    using Work = std::function<void(fieldfare::storage::Database&)>;
    using Open = std::function<std::unique_ptr<fieldfare::storage::Database>()>;
    static constexpr std::size_t queueSize = 2'000;

    ReaderPool(std::size_t threads, const Open& open);
    ReaderPool(const ReaderPool&) = delete;
    ReaderPool& operator=(const ReaderPool&) = delete;
    /// Finishes what is queued, then stops; without threads, drops what is queued.
    ~ReaderPool();

    /// Queues work that must not throw; false when the queue is full, unless `always`, for the second half of
    /// work already begun. Thread-safe.
    [[nodiscard]] bool post(Work work, bool always = false);
    /// Runs work and waits; throws what it threw. Not from a reader's own thread.
    void run(const Work& work);

    /// Without threads: runs the next work, false when there is none.
    bool readNext();

  private:
    void runOne(const Work& work, fieldfare::storage::Database& database);
    void loop(fieldfare::storage::Database& database);

    std::mutex mutex_;
    std::condition_variable arrived_;
    std::deque<Work> queue_;
    bool stopping_ = false;
    std::vector<std::unique_ptr<fieldfare::storage::Database>> databases_;
    std::vector<std::thread> threads_;
};

}  // namespace fieldfare::server::sync
