#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "shared/access/rights.h"
#include "shared/base/uuid.h"
#include "sync-server/sync/conflict_log.h"
#include "sync-server/sync/history.h"
#include "sync-server/sync/incoming.h"
#include "sync-server/sync/lost_records.h"
#include "sync-server/sync/record_judge.h"

namespace fieldfare::server::sync {

/// What became of one mutation.
struct Applied {
    v1::Outcome::Result result = v1::Outcome::APPLIED;
    std::uint64_t seq = 0;
    std::optional<v1::Fault> fault;  ///< of HELD and REJECTED
    std::vector<std::string> lost;
};

/// Applies single mutations to a ChangeSet: rights, locks, merge, rules, and what follows from them. The
/// caller undoes the ChangeSet to before the mutation when the result is HELD or REJECTED.
class Applier {
  public:
    Applier(ChangeSet& changes, const Directory& directory, const History& history, base::UuidSource& ids,
            std::string_view secret, const Viewer& viewer, std::int64_t now)
        : changes_{changes},
          directory_{directory},
          history_{history},
          rights_{directory.rights()},
          viewer_{viewer},
          now_{now},
          judge_{changes, directory, viewer},
          lost_{changes, viewer, directory},
          log_{changes, ids, secret, now} {}

    [[nodiscard]] Applied apply(const Incoming& incoming, const merge::Author& author);

    /// Keeps a mutation whose effect was undone for somebody with the right to take it over, beside the
    /// record it is about or, where that does not exist, what it would hang under, or else what `another` of
    /// its group is about. None when there is none of these; otherwise the seq at which it is kept.
    [[nodiscard]] std::optional<std::uint64_t> hold(const Incoming& incoming, const Incoming& another,
                                                    const merge::Author& author, const v1::Fault& reason);

    /// Keeps a mutation of a device that hands over what it has left: as above, beside what its author may
    /// see or could not know to have lost, and otherwise for the managers of their unit. The seq at which it
    /// is kept.
    [[nodiscard]] std::uint64_t holdCollected(const Incoming& incoming, const merge::Author& author,
                                              const v1::Fault& reason);

    /// True if there is something beside which it could be held.
    [[nodiscard]] bool isThere(const Incoming& incoming) { return recordOf(incoming) != nullptr; }

    /// What the mutation came to, now or in a request before: the steps of its device that freeze the record
    /// are judged by it. To be told of every one, in their order.
    void note(const Incoming& incoming, v1::Outcome::Result result, bool lostPaths);

    /// How far the device that made the next mutations has read, by scope number: what it was told to give up
    /// after that it could not know. Must outlive their use.
    void setAcknowledged(const std::map<std::uint32_t, std::uint64_t>& acknowledged) {
        lost_.setAcknowledged(acknowledged);
    }
    /// Up to which of its numbers that device has proved to carry on what this store once held: of what it
    /// wrote itself, an edit with a lost base has seen so much.
    void setProved(std::uint64_t number) { proved_ = number; }

  private:
    Applied create(const Incoming& incoming, const merge::Author& author);
    Applied edit(const Incoming& incoming, const merge::Author& author);
    Applied erase(const Incoming& incoming, const merge::Author& author);

    /// True if the record is what the author of a freezing step saw.
    [[nodiscard]] bool isAsSeen(const storage::RecordRow& row, const v1::Frozen& frozen,
                                const merge::Author& author) const;
    [[nodiscard]] std::optional<v1::Fault> frozenChanged(const Incoming& incoming,
                                                         const merge::Author& author);
    /// Why the viewer may not make a record with these fields.
    [[nodiscard]] std::optional<v1::Fault> mayFill(const storage::RecordRow& row,
                                                   access::Relation relation) const;
    [[nodiscard]] std::optional<v1::Fault> placeOwned(storage::RecordRow& row, const std::string& ownerBefore,
                                                      const merge::Author& author, base::HybridTime time);
    /// The record says who decided.
    void noteDecider(const storage::RecordRow& row, const merge::Author& author);
    [[nodiscard]] std::optional<v1::Fault> followDecision(const storage::RecordRow& row,
                                                          const google::protobuf::Message* before,
                                                          const merge::Author& author);
    /// Of work that arrived after a move of what it is about: none when it is a fact that is still taken in.
    [[nodiscard]] std::optional<v1::Fault> tooLate(const schema::RecordType& type,
                                                   const storage::Standing& move,
                                                   base::HybridTime time) const;
    /// What an edit that reaches nothing gets; none when it is a fact of the viewer's own that is only late.
    [[nodiscard]] std::optional<Applied> withoutRelation(const storage::RecordRow* found,
                                                         const Incoming& incoming, base::HybridTime newest);
    [[nodiscard]] access::Relation relationTo(const storage::RecordRow& row);
    [[nodiscard]] const storage::RecordRow* recordOf(const Incoming& incoming);
    /// True if something was typed: a value of the kind that is only ever derived brings nothing back.
    [[nodiscard]] static bool isTyped(const schema::RecordType& type, const schema::Path& path);
    void revive(storage::RecordRow& row, const merge::Version& edit);

    ChangeSet& changes_;
    const Directory& directory_;
    const History& history_;
    const access::Rights& rights_;
    const Viewer& viewer_;
    std::int64_t now_;
    std::uint64_t proved_ = 0;
    /// Devices and the records that are not what they typed, though they may have shown it.
    std::set<std::pair<std::string, std::string>> notAsTyped_;
    RecordJudge judge_;
    LostRecords lost_;
    ConflictLog log_;
};

}  // namespace fieldfare::server::sync
