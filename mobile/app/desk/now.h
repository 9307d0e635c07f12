#pragma once

#include <cstdint>

namespace fieldfare::app {

/// The moment that pages go by, epoch ms: what is "today", what is overdue. The device's clock, unless fixed
/// for pictures and tests. Interface thread.
[[nodiscard]] std::int64_t nowMs();
/// 0: the device's clock again.
void fixNow(std::int64_t epochMs);

}  // namespace fieldfare::app
