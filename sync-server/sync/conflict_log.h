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
    /// `secret`: of the receipts, and must outlive it, as all it is given.
    ConflictLog(ChangeSet& changes, base::UuidSource& ids, std::string_view secret, std::int64_t now)
        : changes_{changes}, ids_{ids}, secret_{secret}, now_{now} {}

    /// A KEEP_BOTH candidate takes the place of an open one of the same path by the same person and device.
    void add(const storage::RecordRow& about, const merge::Clash& clash, std::uint64_t seq);
    /// Tells whoever deleted the record that an edit they had not seen brought it back: a conflict without
    /// path.
    void addRevival(const storage::RecordRow& about, const merge::Version& deletion,
                    const merge::Version& edit, std::uint64_t seq);
    /// Closes the open conflicts of a path that somebody wrote who was shown the row of `base`: those older
    /// than it they had seen.
    void settle(const storage::RecordRow& about, const schema::Path& path, std::uint64_t base);
    /// With no `about`, for the managers of the unit.
    void hold(const storage::RecordRow* about, const std::string& unit, const Incoming& incoming,
              const merge::Author& author, const v1::Fault& reason, std::uint64_t seq);

  private:
    /// The open candidate that a new one takes the place of; null when there is none.
    storage::RecordRow* candidate(const storage::RecordRow& about, const merge::Clash& clash);
    /// A new conflict, or the same one again, where devices offer after a restore what the server lost.
    storage::RecordRow& insert(const storage::RecordRow& about, const merge::Version& losing,
                               std::string_view path, std::uint64_t seq);
    void seal(storage::RecordRow& row) const;

    ChangeSet& changes_;
    base::UuidSource& ids_;
    std::string_view secret_;
    std::int64_t now_;
};

/// The server's MAC over a conflict but for its receipt. With it a device gives it back after a restore.
[[nodiscard]] std::string receiptOf(std::string_view secret, const std::string& id,
                                    const v1::Conflict& conflict);

/// Keeps conflicts again that devices had received and a restore lost: those that this server once made, of
/// records that are here. Of the others nothing is said: they may be offered again.
void takeBack(ChangeSet& changes, std::string_view secret,
              const google::protobuf::RepeatedPtrField<v1::Row>& offered, std::int64_t now);

/// As messages carry it.
[[nodiscard]] v1::Authorship authorship(const merge::Version& version);

}  // namespace fieldfare::server::sync
