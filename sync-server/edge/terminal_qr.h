#pragma once

#include <string>
#include <string_view>

namespace fieldfare::server::edge {

/// A QR code of `text` for a terminal: lines of half blocks in UTF-8, two rows of modules a line, black on
/// white by escape sequences whatever the terminal's colours are, with the quiet zone that readers need.
/// Throws std::length_error for more than about 2,300 bytes.
[[nodiscard]] std::string terminalQr(std::string_view text);

}  // namespace fieldfare::server::edge
