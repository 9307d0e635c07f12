#pragma once

#include <QMetaType>
#include <vector>

namespace fieldfare::app {

/// What a piece of work, or a sync, changed in the store.
struct StoreDelta {
    /// By type number: records of the type changed.
    std::vector<bool> types;
    /// Edits were made, sent, answered, refused or settled: states of records may be others.
    bool states = false;
    /// The store is another one, or was closed: whatever was read of it is void.
    bool reopened = false;

    [[nodiscard]] bool touches(std::uint32_t type) const {
        return reopened || (type < types.size() && types[type]);
    }
};

}  // namespace fieldfare::app

Q_DECLARE_METATYPE(fieldfare::app::StoreDelta)
