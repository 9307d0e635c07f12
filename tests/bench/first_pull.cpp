#include <algorithm>
#include <filesystem>

#include "figure.h"
#include "fleet.h"
#include "raw_rows.h"
#include "workloads.h"

namespace fieldfare::bench {
namespace {

constexpr int runs = 7;

}  // namespace

void firstPull(Company& company) {
    // The rows of the files, as the limit counts them: a quote's lines each, though they go into the quote.
    const std::size_t rows = 1900 + company.products();
    std::vector<double> seconds;
    std::vector<double> limits;
    std::uint64_t bytes = 0;
    int exchanges = 0;
    const auto session = company.rep(0);
    for (int run = 0; run < runs; ++run) {
        const auto file = company.scratch() / ("w1-" + std::to_string(run) + ".sqlite");
        {
            BenchDevice device{company, session, file};
            device.transport().connect();
            seconds.push_back(device.sync());
            bytes = device.transport().sent + device.transport().received;
            exchanges = device.transport().exchanges;
        }
        const RawRows raw{file};
        limits.push_back(raw.write(company.scratch() / ("w1-limit-" + std::to_string(run) + ".sqlite"), 1));
    }
    Figure{"W1",
           median(seconds),
           static_cast<double>(rows),
           bytes,
           median(limits) / median(seconds),
           {{"limit_records_per_s", static_cast<double>(rows) / median(limits)},
            {"best_seconds", *std::min_element(seconds.begin(), seconds.end())},
            {"exchanges", exchanges}}}
        .print();
}

}  // namespace fieldfare::bench
