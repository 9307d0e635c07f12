#pragma once

#include <cstdint>
#include <string>
#include <string_view>

/// The orders of the back office: a feed for the ERP, and what it does to them. Works inside its caller's
/// transaction; throws FaultError.
namespace fieldfare::server::orders {

/// A place in the order feed as the ERP keeps it: text without meaning to it, with a checksum over the
/// organisation's id, so that neither a mangled cursor nor one of another organisation skips orders.
[[nodiscard]] std::string cursorText(const std::string& organisationId, std::uint64_t seq);

/// Reads what cursorText() wrote; an empty text is the beginning. Throws FaultError INVALID at "after".
[[nodiscard]] std::uint64_t readCursor(const std::string& organisationId, std::string_view text);

}  // namespace fieldfare::server::orders
