#include "sync-server/sync/reader_pool.h"

#include <algorithm>
#include <future>

#include <spdlog/spdlog.h>

#include "shared/schema/fault.h"

namespace fieldfare::server::sync {

ReaderPool::ReaderPool(std::size_t threads, const Open& open) {
    for (std::size_t i = 0; i < std::max<std::size_t>(threads, 1); ++i)
        databases_.push_back(open());
    if (threads == 0)
        return;
    for (auto& database : databases_)
        threads_.emplace_back([this, &database] { loop(*database); });
}

ReaderPool::~ReaderPool() {
    {
        const std::lock_guard lock{mutex_};
        stopping_ = true;
    }
    arrived_.notify_all();
    for (auto& thread : threads_)
        thread.join();
}

bool ReaderPool::post(Work work, bool always) {
    {
        const std::lock_guard lock{mutex_};
        if (!always && (stopping_ || queue_.size() >= queueSize))
            return false;
        queue_.push_back(std::move(work));
    }
    arrived_.notify_one();
    return true;
}

void ReaderPool::run(const Work& work) {
    std::promise<void> finished;
    auto future = finished.get_future();
    const bool queued = post([&](fieldfare::storage::Database& database) {
        try {
            work(database);
            finished.set_value();
        } catch (...) {
            finished.set_exception(std::current_exception());
        }
    });
    if (!queued)
        throw schema::FaultError{v1::BUSY, "the server has too much to read"};
    while (threads_.empty() && readNext()) {
    }
    future.get();
}

bool ReaderPool::readNext() {
    Work work;
    {
        const std::lock_guard lock{mutex_};
        if (queue_.empty())
            return false;
        work = std::move(queue_.front());
        queue_.pop_front();
    }
    runOne(work, *databases_.front());
    return true;
}

void ReaderPool::runOne(const Work& work, fieldfare::storage::Database& database) {
    try {
        work(database);
    } catch (const std::exception& e) {
        spdlog::error("reading failed without an answer: {}", e.what());
    }
}

void ReaderPool::loop(fieldfare::storage::Database& database) {
    for (;;) {
        Work work;
        {
            std::unique_lock lock{mutex_};
            arrived_.wait(lock, [&] { return stopping_ || !queue_.empty(); });
            if (queue_.empty())
                return;
            work = std::move(queue_.front());
            queue_.pop_front();
        }
        runOne(work, database);
    }
}

}  // namespace fieldfare::server::sync
