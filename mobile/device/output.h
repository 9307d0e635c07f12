#pragma once

#include <cstdint>
#include <iosfwd>
#include <nlohmann/json.hpp>
#include <string>

#include "fieldfare/fault.pb.h"
#include "fieldfare/sync.pb.h"
#include "mobile/engine/attention.h"
#include "mobile/engine/outbox_entry.h"
#include "mobile/engine/reading.h"

/// Everything that the program prints: JSON with ids as UUID text.
namespace fieldfare::device {

using Json = nlohmann::ordered_json;

void print(std::ostream& out, const Json& json);

/// {"code": "NOT_FOUND", "message": ..., "path": ...} on one line.
void writeFault(std::ostream& err, const v1::Fault& fault);
[[nodiscard]] Json jsonOf(const v1::Fault& fault);

/// Type, id, state and the record itself.
[[nodiscard]] Json jsonOf(const engine::Record& record, const engine::Reading& reading);
/// What an edit writes: kind, record, paths with their new values.
[[nodiscard]] Json jsonOf(const v1::Mutation& mutation);
[[nodiscard]] Json jsonOf(const engine::OutboxEntry& entry);
[[nodiscard]] Json jsonOf(const engine::AttentionItem& item);
/// "user:0190...", "everyone"
[[nodiscard]] std::string scopeText(const v1::Scope& scope);
/// "2026-03-01T08:30:00.123Z" of epoch ms; null for 0.
[[nodiscard]] Json timeOf(std::int64_t epochMs);

}  // namespace fieldfare::device
