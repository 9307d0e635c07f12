#include "mobile/app/lists/column_filter.h"

#include "mobile/app/desk/values.h"
#include "shared/schema/fault.h"
#include "shared/schema/json.h"

namespace fieldfare::app {

using engine::Filter;
using google::protobuf::FieldDescriptor;
using schema::FaultError;
using schema::RecordType;

namespace {

engine::ColumnValue columnValue(const FieldDescriptor* field, const std::string& column,
                                const QVariant& value) {
    if (field == nullptr || field->type() == FieldDescriptor::TYPE_BYTES)
        return idBytes(value.toString());
    if (field->type() == FieldDescriptor::TYPE_STRING)
        return value.toString().toStdString();
    if (const auto* type = field->enum_type()) {
        const auto* named = type->FindValueByName(value.toString().toUpper().toStdString());
        if (named == nullptr)
            throw FaultError{v1::INVALID, "no such value: " + value.toString().toStdString(), column};
        return std::int64_t{named->number()};
    }
    bool isNumber = false;
    const double number = value.toDouble(&isNumber);
    if (!isNumber)
        throw FaultError{v1::INVALID, "not a number", column};
    return static_cast<std::int64_t>(number);
}

Filter::Is operatorOf(const QString& name) {
    static const QHash<QString, Filter::Is> known{
        {"", Filter::Is::Equal},           {"equal", Filter::Is::Equal}, {"not_equal", Filter::Is::NotEqual},
        {"at_least", Filter::Is::AtLeast}, {"below", Filter::Is::Below}, {"set", Filter::Is::Set},
        {"unset", Filter::Is::Unset}};
    const auto found = known.find(name);
    if (found == known.end())
        throw FaultError{v1::INVALID, "no such comparison: " + name.toStdString(), "is"};
    return *found;
}

}  // namespace

Filter filterOf(const RecordType& type, const QVariantMap& condition) {
    Filter filter;
    filter.column = condition.value("column").toString().toStdString();
    filter.is = operatorOf(condition.value("is").toString());
    const FieldDescriptor* field = nullptr;
    for (const auto* column : type.columns())
        if (column->column() == filter.column)
            field = column->descriptor();
    if (field == nullptr && filter.column != "id")
        throw FaultError{v1::INVALID, "a " + type.name() + " has no column " + filter.column, filter.column};
    if (filter.is != Filter::Is::Set && filter.is != Filter::Is::Unset)
        filter.value = columnValue(field, filter.column, condition.value("value"));
    return filter;
}

std::vector<Filter> filtersOf(const RecordType& type, const QVariantList& conditions) {
    std::vector<Filter> filters;
    for (const auto& condition : conditions)
        filters.push_back(filterOf(type, condition.toMap()));
    return filters;
}

}  // namespace fieldfare::app
