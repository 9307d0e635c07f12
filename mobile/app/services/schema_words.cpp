#include "mobile/app/services/schema_words.h"

#include <QCoreApplication>
#include <array>

#include "mobile/app/desk/values.h"

namespace fieldfare::app {

using google::protobuf::Descriptor;
using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;
using schema::Field;
using schema::RecordType;

namespace {

QString translated(const QString& source, const QString& about = {}) {
    return QCoreApplication::translate("schema", source.toUtf8().constData(),
                                       about.isEmpty() ? nullptr : about.toUtf8().constData());
}

QString sentence(QString words) {
    words.replace('_', ' ');
    if (!words.isEmpty())
        words[0] = words[0].toUpper();
    return words;
}

}  // namespace

QString SchemaWords::fieldSource(const FieldDescriptor& field) {
    auto words = qt(field.name());
    // How a value is kept is nothing to people.
    static constexpr std::array kept{"_at", "_bp", "_milli", "_mm", "_m"};
    for (const auto* ending : kept)
        if (words.endsWith(QLatin1String{ending})) {
            words.chop(static_cast<int>(qstrlen(ending)));
            break;
        }
    // "Customer" of customer_id; but a tax_id is text, and no reference.
    const bool refers = field.type() == FieldDescriptor::TYPE_BYTES;
    if (refers && words.endsWith("_ids"))
        words = words.chopped(4) + 's';
    else if (refers && words.endsWith("_id"))
        words.chop(3);
    return sentence(words);
}

QString SchemaWords::field(const Field& field) {
    return translated(fieldSource(*field.descriptor()));
}

const FieldDescriptor* SchemaWords::descriptor(const RecordType& type, std::string_view path) {
    const Descriptor* in = type.descriptor();
    const FieldDescriptor* found = nullptr;
    const auto text = qt(path);
    for (auto part : text.split('/')) {
        if (const auto bracket = part.indexOf('['); bracket >= 0)
            part.truncate(bracket);
        const auto* field = in == nullptr ? nullptr : in->FindFieldByName(part.toStdString());
        if (field == nullptr) {
            // The key of an item or a member; it names none of the fields.
            if (found == nullptr || !found->is_repeated())
                return nullptr;
            continue;
        }
        found = field;
        in = field->message_type();
    }
    return found;
}

QString SchemaWords::path(const RecordType& type, std::string_view path) {
    const auto* field = descriptor(type, path);
    return field == nullptr ? qt(path) : translated(fieldSource(*field));
}

QString SchemaWords::valueSource(const EnumValueDescriptor& value) {
    return sentence(qt(value.name()).toLower());
}

QString SchemaWords::valueContext(const EnumValueDescriptor& value) {
    return qt(value.type()->full_name()).section('.', 2);
}

QString SchemaWords::value(const EnumValueDescriptor& value) {
    return value.number() == 0 ? QString{} : translated(valueSource(value), valueContext(value));
}

QString SchemaWords::typeSource(const RecordType& type, bool plural) {
    auto words = sentence(qt(type.name()));
    if (!plural)
        return words;
    if (words.endsWith('y'))
        return words.chopped(1) + "ies";
    if (words == "Person")
        return QStringLiteral("People");
    return words + 's';
}

QString SchemaWords::type(const RecordType& type, bool plural) {
    return translated(typeSource(type, plural));
}

}  // namespace fieldfare::app
