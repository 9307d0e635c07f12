#include "shared/schema/json.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>
#include <utility>

#include "fieldfare/policy.pb.h"
#include "shared/base/base64.h"
#include "shared/base/uuid.h"
#include "shared/schema/fault.h"

namespace fieldfare::schema {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using nlohmann::json;
using nlohmann::ordered_json;

namespace {

[[noreturn]] void refuse(const std::string& path, const std::string& message) {
    throw FaultError{v1::INVALID, path.empty() ? message : path + ": " + message, path};
}

/// A member's name is whatever a client sent: only as much of it as people can read, whole letters.
std::string shortened(std::string_view name) {
    std::size_t length = 80;
    if (name.size() <= length)
        return std::string{name};
    while (length > 0 && (static_cast<unsigned char>(name[length]) & 0xC0U) == 0x80U)
        --length;
    return std::string{name.substr(0, length)} + "...";
}

/// Steps of inserting, removing or replacing a letter that lead from one word to the other (Levenshtein).
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        auto diagonal = std::exchange(row[0], i + 1);
        for (std::size_t j = 0; j < b.size(); ++j) {
            const auto replaced = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
        }
    }
    return row.back();
}

/// " (did you mean "tax_id"?)", or nothing when no name is near enough to be meant.
template <typename Names>
std::string suggestion(std::string_view word, const Names& names) {
    constexpr std::size_t longestName = 64;
    if (word.size() > longestName)
        return {};
    std::string best;
    // Two swapped letters are two steps; a word of which nothing is left was another word.
    auto nearest = std::min(std::max<std::size_t>(2, word.size() / 3) + 1, word.size());
    for (const std::string& name : names)
        if (const auto steps = distance(word, name); steps < nearest) {
            nearest = steps;
            best = name;
        }
    return best.empty() ? best : " (did you mean \"" + best + "\"?)";
}

std::vector<std::string> fieldNames(const Descriptor& type) {
    std::vector<std::string> names;
    for (int i = 0; i < type.field_count(); ++i)
        names.push_back(type.field(i)->name());
    return names;
}

std::vector<std::string> valueNames(const EnumDescriptor& type) {
    std::vector<std::string> names;
    for (int i = 0; i < type.value_count(); ++i)
        names.push_back(enumText(*type.value(i)));
    return names;
}

std::string bytesText(const FieldDescriptor& field, const std::string& bytes) {
    return isId(field) ? base::idText(bytes) : base::toBase64(bytes);
}

ordered_json enumJson(const EnumDescriptor& type, int number) {
    const auto* value = type.FindValueByNumber(number);
    return value != nullptr ? ordered_json(enumText(*value)) : ordered_json(number);
}

ordered_json valueJson(const Message& message, const FieldDescriptor* field) {
    const auto* reflection = message.GetReflection();
    switch (field->cpp_type()) {
        case FieldDescriptor::CPPTYPE_INT32:
            return reflection->GetInt32(message, field);
        case FieldDescriptor::CPPTYPE_INT64:
            return reflection->GetInt64(message, field);
        case FieldDescriptor::CPPTYPE_UINT32:
            return reflection->GetUInt32(message, field);
        case FieldDescriptor::CPPTYPE_UINT64:
            return reflection->GetUInt64(message, field);
        case FieldDescriptor::CPPTYPE_DOUBLE:
            return reflection->GetDouble(message, field);
        case FieldDescriptor::CPPTYPE_FLOAT:
            return reflection->GetFloat(message, field);
        case FieldDescriptor::CPPTYPE_BOOL:
            return reflection->GetBool(message, field);
        case FieldDescriptor::CPPTYPE_ENUM:
            return enumJson(*field->enum_type(), reflection->GetEnumValue(message, field));
        case FieldDescriptor::CPPTYPE_STRING: {
            auto value = reflection->GetString(message, field);
            return field->type() == FieldDescriptor::TYPE_BYTES ? bytesText(*field, value) : value;
        }
        case FieldDescriptor::CPPTYPE_MESSAGE:
            return toJson(reflection->GetMessage(message, field));
    }
    return nullptr;
}

ordered_json elementJson(const Message& message, const FieldDescriptor* field, int i) {
    const auto* reflection = message.GetReflection();
    switch (field->cpp_type()) {
        case FieldDescriptor::CPPTYPE_INT32:
            return reflection->GetRepeatedInt32(message, field, i);
        case FieldDescriptor::CPPTYPE_INT64:
            return reflection->GetRepeatedInt64(message, field, i);
        case FieldDescriptor::CPPTYPE_UINT32:
            return reflection->GetRepeatedUInt32(message, field, i);
        case FieldDescriptor::CPPTYPE_UINT64:
            return reflection->GetRepeatedUInt64(message, field, i);
        case FieldDescriptor::CPPTYPE_DOUBLE:
            return reflection->GetRepeatedDouble(message, field, i);
        case FieldDescriptor::CPPTYPE_FLOAT:
            return reflection->GetRepeatedFloat(message, field, i);
        case FieldDescriptor::CPPTYPE_BOOL:
            return reflection->GetRepeatedBool(message, field, i);
        case FieldDescriptor::CPPTYPE_ENUM:
            return enumJson(*field->enum_type(), reflection->GetRepeatedEnumValue(message, field, i));
        case FieldDescriptor::CPPTYPE_STRING: {
            auto value = reflection->GetRepeatedString(message, field, i);
            return field->type() == FieldDescriptor::TYPE_BYTES ? bytesText(*field, value) : value;
        }
        case FieldDescriptor::CPPTYPE_MESSAGE:
            return toJson(reflection->GetRepeatedMessage(message, field, i));
    }
    return nullptr;
}

