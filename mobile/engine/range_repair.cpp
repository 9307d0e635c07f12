#include "mobile/engine/range_repair.h"

#include <algorithm>
#include <limits>
#include <map>
#include <string_view>

#include "mobile/engine/absence.h"
#include "shared/schema/digest.h"
#include "shared/schema/fault.h"

namespace fieldfare::engine {

using schema::FaultError;

namespace {

// What a server takes in one request.
constexpr int mostQueries = 64;
constexpr std::size_t mostIds = 1000;

/// A scope of a hundred thousand records with a thousand differences takes half of these.
constexpr int enoughExchanges = 32;
constexpr int enoughRounds = 3;
constexpr int enoughIdle = 3;

constexpr std::size_t rangeIdBytes = 16;

void requireId(const std::string& id, const char* path) {
    if (id.size() != rangeIdBytes)
        throw FaultError{v1::INVALID, "an id is not 16 bytes", path, rangeIdBytes};
}

/// The next id in the order of bytes; none after the last.
std::string after(std::string id) {
    for (auto at = id.rbegin(); at != id.rend(); ++at)
        if (static_cast<unsigned char>(++*at) != 0)
            break;
    return id;
}

struct Place {
    std::string id;
    std::uint64_t feedSeq = 0;
};

/// What stands here in the scope between two ids, by id.
std::vector<Place> placesOf(LocalStore& store, std::uint32_t type, std::uint32_t scope,
                            const std::string& first, const std::string& last,
                            std::size_t most = std::numeric_limits<std::size_t>::max()) {
    std::vector<Place> places;
    const auto* known = schema::Schema::instance().type(type);
    if (known == nullptr)
        return places;
    // They live as long as the query that they are bound to.
    const auto from = first.empty() ? std::string(rangeIdBytes, '\0') : first;
    const auto to = last.empty() ? std::string(rangeIdBytes, '\xff') : last;
    auto query = store.database().query("SELECT id, standings FROM " + store.records().of(*known).name() +
                                            " WHERE id >= $1 AND id <= $2 ORDER BY id",
                                        from, to);
    while (places.size() < most && query.step())
        if (const auto feedSeq = Standings{std::string{query.blob(1)}}.in(scope))
            places.push_back({std::string{query.blob(0)}, *feedSeq});
    return places;
}

}  // namespace

const RangeRepair::Job* RangeRepair::find(const v1::Scope& scope, std::uint32_t type) const {
    const auto at = std::find_if(jobs_.begin(), jobs_.end(), [&](const Job& job) {
        return job.type == type && sameScope(job.scope, scope);
    });
    return at == jobs_.end() ? nullptr : &*at;
}

RangeRepair::Job* RangeRepair::find(const v1::Scope& scope, std::uint32_t type) {
    return const_cast<Job*>(std::as_const(*this).find(scope, type));
}

void RangeRepair::begin(const ScopeState& scope, std::uint32_t type) {
    end(scope.scope, type);
    auto& job = jobs_.emplace_back();
    job.scope = scope.scope;
    job.no = scope.no;
    job.type = type;
}

void RangeRepair::end(const v1::Scope& scope, std::uint32_t type) {
    std::erase_if(jobs_, [&](const Job& job) { return job.type == type && sameScope(job.scope, scope); });
}

bool RangeRepair::isAt(const v1::Scope& scope, std::uint32_t type) const {
    const auto* job = find(scope, type);
    return job != nullptr && !job->mask;
}

void RangeRepair::beginMask(const ScopeState& scope, std::uint32_t type, std::uint32_t mask) {
    if (const auto* job = find(scope.scope, type); job != nullptr && job->mask == mask)
        return;
    begin(scope, type);
    jobs_.back().mask = mask;
    if (!wantMore(jobs_.back()))
        jobs_.pop_back();
}

bool RangeRepair::wantMore(Job& job) const {
    if (!job.from)
        return false;
    for (auto& place : placesOf(store_, job.type, job.no, *job.from, {}, mostIds))
        job.wanted.insert(std::move(place.id));
    job.from.reset();
    if (job.wanted.size() == mostIds)
        job.from = after(*job.wanted.rbegin());
    return !job.wanted.empty();
}

void RangeRepair::wait() {
    for (auto& job : jobs_)
        job.asked = false;
}

void RangeRepair::ask(v1::SyncRequest& request) {
    wait();
    auto ids = mostIds;
    for (auto& job : jobs_) {
        if (!job.mask && job.open.empty() && job.wanted.empty()) {
            job.open.emplace_back();
            job.surplus = 0;
            ++job.rounds;
        }
        const auto add = [&]() -> v1::RangeQuery& {
            auto& query = *request.add_ranges();
            *query.mutable_scope() = job.scope;
            query.set_type(job.type);
            job.asked = true;
            return query;
        };
        for (const auto& range : job.open) {
            if (request.ranges_size() == mostQueries)
                return;
            auto& asked = add();
            asked.set_first(range.first);
            asked.set_last(range.last);
        }
        if (!job.open.empty() || ids == 0)
            continue;
        if (request.ranges_size() == mostQueries)
            return;
        auto& asked = add();
        for (const auto& id : job.wanted) {
            if (ids == 0)
                break;
            asked.add_ids(id);
            --ids;
        }
    }
}

std::uint64_t RangeRepair::holdBack(v1::SyncResponse& response) const {
    if (!response.complete())
        response.clear_ranges();
    const bool accepted = store_.meta().number(Meta::absenceAccepted) != 0;
    std::map<std::uint32_t, std::uint64_t> unexplained;  // by number of the scope
    for (auto& answer : *response.mutable_ranges()) {
        const auto* job = find(answer.scope(), answer.type());
        if (job == nullptr || !job->asked) {
            answer.clear_rows();
            answer.clear_absent();
            continue;
        }
        if (job->mask)
            answer.clear_absent();  // the digests tell whether it stands here wrongly
        if (answer.absent().empty() || accepted)
            continue;
        std::uint64_t surplus = 0;
        for (const auto& one : jobs_)
            if (one.no == job->no)
                surplus += one.surplus;
        std::uint64_t theirs = 0;
        for (const auto& page : response.pages())
            if (sameScope(page.scope(), job->scope))
                for (const auto& digest : page.digests())
                    theirs += digest.count();
        if (isUnbelievable(surplus, theirs)) {
            unexplained[job->no] = surplus;
            answer.clear_absent();
        }
    }
    std::uint64_t total = 0;
    for (const auto& [scope, count] : unexplained)
        total += count;
    return total;
}

std::uint64_t RangeRepair::takeRecords(Job& job, const v1::RangeAnswer& answer) {
    std::uint64_t taken = 0;
    for (const auto& row : answer.rows())
        taken += job.wanted.erase(row.id());
    for (const auto& id : answer.absent())
        if (job.wanted.erase(id) != 0) {
            ++taken;
            job.surplus -= std::min<std::uint64_t>(job.surplus, 1);
        }
    return taken;
}

std::uint64_t RangeRepair::takeMasked(Job& job, const v1::RangeAnswer& answer, ScopeMasks& masks) {
    std::uint64_t taken = 0;
    if (answer.mask() == *job.mask)
        taken = takeRecords(job, answer);
    // What left meanwhile does not come.
    const std::vector<std::string_view> ids{job.wanted.begin(), job.wanted.end()};
    std::set<std::string> standing;
    store_.records()
        .of(*schema::Schema::instance().type(job.type))
        .loadHeads(ids, [&](std::string_view id, const RowHead& head) {
            if (head.standings.in(job.no))
                standing.emplace(id);
        });
    job.wanted = std::move(standing);
    if (job.wanted.empty() && !wantMore(job))
        masks.set(job.no, job.type, *job.mask);
    return taken;
}

bool RangeRepair::takeRange(Job& job, const v1::RangeAnswer& answer) const {
    const auto range = std::find_if(job.open.begin(), job.open.end(), [&](const Range& one) {
        return one.first == answer.first() && one.last == answer.last();
    });
    if (range == job.open.end())
        return false;
    auto first = range->first;
    job.open.erase(range);
    const auto ours = placesOf(store_, job.type, job.no, first, answer.last());
    if (answer.parts().empty()) {
        std::map<std::string_view, std::uint64_t> theirs;
        for (const auto& entry : answer.entries()) {
            requireId(entry.id(), "ranges/entries/id");
            theirs[entry.id()] = entry.feed_seq();
        }
        for (const auto& place : ours) {
            const auto at = theirs.find(place.id);
            if (at == theirs.end())
                ++job.surplus;
            if (at == theirs.end() || at->second != place.feedSeq)
                job.wanted.insert(place.id);
            if (at != theirs.end())
                theirs.erase(at);
        }
        for (const auto& [id, feedSeq] : theirs)
            job.wanted.emplace(id);
        return true;
    }
    auto at = ours.begin();
    for (const auto& part : answer.parts()) {
        requireId(part.last(), "ranges/parts/last");
        schema::Digest digest;
        for (; at != ours.end() && at->id <= part.last(); ++at)
            digest.add(at->id, at->feedSeq);
        if (digest != schema::Digest{part.count(), part.digest()})
            job.open.push_back({first, part.last()});
        first = after(part.last());
    }
    return true;
}

void RangeRepair::take(const v1::SyncResponse& response, ScopeMasks& masks, SyncReport& report) {
    for (auto& job : jobs_) {
        if (!job.asked)
            continue;
        ++job.exchanges;
        ++job.idle;
    }
    for (const auto& answer : response.ranges()) {
        auto* job = find(answer.scope(), answer.type());
        if (job == nullptr || !job->asked)
            continue;
        if (job->mask) {
            if (const auto taken = takeMasked(*job, answer, masks); taken > 0) {
                report.remasked += taken;
                job->idle = 0;
            }
            continue;
        }
        // Records are asked for when no range is open any more.
        if (const auto taken = takeRecords(*job, answer); taken > 0) {
            report.repaired += taken;
            job->idle = 0;
        } else if (takeRange(*job, answer)) {
            job->idle = 0;
        }
    }
    wait();
    std::erase_if(jobs_, [](const Job& job) { return job.mask && job.wanted.empty(); });
}

void RangeRepair::keepOnly(const std::vector<DigestDifference>& differences) {
    std::erase_if(jobs_, [&](const Job& job) {
        const auto state = store_.scopes().find(job.scope);
        if (!state || state->no != job.no)
            return true;
        return !job.mask &&
               std::none_of(differences.begin(), differences.end(), [&](const DigestDifference& one) {
                   return one.type == job.type && sameScope(one.scope, job.scope);
               });
    });
}

bool RangeRepair::givesUp(const v1::Scope& scope) {
    const bool gives = std::any_of(jobs_.begin(), jobs_.end(), [&](const Job& job) {
        return sameScope(job.scope, scope) &&
               (job.idle >= enoughIdle || (!job.mask && job.exchanges >= enoughExchanges) ||
                (!job.mask && job.rounds >= enoughRounds && job.open.empty() && job.wanted.empty()));
    });
    if (gives)
        std::erase_if(jobs_, [&](const Job& job) { return sameScope(job.scope, scope); });
    return gives;
}

}  // namespace fieldfare::engine
