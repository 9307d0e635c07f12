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

/// What somebody does: as the dice fall, or where others do something too.
enum class Deed { Any, Type, Together, Erase };

/// Where several meet: a customer of the person who has the device `with`, and a field of it. The same for
/// everybody who goes there, as far as they see the same customers.
struct Meeting {
    std::size_t with = 0;
    std::uint64_t place = 0;
};

/// One thing that happens at a time. It brings its own dice, so that leaving out another changes nothing
/// about it.
struct Step {
    enum class Kind {
        Work,     ///< somebody does something on a device
        Sync,     ///< a device begins to sync
        Watch,    ///< somebody has the app before them: it syncs, and then waits for changes
        Command,  ///< somebody does something at the server
        Trouble,  ///< `fault` happens, or is about to
        Quiet,    ///< everybody syncs until nothing is left, and everything is checked
    };
    std::int64_t at = 0;  ///< ms since the first morning
    Kind kind = Kind::Work;
    std::size_t device = 0;
    Fault fault = Fault::RequestLost;
    std::uint64_t dice = 0;
    Deed deed = Deed::Any;   ///< of Work
    Meeting meeting;         ///< of Work other than Any
    std::int64_t delay = 0;  ///< ms that the requests of a Sync take longer, or that a Watch lasts
};

/// What happens in a seed, in order: working days with a quiet moment at the end of each.
[[nodiscard]] std::vector<Step> makePlan(const Options& options);

}  // namespace fieldfare::simulation
