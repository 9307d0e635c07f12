#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "sync-server/sync/change_set.h"

namespace fieldfare::server::sync {

/// What a viewer lost by moves that the device that sends had not read of: work on it is late, not forbidden.
class LostRecords {
  public:
    LostRecords(ChangeSet& changes, const Viewer& viewer, const Directory& directory)
        : changes_{changes}, viewer_{viewer}, directory_{directory} {}

    /// How far the device that made the next mutations has read, by scope number. Must outlive their use.
    void setAcknowledged(const std::map<std::uint32_t, std::uint64_t>& acknowledged) {
        acknowledged_ = &acknowledged;
    }

    /// The latest move by which the row, with its root, left one of the viewer's own or units' scopes after
    /// what the device had read of it; null when there is none.
    [[nodiscard]] const storage::Standing* moveUnseen(const storage::RecordRow& row);
    /// True if the row once stood in the viewer's pool and stands there no more.
    [[nodiscard]] bool leftPool(const storage::RecordRow& row) const;

  private:
    ChangeSet& changes_;
    const Viewer& viewer_;
    const Directory& directory_;
    const std::map<std::uint32_t, std::uint64_t>* acknowledged_ = nullptr;
    std::optional<std::vector<std::uint32_t>> scopes_;  // the viewer's, but for those nobody is moved from
};

}  // namespace fieldfare::server::sync
