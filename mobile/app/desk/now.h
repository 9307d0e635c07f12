#pragma once

#include <cstdint>

#include "shared/base/clock.h"

namespace fieldfare::app {

/// The moment that the app goes by, epoch ms: what is "today", what is overdue. The device's clock, unless
/// fixed for pictures and tests. Any thread.
[[nodiscard]] std::int64_t nowMs();
/// 0: the device's clock again.
void fixNow(std::int64_t epochMs);

/// The same for the engine: its wall clock is nowMs().
class DeskClock final : public base::Clock {
  public:
    [[nodiscard]] base::TimePoint now() const override { return base::fromEpochMs(nowMs()); }
    [[nodiscard]] std::chrono::milliseconds sinceBoot() const override { return device_.sinceBoot(); }
    [[nodiscard]] std::int64_t bootId() const override { return device_.bootId(); }

  private:
    base::SystemClock device_;
};

}  // namespace fieldfare::app
