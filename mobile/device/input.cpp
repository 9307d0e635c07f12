#include "mobile/device/input.h"

#include <charconv>
#include <istream>
#include <iterator>

#include "shared/base/uuid.h"
#include "shared/schema/fault.h"
#include "shared/schema/json.h"
#include "shared/schema/schema.h"

namespace fieldfare::device {

using engine::Filter;
using google::protobuf::FieldDescriptor;
using schema::FaultError;

namespace {

engine::ColumnValue valueOf(const FieldDescriptor* field, const std::string& column,
                            const std::string& text) {
    if (field == nullptr || (field->type() == FieldDescriptor::TYPE_BYTES && schema::isId(*field)))
        return parseId(text, column.c_str());
    switch (field->cpp_type()) {
        case FieldDescriptor::CPPTYPE_STRING:
            return text;
        case FieldDescriptor::CPPTYPE_BOOL:
            if (text != "true" && text != "false")
                throw FaultError{v1::INVALID, "neither true nor false", column};
            return std::int64_t{text == "true"};
        case FieldDescriptor::CPPTYPE_ENUM:
            if (const auto* value = schema::enumFromText(*field->enum_type(), text))
                return std::int64_t{value->number()};
            throw FaultError{v1::INVALID, "no such value: " + text, column};
        default:
            break;
    }
    std::int64_t number = 0;
    const auto* end = text.data() + text.size();
    if (const auto read = std::from_chars(text.data(), end, number);
        read.ec != std::errc{} || read.ptr != end)
        throw FaultError{v1::INVALID, "not a whole number", column};
    return number;
}

}  // namespace

std::string parseId(const std::string& text, const char* argument) {
    const auto id = base::Uuid::fromText(text);
    if (!id)
        throw FaultError{v1::INVALID, "an id is a UUID", argument};
    return id->bytes();
}

const schema::RecordType& typeNamed(const std::string& name) {
    const auto& schema = schema::Schema::instance();
    if (const auto* type = schema.type(std::string_view{name}))
        return *type;
    std::string known;
    for (const auto* type : schema.types())
        known += (known.empty() ? "" : ", ") + type->name();
    throw FaultError{v1::INVALID, "no such type of record; there are " + known, "type"};
}

nlohmann::json parseJson(const std::string& text, std::istream& in) {
    return schema::parseJson(
        text == "-" ? std::string{std::istreambuf_iterator<char>{in}, std::istreambuf_iterator<char>{}}
                    : text);
}

Filter parseFilter(const schema::RecordType& type, const std::string& text) {
    const auto end = text.find_first_of("=<>!");
    if (end == 0 || end == std::string::npos)
        throw FaultError{v1::INVALID, "a condition has the form column=value", "where"};
    Filter filter;
    filter.column = text.substr(0, end);
    std::size_t size = 1;
    if (text[end] == '<') {
        filter.is = Filter::Is::Below;
    } else if (text[end] != '=') {
        size = 2;
        if (end + 1 == text.size() || text[end + 1] != '=')
            throw FaultError{v1::INVALID, "conditions are made with =, !=, >= and <", "where"};
        filter.is = text[end] == '!' ? Filter::Is::NotEqual : Filter::Is::AtLeast;
    }
    const auto value = text.substr(end + size);
    if (value.empty()) {
        if (filter.is != Filter::Is::Equal && filter.is != Filter::Is::NotEqual)
            throw FaultError{v1::INVALID, "nothing to compare with", filter.column};
        filter.is = filter.is == Filter::Is::Equal ? Filter::Is::Unset : Filter::Is::Set;
        return filter;
    }
    const FieldDescriptor* field = nullptr;
    for (const auto* column : type.columns())
        if (column->column() == filter.column)
            field = column->descriptor();
    if (field == nullptr && filter.column != "id")
        throw FaultError{v1::INVALID, "a " + type.name() + " has no column " + filter.column, filter.column};
    filter.value = valueOf(field, filter.column, value);
    return filter;
}

std::string readLine(std::istream& in, const char* what) {
    std::string line;
    if (!std::getline(in, line) || line.empty())
        throw FaultError{v1::INVALID, std::string{"standard input has no "} + what, what};
    if (line.ends_with('\r'))
        line.pop_back();
    return line;
}

}  // namespace fieldfare::device
