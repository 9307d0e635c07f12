#include "tests/support/random_record.h"

#include <algorithm>
#include <array>
#include <limits>

#include "fieldfare/policy.pb.h"
#include "shared/schema/json.h"
#include "shared/schema/path.h"

namespace fieldfare::tests {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

namespace {

std::string digits(std::uint64_t number, std::size_t width) {
    auto out = std::to_string(number);
    return out.size() < width ? std::string(width - out.size(), '0') + out : out;
}

void removeElement(Message& record, const FieldDescriptor* list, int index) {
    const auto* reflection = record.GetReflection();
    reflection->SwapElements(&record, list, index, reflection->FieldSize(record, list) - 1);
    reflection->RemoveLast(&record, list);
}

}  // namespace

std::unique_ptr<Message> RandomRecord::filled(const schema::RecordType& type) {
    auto record = type.make();
    fill(*record);
    return record;
}

std::unique_ptr<Message> RandomRecord::sparse(const schema::RecordType& type) {
    auto record = type.make();
    for (const auto& field : type.fields())
        if (chance(2))
            fillField(*record, field.descriptor());
    return record;
}

void RandomRecord::edit(Message& record) {
    const auto* type = record.GetDescriptor();
    const auto* reflection = record.GetReflection();
    for (int i = 0; i < type->field_count(); ++i) {
        const auto* field = type->field(i);
        if (!chance(3))
            continue;
        if (field->is_repeated())
            editList(record, field);
        else if (chance(4))
            reflection->ClearField(&record, field);
        else if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE && chance(2))
            edit(*reflection->MutableMessage(&record, field));
        else
            fillField(record, field);
    }
    // Amounts without currency are not valid; the edits above may have taken it away.
    if (const auto* currency = type->FindFieldByName("currency");
        currency != nullptr && !currency->has_presence())
        fillField(record, currency);
}

void RandomRecord::editList(Message& record, const FieldDescriptor* list) {
    const auto* reflection = record.GetReflection();
    const int count = reflection->FieldSize(record, list);
    if (count > 0 && chance(3))
        removeElement(record, list, static_cast<int>(random_.below(static_cast<std::uint64_t>(count))));
    if (chance(2))
        addElement(record, list);
    if (list->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE)
        return;
    const auto* key = list->message_type()->FindFieldByName(list->options().GetExtension(v1::field).key());
    for (int i = 0, n = reflection->FieldSize(record, list); i < n; ++i) {
        auto* item = reflection->MutableRepeatedMessage(&record, list, i);
        for (int j = 0; j < list->message_type()->field_count(); ++j)
            if (const auto* field = list->message_type()->field(j); field != key && chance(4))
                fillField(*item, field);
    }
}

void RandomRecord::fill(Message& message) {
    for (int i = 0; i < message.GetDescriptor()->field_count(); ++i)
        fillField(message, message.GetDescriptor()->field(i));
}

void RandomRecord::fillField(Message& message, const FieldDescriptor* field) {
    message.GetReflection()->ClearField(&message, field);
    if (!field->is_repeated())
        return setValue(message, field);
    const auto& policy = field->options().GetExtension(v1::field);
    const auto most = policy.max() == 0 ? 4U : std::min(4U, policy.max());
    for (auto count = 1 + random_.below(most); count > 0; --count)
        addElement(message, field);
}

void RandomRecord::setValue(Message& message, const FieldDescriptor* field) {
    const auto* reflection = message.GetReflection();
    switch (field->cpp_type()) {
        case FieldDescriptor::CPPTYPE_INT32:
            return reflection->SetInt32(&message, field, static_cast<std::int32_t>(number(field)));
        case FieldDescriptor::CPPTYPE_INT64:
            return reflection->SetInt64(&message, field, number(field));
        case FieldDescriptor::CPPTYPE_UINT32:
            return reflection->SetUInt32(&message, field, static_cast<std::uint32_t>(number(field)));
        case FieldDescriptor::CPPTYPE_UINT64:
            return reflection->SetUInt64(&message, field, static_cast<std::uint64_t>(number(field)));
        case FieldDescriptor::CPPTYPE_DOUBLE:
            return reflection->SetDouble(&message, field, static_cast<double>(number(field)) / 8);
        case FieldDescriptor::CPPTYPE_FLOAT:
            return reflection->SetFloat(&message, field, static_cast<float>(random_.below(1000) + 1) / 8);
        case FieldDescriptor::CPPTYPE_BOOL:
            // A bool that cannot be unset is set only when it is true.
            return reflection->SetBool(&message, field, !field->has_presence() || chance(2));
        case FieldDescriptor::CPPTYPE_ENUM:
            return reflection->SetEnumValue(&message, field, enumNumber(field));
        case FieldDescriptor::CPPTYPE_STRING:
            return reflection->SetString(&message, field, string(field));
        case FieldDescriptor::CPPTYPE_MESSAGE:
            return fill(*reflection->MutableMessage(&message, field));
    }
}

