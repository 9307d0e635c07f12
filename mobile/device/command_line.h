#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <functional>
#include <iosfwd>
#include <memory>
#include <string>
#include <vector>

#include "mobile/device/device.h"

namespace fieldfare::device {

/// What a command works with. The store is opened by the first who asks the device for it.
struct Context {
    Device& device;
    std::istream& in;
    std::ostream& out;
    std::ostream& err;
};

/// Returns the exit code; throws FaultError, StoreError, StorageError.
using Run = std::function<int(Context&)>;

/// A command that was parsed, its options bound.
struct Command {
    Run run;
    std::filesystem::path store;
};

/// The command line: `fieldfare-device --store FILE COMMAND ...`. Command groups add themselves.
class CommandLine {
  public:
    CommandLine();
    CommandLine(const CommandLine&) = delete;
    CommandLine& operator=(const CommandLine&) = delete;

    /// Throws CLI::ParseError, also for --help; hand that to explain(). What is returned is valid as long as
    /// this object.
    [[nodiscard]] Command parse(std::vector<std::string> arguments);
    /// Prints what a ParseError means: help to `out`, mistakes to `err`. Returns the exit code, 0 or 2.
    int explain(const CLI::ParseError& error, std::ostream& out, std::ostream& err);

    /// A command; its options are the caller's to add.
    CLI::App& add(const std::string& name, const std::string& description, Run run);
    /// A command below another, which then runs only by itself.
    CLI::App& addBelow(CLI::App& above, const std::string& name, const std::string& description, Run run);

  private:
    CLI::App program_;
    std::filesystem::path store_;
    Run chosen_;
};

}  // namespace fieldfare::device
