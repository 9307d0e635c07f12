#include "shared/base/hybrid_clock.h"

#include <algorithm>

namespace fieldfare::base {
namespace {

// More than clocks drift apart and replies are under way.
constexpr std::int64_t wrongByMs = 24 * 60 * 60 * 1000;

}  // namespace

void HybridClock::heard(std::int64_t serverTime) {
    state_.serverTime = serverTime;
    state_.sinceBoot = clock_.sinceBoot().count();
    state_.bootId = clock_.bootId();
    state_.wallTime = epochMs(clock_.now());
    if (hybridMs(state_.last) > serverTime + wrongByMs)
        state_.last = 0;
}

std::int64_t HybridClock::serverNow() const {
    if (state_.serverTime == 0)
        return epochMs(clock_.now());
    const auto elapsed = state_.bootId == clock_.bootId() ? clock_.sinceBoot().count() - state_.sinceBoot
                                                          : epochMs(clock_.now()) - state_.wallTime;
    return state_.serverTime + std::max<std::int64_t>(0, elapsed);
}

HybridTime HybridClock::next(HybridTime replaced) {
    state_.last = std::max({hybridTime(serverNow()), state_.last + 1, replaced + 1});
    return state_.last;
}

HybridTime clampEditTime(HybridTime claimed, std::int64_t earliest, std::int64_t receipt) {
    const auto latest = hybridTime(receipt, 0xFFFF);
    return std::clamp(claimed, std::min(hybridTime(earliest), latest), latest);
}

}  // namespace fieldfare::base
