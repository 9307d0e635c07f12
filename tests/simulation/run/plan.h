#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "tests/simulation/run/fault.h"

namespace fieldfare::simulation {

struct Options {
    std::uint64_t seed = 1;
    std::size_t devices = 8;
    int days = 3;
    std::set<Fault> faults;  ///< that may happen
};

/// One thing that happens at a time. It brings its own dice, so that leaving out another changes nothing
/// about it.
struct Step {
    enum class Kind {
        Work,     ///< somebody does something on a device
        Sync,     ///< a device begins to sync
        Command,  ///< somebody does something at the server
        Trouble,  ///< `fault` happens, or is about to
        Quiet,    ///< everybody syncs until nothing is left, and everything is checked
    };
    std::int64_t at = 0;  ///< ms since the first morning
    Kind kind = Kind::Work;
    std::size_t device = 0;
    Fault fault = Fault::RequestLost;
    std::uint64_t dice = 0;
};

/// What happens in a seed, in order: working days with a quiet moment at the end of each.
[[nodiscard]] std::vector<Step> makePlan(const Options& options);

}  // namespace fieldfare::simulation
