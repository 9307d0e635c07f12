#include "sync-server/http/work_queue.h"

#include <algorithm>

#include <pthread.h>
#include <spdlog/spdlog.h>

namespace fieldfare::server::http {

WorkQueue::WorkQueue(std::string name, std::size_t threads, std::size_t capacity)
    : name_{std::move(name)}, capacity_{capacity} {
    for (std::size_t i = 0; i < std::max<std::size_t>(1, threads); ++i)
        threads_.emplace_back([this] { run(); });
}

WorkQueue::~WorkQueue() {
    stop();
}

bool WorkQueue::post(Job job) {
    {
        const std::lock_guard lock{mutex_};
        if (stopping_ || jobs_.size() >= capacity_)
            return false;
        jobs_.push_back(std::move(job));
    }
    wake_.notify_one();
    return true;
}

void WorkQueue::stop() {
    std::vector<std::thread> threads;
    {
        const std::lock_guard lock{mutex_};
        stopping_ = true;
        threads.swap(threads_);
    }
    wake_.notify_all();
    for (auto& thread : threads)
        thread.join();
}

std::size_t WorkQueue::waiting() const {
    const std::lock_guard lock{mutex_};
    return jobs_.size();
}

void WorkQueue::run() {
    ::pthread_setname_np(::pthread_self(), name_.substr(0, 15).c_str());  // 15: the kernel's limit
    for (;;) {
        Job job;
        {
            std::unique_lock lock{mutex_};
            wake_.wait(lock, [this] { return stopping_ || !jobs_.empty(); });
            if (jobs_.empty())
                return;
            job = std::move(jobs_.front());
            jobs_.pop_front();
        }
        try {
            job();
        } catch (const std::exception& error) {
            spdlog::error("a job of {} failed: {}", name_, error.what());
        } catch (...) {
            spdlog::error("a job of {} failed", name_);
        }
    }
}

}  // namespace fieldfare::server::http
