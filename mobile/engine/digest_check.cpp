#include "mobile/engine/digest_check.h"

#include <algorithm>
#include <chrono>

#include "shared/base/planted_bug.h"

namespace fieldfare::engine {

namespace {

constexpr std::int64_t healEvery = std::chrono::milliseconds{std::chrono::hours{1}}.count();

}  // namespace

std::vector<DigestDifference> DigestCheck::differences(const v1::SyncResponse& response) const {
    std::vector<DigestDifference> found;
    for (const auto& page : response.pages()) {
        if (!page.complete())
            continue;
        const auto state = store_.scopes().find(page.scope());
        if (!state)
            continue;
        auto ours = ledger_.of(state->no);
        const auto compare = [&](std::uint32_t type, std::uint64_t count, std::uint64_t digest) {
            const auto own = ours[type];
            if (own.count != count || own.masked(page.mask()) != digest)
                found.push_back({page.scope(), type, own.count, count});
            ours.erase(type);
        };
        for (const auto& theirs : page.digests())
            // Rows of a type that this version does not know were passed over.
            if (schema::Schema::instance().type(theirs.type()) != nullptr)
                compare(theirs.type(), theirs.count(), theirs.digest());
        while (!ours.empty())
            compare(ours.begin()->first, 0, 0);
    }
    return found;
}

bool DigestCheck::heal(const std::vector<DigestDifference>& found, SyncReport& report) {
    const auto now = store_.now();
    bool listed = false;
    for (const auto& difference : found) {
        const auto state = store_.scopes().find(difference.scope);
        const bool begun = repair_.isAt(difference.scope, difference.type);
        if (!state || (begun && !repair_.givesUp(difference.scope)))
            continue;
        auto reported = difference;
        if (begun) {
            reported.healing = DigestDifference::Healing::ListedAnew;
            (void)store_.scopes().listAnew(*state, 0, now);
            ++report.listedAnew;
            listed = true;
        } else if (state->generation == 0 && state->seq == 0) {
            continue;  // it is to be listed anew for another type of it
        } else if (now - state->healedAt >= healEvery) {
            reported.healing = DigestDifference::Healing::Ranges;
            repair_.begin(*state, difference.type);
        }
        report.differences.push_back(reported);
    }
    return listed;
}

bool DigestCheck::run(const v1::SyncResponse& response, SyncReport& report) {
    repair_.take(response, report);
    auto found = differences(response);
    const bool isNew = std::any_of(found.begin(), found.end(),
                                   [&](const auto& one) { return !repair_.isAt(one.scope, one.type); });
    // Before the server is bothered: are the kept sums those of the rows?
    if (isNew && !ledger_.recount(store_.records()).empty()) {
        report.ledgerRepaired = true;
        found = differences(response);
    }
    repair_.keepOnly(found);
    if (found.empty() || base::isPlanted("difference-passed-over")) {
        // What somebody agreed to has gone: they have not agreed to more.
        store_.meta().clear(Meta::absenceAccepted);
        return false;
    }
    const bool listed = heal(found, report);
    return listed || repair_.isPending();
}

}  // namespace fieldfare::engine
