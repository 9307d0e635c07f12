#pragma once

#include <cstdint>

namespace fieldfare::rules {

/// The whole, in basis points.
inline constexpr std::uint32_t kWhole = 10'000;

}  // namespace fieldfare::rules
