#include "shared/schema/validate.h"

#include <algorithm>
#include <cassert>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "fieldfare/values.pb.h"
#include "shared/schema/fault.h"
#include "shared/schema/json.h"
#include "shared/schema/path.h"

namespace fieldfare::schema {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

namespace {

/// The code points of well-formed UTF-8 (RFC 3629); none for anything else.
std::optional<std::size_t> codePoints(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++count) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t length = lead < 0x80   ? 1
                                   : lead < 0xC2 ? 0
                                   : lead < 0xE0 ? 2
                                   : lead < 0xF0 ? 3
                                   : lead < 0xF5 ? 4
                                                 : 0;
        if (length == 0 || i + length > text.size())
            return std::nullopt;
        for (std::size_t j = 1; j < length; ++j)
            if ((static_cast<unsigned char>(text[i + j]) & 0xC0U) != 0x80U)
                return std::nullopt;
        // The second octet rules out overlong forms, surrogates and what lies beyond U+10FFFF.
        const auto second = length > 1 ? static_cast<unsigned char>(text[i + 1]) : 0U;
        if ((lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F) ||
            (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F))
            return std::nullopt;
        i += length;
    }
    return count;
}

bool isCurrency(std::string_view text) {
    return text.size() == 3 &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// One pass over one record, gathering faults.
class Validation {
  public:
    std::vector<v1::Fault> faults;

    void checkMessage(const Message& message, const std::string& prefix) {
        if (message.GetDescriptor() == v1::Money::descriptor() &&
            static_cast<const v1::Money&>(message).currency().empty())
            report(prefix + "currency", "an amount without currency");
        std::vector<const FieldDescriptor*> set;
        message.GetReflection()->ListFields(message, &set);
        for (const auto* field : set) {
            const auto path = prefix + field->name();
            if (field->is_repeated())
                checkList(message, field, path);
            else
                checkValue(message, field, path);
        }
    }

  private:
    void report(const std::string& path, const std::string& what, std::int64_t limit = 0) {
        faults.push_back(fault(v1::INVALID, path + ": " + what, path, limit));
    }

    void checkValue(const Message& message, const FieldDescriptor* field, const std::string& path) {
        const auto* reflection = message.GetReflection();
        switch (field->cpp_type()) {
            case FieldDescriptor::CPPTYPE_STRING: {
                std::string scratch;
                checkString(reflection->GetStringReference(message, field, &scratch), field, path);
                if (field->name() == "currency" &&
                    !isCurrency(reflection->GetStringReference(message, field, &scratch)))
                    report(path, "not a currency: three capitals, as ISO 4217 has them");
                return;
            }
            case FieldDescriptor::CPPTYPE_ENUM:
                return checkEnum(reflection->GetEnumValue(message, field), field, path);
            case FieldDescriptor::CPPTYPE_INT32:
                return checkNumber(reflection->GetInt32(message, field), field, path);
            case FieldDescriptor::CPPTYPE_INT64:
                return checkNumber(reflection->GetInt64(message, field), field, path);
            case FieldDescriptor::CPPTYPE_UINT32:
                return checkNumber(reflection->GetUInt32(message, field), field, path);
            case FieldDescriptor::CPPTYPE_UINT64:
                return checkNumber(reflection->GetUInt64(message, field), field, path);
            case FieldDescriptor::CPPTYPE_MESSAGE:
                return checkMessage(reflection->GetMessage(message, field), path + "/");
            case FieldDescriptor::CPPTYPE_BOOL:
            case FieldDescriptor::CPPTYPE_DOUBLE:
            case FieldDescriptor::CPPTYPE_FLOAT:
                return;
        }
    }

    void checkList(const Message& message, const FieldDescriptor* list, const std::string& path) {
        const auto* reflection = message.GetReflection();
        const int count = reflection->FieldSize(message, list);
        const auto& policy = list->options().GetExtension(v1::field);
        if (policy.max() != 0 && static_cast<std::uint32_t>(count) > policy.max()) {
            // Its items are not looked at: what is reported stays in proportion to what the schema allows.
            report(path, std::to_string(count) + " items, at most " + std::to_string(policy.max()),
                   policy.max());
            return;
        }
        const bool isItems = list->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
        const auto* key = isItems ? list->message_type()->FindFieldByName(policy.key()) : nullptr;
        std::set<std::string> seen;
        for (int i = 0; i < count; ++i) {
            auto at = path + "[" + std::to_string(i) + "]";
            std::string name;
            if (isItems) {
                const auto& item = reflection->GetRepeatedMessage(message, list, i);
                if (key != nullptr) {
                    name = keyBytes(item, key);
                    if (!item.GetReflection()->HasField(item, key))
                        report(at, "an item without " + key->name());
                    else if (isNameable(name, *key))
                        at = path + "/" + keyText(key, name);
                }
                checkMessage(item, at + "/");
            } else {
                name = memberBytes(message, list, i);
                checkMember(message, list, i, at);
            }
            if ((key != nullptr || !isItems) && !seen.insert(std::move(name)).second)
                report(at, "the same twice");
        }
    }

    void checkMember(const Message& message, const FieldDescriptor* set, int i, const std::string& path) {
        const auto* reflection = message.GetReflection();
        switch (set->cpp_type()) {
            case FieldDescriptor::CPPTYPE_STRING: {
                std::string scratch;
                const auto& member = reflection->GetRepeatedStringReference(message, set, i, &scratch);
                if (member.empty())
                    report(path, "an empty member");
                else
                    checkString(member, set, path);
                return;
            }
            case FieldDescriptor::CPPTYPE_ENUM:
                return checkEnum(reflection->GetRepeatedEnumValue(message, set, i), set, path);
            case FieldDescriptor::CPPTYPE_UINT32:
                return checkNumber(reflection->GetRepeatedUInt32(message, set, i), set, path);
            case FieldDescriptor::CPPTYPE_INT64:
                return checkNumber(reflection->GetRepeatedInt64(message, set, i), set, path);
            default:
                return;  // memberBytes() knows no other kind
        }
    }

    void checkString(std::string_view value, const FieldDescriptor* field, const std::string& path) {
        const auto& policy = field->options().GetExtension(v1::field);
        const auto limit = field->is_repeated() ? policy.item_max() : policy.max();
        if (field->type() == FieldDescriptor::TYPE_BYTES) {
            if (isId(*field)) {
                if (value.size() != 16)
                    report(path, "an id has 16 bytes, not " + std::to_string(value.size()), 16);
            } else if (limit != 0 && value.size() > limit) {
                report(path, std::to_string(value.size()) + " bytes, at most " + std::to_string(limit),
                       limit);
            }
            return;
        }
        const auto length = codePoints(value);
        if (!length)
            report(path, "not UTF-8");
        else if (limit != 0 && *length > limit)
            report(path, std::to_string(*length) + " characters, at most " + std::to_string(limit), limit);
        if (value.find('\0') != std::string_view::npos)
            report(path, "NUL in a text");
    }

    template <typename Integer>
    void checkNumber(Integer value, const FieldDescriptor* field, const std::string& path) {
        const auto& policy = field->options().GetExtension(v1::field);
        if (policy.has_at_least() && std::cmp_less(value, policy.at_least()))
            report(path, std::to_string(value) + " is less than " + std::to_string(policy.at_least()),
                   policy.at_least());
        if (policy.has_at_most() && std::cmp_greater(value, policy.at_most()))
            report(path, std::to_string(value) + " is more than " + std::to_string(policy.at_most()),
                   policy.at_most());
    }

    void checkEnum(int number, const FieldDescriptor* field, const std::string& path) {
        if (field->enum_type()->FindValueByNumber(number) == nullptr)
            report(path, "unknown " + field->enum_type()->name() + " " + std::to_string(number));
    }

    /// Keys that stand well in a path: whole ids and numbers; texts may be anything.
    static bool isNameable(std::string_view bytes, const FieldDescriptor& key) {
        return key.cpp_type() != FieldDescriptor::CPPTYPE_STRING || (isId(key) && bytes.size() == 16);
    }
};

}  // namespace

std::vector<v1::Fault> validate(const Message& record, [[maybe_unused]] const RecordType& type) {
    assert(record.GetDescriptor() == type.descriptor());
    Validation validation;
    validation.checkMessage(record, {});
    return std::move(validation.faults);
}

std::vector<std::string> missing(const Message& record, const RecordType& type) {
    std::vector<std::string> names;
    const auto* reflection = record.GetReflection();
    for (const auto& field : type.fields()) {
        if (!field.policy().required())
            continue;
        const auto* descriptor = field.descriptor();
        const bool isText =
            !descriptor->is_repeated() && descriptor->cpp_type() == FieldDescriptor::CPPTYPE_STRING;
        const bool isThere = descriptor->is_repeated() ? reflection->FieldSize(record, descriptor) > 0
                             : isText                  ? !reflection->GetString(record, descriptor).empty()
                                                       : reflection->HasField(record, descriptor);
        if (!isThere)
            names.push_back(field.name());
    }
    return names;
}

}  // namespace fieldfare::schema
