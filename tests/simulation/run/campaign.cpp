#include "tests/simulation/run/campaign.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

#include "tests/simulation/run/shrinker.h"
#include "tests/simulation/run/simulation.h"

namespace fieldfare::simulation {

namespace fs = std::filesystem;

namespace {

/// A folder for the locks of the machines, in memory where there is such a place.
class Folder {
  public:
    Folder() {
        std::error_code error;
        const fs::path memory{"/dev/shm"};
        auto name =
            ((fs::is_directory(memory, error) ? memory : fs::temp_directory_path()) / "fieldfare-sim-XXXXXX")
                .string();
        if (::mkdtemp(name.data()) == nullptr)
            throw std::runtime_error{"cannot make " + name};
        path_ = name;
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() {
        std::error_code error;
        fs::remove_all(path_, error);
    }
    [[nodiscard]] const fs::path& path() const { return path_; }

  private:
    fs::path path_;
};

void print(const Report& report) {
    for (const auto& line : report.history)
        std::puts(line.c_str());
    std::printf("seed %llu breaks %s: %s\n", static_cast<unsigned long long>(report.seed),
                report.invariant.c_str(), report.what.c_str());
    std::fflush(stdout);
}

Tally runSome(const Campaign& campaign, std::uint64_t first, std::uint64_t step, const fs::path& folder) {
    Tally tally;
    const auto begun = std::chrono::steady_clock::now();
    for (auto seed = first; seed <= campaign.last; seed += step) {
        const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begun;
        if (campaign.seconds > 0 && taken.count() > campaign.seconds)
            break;
        auto options = campaign.options;
        options.seed = seed;
        const auto plan = makePlan(options);
        const bool one = campaign.first == campaign.last;
        const auto report = simulate(options, plan, folder, one && !campaign.quiet);
        ++tally.seeds;
        tally.exchanges += report.exchanges;
        tally.refusals += report.refusals;
        for (const auto& [fault, count] : report.fired)
            tally.fired[std::string{nameOf(fault)}] += count;
        for (const auto& [deed, count] : report.deeds)
            tally.deeds[deed] += count;
        if (report.passed()) {
            if (one && campaign.prints)
                for (const auto& line : report.history)
                    std::puts(line.c_str());
            continue;
        }
        ++tally.failed;
        if (tally.firstFailed == 0) {
            tally.firstFailed = seed;
            tally.firstInvariant = report.invariant;
        }
        if (!campaign.quiet)
            print(campaign.shrinks ? shrink(options, plan, report, folder) : report);
        if (campaign.stopsAtFailure)
            break;
    }
    return tally;
}

}  // namespace

void Tally::add(const Tally& other) {
    seeds += other.seeds;
    failed += other.failed;
    if (other.firstFailed != 0 && (firstFailed == 0 || other.firstFailed < firstFailed)) {
        firstFailed = other.firstFailed;
        firstInvariant = other.firstInvariant;
    }
    exchanges += other.exchanges;
    refusals += other.refusals;
    for (const auto& [name, count] : other.fired)
        fired[name] += count;
    for (const auto& [name, count] : other.deeds)
        deeds[name] += count;
}

std::string Tally::text() const {
    std::ostringstream out;
    out << seeds << ' ' << failed << ' ' << firstFailed << ' ' << exchanges << ' ' << refusals << ' '
        << (firstInvariant.empty() ? "-" : firstInvariant) << '\n';
    for (const auto& [name, count] : fired)
        out << "F " << count << ' ' << name << '\n';
    for (const auto& [name, count] : deeds)
        out << "D " << count << ' ' << name << '\n';
    return out.str();
}

Tally Tally::read(const std::string& text) {
    std::istringstream in{text};
    Tally tally;
    in >> tally.seeds >> tally.failed >> tally.firstFailed >> tally.exchanges >> tally.refusals >>
        tally.firstInvariant;
    char kind = 0;
    std::uint64_t count = 0;
    std::string name;
    while (in >> kind >> count && std::getline(in >> std::ws, name))
        (kind == 'F' ? tally.fired : tally.deeds)[name] = count;
    return tally;
}

Tally run(const Campaign& campaign) {
    const Folder folder;
    if (campaign.jobs <= 1)
        return runSome(campaign, campaign.first, 1, folder.path());
    std::vector<pid_t> children;
    for (unsigned job = 0; job < campaign.jobs; ++job) {
        const auto child = ::fork();
        if (child < 0)
            throw std::runtime_error{"cannot start a process"};
        if (child == 0) {
            const auto own = folder.path() / std::to_string(job);
            fs::create_directory(own);
            const auto tally = runSome(campaign, campaign.first + job, campaign.jobs, own);
            std::ofstream{own / "tally"} << tally.text();
            std::_Exit(0);
        }
        children.push_back(child);
    }
    Tally total;
    for (unsigned job = 0; job < campaign.jobs; ++job) {
        int status = 0;
        ::waitpid(children[job], &status, 0);
        std::ifstream in{folder.path() / std::to_string(job) / "tally"};
        std::ostringstream text;
        text << in.rdbuf();
        if (status != 0 || text.str().empty())
            throw std::runtime_error{"a process of the campaign ended early"};
        total.add(Tally::read(text.str()));
    }
    return total;
}

}  // namespace fieldfare::simulation
