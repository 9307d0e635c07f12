#include "sync-server/backoffice/import/cell_reader.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "shared/schema/fault.h"
#include "shared/schema/json.h"
#include "sync-server/backoffice/import/date_text.h"
#include "sync-server/backoffice/import/folded_text.h"
#include "sync-server/backoffice/import/number_text.h"
#include "sync-server/backoffice/import/phone_text.h"

namespace fieldfare::server::importing {

using google::protobuf::EnumDescriptor;
using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using Kind = ImportField::Kind;
using Fault = std::optional<v1::Fault>;

namespace {

v1::Fault invalid(std::string message) {
    return schema::fault(v1::INVALID, std::move(message));
}

template <typename Integer>
Fault setInteger(std::int64_t value,
                 void (google::protobuf::Reflection::*set)(Message*, const FieldDescriptor*, Integer) const,
                 const FieldDescriptor& field, Message& message) {
    if (!std::in_range<Integer>(value))
        return invalid(std::to_string(value) + " is out of range");
    (message.GetReflection()->*set)(&message, &field, static_cast<Integer>(value));
    return std::nullopt;
}

Fault setNumber(const rules::Result<std::int64_t>& value, const FieldDescriptor& field, Message& message) {
    using google::protobuf::Reflection;
    if (!value)
        return value.fault();
    switch (field.cpp_type()) {
        case FieldDescriptor::CPPTYPE_INT32:
            return setInteger(*value, &Reflection::SetInt32, field, message);
        case FieldDescriptor::CPPTYPE_INT64:
            return setInteger(*value, &Reflection::SetInt64, field, message);
        case FieldDescriptor::CPPTYPE_UINT32:
            return setInteger(*value, &Reflection::SetUInt32, field, message);
        default:
            return setInteger(*value, &Reflection::SetUInt64, field, message);
    }
}

Fault setBool(std::string_view text, const FieldDescriptor& field, Message& message) {
    constexpr std::array<std::string_view, 6> yes{"true", "yes", "y", "1", "是", "√"};
    constexpr std::array<std::string_view, 6> no{"false", "no", "n", "0", "否", "×"};
    const auto word = folded(text);
    const bool isYes = std::find(yes.begin(), yes.end(), word) != yes.end();
    if (!isYes && std::find(no.begin(), no.end(), word) == no.end())
        return invalid("\"" + std::string{text} + "\" is neither yes nor no");
    message.GetReflection()->SetBool(&message, &field, isYes);
    return std::nullopt;
}

Fault setEnum(std::string_view text, const FieldDescriptor& field, Message& message) {
    const auto& type = *field.enum_type();
    const auto wanted = squeezed(text);
    std::string known;
    for (int i = 0; i < type.value_count(); ++i) {
        const EnumValueDescriptor& value = *type.value(i);
        if (value.number() == 0)
            continue;  // "unspecified" is what an empty cell says
        const auto name = schema::enumText(value);
        if (squeezed(name) == wanted) {
            message.GetReflection()->SetEnumValue(&message, &field, value.number());
            return std::nullopt;
        }
        known += (known.empty() ? "" : ", ") + name;
    }
    return invalid("\"" + std::string{text} + "\" is none of " + known);
}

Fault setText(const rules::Result<std::string>& value, const FieldDescriptor& field, Message& message) {
    if (!value)
        return value.fault();
    message.GetReflection()->SetString(&message, &field, *value);
    return std::nullopt;
}

bool isMailAddress(std::string_view text) {
    const auto at = text.find('@');
    return at != std::string_view::npos && at > 0 && at + 1 < text.size() &&
           text.find('@', at + 1) == std::string_view::npos &&
           text.find_first_of(" \t\r\n,<>") == std::string_view::npos;
}

rules::Result<std::string> readText(std::string_view text, Kind kind) {
    switch (kind) {
        case Kind::Day:
            return readDay(text);
        case Kind::Mail:
            if (!isMailAddress(text))
                return invalid("\"" + std::string{text} + "\" is not a mail address");
            return std::string{text};
        default:
            return std::string{text};
    }
}

Fault addToList(std::string_view text, const ImportField& field, Message& record) {
    const auto* reflection = record.GetReflection();
    for (const auto part : listParts(text)) {
        auto value = readText(part, field.kind);
        if (!value)
            return value.fault();
        if (!field.hasItems()) {
            reflection->AddString(&record, field.outer, *value);
            continue;
        }
        auto& item = *reflection->AddMessage(&record, field.outer);
        item.GetReflection()->SetString(&item, field.inner, *value);
    }
    return std::nullopt;
}

}  // namespace

Fault readCell(std::string_view text, const ImportField& field, std::string_view currency, Message& record) {
    if (field.isList())
        return addToList(text, field, record);
    const auto* reflection = record.GetReflection();
    if (field.kind == Kind::Money) {
        auto money = readMoney(text, currency);
        if (!money)
            return money.fault();
        reflection->MutableMessage(&record, field.outer)->CopyFrom(*money);
        return std::nullopt;
    }
    Message& holder = field.inner != nullptr ? *reflection->MutableMessage(&record, field.outer) : record;
    const auto& leaf = field.leaf();
    switch (field.kind) {
        case Kind::Integer:
            return setNumber(readInteger(text), leaf, holder);
        case Kind::Decimal:
            return setNumber(readDecimal(text, field.places), leaf, holder);
        case Kind::Percent:
            return setNumber(readPercent(text), leaf, holder);
        case Kind::Moment:
            return setNumber(readMoment(text), leaf, holder);
        case Kind::Bool:
            return setBool(text, leaf, holder);
        case Kind::Enum:
            return setEnum(text, leaf, holder);
        default:
            return setText(readText(text, field.kind), leaf, holder);
    }
}

void normalisePhones(const std::vector<const ImportField*>& fields, std::string_view region,
                     Message& record) {
    const auto normalise = [&](Message& holder, const FieldDescriptor& number) {
        const auto typed = holder.GetReflection()->GetString(holder, &number);
        if (auto read = phoneNumber(typed, region); read != typed)
            holder.GetReflection()->SetString(&holder, &number, std::move(read));
    };
    for (const auto* field : fields) {
        if (field->kind != Kind::Phone)
            continue;
        const auto* reflection = record.GetReflection();
        if (!field->hasItems()) {
            normalise(record, field->leaf());
            continue;
        }
        for (int i = 0, n = reflection->FieldSize(record, field->outer); i < n; ++i)
            normalise(*reflection->MutableRepeatedMessage(&record, field->outer, i), *field->inner);
    }
}

}  // namespace fieldfare::server::importing
