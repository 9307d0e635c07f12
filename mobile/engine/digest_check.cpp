#include "mobile/engine/digest_check.h"

#include <chrono>
#include <set>

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
                found.push_back({page.scope(), type, own.count, count, false});
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

bool DigestCheck::run(const v1::SyncResponse& response, SyncReport& report) {
    auto found = differences(response);
    if (found.empty())
        return false;
    // Before the server is bothered: are the kept sums those of the rows?
    if (!ledger_.recount(store_.records()).empty()) {
        report.ledgerRepaired = true;
        found = differences(response);
    }
    const auto now = store_.now();
    std::set<std::uint32_t> again;
    std::vector<ScopeState> states;
    for (auto& difference : found) {
        const auto state = store_.scopes().find(difference.scope);
        if (state && now - state->healedAt >= healEvery) {
            difference.listedAnew = true;
            if (again.insert(state->no).second)
                states.push_back(*state);
        }
    }
    for (const auto& state : states)
        (void)store_.scopes().listAnew(state, 0, now);
    report.listedAnew += states.size();
    report.differences.insert(report.differences.end(), found.begin(), found.end());
    return !states.empty();
}

}  // namespace fieldfare::engine
