#pragma once

#include <optional>
#include <span>
#include <vector>

#include "sync-server/sync/applier.h"
#include "sync-server/sync/change_set.h"
#include "sync-server/sync/history.h"

namespace fieldfare::server::sync {

/// Loads what judging the mutations will ask for, by few statements: the records they are about, those they
/// refer to and freeze, and the roots above.
void prefetch(ChangeSet& changes, std::span<const Incoming> mutations);

/// Applies the mutations of one viewer, group by group: all of a group take effect, or none.
class GroupApplier {
  public:
    /// What it is given must outlive it. `now`: epoch ms.
    GroupApplier(ChangeSet& changes, const Directory& directory, const History& history,
                 base::UuidSource& ids, std::string_view secret, Viewer viewer, std::int64_t now)
        : changes_{changes}, viewer_{std::move(viewer)}, applier_{changes, directory, history, ids,
                                                                  secret,  viewer_,   now} {}
    GroupApplier(const GroupApplier&) = delete;
    GroupApplier& operator=(const GroupApplier&) = delete;

    [[nodiscard]] Applier& applier() { return applier_; }

    /// What became of a group.
    struct Tried {
        std::vector<Applied> applied;       ///< of each, unless one failed
        std::optional<std::size_t> failed;  ///< the first that was held or rejected; nothing took effect
        Applied reason;                     ///< what that one got
    };
    [[nodiscard]] Tried tryOut(std::span<const Incoming> group);
    /// That a group was held once, before a restore, and is to be so again.
    [[nodiscard]] static Tried heldAgain();
    /// All of a group as the last words of a device that is collected: held, whatever they would come to,
    /// unless they are bad in themselves.
    [[nodiscard]] std::vector<Applied> collect(std::span<const Incoming> group);
    /// What all of a group get for the reason of the one that failed; held ones are kept.
    [[nodiscard]] std::vector<Applied> refuse(std::span<const Incoming> group, const Tried& tried);

  private:
    [[nodiscard]] merge::Author authorOf(const Incoming& incoming) const {
        return {viewer_.person, incoming.mutation.device(), incoming.mutation.number()};
    }

    ChangeSet& changes_;
    Viewer viewer_;
    Applier applier_;
};

}  // namespace fieldfare::server::sync
