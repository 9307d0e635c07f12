#pragma once

#include <string_view>

namespace fieldfare::server::account {

/// True for one of the passwords that attackers try first. `folded`: lower case, without spaces.
[[nodiscard]] bool isCommonPassword(std::string_view folded);

}  // namespace fieldfare::server::account
