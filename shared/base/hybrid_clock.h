#pragma once

#include <cstdint>
#include <optional>

#include "shared/base/clock.h"

namespace fieldfare::base {

/// A moment of the hybrid logical clock (Kulkarni et al. 2014): 48 bits of epoch milliseconds in server
/// time, 16 bits of counter. Later edits have larger times, whatever their devices' wall clocks say.
using HybridTime = std::uint64_t;

[[nodiscard]] constexpr HybridTime hybridTime(std::int64_t epochMilliseconds, std::uint16_t counter = 0) {
    return epochMilliseconds <= 0 ? counter
                                  : (static_cast<std::uint64_t>(epochMilliseconds) << 16U) | counter;
}
[[nodiscard]] constexpr std::int64_t hybridMs(HybridTime time) {
    return static_cast<std::int64_t>(time >> 16U);
}

/// What a HybridClock must remember over a restart of the program.
struct HybridState {
    std::int64_t serverTime = 0;  ///< epoch ms of the server's last answer; 0: never heard
    std::int64_t sinceBoot = 0;   ///< Clock::sinceBoot() then, ms
    std::int64_t bootId = 0;
    std::int64_t wallTime = 0;  ///< Clock::now() then, epoch ms
    HybridTime last = 0;        ///< latest time given out
};

/// Gives edits their times: the server's last answer plus the monotonic time since, so that a wrong or
/// jumping wall clock does not matter; only over a reboot it has to trust how far the wall clock moved.
/// Not thread-safe: it belongs to the store that persists its state.
class HybridClock {
  public:
    explicit HybridClock(const Clock& clock, HybridState state = {}) : clock_{clock}, state_{state} {}

    /// The server answered at this moment with this time, epoch ms. Times given more than a day beyond it
    /// came of a wall clock that was wrong over a reboot: later ones do not go on from them.
    void heard(std::int64_t serverTime);

    /// A time after every one given before (but see heard()), and after `replaced`, the time of the value it
    /// replaces.
    [[nodiscard]] HybridTime next(HybridTime replaced = 0);

    /// The best guess of the server's time now, epoch ms; never before its last answer.
    [[nodiscard]] std::int64_t serverNow() const;

    [[nodiscard]] const HybridState& state() const { return state_; }

  private:
    const Clock& clock_;
    HybridState state_;
};

/// Clamps an edit time that a device claims: not before `earliest`, epoch ms of the server's last answer
/// before the edit, and not after `receipt`, epoch ms at which it arrived.
[[nodiscard]] HybridTime clampEditTime(HybridTime claimed, std::int64_t earliest, std::int64_t receipt);

}  // namespace fieldfare::base
