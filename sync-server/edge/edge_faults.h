#pragma once

#include <filesystem>
#include <span>

#include "fieldfare/fault.pb.h"

namespace fieldfare::server::edge {

/// A refusal that nginx makes itself.
struct EdgeFault {
    int nginxStatus;   ///< as nginx names the reason; 494 and 497 are its own
    int status;        ///< what the client gets
    const char* name;  ///< of the files, without ending
    bool close;        ///< the rest of the request is not to be trusted: the connection ends
    v1::Fault fault;
};

/// All of them; where two have the same nginxStatus the second is for file parts.
[[nodiscard]] std::span<const EdgeFault> edgeFaults();

/// Writes NAME.json and NAME.pb for each into `folder`, so that nginx's own refusals have the same shape as
/// the server's. Throws std::runtime_error.
void writeEdgeFaults(const std::filesystem::path& folder);

}  // namespace fieldfare::server::edge