template <typename Integer>
Integer integerOf(const json& value, const std::string& path) {
    using Limits = std::numeric_limits<Integer>;
    const auto outside = [&]() -> Integer {
        refuse(path, "the number is outside " + std::to_string(Limits::min()) + " to " +
                         std::to_string(Limits::max()));
    };
    if (value.is_number_unsigned()) {
        const auto number = value.get<std::uint64_t>();
        return std::in_range<Integer>(number) ? static_cast<Integer>(number) : outside();
    }
    if (value.is_number_integer()) {
        const auto number = value.get<std::int64_t>();
        return std::in_range<Integer>(number) ? static_cast<Integer>(number) : outside();
    }
    if (value.is_number_float()) {
        const auto number = value.get<double>();
        if (number != std::trunc(number))
            refuse(path, "not a whole number");
        // Beyond 2^53 a double is a guess at what was written; 1e3 and 5.0 are whole numbers.
        constexpr double exact = 9007199254740992.0;
        if (std::abs(number) > exact || !std::in_range<Integer>(static_cast<std::int64_t>(number)))
            return outside();
        return static_cast<Integer>(number);
    }
    if (value.is_string() && sizeof(Integer) == 8) {
        // Many JSON readers and writers cannot hold 64 bits in a number.
        const auto& text = value.get_ref<const std::string&>();
        Integer number{};
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error == std::errc::result_out_of_range)
            return outside();
        if (error == std::errc{} && end == text.data() + text.size())
            return number;
    }
    refuse(path, "not a whole number");
}

double floatingOf(const json& value, const std::string& path) {
    if (!value.is_number())
        refuse(path, "not a number");
    return value.get<double>();
}

bool boolOf(const json& value, const std::string& path) {
    if (!value.is_boolean())
        refuse(path, "neither true nor false");
    return value.get<bool>();
}

int enumOf(const json& value, const EnumDescriptor& type, const std::string& path) {
    if (!value.is_string())
        refuse(path, "not the name of a " + type.name() + " in quotes");
    const auto& text = value.get_ref<const std::string&>();
    const auto* found = enumFromText(type, text);
    if (found == nullptr)
        refuse(path, "unknown value" + suggestion(text, valueNames(type)));
    return found->number();
}

std::string stringOf(const json& value, const FieldDescriptor& field, const std::string& path) {
    if (!value.is_string())
        refuse(path, "not text in quotes");
    const auto& text = value.get_ref<const std::string&>();
    if (field.type() != FieldDescriptor::TYPE_BYTES)
        return text;
    if (isId(field)) {
        const auto id = base::Uuid::fromText(text);
        if (!id)
            refuse(path, "not a UUID");
        return id->bytes();
    }
    auto bytes = base::fromBase64(text);
    if (!bytes)
        refuse(path, "not base64");
    return *std::move(bytes);
}

void readObject(const json& object, Message& message, const std::string& path);

void readValue(const json& value, Message& message, const FieldDescriptor* field, const std::string& path) {
    const auto* reflection = message.GetReflection();
    switch (field->cpp_type()) {
        case FieldDescriptor::CPPTYPE_INT32:
            return reflection->SetInt32(&message, field, integerOf<std::int32_t>(value, path));
        case FieldDescriptor::CPPTYPE_INT64:
            return reflection->SetInt64(&message, field, integerOf<std::int64_t>(value, path));
        case FieldDescriptor::CPPTYPE_UINT32:
            return reflection->SetUInt32(&message, field, integerOf<std::uint32_t>(value, path));
        case FieldDescriptor::CPPTYPE_UINT64:
            return reflection->SetUInt64(&message, field, integerOf<std::uint64_t>(value, path));
        case FieldDescriptor::CPPTYPE_DOUBLE:
            return reflection->SetDouble(&message, field, floatingOf(value, path));
        case FieldDescriptor::CPPTYPE_FLOAT:
            return reflection->SetFloat(&message, field, static_cast<float>(floatingOf(value, path)));
        case FieldDescriptor::CPPTYPE_BOOL:
            return reflection->SetBool(&message, field, boolOf(value, path));
        case FieldDescriptor::CPPTYPE_ENUM:
            return reflection->SetEnumValue(&message, field, enumOf(value, *field->enum_type(), path));
        case FieldDescriptor::CPPTYPE_STRING:
            return reflection->SetString(&message, field, stringOf(value, *field, path));
        case FieldDescriptor::CPPTYPE_MESSAGE:
            return readObject(value, *reflection->MutableMessage(&message, field), path);
    }
}

