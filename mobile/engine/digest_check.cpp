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
        const auto compare = [&](std::uint32_t type, std::uint64_t count, std::uint64_t digest,
                                 std::uint32_t mask) {
            const auto own = ours[type];
            if (own.count != count || own.masked(mask) != digest)
                found.push_back({page.scope(), type, own.count, count});
            ours.erase(type);
        };
        for (const auto& theirs : page.digests())
            // Rows of a type that this version does not know were passed over.
            if (schema::Schema::instance().type(theirs.type()) != nullptr)
                compare(theirs.type(), theirs.count(), theirs.digest(), theirs.mask());
        while (!ours.empty())
            compare(ours.begin()->first, 0, 0, 0);
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
            listAnew(*state, report);
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

void DigestCheck::listAnew(const ScopeState& scope, SyncReport& report) {
    (void)store_.scopes().listAnew(scope, 0, store_.now());
    ++report.listedAnew;
}

bool DigestCheck::followMasks(const v1::SyncResponse& response, SyncReport& report) {
    bool listed = false;
    for (const auto& page : response.pages())
        for (const auto& theirs : page.digests()) {
            const auto state = store_.scopes().find(page.scope());
            if (schema::Schema::instance().type(theirs.type()) == nullptr || !state || state->seq == 0 ||
                repair_.isAt(page.scope(), theirs.type()) || base::isPlanted("mask-passed-over"))
                continue;
            if (masks_.is(state->no, theirs.type(), theirs.mask())) {
                repair_.end(page.scope(), theirs.type());
                continue;
            }
            repair_.beginMask(*state, theirs.type(), theirs.mask());
            if (repair_.givesUp(page.scope()) && store_.now() - state->healedAt >= healEvery) {
                listAnew(*state, report);
                listed = true;
            }
        }
    return listed;
}

bool DigestCheck::run(const v1::SyncResponse& response, SyncReport& report) {
    repair_.take(response, masks_, report);
    auto found = differences(response);
    const bool isNew = std::any_of(found.begin(), found.end(),
                                   [&](const auto& one) { return !repair_.isAt(one.scope, one.type); });
    // Before the server is bothered: are the kept sums those of the rows?
    if (isNew && !ledger_.recount(store_.records()).empty()) {
        report.ledgerRepaired = true;
        found = differences(response);
    }
    repair_.keepOnly(found);
    if (base::isPlanted("difference-passed-over"))
        found.clear();
    if (found.empty())
        // What somebody agreed to has gone: they have not agreed to more.
        store_.meta().clear(Meta::absenceAccepted);
    bool listed = heal(found, report);
    listed = followMasks(response, report) || listed;
    return listed || repair_.isPending();
}

}  // namespace fieldfare::engine
