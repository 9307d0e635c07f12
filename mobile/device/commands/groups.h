#pragma once

namespace fieldfare::device {

class CommandLine;

void addAccountCommands(CommandLine& line);
void addSyncCommand(CommandLine& line);
void addRecordCommands(CommandLine& line);
void addDocumentCommands(CommandLine& line);
void addFileCommands(CommandLine& line);
void addOutboxCommands(CommandLine& line);
void addAttentionCommands(CommandLine& line);
void addConflictCommands(CommandLine& line);
void addHeldCommands(CommandLine& line);
void addCheckCommands(CommandLine& line);

}  // namespace fieldfare::device
