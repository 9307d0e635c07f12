#pragma once

#include <chrono>
#include <mutex>

#include "shared/base/clock.h"

namespace fieldfare::tests {

/// A clock that moves only when a test says so. Thread-safe.
class ManualClock final : public base::Clock {
  public:
    /// Begins at some ordinary morning, 2024-03-04 08:00 UTC, ten minutes after boot.
    ManualClock() = default;
    explicit ManualClock(base::TimePoint start) : now_{start} {}

    [[nodiscard]] base::TimePoint now() const override {
        const std::lock_guard lock{mutex_};
        return now_;
    }
    [[nodiscard]] std::chrono::milliseconds sinceBoot() const override {
        const std::lock_guard lock{mutex_};
        return sinceBoot_;
    }
    [[nodiscard]] std::int64_t bootId() const override {
        const std::lock_guard lock{mutex_};
        return bootId_;
    }

    /// Time passes, on both clocks.
    void advance(std::chrono::milliseconds time) {
        const std::lock_guard lock{mutex_};
        now_ += time;
        sinceBoot_ += time;
    }
    /// Somebody sets the wall clock, forwards or back; the monotonic one does not notice.
    void setWall(base::TimePoint now) {
        const std::lock_guard lock{mutex_};
        now_ = now;
    }
    /// The machine restarts: the monotonic clock begins anew.
    void reboot() {
        const std::lock_guard lock{mutex_};
        sinceBoot_ = std::chrono::milliseconds{0};
        ++bootId_;
    }

  private:
    mutable std::mutex mutex_;
    base::TimePoint now_ = base::fromEpochMs(1'709'539'200'000);
    std::chrono::milliseconds sinceBoot_ = std::chrono::minutes{10};
    std::int64_t bootId_ = 1;
};

}  // namespace fieldfare::tests
