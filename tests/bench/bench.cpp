#include <CLI/CLI.hpp>
#include <QCoreApplication>
#include <algorithm>
#include <iostream>

#include "company.h"
#include "workloads.h"

/// Measures the whole way (device, TLS, edge, server, disk) against SQLite alone in the same run; prints a
/// JSON line a figure. See tests/bench/README.md.
int main(int argc, char** argv) {
    const QCoreApplication application{argc, argv};
    CLI::App app{"fieldfare-bench"};
    std::string workload;
    std::string small;
    std::vector<std::string> only;
    app.add_option("--workload", workload, "folder made by the workload generator")->required();
    app.add_option("--small", small,
                   "a smaller workload, to see that W3 does not depend on the server's size");
    app.add_option("--only", only, "figures to measure: W1 W2 W3 W4 W6 W7 merge judging simulator");
    CLI11_PARSE(app, argc, argv);
    const auto wanted = [&](const char* name) {
        return only.empty() || std::find(only.begin(), only.end(), name) != only.end();
    };
    try {
        if (wanted("merge"))
            fieldfare::bench::merging(workload);
        if (wanted("simulator"))
            fieldfare::bench::simulatedDays();
        const auto needsServer = [](const std::string& name) {
            return name != "merge" && name != "simulator";
        };
        if (!only.empty() && std::none_of(only.begin(), only.end(), needsServer))
            return 0;
        constexpr std::size_t waiting = 5'000;
        fieldfare::bench::Company company{workload, wanted("W7") ? waiting : 0};
        if (wanted("W1"))
            fieldfare::bench::firstPull(company);
        if (wanted("W3"))
            fieldfare::bench::fewChanges(company, "W3");
        if (wanted("W7")) {
            fieldfare::bench::newsToWaiting(company);
            fieldfare::bench::manyWaiting(company);
        }
        if (wanted("judging"))
            fieldfare::bench::judging(company);
        // From here on the workload's records change.
        if (wanted("W2"))
            fieldfare::bench::daysPushed(company);
        if (wanted("W4"))
            fieldfare::bench::conflictPairs(company);
        if (wanted("W6"))
            fieldfare::bench::handOver(company);
        if (wanted("W3") && !small.empty()) {
            fieldfare::bench::Company smaller{small};
            fieldfare::bench::fewChanges(smaller, "W3-small");
        }
    } catch (const std::exception& error) {
        std::cerr << "fieldfare-bench: " << error.what() << '\n';
        return 1;
    }
    return 0;
}
