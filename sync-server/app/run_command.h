#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>
#include <vector>

#include "fieldfare/control.pb.h"
#include "sync-server/app/command_line.h"

namespace fieldfare::server::app {

/// Runs what the program was asked for and returns its exit code: 0; 1 with a fault on `err`; 2 for a command
/// line that is none. A command on an organisation runs here, or in the server that holds the directory.
int runProgram(const std::vector<std::string>& arguments, std::istream& in, std::ostream& out,
               std::ostream& err);

/// Runs a command that came by the control socket, in the server's process.
[[nodiscard]] v1::ControlResponse runForwarded(const v1::ControlRequest& request,
                                               sync::Organisation& organisation, entry::Entrance& entrance);

}  // namespace fieldfare::server::app
