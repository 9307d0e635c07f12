#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace fieldfare::device {

/// Runs one command of the program. The exit code: 0; 1 when it failed, 3 when it failed and the same may
/// succeed later (no network, a busy server, another process at the store), both with a fault as JSON on
/// `err`; 2 for a command line that is none. Needs a QCoreApplication.
[[nodiscard]] int runProgram(const std::vector<std::string>& arguments, std::istream& in, std::ostream& out,
                             std::ostream& err);

}  // namespace fieldfare::device
