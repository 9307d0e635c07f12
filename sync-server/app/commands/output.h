#pragma once

#include <iosfwd>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "fieldfare/fault.pb.h"
#include "sync-server/app/command_line.h"

namespace fieldfare::server::app {

/// Rows of text under a heading, columns aligned by code points.
void writeTable(std::ostream& out, const std::vector<std::string>& heading,
                const std::vector<std::vector<std::string>>& rows);

/// The JSON, or the sentence for people.
void report(const CommandContext& context, const nlohmann::ordered_json& json, const std::string& sentence);
void report(const LocalContext& context, const nlohmann::ordered_json& json, const std::string& sentence);

/// "fieldfare-server: NOT_FOUND: there is no such person (person)", or the fault as JSON.
void writeFault(std::ostream& err, const v1::Fault& fault, bool json);

/// "2026-03-01T08:30:00Z" of epoch ms; empty for 0.
[[nodiscard]] std::string timeText(std::int64_t epochMs);

/// The first line of the input, without its end. Throws FaultError INVALID when there is none.
[[nodiscard]] std::string readLine(std::istream& in, const std::string& what);

}  // namespace fieldfare::server::app
