#pragma once

#include <QMetaType>
#include <cstdint>
#include <optional>

#include "fieldfare/fault.pb.h"
#include "mobile/engine/status.h"
#include "mobile/engine/sync_events.h"
#include "mobile/engine/sync_report.h"

namespace fieldfare::app {

/// All that pages say about syncing, at one moment.
struct SyncState {
    engine::Status status;
    engine::SyncProgress progress;  ///< phase Idle: no run is under way
    bool reached = false;           ///< the last attempt got an answer from the server
    bool attempted = false;         ///< there was a last attempt since the store was opened
    engine::Stop stop = engine::Stop::None;
    std::optional<v1::Fault> fault;  ///< of the last attempt, when it failed
    std::int64_t retryAt = 0;        ///< epoch ms, the device's clock; 0: no retry is planned
};

}  // namespace fieldfare::app

Q_DECLARE_METATYPE(fieldfare::app::SyncState)
