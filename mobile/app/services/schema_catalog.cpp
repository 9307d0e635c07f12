#include "mobile/app/services/schema_catalog.h"

#include "mobile/app/desk/values.h"
#include "mobile/app/services/schema_words.h"
#include "shared/schema/json.h"
#include "shared/schema/schema.h"

namespace fieldfare::app {

using google::protobuf::FieldDescriptor;
using schema::RecordType;

namespace {

const RecordType* known(const QString& name) {
    const auto* type = schema::Schema::instance().type(std::string_view{name.toStdString()});
    if (type == nullptr && !name.isEmpty())
        qWarning("no such type of record: %s", qPrintable(name));
    return type;
}

QString kindOf(const FieldDescriptor& field) {
    if (field.enum_type() != nullptr)
        return "choice";
    switch (field.cpp_type()) {
        case FieldDescriptor::CPPTYPE_MESSAGE:
            return "message";
        case FieldDescriptor::CPPTYPE_BOOL:
            return "flag";
        case FieldDescriptor::CPPTYPE_STRING:
            if (field.type() != FieldDescriptor::TYPE_BYTES)
                return "text";
            return field.options().GetExtension(v1::field).reference().empty() ? "id" : "record";
        default:
            return "number";
    }
}

}  // namespace

QString SchemaCatalog::label(const QString& type, const QString& path) const {
    const auto* found = known(type);
    return found == nullptr ? path : SchemaWords::path(*found, path.toStdString());
}

QVariantMap SchemaCatalog::field(const QString& type, const QString& path) const {
    const auto* found = known(type);
    const auto* field = found == nullptr ? nullptr : SchemaWords::descriptor(*found, path.toStdString());
    if (field == nullptr)
        return {};
    const auto& policy = field->options().GetExtension(v1::field);
    QVariantMap facts{{"kind", kindOf(*field)},
                      {"label", label(type, path)},
                      {"required", policy.required()},
                      {"repeated", field->is_repeated()},
                      {"widget", qt(v1::Widget_Name(policy.widget()))}};
    if (const auto* message = field->message_type())
        facts.insert("message", qt(message->name()).toLower());
    if (policy.max() != 0)
        facts.insert("max", policy.max());
    if (policy.item_max() != 0)
        facts.insert("item_max", policy.item_max());
    if (policy.has_at_least())
        facts.insert("minimum", static_cast<double>(policy.at_least()));
    if (policy.has_at_most())
        facts.insert("maximum", static_cast<double>(policy.at_most()));
    if (const auto* other = schema::Schema::instance().referenced(policy.reference()))
        facts.insert("reference", qt(other->name()));
    if (const auto* values = field->enum_type()) {
        QVariantList list;
        for (int i = 0; i < values->value_count(); ++i)
            if (values->value(i)->number() != 0)
                list.append(QVariantMap{{"name", qt(values->value(i)->name())},
                                        {"label", SchemaWords::value(*values->value(i))}});
        facts.insert("values", list);
    }
    return facts;
}

QString SchemaCatalog::valueLabel(const QString& type, const QString& path, const QVariant& value) const {
    const auto* found = known(type);
    const auto* field = found == nullptr ? nullptr : SchemaWords::descriptor(*found, path.toStdString());
    if (field == nullptr || field->enum_type() == nullptr)
        return value.toString();
    const auto* named = field->enum_type()->FindValueByName(value.toString().toStdString());
    return named == nullptr ? value.toString() : SchemaWords::value(*named);
}

QString SchemaCatalog::typeLabel(const QString& type, bool plural) const {
    const auto* found = known(type);
    return found == nullptr ? type : SchemaWords::type(*found, plural);
}

}  // namespace fieldfare::app
