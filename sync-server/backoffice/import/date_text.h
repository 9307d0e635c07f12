#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "shared/rules/result.h"

/// Days and moments as files write them. Faults are INVALID.
namespace fieldfare::server::importing {

/// Epoch ms of "2024-03-05", "2024-03-05 14:30", "2024-03-05T14:30:00.250+08:00", "20240305", epoch seconds
/// (9 or 10 digits) or milliseconds (12 or 13). UTC where there is no offset. Slashes and points may stand
/// for the hyphens when the year is first; orders that put day or month first are refused.
[[nodiscard]] rules::Result<std::int64_t> readMoment(std::string_view text);

/// "YYYY-MM-DD" of any of the above without a time of day.
[[nodiscard]] rules::Result<std::string> readDay(std::string_view text);

}  // namespace fieldfare::server::importing
