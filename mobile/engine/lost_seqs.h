#pragma once

#include <cstdint>

#include "fieldfare/sync.pb.h"
#include "mobile/engine/meta.h"

namespace fieldfare::engine {

/// What the server said, when it came back from a backup, that it had lost: rows of these seqs are of a
/// history that ended. Belongs to the engine's thread; throws StorageError.
class LostSeqs {
  public:
    explicit LostSeqs(const Meta& meta);

    [[nodiscard]] bool isEmpty() const { return told_.restores().empty(); }
    [[nodiscard]] bool contains(std::uint64_t seq) const;

  private:
    v1::SyncResponse told_;  // `restores` alone
};

}  // namespace fieldfare::engine
