#pragma once

#include <QVariantMap>

namespace fieldfare::app {

/// Metres between two Positions, {latitude_e7, longitude_e7}, on a sphere of the earth's mean radius; -1 when
/// one of them is unknown. (Haversine; right within half a per cent.)
[[nodiscard]] double metresBetween(const QVariantMap& a, const QVariantMap& b);

}  // namespace fieldfare::app
