#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace fieldfare::base {

/// Base64 of RFC 4648 section 4, padded.
[[nodiscard]] std::string toBase64(std::string_view bytes);
/// None for anything that toBase64 does not give: white space, missing padding, stray bits.
[[nodiscard]] std::optional<std::string> fromBase64(std::string_view text);

}  // namespace fieldfare::base
