#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include <google/protobuf/message.h>

/// Records and other messages as JSON for people, commands and the back office's interface.
///
/// Names are the schema's snake_case names. Ids are UUID text, other bytes are base64. Enum values are their
/// names in small letters ("submitted"). 64-bit numbers are JSON numbers; integral text is read as well. A
/// Money is {"minor": 1299, "currency": "EUR"}. Absent means unset; null in an edit means clear.
namespace fieldfare::schema {

/// Every set field, in the order of field numbers. What has no name or text of its kind is shown raw: enum
/// numbers this build does not know as numbers, ids of a wrong length as hexadecimal.
[[nodiscard]] nlohmann::ordered_json toJson(const google::protobuf::Message& message);

/// Sets on `message` what the object names, as a JSON Merge Patch (RFC 7396): present members replace, inside
/// a nested message too; null clears; members that are not named stay. Lists replace the whole list; an item
/// with a 16-byte id field that names none keeps none (callers give new items their ids). Throws FaultError
/// INVALID naming the path of the first member that does not fit, "phones[1]/number"; then `message` is as it
/// was. The limits of the schema are validate()'s business.
void fromJson(const nlohmann::json& object, google::protobuf::Message& message);

/// Parses text; throws FaultError UNREADABLE with line and column when it is not JSON.
[[nodiscard]] nlohmann::json parseJson(std::string_view text);

/// True for a bytes field whose values are ids of 16 bytes: its limit says so, or, where it states none, its
/// name does ("id", "person_id", "photo_ids").
[[nodiscard]] bool isId(const google::protobuf::FieldDescriptor& field);

/// "follow_up" of FOLLOW_UP: the value as JSON and commands spell it.
[[nodiscard]] std::string enumText(const google::protobuf::EnumValueDescriptor& value);

/// The value spelled so; null when there is none.
[[nodiscard]] const google::protobuf::EnumValueDescriptor* enumFromText(
    const google::protobuf::EnumDescriptor& type, std::string_view text);

}  // namespace fieldfare::schema
