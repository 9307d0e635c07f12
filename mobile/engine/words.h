#pragma once

#include "mobile/engine/file_transfer.h"
#include "mobile/engine/status.h"
#include "mobile/engine/sync_events.h"
#include "mobile/engine/sync_report.h"

/// What programs and pages call the engine's states: one word each, the same everywhere, not translated.
namespace fieldfare::engine {

[[nodiscard]] const char* codeName(RecordState state);
[[nodiscard]] const char* codeName(SyncPhase phase);
[[nodiscard]] const char* codeName(FilePhase phase);
[[nodiscard]] const char* codeName(DigestDifference::Healing healing);
/// Null for Stop::None.
[[nodiscard]] const char* codeName(Stop stop);

}  // namespace fieldfare::engine
