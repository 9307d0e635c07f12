#pragma once

#include <nlohmann/json.hpp>

#include <google/protobuf/message.h>

/// Records and other messages as JSON for people, commands and the back office's interface.
///
/// Names are the schema's snake_case names. Ids (bytes of 16) are UUID text, other bytes are base64. Enum
/// values are their names in small letters ("submitted"). 64-bit numbers are JSON numbers. A Money is
/// {"minor": 1299, "currency": "EUR"}. Absent means unset; null in an edit means clear.
namespace fieldfare::schema {

/// Every set field, in the order of field numbers.
[[nodiscard]] nlohmann::ordered_json toJson(const google::protobuf::Message& message);

/// Sets on `message` what the object names: present members replace, null clears, members that are not named
/// stay. Lists replace the whole list; an item with a 16-byte id field that names none keeps none (callers
/// give new items their ids). Throws FaultError INVALID naming the path of the first member that does not
/// fit.
void fromJson(const nlohmann::json& object, google::protobuf::Message& message);

/// Parses text; throws FaultError UNREADABLE with line and column when it is not JSON.
[[nodiscard]] nlohmann::json parseJson(std::string_view text);

}  // namespace fieldfare::schema