void addElement(const json& value, Message& message, const FieldDescriptor* field, const std::string& path) {
    const auto* reflection = message.GetReflection();
    switch (field->cpp_type()) {
        case FieldDescriptor::CPPTYPE_INT32:
            return reflection->AddInt32(&message, field, integerOf<std::int32_t>(value, path));
        case FieldDescriptor::CPPTYPE_INT64:
            return reflection->AddInt64(&message, field, integerOf<std::int64_t>(value, path));
        case FieldDescriptor::CPPTYPE_UINT32:
            return reflection->AddUInt32(&message, field, integerOf<std::uint32_t>(value, path));
        case FieldDescriptor::CPPTYPE_UINT64:
            return reflection->AddUInt64(&message, field, integerOf<std::uint64_t>(value, path));
        case FieldDescriptor::CPPTYPE_DOUBLE:
            return reflection->AddDouble(&message, field, floatingOf(value, path));
        case FieldDescriptor::CPPTYPE_FLOAT:
            return reflection->AddFloat(&message, field, static_cast<float>(floatingOf(value, path)));
        case FieldDescriptor::CPPTYPE_BOOL:
            return reflection->AddBool(&message, field, boolOf(value, path));
        case FieldDescriptor::CPPTYPE_ENUM:
            return reflection->AddEnumValue(&message, field, enumOf(value, *field->enum_type(), path));
        case FieldDescriptor::CPPTYPE_STRING:
            return reflection->AddString(&message, field, stringOf(value, *field, path));
        case FieldDescriptor::CPPTYPE_MESSAGE:
            return readObject(value, *reflection->AddMessage(&message, field), path);
    }
}

void readObject(const json& object, Message& message, const std::string& path) {
    if (!object.is_object())
        refuse(path, "not an object");
    const auto& type = *message.GetDescriptor();
    const auto* reflection = message.GetReflection();
    for (const auto& [name, value] : object.items()) {
        const auto* field = type.FindFieldByName(name);
        const auto shown = field != nullptr ? name : shortened(name);
        const auto at = path.empty() ? shown : path + "/" + shown;
        if (field == nullptr)
            refuse(at, "unknown member" + suggestion(name, fieldNames(type)));
        if (value.is_null()) {
            reflection->ClearField(&message, field);
        } else if (!field->is_repeated()) {
            readValue(value, message, field, at);
        } else {
            if (!value.is_array())
                refuse(at, "not a list");
            reflection->ClearField(&message, field);
            for (std::size_t i = 0; i < value.size(); ++i)
                addElement(value[i], message, field, at + "[" + std::to_string(i) + "]");
        }
    }
}

}  // namespace

ordered_json toJson(const Message& message) {
    auto object = ordered_json::object();
    std::vector<const FieldDescriptor*> set;
    message.GetReflection()->ListFields(message, &set);  // in the order of their numbers
    for (const auto* field : set) {
        if (!field->is_repeated()) {
            object[field->name()] = valueJson(message, field);
            continue;
        }
        auto list = ordered_json::array();
        for (int i = 0, n = message.GetReflection()->FieldSize(message, field); i < n; ++i)
            list.push_back(elementJson(message, field, i));
        object[field->name()] = std::move(list);
    }
    return object;
}

void fromJson(const json& object, Message& message) {
    const std::unique_ptr<Message> changed{message.New()};
    changed->CopyFrom(message);
    readObject(object, *changed, {});
    message.GetReflection()->Swap(&message, changed.get());
}

json parseJson(std::string_view text) {
    try {
        return json::parse(text);
    } catch (const json::parse_error& e) {
        // The byte counts from 1 and may be one past the end.
        const auto before = text.substr(0, e.byte == 0 ? 0 : std::min(e.byte - 1, text.size()));
        const auto line = 1 + std::count(before.begin(), before.end(), '\n');
        const auto column = before.size() - (before.rfind('\n') + 1) + 1;
        throw FaultError{v1::UNREADABLE,
                         "not JSON: line " + std::to_string(line) + ", column " + std::to_string(column)};
    }
}

bool isId(const FieldDescriptor& field) {
    if (field.type() != FieldDescriptor::TYPE_BYTES)
        return false;
    const auto& policy = field.options().GetExtension(v1::field);
    if (const auto limit = field.is_repeated() ? policy.item_max() : policy.max(); limit != 0)
        return limit == 16;
    const auto& name = field.name();
    return name == "id" || name.ends_with("_id") || name.ends_with("_ids");
}

std::string enumText(const EnumValueDescriptor& value) {
    auto text = value.name();
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
}

const EnumValueDescriptor* enumFromText(const EnumDescriptor& type, std::string_view text) {
    for (int i = 0; i < type.value_count(); ++i)
        if (enumText(*type.value(i)) == text)
            return type.value(i);
    return nullptr;
}

}  // namespace fieldfare::schema
