#pragma once

#include <cstdint>
#include <limits>
#include <optional>

/// Products and quotients of amounts without overflow. Values are never negative.
namespace fieldfare::rules {

__extension__ using Wide = unsigned __int128;

/// None beyond 128 bits.
[[nodiscard]] constexpr std::optional<Wide> product(Wide a, Wide b) {
    if (b != 0 && a > ~Wide{0} / b) {
        return std::nullopt;
    }
    return a * b;
}

/// Round half up. `divisor` is not 0.
[[nodiscard]] constexpr Wide roundedQuotient(Wide dividend, Wide divisor) {
    const Wide quotient = dividend / divisor;
    const Wide rest = dividend - quotient * divisor;
    return rest >= divisor - rest ? quotient + 1 : quotient;
}

/// None beyond what a field of Money holds.
[[nodiscard]] constexpr std::optional<std::int64_t> toMinor(Wide amount) {
    if (amount > static_cast<Wide>(std::numeric_limits<std::int64_t>::max())) {
        return std::nullopt;
    }
    return static_cast<std::int64_t>(amount);
}

}  // namespace fieldfare::rules
