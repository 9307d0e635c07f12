#pragma once

#include <chrono>
#include <string>

/// The log goes to standard error: lines for people on a terminal, else one JSON object a line.
namespace fieldfare::server::app {

/// Sets spdlog up for this process; before anything logs.
void setUpLog();

/// One answered request, as the log tells of it: no ids, tokens, queries or bodies.
struct RequestEntry {
    const std::string& requestId;  ///< the edge's; also in its log and in faults
    const std::string& method;
    const std::string& path;  ///< the pattern, not what was asked
    int status;
    std::chrono::microseconds took;
    std::size_t bytes;  ///< of the answer's body
};
void logRequest(const RequestEntry& entry);

}  // namespace fieldfare::server::app
