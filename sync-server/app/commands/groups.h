#pragma once

namespace fieldfare::server::app {

class CommandLine;

/// The groups of commands, each in a file of its own.
void addInitCommand(CommandLine& line);
void addServeCommand(CommandLine& line);
void addEdgeCommand(CommandLine& line);
void addEnrolCommand(CommandLine& line);
void addImportCommand(CommandLine& line);
void addSampleCommand(CommandLine& line);
void addUnitCommands(CommandLine& line);
void addPersonCommands(CommandLine& line);
void addDeviceCommands(CommandLine& line);
void addRuleCommands(CommandLine& line);
void addKeyCommands(CommandLine& line);
void addOrderCommands(CommandLine& line);
void addSettingsCommands(CommandLine& line);
void addBackupCommands(CommandLine& line);

}  // namespace fieldfare::server::app
