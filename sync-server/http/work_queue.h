#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace fieldfare::server::http {

/// A bounded queue of jobs and the threads that do them. A full queue refuses, so that whoever asked can
/// say so instead of making everybody wait. Thread-safe.
class WorkQueue {
  public:
    using Job = std::function<void()>;

    /// `name`: for logs and debuggers. `capacity`: jobs that wait, without those being done.
    WorkQueue(std::string name, std::size_t threads, std::size_t capacity);
    /// As stop().
    ~WorkQueue();
    WorkQueue(const WorkQueue&) = delete;
    WorkQueue& operator=(const WorkQueue&) = delete;

    /// False when the queue is full or stopped: the job will not be done and is already destroyed. A job's
    /// exception is logged and ends that job only.
    [[nodiscard]] bool post(Job job);

    /// Refuses new jobs, does those that wait and returns when the last is done. Not from a job.
    void stop();

    /// Jobs that wait now.
    [[nodiscard]] std::size_t waiting() const;

  private:
    void run();

    const std::string name_;
    const std::size_t capacity_;
    mutable std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Job> jobs_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace fieldfare::server::http
