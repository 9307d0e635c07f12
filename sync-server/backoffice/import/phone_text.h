#pragma once

#include <string>
#include <string_view>

namespace fieldfare::server::importing {

/// E.164 ("+8613800138000") where the number can be read, else as typed. `region`: ISO 3166 alpha-2, any
/// case, of numbers that name no country; may be empty. Numbers with an extension stay as typed: E.164 has
/// no room for one.
[[nodiscard]] std::string phoneNumber(std::string_view typed, std::string_view region);

}  // namespace fieldfare::server::importing
