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

/// True if what others offer can make right what it was refused for: rights, what it hangs under or refers
/// to, the order of steps.
bool mayHeal(v1::FaultCode code) {
    switch (code) {
        case v1::NO_RIGHT:
        case v1::NOT_FOUND:
        case v1::NO_PARENT:
        case v1::RULE:
        case v1::STEP_NOT_ALLOWED:
            return true;
        default:
            return false;
    }
}

/// True if its author typed it before the restore, by its author's idea of the time.
bool isOlder(const v1::Mutation& mutation, std::int64_t restoredAt) {
    auto time = mutation.time();
    for (const auto& path : mutation.paths())
        time = std::max(time, path.time());
    return base::hybridMs(time) < restoredAt;
}

}  // namespace

/// Mutations that go together, with what is remembered of them.
struct Parking::Unit {
    std::vector<Parked> parked;
    std::vector<Incoming> group;
};

bool Parking::takes(std::span<const Incoming> group, const GroupApplier::Tried& tried, Past past) const {
    if (!history_.takesOffers(now_) || base::isPlanted("offer-not-parked"))
        return false;
    // What is wrong in itself does not become right.
    if (std::any_of(group.begin(), group.end(), [](const Incoming& one) { return one.fault.has_value(); }))
        return false;
    if (past.proved || std::any_of(group.begin(), group.end(),
                                   [&](const Incoming& one) { return namesLost(one.mutation, history_); }))
        return true;
    // What was made before its device heard of the restore may build on anything that was lost.
    return mayHeal(tried.reason.fault->code()) &&
           (past.firstContact || std::all_of(group.begin(), group.end(), [&](const Incoming& one) {
                return isOlder(one.mutation, history_.restoredAt());
            }));
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

bool Parking::isGone(const std::string& device, ChangeSet& changes) {
    const auto* row = changes.find(schema::Schema::of<v1::Device>(), device);
    return row == nullptr || row->deleted != 0 ||
           static_cast<const v1::Device&>(*row->record).revoked() != v1::Device::REVOCATION_UNSPECIFIED;
}

void Parking::noteWaiting(Applier& applier) {
    for (const auto& unit : units())
        for (const auto& incoming : unit.group)
            applier.note(incoming, v1::Outcome::PARKED, false);
}

Parking::Fate Parking::tryAgain(Unit& unit, std::span<const Incoming* const> before, ChangeSet& changes,
                                const Directory& directory, base::UuidSource& ids) {
    const auto& first = unit.parked.front();
    storage::DeviceStore devices{database_};
    const bool lastChance = !history_.takesOffers(now_);
    // Whoever left since still did what they did; but with what rights nobody can say.
    const auto* person = directory.person(first.person);
    const bool works = person != nullptr && person->status() == v1::Person::ACTIVE;
    if (!works && !lastChance)
        return Fate::Waits;
    auto fate = Fate::Refused;
    std::vector<Applied> applied(
        unit.group.size(),
        {v1::Outcome::REJECTED, 0, schema::fault(v1::NO_RIGHT, "its author is nobody who works here"), {}});
    if (person != nullptr) {
        prefetch(changes, unit.group);
        GroupApplier group{changes,  directory,
                           history_, ids,
                           secret_,  {first.person, first.device, person->role(), person->unit_id()},
                           now_};
        const auto progress = devices.progress(first.device);
        group.applier().setAcknowledged(progress.acknowledged);
        group.applier().setProved(storage::RestoreStore{database_}.proved(first.device));
        for (const auto* other : before)
            group.applier().note(*other, v1::Outcome::PARKED, false);
        const auto tried = first.wasHeld || !works ? GroupApplier::heldAgain() : group.tryOut(unit.group);
        const bool mayBeHeld = first.wasHeld && group.applier().isThere(unit.group.front());
        if (tried.failed && !lastChance && !mayBeHeld)
            return Fate::Waits;
        if (!tried.failed) {
            applied = tried.applied;
            fate = Fate::TookEffect;
        } else if (!works || isGone(first.device, changes)) {
            applied = group.collect(unit.group);  // where a refusal would be the end of it
        } else {
            applied = group.refuse(unit.group, tried);
        }
    }
    for (std::size_t i = 0; i < unit.group.size(); ++i) {
        devices.replaceOutcome(first.device, outcomeOf(secret_, unit.group[i], std::move(applied[i])));
        parked_.noteSettled(first.device, unit.parked[i].number);
        parked_.remove(unit.parked[i]);
    }
    return fate;
}

void Parking::settle(ChangeSet& changes, const Directory& directory, base::UuidSource& ids, News& news) {
    auto all = units();
    std::vector<Unit*> waiting;
    std::vector<Unit*> refused;
    for (auto& unit : all)
        waiting.push_back(&unit);
    const auto notAsTyped = [&](const Unit& unit) {
        const auto& first = unit.parked.front();
        std::vector<const Incoming*> before;
        for (const auto* others : {&waiting, &refused})
            for (const auto* other : *others)
                if (other->parked.front().device == first.device &&
                    other->parked.front().number < first.number)
                    for (const auto& incoming : other->group)
                        before.push_back(&incoming);
        return before;
    };
    for (bool moved = true; moved;) {
        moved = false;
        for (auto* unit : std::vector<Unit*>{waiting}) {
            const auto fate = tryAgain(*unit, notAsTyped(*unit), changes, directory, ids);
            if (fate == Fate::Waits)
                continue;
            moved = true;
            std::erase(waiting, unit);
            if (fate == Fate::Refused)
                refused.push_back(unit);
            news.devices.insert(unit->parked.front().device);
        }
    }
}

}  // namespace fieldfare::server::sync
