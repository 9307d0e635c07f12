#pragma once

#include <filesystem>
#include <vector>

#include "tests/simulation/run/plan.h"
#include "tests/simulation/run/simulation.h"

namespace fieldfare::simulation {

/// The shortest plan found, within so many runs, that breaks the same invariant as the report of the whole
/// one; its report comes with the history.
[[nodiscard]] Report shrink(const Options& options, const std::vector<Step>& plan, const Report& failed,
                            const std::filesystem::path& folder, int runs = 400);

}  // namespace fieldfare::simulation
