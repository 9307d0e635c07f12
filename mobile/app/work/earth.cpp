#include "mobile/app/work/earth.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace fieldfare::app {

double metresBetween(const QVariantMap& a, const QVariantMap& b) {
    if (!a.contains("latitude_e7") || !b.contains("latitude_e7"))
        return -1;
    constexpr double radius = 6'371'008.8;
    const auto radians = [](const QVariantMap& place, const char* name) {
        constexpr double scale = 1e7;
        constexpr double half = 180.0;
        return place.value(name).toDouble() / scale * std::numbers::pi / half;
    };
    const double north = radians(a, "latitude_e7");
    const double otherNorth = radians(b, "latitude_e7");
    const double up = std::sin((otherNorth - north) / 2);
    const double along = std::sin((radians(b, "longitude_e7") - radians(a, "longitude_e7")) / 2);
    const double chord = up * up + std::cos(north) * std::cos(otherNorth) * along * along;
    return 2 * radius * std::asin(std::min(1.0, std::sqrt(chord)));
}

}  // namespace fieldfare::app
