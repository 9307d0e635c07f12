#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace fieldfare::base {

/// Two lower-case digits a byte.
[[nodiscard]] std::string toHex(std::string_view bytes);
/// None for an odd count or anything but hexadecimal digits.
[[nodiscard]] std::optional<std::string> fromHex(std::string_view digits);

}  // namespace fieldfare::base
