#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "tests/simulation/run/plan.h"

namespace fieldfare::simulation {

/// Which seeds to run, and how.
struct Campaign {
    Options options;  ///< of every seed, but for the seed
    std::uint64_t first = 1;
    std::uint64_t last = 1;
    bool shrinks = false;  ///< a failing seed prints the shortest history found, not the whole one
    unsigned jobs = 1;     ///< processes
    double seconds = 0;    ///< no seed is begun after so long; 0: no limit
    bool stopsAtFailure = false;
    bool prints = false;  ///< of a single seed, its history though everything holds
    bool quiet = false;   ///< prints nothing of failing seeds
};

/// What came of it.
struct Tally {
    std::uint64_t seeds = 0;
    std::uint64_t failed = 0;
    std::uint64_t firstFailed = 0;  ///< seed; 0: none
    std::string firstInvariant;
    std::uint64_t exchanges = 0;
    std::uint64_t refusals = 0;
    std::map<std::string, std::uint64_t> fired;  ///< faults by name
    std::map<std::string, std::uint64_t> deeds;

    void add(const Tally& other);
    /// As lines that read() understands.
    [[nodiscard]] std::string text() const;
    [[nodiscard]] static Tally read(const std::string& text);
};

/// Runs the seeds; failing ones are printed to standard output as they are met.
[[nodiscard]] Tally run(const Campaign& campaign);

}  // namespace fieldfare::simulation
