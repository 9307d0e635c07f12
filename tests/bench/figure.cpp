#include "figure.h"

#include <algorithm>
#include <cmath>
#include <ctime>
#include <iostream>
#include <nlohmann/json.hpp>

namespace fieldfare::bench {

void Figure::print() const {
    nlohmann::ordered_json line;
    line["workload"] = workload;
    line["seconds"] = seconds;
    line["records_per_s"] = seconds > 0 ? std::round(records / seconds) : 0;
    line["wire_bytes"] = wireBytes;
    line["ratio"] = std::round(ratio * 1000) / 1000;
    for (const auto& [key, value] : more)
        line[key] = value;
    std::cout << line.dump() << std::endl;
}

double threadSeconds() {
    timespec used{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
    return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) / 1e9;
}

double quantile(std::vector<double> values, double share) {
    if (values.empty())
        return 0;
    std::sort(values.begin(), values.end());
    const auto at = static_cast<std::size_t>(std::ceil(share * static_cast<double>(values.size())));
    return values[std::clamp<std::size_t>(at, 1, values.size()) - 1];
}

double median(std::vector<double> values) {
    return quantile(std::move(values), 0.5);
}

}  // namespace fieldfare::bench
