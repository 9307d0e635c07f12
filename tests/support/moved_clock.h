#pragma once

#include <atomic>
#include <chrono>

#include "shared/base/clock.h"

namespace fieldfare::tests {

/// The machine's clocks, moved on by as much as a test says: time passes by itself, and is made to pass where
/// a test needs one thing to be surely later than another. Thread-safe.
class MovedClock final : public base::Clock {
  public:
    [[nodiscard]] base::TimePoint now() const override { return system_.now() + moved_.load(); }
    [[nodiscard]] std::chrono::milliseconds sinceBoot() const override {
        return system_.sinceBoot() + moved_.load();
    }
    [[nodiscard]] std::int64_t bootId() const override { return system_.bootId(); }

    void advance(std::chrono::milliseconds time) { moved_ = moved_.load() + time; }

  private:
    base::SystemClock system_;
    std::atomic<std::chrono::milliseconds> moved_{std::chrono::milliseconds{0}};
};

}  // namespace fieldfare::tests
