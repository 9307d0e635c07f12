#include "mobile/engine/sync_report.h"

namespace fieldfare::engine {

void SyncReport::add(const SyncReport& other) {
    rows += other.rows;
    removals += other.removals;
    deleted += other.deleted;
    applied += other.applied;
    merged += other.merged;
    held += other.held;
    rejected += other.rejected;
    parked += other.parked;
    undecided += other.undecided;
    unsendable += other.unsendable;
    lostScopes += other.lostScopes;
    listedAnew += other.listedAnew;
    askedWhole += other.askedWhole;
    differences.insert(differences.end(), other.differences.begin(), other.differences.end());
    restored = restored || other.restored;
    repaired += other.repaired;
    remasked += other.remasked;
    rights = rights || other.rights;
    ledgerRepaired = ledgerRepaired || other.ledgerRepaired;
}

bool SyncReport::hasNews() const {
    return rows + removals + acknowledged() + lostScopes + listedAnew + repaired + remasked > 0 || rights;
}

}  // namespace fieldfare::engine
