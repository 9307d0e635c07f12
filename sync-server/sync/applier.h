#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/access/rights.h"
#include "shared/base/uuid.h"
#include "shared/rules/context.h"
#include "sync-server/sync/catalogue_view.h"
#include "sync-server/sync/conflict_log.h"
#include "sync-server/sync/incoming.h"

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
    Applier(ChangeSet& changes, const Directory& directory, const access::Rights& rights,
            base::UuidSource& ids, const Viewer& viewer, std::int64_t now)
        : changes_{changes},
          directory_{directory},
          rights_{rights},
          viewer_{viewer},
          now_{now},
          catalogue_{changes, directory},
          log_{changes, ids, now} {}

    [[nodiscard]] Applied apply(const Incoming& incoming, const merge::Author& author);

    /// Keeps a mutation whose effect was undone for somebody with the right to take it over. False when there
    /// is nothing beside which to keep it.
    [[nodiscard]] bool hold(const Incoming& incoming, const merge::Author& author, const v1::Fault& reason,
                            std::uint64_t& seq);

    /// Up to which seq the device had read its own scope when it sent this; what it was told to give up after
    /// that it could not know.
    void setAcknowledged(std::uint64_t seq) { acknowledged_ = seq; }

  private:
    Applied create(const Incoming& incoming, const merge::Author& author);
    Applied edit(const Incoming& incoming, const merge::Author& author);
    Applied erase(const Incoming& incoming, const merge::Author& author);

    [[nodiscard]] std::optional<v1::Fault> frozenChanged(const Incoming& incoming,
                                                         const merge::Author& author);
    [[nodiscard]] std::optional<v1::Fault> locked(const storage::RecordRow& row,
                                                  const schema::ResolvedPath& path) const;
    [[nodiscard]] std::optional<v1::Fault> mayTouch(const storage::RecordRow& row, access::Relation relation,
                                                    const schema::ResolvedPath& path,
                                                    const google::protobuf::Message& partial);
    [[nodiscard]] std::optional<v1::Fault> placeOwned(storage::RecordRow& row, access::Relation relation,
                                                      const std::string& ownerBefore,
                                                      const merge::Author& author, base::HybridTime time);
    [[nodiscard]] std::optional<v1::Fault> brokenRule(const storage::RecordRow& row,
                                                      const google::protobuf::Message* before,
                                                      const google::protobuf::Message& after,
                                                      std::int64_t editedAt);
    [[nodiscard]] std::optional<v1::Fault> followDecision(const storage::RecordRow& row,
                                                          const google::protobuf::Message* before,
                                                          const merge::Author& author);
    /// True if the viewer lost the record, or its root, by a move that their device had not seen.
    [[nodiscard]] bool lostUnawares(const storage::RecordRow& rootOrRow);
    [[nodiscard]] access::Relation relationTo(const storage::RecordRow& row);
    void revive(storage::RecordRow& row);

    ChangeSet& changes_;
    const Directory& directory_;
    const access::Rights& rights_;
    const Viewer& viewer_;
    std::int64_t now_;
    CatalogueView catalogue_;
    ConflictLog log_;
    std::uint64_t acknowledged_ = 0;
};

}  // namespace fieldfare::server::sync
