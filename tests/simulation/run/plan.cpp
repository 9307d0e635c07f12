#include "tests/simulation/run/plan.h"

#include <algorithm>

#include "tests/simulation/world/dice.h"

namespace fieldfare::simulation {

namespace {

constexpr std::int64_t minute = 60'000;
constexpr std::int64_t day = 24 * 60 * minute;

/// Rounds of a day: people work apart for a while, then many sync within minutes. What is rare in a day of
/// work, an edit between a request and its answer, say, is made common here.
constexpr int rounds = 4;
constexpr std::int64_t roundTime = 120 * minute;

/// What dice alone hardly ever bring about. Times are in ms since the meeting began.
void addMeeting(std::vector<Step>& plan, Dice& dice, std::int64_t at, const Options& options) {
    const auto devices = options.devices;
    const auto rep = dice.below(devices);
    auto other = dice.chance(60) ? (dice.chance(60) ? 1 : 5) % devices : dice.below(devices);
    if (other == rep)
        other = (rep + 1) % devices;
    const Meeting meeting{rep, dice.next()};
    const auto work = [&](std::int64_t after, std::size_t device, Deed deed) {
        plan.push_back(
            {at + after, Step::Kind::Work, device, Fault::RequestLost, dice.next(), deed, meeting});
    };
    const auto sync = [&](std::int64_t after, std::size_t device, std::int64_t delay = 0) {
        plan.push_back({at + after, Step::Kind::Sync, device, Fault::RequestLost, dice.next(), Deed::Any,
                        Meeting{}, delay});
    };
    if (options.faults.contains(Fault::DeviceKilled) && dice.chance(20)) {
        // The program ends while what was typed is under way, and its person goes on typing there.
        work(0, rep, Deed::Type);
        sync(1'000, rep, 5'000);
        plan.push_back({at + 3'000, Step::Kind::Trouble, rep, Fault::DeviceKilled, dice.next()});
        work(4'000, rep, Deed::Type);
        sync(8'000, rep);
    } else if (dice.chance(50)) {
        // Somebody types while their answer is under way, which brings what another typed there later, and
        // again while the first of these is: it lies over what they never saw.
        sync(1'000, rep, 5'000);
        work(1'500, rep, Deed::Type);
        work(2'000, other, Deed::Type);
        sync(2'500, other);
        if (dice.chance(40))
            work(8'000, rep, Deed::Together);
        work(9'000, rep, Deed::Type);
        sync(20'000, rep);
    } else {
        // One deletes what another is typing into.
        work(0, rep, Deed::Type);
        if (dice.chance(50))
            sync(200, rep);
        if (dice.chance(50))
            work(500, other, Deed::Type);
        work(1'000, other, Deed::Erase);
        sync(1'500, other);
        sync(5'000, rep);
    }
}

/// A backup, and once or twice the server is put back to it. By dice of its own: who leaves this fault out
/// has the same days otherwise.
void addRestores(std::vector<Step>& plan, const Options& options) {
    Dice dice{options.seed ^ 0xBAC0'0BAC};
    if (!dice.chance(50))
        return;
    const auto end = (options.days - 1) * day + rounds * roundTime;
    auto at = dice.between(0, end / 2);
    for (auto n = dice.chance(30) ? 3 : 2; n > 0; --n) {
        // Some are in the middle of a pull then: what they sent is acknowledged and has not come back to
        // them.
        for (int i = 0; i < 4; ++i) {
            const auto device = dice.below(options.devices);
            const auto sync = std::max<std::int64_t>(0, at - dice.between(200, 1'000));
            for (const auto kind : {Step::Kind::Work, Step::Kind::Sync})
                plan.push_back(
                    {sync, kind, device, Fault::RequestLost, dice.next(), Deed::Any, Meeting{}, 0});
        }
        plan.push_back(
            {at, Step::Kind::Trouble, 0, Fault::ServerRestored, dice.next(), Deed::Any, Meeting{}, 0});
        at = dice.between(at, end);
    }
}

/// Some have the app before them while others sync and something happens at the server. By dice of its own,
/// as above.
void addWatches(std::vector<Step>& plan, const Options& options) {
    Dice dice{options.seed ^ 0x0A7C'4E55};
    const auto add = [&](std::int64_t at, Step::Kind kind, std::size_t device, std::int64_t lasts) {
        plan.push_back({at, kind, device, Fault::RequestLost, dice.next(), Deed::Any, Meeting{}, lasts});
    };
    for (int d = 0; d < options.days; ++d)
        for (int r = 1; r <= rounds; ++r) {
            if (!dice.chance(40))
                continue;
            const auto begin = d * day + r * roundTime - dice.between(0, 11 * minute);
            for (auto n = dice.between(2, 4); n > 0; --n)
                add(begin + dice.between(0, 3'000), Step::Kind::Watch, dice.below(options.devices),
                    dice.between(20'000, 120'000));
            for (auto n = dice.below(3); n > 0; --n)
                add(begin + dice.between(4'000, 60'000), Step::Kind::Command, 0, 0);
        }
}

}  // namespace

std::vector<Step> makePlan(const Options& options) {
    Dice dice{options.seed};
    std::vector<Step> plan;
    const auto add = [&](std::int64_t at, Step::Kind kind, std::size_t device,
                         Fault fault = Fault::RequestLost) {
        plan.push_back({at, kind, device, fault, dice.next(), Deed::Any, Meeting{}, 0});
    };
    std::vector<Fault> faults{options.faults.begin(), options.faults.end()};
    std::erase(faults, Fault::ServerRestored);
    for (int d = 0; d < options.days; ++d) {
        for (int r = 0; r < rounds; ++r) {
            const auto begin = d * day + r * roundTime;
            const auto meet = begin + roundTime - 10 * minute;
            for (std::size_t device = 0; device < options.devices; ++device) {
                for (auto n = dice.below(4); n > 0; --n)
                    add(begin + dice.between(0, roundTime - 15 * minute), Step::Kind::Work, device);
                if (!dice.chance(70))
                    continue;
                const auto sync = meet + dice.between(0, dice.chance(50) ? 2'000 : 10 * minute);
                add(sync, Step::Kind::Sync, device);
                if (dice.chance(40))
                    add(sync + dice.between(1, 400), Step::Kind::Work, device);
                if (dice.chance(25))
                    add(sync + dice.between(1, 400), Step::Kind::Sync, device);
            }
            for (auto n = dice.below(3); n > 0; --n)
                add(dice.chance(50) ? begin + dice.between(0, roundTime) : meet + dice.between(0, 2'000),
                    Step::Kind::Command, 0);
            if (dice.chance(25))
                addMeeting(plan, dice, begin + dice.between(0, roundTime - 15 * minute), options);
            if (!faults.empty())
                for (auto n = dice.below(4); n > 0; --n) {
                    const auto fault = dice.pick(faults);
                    // The grave ones are rarer: after them little is left to go wrong.
                    if ((fault == Fault::Away90Days || fault == Fault::DeviceRevoked ||
                         fault == Fault::DeviceCollected) &&
                        !dice.chance(fault == Fault::DeviceCollected ? 40 : 20))
                        continue;
                    add(dice.chance(30) ? begin + dice.between(0, roundTime)
                                        : meet + dice.between(-1'000, 2'000),
                        Step::Kind::Trouble, dice.below(options.devices), fault);
                }
        }
        add(d * day + 12 * 60 * minute, Step::Kind::Quiet, 0);
    }
    addWatches(plan, options);
    if (options.faults.contains(Fault::ServerRestored))
        addRestores(plan, options);
    std::stable_sort(plan.begin(), plan.end(), [](const Step& a, const Step& b) { return a.at < b.at; });
    return plan;
}

}  // namespace fieldfare::simulation
