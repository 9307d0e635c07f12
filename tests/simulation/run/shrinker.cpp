#include "tests/simulation/run/shrinker.h"

#include <algorithm>

namespace fieldfare::simulation {

Report shrink(const Options& options, const std::vector<Step>& plan, const Report& failed,
              const std::filesystem::path& folder, int runs) {
    auto best = plan;
    const auto fails = [&](const std::vector<Step>& some) {
        return --runs > 0 && simulate(options, some, folder, false).invariant == failed.invariant;
    };
    // Delta debugging (Zeller and Hildebrandt 2002): leave out ever smaller parts as long as it still fails.
    for (auto size = best.size() / 2; size > 0 && runs > 0;) {
        bool shorter = false;
        for (std::size_t at = 0; at < best.size() && runs > 0;) {
            auto rest = best;
            const auto first = rest.begin() + static_cast<std::ptrdiff_t>(at);
            rest.erase(first, first + static_cast<std::ptrdiff_t>(std::min(size, rest.size() - at)));
            if (fails(rest)) {
                best = std::move(rest);
                shorter = true;
            } else {
                at += size;
            }
        }
        if (!shorter || size > best.size())
            size /= 2;
    }
    return simulate(options, best, folder, true);
}

}  // namespace fieldfare::simulation
