#include "sync-server/sync/parking.h"

#include <algorithm>
#include <limits>
#include <set>

#include "shared/base/planted_bug.h"
#include "shared/schema/fault.h"
#include "shared/schema/schema.h"
#include "sync-server/sync/receipts.h"

namespace fieldfare::server::sync {

using storage::Parked;

namespace {

/// After everything that had taken effect, in its device's order.
constexpr std::uint64_t neverTaken = std::uint64_t{1} << 62U;

bool namesLost(const v1::Mutation& mutation, const History& history) {
    const auto isLost = [&](const auto& named) { return history.isLost(named.seq()); };
    return history.isLost(mutation.base()) ||
           std::any_of(mutation.frozen().begin(), mutation.frozen().end(), isLost) ||
           std::any_of(mutation.paths().begin(), mutation.paths().end(),
                       [&](const v1::TouchedPath& path) { return history.isLost(path.base()); });
}

/// True if it was to be made under something that is not here at all.
bool isOrphan(const Incoming& incoming, ChangeSet& changes) {
    const auto& type = *incoming.type;
    return incoming.mutation.kind() == v1::Mutation::CREATE && type.parent() != nullptr &&
           changes.findParent(type, schema::bytesOf(*incoming.partial, type.parent())) == nullptr;
}

}  // namespace

/// Mutations that go together, with what is remembered of them.
struct Parking::Unit {
    std::vector<Parked> parked;
    std::vector<Incoming> group;
};

bool Parking::takes(std::span<const Incoming> group, const GroupApplier::Tried& tried, bool proved,
                    ChangeSet& changes) const {
    if (!history_.takesOffers(now_) || base::isPlanted("offer-not-parked"))
        return false;
    // What is wrong in itself does not become right.
    if (std::any_of(group.begin(), group.end(), [](const Incoming& one) { return one.fault.has_value(); }))
        return false;
    return proved ||
           std::any_of(group.begin(), group.end(),
                       [&](const Incoming& one) { return namesLost(one.mutation, history_); }) ||
           (tried.reason.fault->code() == v1::NO_PARENT && isOrphan(group[*tried.failed], changes));
}

void Parking::park(const Incoming& incoming, const std::string& bytes, const std::string& person,
                   const v1::Proof* proof) {
    parked_.add({proof == nullptr || proof->seq() == 0 ? neverTaken : proof->seq(),
                 incoming.mutation.device(), incoming.mutation.number(), person, bytes,
                 proof != nullptr && proof->result() == v1::Outcome::HELD});
}

bool Parking::isDue(bool somethingArrived) {
    return !history_.isEmpty() && (somethingArrived || !history_.takesOffers(now_)) && !parked_.empty();
}

std::vector<Parking::Unit> Parking::units() {
    std::vector<Unit> units;
    std::map<std::pair<std::string, std::uint64_t>, std::size_t> groups;
    for (auto& parked : parked_.ofDevices()) {
        auto incoming = readMutation(parked.mutation);
        const auto group = incoming.mutation.group();
        const auto at = group == 0 ? groups.end() : groups.find({parked.device, group});
        if (at == groups.end()) {
            if (group != 0)
                groups[{parked.device, group}] = units.size();
            units.emplace_back();
        }
        auto& unit = at == groups.end() ? units.back() : units[at->second];
        unit.parked.push_back(std::move(parked));
        unit.group.push_back(std::move(incoming));
    }
    for (auto& unit : units) {
        const auto byNumber = [](const auto& number) {
            return [number](const auto& a, const auto& b) { return number(a) < number(b); };
        };
        std::sort(unit.parked.begin(), unit.parked.end(),
                  byNumber([](const Parked& one) { return one.number; }));
        std::sort(unit.group.begin(), unit.group.end(),
                  byNumber([](const Incoming& one) { return one.mutation.number(); }));
    }
    return units;
}

bool Parking::tryAgain(Unit& unit, ChangeSet& changes, const Directory& directory, base::UuidSource& ids) {
    const auto& first = unit.parked.front();
    storage::DeviceStore devices{database_};
    const bool lastChance = !history_.takesOffers(now_);
    std::optional<Viewer> viewer;
    try {
        viewer = directory.viewer(first.person, first.device);
    } catch (const schema::FaultError&) {
        // Whoever was frozen since still did what they did; but with what rights nobody can say.
        if (!lastChance)
            return false;
    }
    std::vector<Applied> applied(
        unit.group.size(),
        {v1::Outcome::REJECTED, 0, schema::fault(v1::NO_RIGHT, "its author is nobody who works here"), {}});
    if (viewer) {
        prefetch(changes, unit.group);
        GroupApplier group{changes, directory, history_, ids, secret_, *viewer, now_};
        const auto progress = devices.progress(first.device);
        group.applier().setAcknowledged(progress.acknowledged);
        group.applier().setProved(storage::RestoreStore{database_}.proved(first.device));
        const auto tried = first.wasHeld ? GroupApplier::heldAgain() : group.tryOut(unit.group);
        const bool mayBeHeld = first.wasHeld && group.applier().isThere(unit.group.front());
        if (tried.failed && !lastChance && !mayBeHeld)
            return false;
        applied = tried.failed ? group.refuse(unit.group, tried) : tried.applied;
    }
    for (std::size_t i = 0; i < unit.group.size(); ++i) {
        devices.replaceOutcome(first.device, outcomeOf(secret_, unit.group[i], std::move(applied[i])));
        parked_.noteSettled(first.device, unit.parked[i].number);
        parked_.remove(unit.parked[i]);
    }
    return true;
}

void Parking::settle(ChangeSet& changes, const Directory& directory, base::UuidSource& ids, News& news) {
    auto waiting = units();
    for (bool moved = true; moved && !waiting.empty();) {
        moved = std::erase_if(waiting, [&](Unit& unit) {
                    if (!tryAgain(unit, changes, directory, ids))
                        return false;
                    news.devices.insert(unit.parked.front().device);
                    return true;
                }) > 0;
    }
}

}  // namespace fieldfare::server::sync
