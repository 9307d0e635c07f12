#include "mobile/app/work/shown_value.h"

#include <QCoreApplication>

#include "mobile/app/desk/values.h"
#include "mobile/app/services/format.h"
#include "mobile/app/services/schema_words.h"
#include "mobile/engine/held_work.h"
#include "mobile/engine/overlay.h"
#include "shared/schema/json.h"
#include "shared/schema/path_value.h"
#include "shared/schema/schema.h"

namespace fieldfare::app {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using schema::Path;
using schema::RecordType;
using schema::Shape;

namespace {

QString textOf(const FieldDescriptor& field, const QVariant& value);

/// The members of a message one after the other, those that people do not see left out.
QString membersOf(const google::protobuf::Descriptor& type, const QVariantMap& values) {
    QStringList parts;
    for (int i = 0; i < type.field_count(); ++i) {
        const auto& field = *type.field(i);
        const auto member = values.value(qt(field.name()));
        if (member.isValid() && !schema::isId(field))
            parts.append(textOf(field, member));
    }
    parts.removeAll(QString{});
    return parts.join(QStringLiteral(", "));
}

QString messageText(const google::protobuf::Descriptor& type, const QVariantMap& values) {
    const Format format;
    if (type.name() == "Money")
        return format.money(values.value("minor"), values.value("currency").toString());
    if (type.name() == "Address")
        return format.address(values);
    if (type.name() == "Position") {
        constexpr double scale = 1e7;
        return QStringLiteral("%1, %2")
            .arg(values.value("latitude_e7").toDouble() / scale, 0, 'f', 5)
            .arg(values.value("longitude_e7").toDouble() / scale, 0, 'f', 5);
    }
    return membersOf(type, values);
}

QString textOf(const FieldDescriptor& field, const QVariant& value) {
    if (!value.isValid())
        return {};
    if (value.typeId() == QMetaType::QVariantList) {
        QStringList parts;
        for (const auto& item : value.toList())
            parts.append(textOf(field, item));
        return parts.join(QStringLiteral(", "));
    }
    if (field.message_type() != nullptr)
        return messageText(*field.message_type(), value.toMap());
    if (const auto* choice = field.enum_type()) {
        const auto* named = choice->FindValueByName(value.toString().toStdString());
        return named == nullptr ? value.toString() : SchemaWords::value(*named);
    }
    const Format format;
    switch (field.options().GetExtension(v1::field).widget()) {
        case v1::DATE_TIME:
            return format.dateTime(value);
        case v1::PERCENT:
            return format.percent(value);
        case v1::QUANTITY:
            return format.quantity(value);
        case v1::PHONE:
            return format.phone(value.toString());
        default:
            break;
    }
    if (value.typeId() == QMetaType::Bool)
        return value.toBool() ? QCoreApplication::translate("fieldfare::app::ShownValue", "Yes")
                              : QCoreApplication::translate("fieldfare::app::ShownValue", "No");
    return value.toString();
}

bool isHidden(const FieldDescriptor& field) {
    const auto& policy = field.options().GetExtension(v1::field);
    return policy.widget() == v1::HIDDEN || policy.merge() == v1::SERVER_ONLY ||
           (field.type() == FieldDescriptor::TYPE_BYTES && policy.reference().empty());
}

/// The item of a keyed list with this key; null when it is not there.
const Message* itemOf(const Message& record, const schema::Field& list, const std::string& key) {
    const auto* reflection = record.GetReflection();
    for (int i = 0; i < reflection->FieldSize(record, list.descriptor()); ++i) {
        const auto& item = reflection->GetRepeatedMessage(record, list.descriptor(), i);
        if (schema::keyBytes(item, list.key()) == key)
            return &item;
    }
    return nullptr;
}

QVariant valueAt(const Message& record, const RecordType& type, const Path& path) {
    const auto* outer = type.field(path.field);
    if (outer == nullptr || !schema::hasValue(record, type, path))
        return {};
    if (outer->shape() == Shape::Set)
        return qt(schema::keyText(outer->descriptor(), path.key));
    const Message* in = &record;
    const auto* field = outer->descriptor();
    if (outer->shape() == Shape::KeyedList) {
        in = itemOf(record, *outer, path.key);
        if (in == nullptr)
            return {};
        if (path.inner == 0)
            return valuesOf(*in);
        field = outer->inner(path.inner)->descriptor();
    } else if (path.inner != 0) {
        in = &record.GetReflection()->GetMessage(record, field);
        field = outer->inner(path.inner)->descriptor();
    }
    return valuesOf(*in).value(qt(field->name()));
}

/// Also of a record that only held work would make.
QString nameOf(Desk& desk, const std::string& id) {
    if (const auto other = desk.reading().get(id))
        return qt(engine::titleOf(*other->type, *other->message));
    const auto held = engine::HeldWork{desk.editing()}.creationOf(id);
    return held ? qt(held->title) : QString{};
}

bool refersToAnother(const FieldDescriptor& field) {
    return field.type() == FieldDescriptor::TYPE_BYTES && !field.is_repeated();
}

}  // namespace

QString ShownValue::label() const {
    return type == nullptr ? qt(path) : SchemaWords::path(*type, path);
}

QString ShownValue::text() const {
    if (!referred.isEmpty() || field == nullptr)
        return referred;
    // An id says nothing to anybody.
    if (refersToAnother(*field) && value.isValid())
        return QCoreApplication::translate("fieldfare::app::ShownValue", "Not on this device");
    return textOf(*field, value);
}

ShownValue shownValue(Desk& desk, const RecordType& type, const Message& record, const Path& path) {
    ShownValue shown{&type, schema::pathText(type, path), nullptr, valueAt(record, type, path), {}};
    const auto at = schema::resolve(type, path);
    if (!at)
        return shown;
    shown.field = at->leaf->descriptor();
    if (shown.field->type() == FieldDescriptor::TYPE_BYTES && shown.value.isValid())
        shown.referred = nameOf(desk, idBytes(shown.value.toString()));
    return shown;
}

std::vector<ShownValue> shownValues(Desk& desk, const v1::Mutation& mutation) {
    std::vector<ShownValue> values;
    const auto* type = schema::Schema::instance().type(mutation.type());
    if (type == nullptr || mutation.kind() == v1::Mutation::DELETE)
        return values;
    const auto record = type->parse(mutation.partial());
    if (mutation.kind() == v1::Mutation::EDIT) {
        for (const auto& touched : mutation.paths())
            values.push_back(shownValue(desk, *type, *record, engine::pathOf(touched)));
        return values;
    }
    const auto all = valuesOf(*record);
    for (const auto& field : type->fields()) {
        const auto value = all.value(qt(field.name()));
        if (!value.isValid() || isHidden(*field.descriptor()))
            continue;
        ShownValue shown{type, field.name(), field.descriptor(), value, {}};
        if (refersToAnother(*field.descriptor()))
            shown.referred = nameOf(desk, idBytes(value.toString()));
        values.push_back(std::move(shown));
    }
    return values;
}

QVariantList inWords(const std::vector<ShownValue>& values) {
    QVariantList list;
    for (const auto& value : values)
        list.append(QVariantMap{{"label", value.label()}, {"value", value.text()}});
    return list;
}

}  // namespace fieldfare::app
