#pragma once

#include <chrono>

#include "shared/base/random.h"

namespace fieldfare::engine {

/// The pause after so many failures in a row: 1 s, doubling to 5 min, shortened at random by up to a quarter,
/// and never shorter than the server `asked` for.
[[nodiscard]] std::chrono::milliseconds pauseAfter(int failures, std::chrono::milliseconds asked,
                                                   base::Random& random);

inline constexpr std::chrono::milliseconds firstPause{1'000};
inline constexpr std::chrono::milliseconds longestPause{300'000};

}  // namespace fieldfare::engine
