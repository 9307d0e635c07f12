#pragma once

#include <iosfwd>
#include <nlohmann/json.hpp>
#include <string>

#include "mobile/engine/reading.h"
#include "shared/schema/record_type.h"

/// What people type on a command line. Everything throws FaultError INVALID, naming the argument, or
/// UNREADABLE for JSON that is none.
namespace fieldfare::device {

/// 16 bytes of UUID text.
[[nodiscard]] std::string parseId(const std::string& text, const char* argument = "id");

[[nodiscard]] const schema::RecordType& typeNamed(const std::string& name);

/// "-" means that it stands in `in`.
[[nodiscard]] nlohmann::json parseJson(const std::string& text, std::istream& in);

/// "column=value", and with !=, >= and <. No value means unset. Ids are UUID text, enums their names.
[[nodiscard]] engine::Filter parseFilter(const schema::RecordType& type, const std::string& text);

/// The first line of the input, without its end.
[[nodiscard]] std::string readLine(std::istream& in, const char* what);

}  // namespace fieldfare::device
