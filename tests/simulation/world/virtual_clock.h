#pragma once

#include "shared/base/clock.h"

namespace fieldfare::simulation {

/// The clock of one machine: the world's time, unless somebody set its wall clock wrong.
class VirtualClock final : public base::Clock {
  public:
    /// `world`: epoch ms, moved by the simulation; must outlive the clock.
    explicit VirtualClock(const std::int64_t& world) : world_{world}, bootedAt_{world - 600'000} {}

    [[nodiscard]] base::TimePoint now() const override {
        return base::fromEpochMs(setTo_ + (world_ - setAt_) * pace_);
    }
    [[nodiscard]] std::chrono::milliseconds sinceBoot() const override {
        return std::chrono::milliseconds{world_ - bootedAt_};
    }
    [[nodiscard]] std::int64_t bootId() const override { return boot_; }

    /// The wall clock is off by so much, from now on.
    void set(std::int64_t off) {
        setTo_ = world_ + off;
        setAt_ = world_;
        pace_ = 1;
    }
    void runBackwards() {
        setTo_ = base::epochMs(now());
        setAt_ = world_;
        pace_ = -1;
    }
    void reboot() {
        bootedAt_ = world_;
        ++boot_;
    }

  private:
    const std::int64_t& world_;
    std::int64_t bootedAt_;
    std::int64_t boot_ = 1;
    std::int64_t setTo_ = 0;
    std::int64_t setAt_ = 0;
    std::int64_t pace_ = 1;
};

}  // namespace fieldfare::simulation
