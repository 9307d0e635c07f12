#include "shared/base/clock.h"

#include <fstream>
#include <functional>
#include <string>

#include <time.h>

namespace fieldfare::base {

TimePoint SystemClock::now() const {
    return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

std::chrono::milliseconds SystemClock::sinceBoot() const {
    timespec t{};
    clock_gettime(CLOCK_BOOTTIME, &t);
    return std::chrono::milliseconds{t.tv_sec * 1000 + t.tv_nsec / 1'000'000};
}

std::int64_t SystemClock::bootId() const {
    static const std::int64_t id = [] {
        std::string text;
        std::ifstream{"/proc/sys/kernel/random/boot_id"} >> text;
        return static_cast<std::int64_t>(std::hash<std::string>{}(text));
    }();
    return id;
}

}  // namespace fieldfare::base
