#pragma once

#include "fieldfare/history.pb.h"
#include "shared/base/uuid.h"
#include "shared/merge/merge.h"
#include "sync-server/sync/change_set.h"
#include "sync-server/sync/incoming.h"

namespace fieldfare::server::sync {

/// Keeps what lost: Conflict and HeldChange records beside the record they are about, so that everybody who
/// sees it sees them, and their author in any case.
class ConflictLog {
  public:
    ConflictLog(ChangeSet& changes, base::UuidSource& ids, std::int64_t now)
        : changes_{changes}, ids_{ids}, now_{now} {}

    /// A KEEP_BOTH candidate takes the place of an open one of the same path by the same person and device.
    void add(const storage::RecordRow& about, const merge::Clash& clash, std::uint64_t seq);
    /// Tells whoever deleted the record that an edit they had not seen brought it back: a conflict without
    /// path.
    void addRevival(const storage::RecordRow& about, const merge::Version& deletion,
                    const merge::Version& edit, std::uint64_t seq);
    /// Closes the open conflicts of a path that somebody wrote who was shown the row of `base`: those older
    /// than it they had seen.
    void settle(const storage::RecordRow& about, const schema::Path& path, std::uint64_t base);
    void hold(const storage::RecordRow& about, const Incoming& incoming, const merge::Author& author,
              const v1::Fault& reason, std::uint64_t seq);

  private:
    /// The open candidate that a new one takes the place of, or a new conflict.
    v1::Conflict& candidate(const storage::RecordRow& about, const merge::Clash& clash, std::uint64_t seq);
    v1::Conflict& insert(const storage::RecordRow& about, std::uint64_t seq);

    ChangeSet& changes_;
    base::UuidSource& ids_;
    std::int64_t now_;
};

/// As messages carry it.
[[nodiscard]] v1::Authorship authorship(const merge::Version& version);

}  // namespace fieldfare::server::sync
