#include "sync-server/app/command_line.h"

#include <algorithm>

#include "sync-server/app/commands/groups.h"

namespace fieldfare::server::app {

CommandLine::CommandLine()
    : program_{"The sync server of Fieldfare: one organisation in one data directory.", "fieldfare-server"} {
    program_.require_subcommand(1);
    program_.set_version_flag("--version", "fieldfare-server " FIELDFARE_VERSION);
    addInitCommand(*this);
    addServeCommand(*this);
    addEdgeCommand(*this);
    addEnrolCommand(*this);
    addImportCommand(*this);
    addSampleCommand(*this);
    addUnitCommands(*this);
    addPersonCommands(*this);
    addDeviceCommands(*this);
    addRuleCommands(*this);
    addKeyCommands(*this);
    addOrderCommands(*this);
    addSettingsCommands(*this);
    addBackupCommands(*this);
}

CLI::App& CommandLine::group(const std::string& name, const std::string& description) {
    auto* group = program_.add_subcommand(name, description);
    group->require_subcommand(1);
    return *group;
}

CLI::App& CommandLine::addCommand(CLI::App& group, const std::string& name, const std::string& description,
                                  Command command) {
    auto* own = commands_.emplace_back(std::make_unique<Command>(std::move(command))).get();
    auto* app = group.add_subcommand(name, description);
    app->add_option("--data", own->data, "the data directory")->required()->type_name("DIR");
    app->add_flag("--json", own->json, "print JSON, faults included");
    app->callback([this, own] { chosen_ = own; });
    return *app;
}

CLI::App& CommandLine::add(CLI::App& group, const std::string& name, const std::string& description,
                           std::function<int(CommandContext&)> run) {
    Command command;
    command.run = std::move(run);
    return addCommand(group, name, description, std::move(command));
}

CLI::App& CommandLine::addLocal(CLI::App& group, const std::string& name, const std::string& description,
                                std::function<int(LocalContext&)> run) {
    Command command;
    command.runLocal = std::move(run);
    return addCommand(group, name, description, std::move(command));
}

void CommandLine::readInputWith(CLI::App& command, const std::string& flag, bool& value,
                                const std::string& description) {
    command.add_flag(flag, value, description);
    auto* own = commands_.back().get();
    command.callback([this, own, &value] {
        chosen_ = own;
        own->readsInput = value;
    });
}

CLI::Option& CommandLine::readFileOf(CLI::App& command, const std::string& argument,
                                     const std::string& description) {
    return *command.add_option(argument, commands_.back()->inputFile, description)->type_name("FILE");
}

Command CommandLine::parse(std::vector<std::string> arguments) {
    chosen_ = nullptr;
    std::reverse(arguments.begin(), arguments.end());  // as CLI11 takes them
    program_.parse(std::move(arguments));
    if (chosen_ == nullptr)
        throw CLI::RequiredError{"a command"};
    return *chosen_;
}

int CommandLine::explain(const CLI::ParseError& error, std::ostream& out, std::ostream& err) {
    constexpr int usage = 2;
    return program_.exit(error, out, err) == 0 ? 0 : usage;
}

}  // namespace fieldfare::server::app
