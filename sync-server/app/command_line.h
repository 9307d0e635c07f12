#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <functional>
#include <iosfwd>
#include <memory>
#include <string>
#include <vector>

#include "fieldfare/fault.pb.h"
#include "sync-server/entry/entrance.h"
#include "sync-server/sync/organisation.h"

namespace fieldfare::server::app {

/// What a command works with: an open organisation, its caller's streams and folder. The command may run in
/// the caller's process or, while `serve` holds the data directory, in that one.
struct CommandContext {
    sync::Organisation& organisation;
    entry::Entrance& entrance;
    std::istream& in;
    std::ostream& out;
    std::ostream& err;
    std::filesystem::path folder;  ///< the caller's, absolute
    bool json = false;

    /// A file name as the caller typed it.
    [[nodiscard]] std::filesystem::path resolve(const std::filesystem::path& name) const {
        return name.is_absolute() ? name : folder / name;
    }
};

/// What a command that needs no open organisation works with: it makes one, serves one or stands beside it.
struct LocalContext {
    std::filesystem::path data;
    std::ostream& out;
    bool json = false;
};

/// A command that was parsed, its options bound.
struct Command {
    /// Exactly one of the two is set. They return the exit code and throw FaultError.
    std::function<int(CommandContext&)> run;
    std::function<int(LocalContext&)> runLocal;
    std::filesystem::path data;
    bool json = false;
    bool readsInput = false;          ///< standard input belongs to the command
    std::filesystem::path inputFile;  ///< read by the caller's process in the place of standard input
};

/// The command line: `fieldfare-server GROUP COMMAND --data DIR ...`. Command groups add themselves.
class CommandLine {
  public:
    CommandLine();
    CommandLine(const CommandLine&) = delete;
    CommandLine& operator=(const CommandLine&) = delete;

    /// Throws CLI::ParseError, also for --help; hand that to explain().
    [[nodiscard]] Command parse(std::vector<std::string> arguments);
    /// Prints what a ParseError means: help to `out`, mistakes to `err`. Returns the exit code, 0 or 2.
    int explain(const CLI::ParseError& error, std::ostream& out, std::ostream& err);

    /// A group of commands: "person". An empty name is the program itself.
    CLI::App& group(const std::string& name, const std::string& description);
    /// A command on an open organisation; further options are the caller's to add.
    CLI::App& add(CLI::App& group, const std::string& name, const std::string& description,
                  std::function<int(CommandContext&)> run);
    /// A command that needs none.
    CLI::App& addLocal(CLI::App& group, const std::string& name, const std::string& description,
                       std::function<int(LocalContext&)> run);
    /// Adds a flag that makes the command read standard input.
    void readInputWith(CLI::App& command, const std::string& flag, bool& value,
                       const std::string& description);
    /// Adds an argument that names a file, "-" for standard input. The caller's process reads it, and the
    /// command finds the bytes in its input: who serves need not be allowed to read it.
    CLI::Option& readFileOf(CLI::App& command, const std::string& argument, const std::string& description);
    [[nodiscard]] CLI::App& program() { return program_; }

  private:
    CLI::App& addCommand(CLI::App& group, const std::string& name, const std::string& description,
                         Command command);

    CLI::App program_;
    std::vector<std::unique_ptr<Command>> commands_;
    Command* chosen_ = nullptr;
};

}  // namespace fieldfare::server::app
