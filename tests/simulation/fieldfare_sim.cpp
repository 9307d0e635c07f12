// Runs seeds of the simulation: fieldfare-sim --seeds 1..1000 --faults all
#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <stdexcept>

#include <malloc.h>
#include <spdlog/spdlog.h>

#include "shared/base/planted_bug.h"
#include "tests/simulation/run/campaign.h"
#include "tests/simulation/run/plants.h"

using namespace fieldfare::simulation;

namespace {

std::set<Fault> faultsOf(const std::vector<std::string>& names) {
    std::set<Fault> faults;
    for (const auto& name : names) {
        if (name == "all") {
            faults = everyFault();
        } else if (const auto fault = faultNamed(name)) {
            faults.insert(*fault);
        } else if (name != "none") {
            throw CLI::ValidationError{"--faults", "no such fault: " + name};
        }
    }
    return faults;
}

void setSeeds(Campaign& campaign, const std::string& text) {
    const auto dots = text.find("..");
    campaign.first = std::stoull(text);
    campaign.last = dots == std::string::npos ? campaign.first : std::stoull(text.substr(dots + 2));
}

void print(const char* title, const std::map<std::string, std::uint64_t>& counts) {
    std::printf("%s", title);
    for (const auto& [name, count] : counts)
        std::printf(" %s %llu,", name.c_str(), static_cast<unsigned long long>(count));
    std::printf("\n");
}

#ifdef FIELDFARE_PLANTED_BUGS
bool switchOn(const std::string& plant) {
    const bool known =
        std::any_of(plants.begin(), plants.end(), [&](const Plant& each) { return each.name == plant; });
    if (known)
        fieldfare::base::plant(plant);
    else
        std::fprintf(stderr, "no such planted bug: %s\n", plant.c_str());
    return known;
}

/// Every bug must be found within the campaign's seeds.
int findPlants(Campaign campaign) {
    campaign.stopsAtFailure = true;
    campaign.quiet = true;
    std::size_t found = 0;
    for (const auto& plant : plants) {
        fieldfare::base::plant(plant.name);
        const auto tally = run(campaign);
        found += tally.firstFailed != 0 ? 1 : 0;
        if (tally.firstFailed != 0)
            std::printf("%-30s seed %4llu  %-4s %s\n", plant.name.data(),
                        static_cast<unsigned long long>(tally.firstFailed), tally.firstInvariant.c_str(),
                        plant.what.data());
        else
            std::printf("%-30s NOT FOUND       %s\n", plant.name.data(), plant.what.data());
        std::fflush(stdout);
    }
    fieldfare::base::plant({});
    std::printf("%zu of %zu found\n", found, plants.size());
    return found == plants.size() ? 0 : 1;
}
#else
bool switchOn(const std::string&) {
    std::fputs("this build has no planted bugs: configure it with FIELDFARE_PLANTED_BUGS\n", stderr);
    return false;
}
int findPlants(const Campaign&) {
    return switchOn({}) ? 0 : 2;
}
#endif

}  // namespace

int main(int argc, char** argv) {
    spdlog::set_level(spdlog::level::off);
    // Whole disks come and go with every seed: to ask the kernel for their pages each time costs a seventh of
    // it all.
    ::mallopt(M_MMAP_THRESHOLD, 1 << 30);
    ::mallopt(M_TRIM_THRESHOLD, 1 << 30);
    CLI::App app{"Whole fleets against the real server, in one process and virtual time"};
    Campaign campaign;
    std::string seeds = "1..100";
    std::vector<std::string> faults{"all"};
    app.add_option("--seeds", seeds, "a seed, or the first and the last: 1..1000");
    app.add_option("--devices", campaign.options.devices, "how many")->check(CLI::Range(1, 100));
    app.add_option("--days", campaign.options.days, "how long a seed takes, virtually")
        ->check(CLI::Range(1, 365));
    app.add_option("--faults", faults, "all, none, or some of their names")->delimiter(',');
    app.add_flag("--shrink", campaign.shrinks, "a failing seed prints the shortest history found");
    app.add_flag("--history", campaign.prints, "a single seed prints its history though everything holds");
    app.add_option("--jobs", campaign.jobs, "processes")->check(CLI::Range(1, 256));
    std::string plant;
    bool allPlants = false;
    app.add_option("--plant", plant, "switches that planted bug on; see --plants");
    app.add_flag("--plants", allPlants, "for each planted bug, the seed at which it is caught");
    app.add_option("--seconds", campaign.seconds, "begins no seed after so long");
    try {
        app.parse(argc, argv);
        setSeeds(campaign, seeds);
        campaign.options.faults = faultsOf(faults);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    if (allPlants)
        return findPlants(campaign);
    if (!plant.empty() && !switchOn(plant))
        return 2;
    const auto begun = std::chrono::steady_clock::now();
    const auto tally = run(campaign);
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begun;
    print("faults:", tally.fired);
    print("done:", tally.deeds);
    const auto seconds = taken.count();
    const auto deviceDays = static_cast<double>(tally.seeds) * static_cast<double>(campaign.options.devices) *
                            campaign.options.days;
    std::printf(
        "%llu seeds, %llu failed, %llu exchanges, %llu attempts that the engine refused; %.1f s, "
        "%.0f seeds an hour, %.0f device-days a second\n",
        static_cast<unsigned long long>(tally.seeds), static_cast<unsigned long long>(tally.failed),
        static_cast<unsigned long long>(tally.exchanges), static_cast<unsigned long long>(tally.refusals),
        seconds, static_cast<double>(tally.seeds) / seconds * 3600, deviceDays / seconds);
    return tally.failed == 0 ? 0 : 1;
}
