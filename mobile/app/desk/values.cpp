#include "mobile/app/desk/values.h"

#include <QVariantList>
#include <cmath>

#include "shared/base/uuid.h"
#include "shared/schema/fault.h"
#include "shared/schema/json.h"
#include "shared/schema/schema.h"

namespace fieldfare::app {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using nlohmann::json;
using nlohmann::ordered_json;
using schema::FaultError;

namespace {

QVariantMap objectOf(const ordered_json& object, const Descriptor& type);

QVariant variantOf(const ordered_json& value, const FieldDescriptor& field) {
    switch (value.type()) {
        case ordered_json::value_t::boolean:
            return value.get<bool>();
        case ordered_json::value_t::number_integer:
        case ordered_json::value_t::number_unsigned:
            return QVariant::fromValue(value.get<qlonglong>());
        case ordered_json::value_t::number_float:
            return value.get<double>();
        case ordered_json::value_t::string: {
            const auto text = qt(value.get_ref<const std::string&>());
            return field.enum_type() != nullptr ? text.toUpper() : text;
        }
        case ordered_json::value_t::array: {
            QVariantList list;
            for (const auto& item : value)
                list.append(variantOf(item, field));
            return list;
        }
        case ordered_json::value_t::object:
            return objectOf(value, *field.message_type());
        default:
            return {};
    }
}

QVariantMap objectOf(const ordered_json& object, const Descriptor& type) {
    QVariantMap values;
    for (const auto& [name, value] : object.items())
        values.insert(qt(name), variantOf(value, *type.FindFieldByName(name)));
    return values;
}

json jsonOf(const QVariantMap& values, const Descriptor* type);

json jsonOf(const QVariant& value, const FieldDescriptor* field) {
    switch (value.typeId()) {
        case QMetaType::UnknownType:
        case QMetaType::Nullptr:
            return nullptr;
        case QMetaType::Bool:
            return value.toBool();
        case QMetaType::Int:
        case QMetaType::UInt:
        case QMetaType::Short:
        case QMetaType::Long:
        case QMetaType::LongLong:
        case QMetaType::ULongLong:
            return value.toLongLong();
        case QMetaType::Float:
        case QMetaType::Double: {
            // Every number of a script is one: whole ones are meant whole.
            const double number = value.toDouble();
            constexpr double most = 9007199254740992.0;  // 2^53
            if (number == std::floor(number) && std::abs(number) <= most)
                return static_cast<std::int64_t>(number);
            return number;
        }
        case QMetaType::QVariantMap:
            return jsonOf(value.toMap(), field == nullptr ? nullptr : field->message_type());
        case QMetaType::QVariantList:
        case QMetaType::QStringList: {
            auto list = json::array();
            for (const auto& item : value.toList())
                list.push_back(jsonOf(item, field));
            return list;
        }
        default:
            break;
    }
    const auto text = value.toString();
    return (field != nullptr && field->enum_type() != nullptr ? text.toLower() : text).toStdString();
}

json jsonOf(const QVariantMap& values, const Descriptor* type) {
    auto object = json::object();
    for (auto at = values.begin(); at != values.end(); ++at) {
        auto name = at.key().toStdString();
        const auto* field = type == nullptr ? nullptr : type->FindFieldByName(name);
        object[std::move(name)] = jsonOf(at.value(), field);
    }
    return object;
}

}  // namespace

QVariantMap valuesOf(const google::protobuf::Message& message) {
    return objectOf(schema::toJson(message), *message.GetDescriptor());
}

QVariantMap valuesOf(const engine::Record& record) {
    auto values = valuesOf(*record.message);
    if (!record.type->field("id"))
        values.insert("id", idText(record.id));
    if (!record.type->field("type"))
        values.insert("type", qt(record.type->name()));
    return values;
}

void applyValues(const QVariantMap& values, google::protobuf::Message& message) {
    schema::fromJson(jsonOf(values, message.GetDescriptor()), message);
}

std::string idBytes(const QString& text) {
    const auto id = base::Uuid::fromText(text.toStdString());
    if (!id)
        throw FaultError{v1::INVALID, "no id: " + text.left(80).toStdString(), "id"};
    return id->bytes();
}

QString idText(std::string_view id) {
    return id.empty() ? QString{} : qt(base::idText(id));
}

const schema::RecordType& typeNamed(const QString& name) {
    if (const auto* type = schema::Schema::instance().type(std::string_view{name.toStdString()}))
        return *type;
    throw FaultError{v1::INVALID, "no such type of record: " + name.left(80).toStdString(), "type"};
}

}  // namespace fieldfare::app
