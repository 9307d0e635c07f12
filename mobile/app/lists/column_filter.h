#pragma once

#include <QVariantList>
#include <QVariantMap>

#include "mobile/engine/reading.h"

namespace fieldfare::app {

/// A condition as pages write it, {column, is, value}; `is` is one of equal (when left out), not_equal,
/// at_least, below, set, unset. Values are as in records: ids as text, enums by name. Throws FaultError
/// INVALID naming the column.
[[nodiscard]] engine::Filter filterOf(const schema::RecordType& type, const QVariantMap& condition);
[[nodiscard]] std::vector<engine::Filter> filtersOf(const schema::RecordType& type,
                                                    const QVariantList& conditions);

}  // namespace fieldfare::app
