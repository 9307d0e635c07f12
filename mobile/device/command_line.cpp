#include "mobile/device/command_line.h"

#include <algorithm>

#include "mobile/device/commands/groups.h"

namespace fieldfare::device {

CommandLine::CommandLine()
    : program_{"A device of Fieldfare without a screen: one person's store and its server.",
               "fieldfare-device"} {
    program_.require_subcommand(1);
    program_.fallthrough();
    program_.set_version_flag("--version", "fieldfare-device " FIELDFARE_VERSION);
    program_.add_option("--store", store_, "the person's store; made by enrol")
        ->required()
        ->type_name("FILE");
    program_.footer(
        "Prints JSON. Exit codes: 0; 1 a failure, as JSON on standard error; 2 a wrong command "
        "line;\n3 a failure that may pass, such as no network.");
    addAccountCommands(*this);
    addSyncCommand(*this);
    addRecordCommands(*this);
    addDocumentCommands(*this);
    addFileCommands(*this);
    addOutboxCommands(*this);
    addAttentionCommands(*this);
    addConflictCommands(*this);
    addHeldCommands(*this);
    addCheckCommands(*this);
}

CLI::App& CommandLine::add(const std::string& name, const std::string& description, Run run) {
    return addBelow(program_, name, description, std::move(run));
}

CLI::App& CommandLine::addBelow(CLI::App& above, const std::string& name, const std::string& description,
                                Run run) {
    auto* app = above.add_subcommand(name, description);
    app->fallthrough();
    // The outer command's callback comes after the inner one's: the innermost was chosen.
    app->callback([this, own = std::move(run)] {
        if (!chosen_)
            chosen_ = own;
    });
    return *app;
}

Command CommandLine::parse(std::vector<std::string> arguments) {
    chosen_ = nullptr;
    std::reverse(arguments.begin(), arguments.end());  // as CLI11 takes them
    program_.parse(std::move(arguments));
    if (!chosen_)
        throw CLI::RequiredError{"a command"};
    return {chosen_, store_};
}

int CommandLine::explain(const CLI::ParseError& error, std::ostream& out, std::ostream& err) {
    constexpr int usage = 2;
    return program_.exit(error, out, err) == 0 ? 0 : usage;
}

}  // namespace fieldfare::device
