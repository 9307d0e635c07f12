#pragma once

#include <QDateTime>
#include <cstdint>

namespace fieldfare::app {

/// The day of a moment in the device's time zone: from its first millisecond until before the next day's.
/// Epoch ms; a day is not always 24 hours.
struct DayBounds {
    std::int64_t begin = 0;
    std::int64_t end = 0;
};

[[nodiscard]] inline DayBounds dayOf(std::int64_t ms, int daysLater = 0) {
    const auto date = QDateTime::fromMSecsSinceEpoch(ms).date().addDays(daysLater);
    return {date.startOfDay().toMSecsSinceEpoch(), date.addDays(1).startOfDay().toMSecsSinceEpoch()};
}

}  // namespace fieldfare::app
