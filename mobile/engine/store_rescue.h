#pragma once

#include <cstddef>
#include <filesystem>

#include "mobile/engine/local_store.h"

namespace fieldfare::engine {

/// What was saved of a damaged store.
struct Rescue {
    std::size_t edits = 0;  ///< that were not sent
    std::size_t drafts = 0;
    bool complete = true;   ///< false: something of the person's own work could not be read
    bool enrolled = false;  ///< the device is still who it was; false: it has to be enrolled anew
};

/// Carries what is only on this device out of a damaged store into a new one: who the device is, its numbers,
/// the outbox, refused edits and drafts. Records are not carried: the server has them, and the next sync
/// brings them. Reads what can be read, from both ends of each table. `damaged` is not changed; `fresh` must
/// have been made just now, and has to be opened anew afterwards. Throws StorageError of `fresh` alone.
[[nodiscard]] Rescue rescue(const std::filesystem::path& damaged, LocalStore& fresh);

}  // namespace fieldfare::engine