void RandomRecord::addElement(Message& message, const FieldDescriptor* list) {
    const auto* reflection = message.GetReflection();
    switch (list->cpp_type()) {
        case FieldDescriptor::CPPTYPE_INT32:
            reflection->AddInt32(&message, list, static_cast<std::int32_t>(number(list)));
            break;
        case FieldDescriptor::CPPTYPE_INT64:
            reflection->AddInt64(&message, list, number(list));
            break;
        case FieldDescriptor::CPPTYPE_UINT32:
            reflection->AddUInt32(&message, list, static_cast<std::uint32_t>(number(list)));
            break;
        case FieldDescriptor::CPPTYPE_UINT64:
            reflection->AddUInt64(&message, list, static_cast<std::uint64_t>(number(list)));
            break;
        case FieldDescriptor::CPPTYPE_DOUBLE:
            reflection->AddDouble(&message, list, static_cast<double>(number(list)) / 8);
            break;
        case FieldDescriptor::CPPTYPE_FLOAT:
            reflection->AddFloat(&message, list, static_cast<float>(random_.below(1000) + 1) / 8);
            break;
        case FieldDescriptor::CPPTYPE_BOOL:
            reflection->AddBool(&message, list, chance(2));
            break;
        case FieldDescriptor::CPPTYPE_ENUM:
            reflection->AddEnumValue(&message, list, enumNumber(list));
            break;
        case FieldDescriptor::CPPTYPE_STRING:
            reflection->AddString(&message, list, string(list));
            break;
        case FieldDescriptor::CPPTYPE_MESSAGE:
            fill(*reflection->AddMessage(&message, list));
            break;
    }
    const auto limit = list->options().GetExtension(v1::field).max();
    const auto count = static_cast<std::uint32_t>(reflection->FieldSize(message, list));
    if ((limit != 0 && count > limit) || !lastIsNew(message, list))
        reflection->RemoveLast(&message, list);
}

bool RandomRecord::lastIsNew(const Message& message, const FieldDescriptor* list) {
    const auto* reflection = message.GetReflection();
    const auto keyOf = [&](int i) -> std::string {
        if (list->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE)
            return schema::memberBytes(message, list, i);
        const auto& policy = list->options().GetExtension(v1::field);
        const auto* key = list->message_type()->FindFieldByName(policy.key());
        // Messages outside the records have lists without keys.
        return key == nullptr ? std::to_string(i)
                              : schema::keyBytes(reflection->GetRepeatedMessage(message, list, i), key);
    };
    const int last = reflection->FieldSize(message, list) - 1;
    const auto key = keyOf(last);
    for (int i = 0; i < last; ++i)
        if (keyOf(i) == key)
            return false;
    return true;
}

std::int64_t RandomRecord::number(const FieldDescriptor* field) {
    const auto& policy = field->options().GetExtension(v1::field);
    std::int64_t least = 0;
    std::int64_t most = 0;
    switch (field->cpp_type()) {
        case FieldDescriptor::CPPTYPE_UINT32:
            most = std::numeric_limits<std::uint32_t>::max();
            break;
        case FieldDescriptor::CPPTYPE_INT32:
            least = std::numeric_limits<std::int32_t>::min();
            most = std::numeric_limits<std::int32_t>::max();
            break;
        case FieldDescriptor::CPPTYPE_INT64:
            least = std::numeric_limits<std::int64_t>::min();
            most = std::numeric_limits<std::int64_t>::max();
            break;
        default:
            most = std::numeric_limits<std::int64_t>::max();
    }
    if (policy.has_at_least())
        least = std::max(least, policy.at_least());
    if (policy.has_at_most())
        most = std::min(most, policy.at_most());
    if (chance(8))
        return most;
    if (chance(8) && least != 0)
        return least;
    // Zero is what unset looks like in fields that cannot be unset; the rest as numbers are met in life.
    const auto from = std::max<std::int64_t>(least, 1);
    const auto span = static_cast<std::uint64_t>(most - from);
    const auto wanted = random_.below(std::uint64_t{1} << (8 + 8 * random_.below(5)));
    return from + static_cast<std::int64_t>(std::min(wanted, span));
}

std::string RandomRecord::string(const FieldDescriptor* field) {
    const auto& policy = field->options().GetExtension(v1::field);
    if (schema::isId(*field))
        return id();
    const auto stated = field->is_repeated() ? policy.item_max() : policy.max();
    const std::size_t limit = stated == 0 ? 40 : stated;
    // Mostly as people type; long enough at times to meet the shorter limits.
    const auto length = 1 + random_.below(std::min<std::size_t>(limit, chance(10) ? 200 : 24));
    if (field->type() == FieldDescriptor::TYPE_BYTES)
        return random_.bytes(limit == 32 ? 32 : length);
    if (field->name() == "currency") {
        static constexpr std::array<const char*, 5> known{"EUR", "USD", "JPY", "CNY", "KWD"};
        return known[random_.below(known.size())];
    }
    if (policy.widget() == v1::DATE)
        return digits(1930 + random_.below(80), 4) + "-" + digits(1 + random_.below(12), 2) + "-" +
               digits(1 + random_.below(28), 2);
    return text(length);
}

std::string RandomRecord::text(std::size_t codePoints) {
    // One to four octets a letter, and what breaks careless formats: quotes, slashes, separators.
    static constexpr std::array<std::string_view, 20> letters{"a", "e",  "n",  "r",  "T",  "7", " ",
                                                              "/", "\"", "'",  ",",  "\\", ";", "ä",
                                                              "ß", "ж",  "あ", "客", "户", "🐦"};
    std::string out;
    while (codePoints-- > 0)
        out += letters[random_.below(letters.size())];
    return out;
}

std::string RandomRecord::id() {
    auto bytes = random_.bytes(16);
    bytes[0] = 1;  // about the year 2010: ids of one time are near each other
    bytes[6] = static_cast<char>(0x70 | (bytes[6] & 0x0F));
    bytes[8] = static_cast<char>(0x80 | (bytes[8] & 0x3F));
    return bytes;
}

int RandomRecord::enumNumber(const FieldDescriptor* field) {
    const auto* type = field->enum_type();
    for (;;) {
        const auto at = random_.below(static_cast<std::uint64_t>(type->value_count()));
        if (const int value = type->value(static_cast<int>(at))->number(); value != 0)
            return value;
    }
}

}  // namespace fieldfare::tests
