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

}  // namespace

std::vector<Step> makePlan(const Options& options) {
    Dice dice{options.seed};
    std::vector<Step> plan;
    const auto add = [&](std::int64_t at, Step::Kind kind, std::size_t device,
                         Fault fault = Fault::RequestLost) {
        plan.push_back({at, kind, device, fault, dice.next()});
    };
    const std::vector<Fault> faults{options.faults.begin(), options.faults.end()};
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
            if (!faults.empty())
                for (auto n = dice.below(4); n > 0; --n) {
                    const auto fault = dice.pick(faults);
                    // The grave ones are rarer: after them little is left to go wrong.
                    if ((fault == Fault::Away90Days || fault == Fault::DeviceRevoked) && !dice.chance(20))
                        continue;
                    add(dice.chance(30) ? begin + dice.between(0, roundTime)
                                        : meet + dice.between(-1'000, 2'000),
                        Step::Kind::Trouble, dice.below(options.devices), fault);
                }
        }
        add(d * day + 12 * 60 * minute, Step::Kind::Quiet, 0);
    }
    std::stable_sort(plan.begin(), plan.end(), [](const Step& a, const Step& b) { return a.at < b.at; });
    return plan;
}

}  // namespace fieldfare::simulation
