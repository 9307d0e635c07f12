#pragma once

#include <cstdint>

namespace fieldfare::engine {

/// A listing, or a repair, that drops this few records is not asked about.
inline constexpr std::uint64_t believableAbsence = 20;

/// True if so many records of a scope that are here and that the server does not name any more, without a
/// removal that explains it, are too many to be believed, where it names so many others.
[[nodiscard]] constexpr bool isUnbelievable(std::uint64_t missing, std::uint64_t named) {
    return missing > believableAbsence && missing > named;
}

}  // namespace fieldfare::engine
