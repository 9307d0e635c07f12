#pragma once

#include <chrono>

namespace fieldfare::base {

/// A point of civil time, milliseconds since 1970-01-01 UTC.
using TimePoint = std::chrono::sys_time<std::chrono::milliseconds>;

/// Where the program reads time, so that tests and simulations can set it. Thread-safe.
class Clock {
  public:
    virtual ~Clock() = default;

    /// The wall clock. May be wrong and may jump, either way.
    [[nodiscard]] virtual TimePoint now() const = 0;

    /// Time since some fixed moment of this boot; never goes back. Counts while the machine sleeps.
    [[nodiscard]] virtual std::chrono::milliseconds sinceBoot() const = 0;

    /// Differs from one boot of the machine to the next, so that a stored sinceBoot() is not taken for one
    /// of another boot.
    [[nodiscard]] virtual std::int64_t bootId() const = 0;
};

/// The machine's own clocks.
class SystemClock final : public Clock {
  public:
    [[nodiscard]] TimePoint now() const override;
    [[nodiscard]] std::chrono::milliseconds sinceBoot() const override;
    [[nodiscard]] std::int64_t bootId() const override;
};

[[nodiscard]] inline std::int64_t epochMs(TimePoint time) {
    return time.time_since_epoch().count();
}

[[nodiscard]] inline TimePoint fromEpochMs(std::int64_t ms) {
    return TimePoint{std::chrono::milliseconds{ms}};
}

}  // namespace fieldfare::base
