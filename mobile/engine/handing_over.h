#pragma once

#include "mobile/engine/local_store.h"

namespace fieldfare::engine {

/// The last words of a device that was taken out of use but whose work is wanted: everything unsent goes to
/// the server, which holds all of it for others to decide, then the bytes of photos, then the device is told
/// to wipe. From its beginning on nothing more can be typed. Survives the process; the engine's thread only;
/// throws StorageError.
class HandingOver {
  public:
    explicit HandingOver(LocalStore& store) : store_{store} {}

    [[nodiscard]] bool hasBegun() const;
    /// What was refused before and needs attention, and what waited for the server's upgrade, goes again.
    void begin();

    /// True while there are bytes to be sent before the server is told that this was all.
    [[nodiscard]] bool waitsForFiles() const;
    /// The server has all the bytes that it wants.
    void filesWent();

  private:
    LocalStore& store_;
};

}  // namespace fieldfare::engine
