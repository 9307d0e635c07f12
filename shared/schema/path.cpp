#include "shared/schema/path.h"

#include <charconv>

#include "shared/base/uuid.h"

namespace fieldfare::schema {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

namespace {

std::string bigEndian(std::uint64_t value) {
    std::string out(8, '\0');
    for (std::size_t i = 0; i < 8; ++i)
        out[i] = static_cast<char>(value >> (56 - 8 * i));
    return out;
}

std::uint64_t fromBigEndian(std::string_view bytes) {
    std::uint64_t value = 0;
    for (const char c : bytes)
        value = value << 8U | static_cast<unsigned char>(c);
    return value;
}

/// The descriptor of what Path::key spells: the key field of items, or the set itself.
const FieldDescriptor* keyDescriptor(const Field& field) {
    return field.shape() == Shape::KeyedList ? field.key() : field.descriptor();
}

std::optional<std::int64_t> numberFromText(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size() ? std::optional{number} : std::nullopt;
}

std::optional<std::string> keyFromText(const FieldDescriptor* key, std::string_view text) {
    if (key->cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
        if (key->type() != FieldDescriptor::TYPE_BYTES)
            return std::string{text};
        const auto id = base::Uuid::fromText(text);
        return id ? std::optional{id->bytes()} : std::nullopt;
    }
    auto number = numberFromText(text);
    if (const auto* type = key->enum_type(); type != nullptr) {
        // Values have names; a number stands only for one that this build does not know.
        if (const auto* value = type->FindValueByName(std::string{text}); value != nullptr)
            number = value->number();
        else if (number && type->FindValueByNumber(static_cast<int>(*number)) != nullptr)
            number.reset();
    }
    return number ? std::optional{bigEndian(static_cast<std::uint64_t>(*number))} : std::nullopt;
}

}  // namespace

bool Path::covers(const Path& other) const {
    return field == other.field && (key.empty() || key == other.key) && (inner == 0 || inner == other.inner);
}

std::optional<ResolvedPath> resolve(const RecordType& type, const Path& path) {
    const Field* outer = type.field(path.field);
    if (outer == nullptr)
        return std::nullopt;
    const bool wantsKey = outer->shape() == Shape::Set || outer->shape() == Shape::KeyedList;
    if (wantsKey == path.key.empty())
        return std::nullopt;
    if (wantsKey) {
        const auto* key = keyDescriptor(*outer);
        if (key->cpp_type() != FieldDescriptor::CPPTYPE_STRING && path.key.size() != 8)
            return std::nullopt;
    }
    if (path.inner == 0)
        return outer->shape() == Shape::SplitMessage ? std::nullopt
                                                     : std::optional{ResolvedPath{outer, outer}};
    const Field* leaf = outer->inner(path.inner);
    // The key says which item it is: written, it would be another item, or none.
    if (leaf == nullptr || leaf->descriptor() == outer->key())
        return std::nullopt;
    return ResolvedPath{outer, leaf};
}

std::string pathText(const RecordType& type, const Path& path) {
    const Field* outer = type.field(path.field);
    if (outer == nullptr)
        return "#" + std::to_string(path.field);
    std::string text = outer->name();
    if (!path.key.empty() && (outer->shape() == Shape::Set || outer->shape() == Shape::KeyedList))
        text += "/" + keyText(keyDescriptor(*outer), path.key);
    if (path.inner != 0) {
        const Field* leaf = outer->inner(path.inner);
        text += "/" + (leaf != nullptr ? leaf->name() : "#" + std::to_string(path.inner));
    }
    return text;
}

std::optional<Path> parsePath(const RecordType& type, std::string_view text) {
    const auto cut = text.find('/');
    const Field* outer = type.field(text.substr(0, cut));
    if (outer == nullptr)
        return std::nullopt;
    Path path{outer->number(), {}, 0};
    bool hasInner = cut != std::string_view::npos;
    auto rest = hasInner ? text.substr(cut + 1) : std::string_view{};
    if (outer->shape() == Shape::Set || outer->shape() == Shape::KeyedList) {
        // A member may itself hold slashes; an item's key is an id, a number or a name and does not.
        const auto end = outer->isSplit() ? rest.find('/') : std::string_view::npos;
        const auto key = keyFromText(keyDescriptor(*outer), rest.substr(0, end));
        if (!key)
            return std::nullopt;
        path.key = *key;
        hasInner = end != std::string_view::npos;
        rest = hasInner ? rest.substr(end + 1) : std::string_view{};
    }
    if (hasInner) {
        for (const auto& inner : outer->inner())
            if (inner.name() == rest)
                path.inner = inner.number();
        if (path.inner == 0)
            return std::nullopt;
    }
    return resolve(type, path) ? std::optional{path} : std::nullopt;
}

std::string keyText(const FieldDescriptor* key, const std::string& bytes) {
    switch (key->cpp_type()) {
        case FieldDescriptor::CPPTYPE_STRING:
            return key->type() == FieldDescriptor::TYPE_BYTES ? base::idText(bytes) : bytes;
        case FieldDescriptor::CPPTYPE_ENUM: {
            const auto* value = key->enum_type()->FindValueByNumber(static_cast<int>(fromBigEndian(bytes)));
            return value != nullptr ? value->name()
                                    : std::to_string(static_cast<std::int64_t>(fromBigEndian(bytes)));
        }
        default:
            return std::to_string(static_cast<std::int64_t>(fromBigEndian(bytes)));
    }
}

std::string keyBytes(const Message& item, const FieldDescriptor* key) {
    const auto* reflection = item.GetReflection();
    switch (key->cpp_type()) {
        case FieldDescriptor::CPPTYPE_STRING:
            return reflection->GetString(item, key);
        case FieldDescriptor::CPPTYPE_ENUM:
            return bigEndian(static_cast<std::uint64_t>(reflection->GetEnumValue(item, key)));
        case FieldDescriptor::CPPTYPE_UINT32:
            return bigEndian(reflection->GetUInt32(item, key));
        case FieldDescriptor::CPPTYPE_UINT64:
            return bigEndian(reflection->GetUInt64(item, key));
        case FieldDescriptor::CPPTYPE_INT32:
            return bigEndian(static_cast<std::uint64_t>(reflection->GetInt32(item, key)));
        case FieldDescriptor::CPPTYPE_INT64:
            return bigEndian(static_cast<std::uint64_t>(reflection->GetInt64(item, key)));
        default:
            throw std::logic_error{key->full_name() + ": not a kind of key"};
    }
}

std::string memberBytes(const Message& record, const FieldDescriptor* set, int index) {
    const auto* reflection = record.GetReflection();
    switch (set->cpp_type()) {
        case FieldDescriptor::CPPTYPE_STRING:
            return reflection->GetRepeatedString(record, set, index);
        case FieldDescriptor::CPPTYPE_ENUM:
            return bigEndian(
                static_cast<std::uint64_t>(reflection->GetRepeatedEnumValue(record, set, index)));
        case FieldDescriptor::CPPTYPE_UINT32:
            return bigEndian(reflection->GetRepeatedUInt32(record, set, index));
        case FieldDescriptor::CPPTYPE_INT64:
            return bigEndian(static_cast<std::uint64_t>(reflection->GetRepeatedInt64(record, set, index)));
        default:
            throw std::logic_error{set->full_name() + ": not a kind of set"};
    }
}

}  // namespace fieldfare::schema
