#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace fieldfare::bench {

/// One measured figure, printed as a JSON line on standard output.
struct Figure {
    std::string workload;  ///< "W1"
    double seconds = 0;
    double records = 0;           ///< records or operations done in that time
    std::uint64_t wireBytes = 0;  ///< of bodies, both ways; headers and TLS add about 1 KB an exchange
    double ratio = 0;             ///< of its speed to the baseline's in the same run; 1 is the limit
    std::map<std::string, double> more{};

    void print() const;
};

/// Processor time that this thread has used, in seconds: of work that waits for nothing, what it takes
/// whatever else the machine does.
[[nodiscard]] double threadSeconds();

[[nodiscard]] double median(std::vector<double> values);
/// The value below which `share` of the values lie, 0 to 1.
[[nodiscard]] double quantile(std::vector<double> values, double share);

}  // namespace fieldfare::bench
