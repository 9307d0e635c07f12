#pragma once

#include <string_view>

#include "planted_bugs_option.h"

/// Bugs that can be switched on, one at a time, so that the simulator's checker can show that it would find
/// them. tests/simulation/run/plants.h lists them. Builds without FIELDFARE_PLANTED_BUGS, a release among
/// them, have none.
namespace fieldfare::base {

#ifdef FIELDFARE_PLANTED_BUGS
/// True while that bug is switched on.
[[nodiscard]] bool isPlanted(std::string_view bug);
/// Switches this one on and the one before off; empty: none. Not while anything else runs.
void plant(std::string_view bug);
#else
[[nodiscard]] constexpr bool isPlanted(std::string_view) {
    return false;
}
#endif

}  // namespace fieldfare::base
