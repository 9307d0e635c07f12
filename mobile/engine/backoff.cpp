#include "mobile/engine/backoff.h"

#include <algorithm>

namespace fieldfare::engine {

std::chrono::milliseconds pauseAfter(int failures, std::chrono::milliseconds asked, base::Random& random) {
    auto pause = firstPause;
    for (int i = 1; i < failures && pause < longestPause; ++i)
        pause *= 2;
    pause = std::min(pause, longestPause);
    // A fleet that lost its server together does not come back together.
    pause -= std::chrono::milliseconds{
        static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(pause.count() / 4 + 1)))};
    return std::max(pause, asked);
}

}  // namespace fieldfare::engine
