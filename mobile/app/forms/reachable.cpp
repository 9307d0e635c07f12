#include "mobile/app/forms/reachable.h"

#include <QMap>
#include <algorithm>

#include "mobile/app/desk/values.h"
#include "shared/schema/path.h"

namespace fieldfare::app {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

namespace {

struct Entry {
    QString text;
    v1::Widget widget = v1::AUTOMATIC;
};
using Entries = QMap<QString, Entry>;  // by path

v1::Widget widgetOf(const FieldDescriptor& field) {
    const auto widget = field.options().GetExtension(v1::field).widget();
    const bool reaches = widget == v1::MAIL || widget == v1::PHONE;
    return reaches && field.type() == FieldDescriptor::TYPE_STRING && !field.is_repeated() ? widget
                                                                                           : v1::AUTOMATIC;
}

/// Of the message's own fields.
void gather(const Message& message, const QString& place, Entries& entries) {
    const auto* type = message.GetDescriptor();
    for (int i = 0; i < type->field_count(); ++i) {
        const auto* field = type->field(i);
        const auto widget = widgetOf(*field);
        if (widget == v1::AUTOMATIC)
            continue;
        const auto text = qt(message.GetReflection()->GetString(message, field));
        if (!text.isEmpty())
            entries.insert(place + qt(field->name()), {text, widget});
    }
}

Entries entriesOf(const schema::RecordType& type, const Message& record) {
    Entries entries;
    gather(record, {}, entries);
    const auto* reflection = record.GetReflection();
    for (const auto& field : type.fields()) {
        const auto* descriptor = field.descriptor();
        const auto place = qt(field.name()) + '/';
        if (descriptor->message_type() == nullptr)
            continue;
        if (!descriptor->is_repeated()) {
            gather(reflection->GetMessage(record, descriptor), place, entries);
        } else if (field.key() != nullptr) {
            for (int i = 0; i < reflection->FieldSize(record, descriptor); ++i) {
                const auto& item = reflection->GetRepeatedMessage(record, descriptor, i);
                const auto key = qt(schema::keyText(field.key(), schema::keyBytes(item, field.key())));
                gather(item, place + key + '/', entries);
            }
        }
    }
    return entries;
}

/// Something before the last @ and a place behind it, without a space.
bool mayBeMail(const QString& text) {
    const auto at = text.lastIndexOf(u'@');
    const auto place = text.mid(at + 1);
    const bool hasSpace = std::any_of(text.begin(), text.end(), [](QChar each) { return each.isSpace(); });
    return at > 0 && !place.isEmpty() && !hasSpace && !place.startsWith(u'.') && !place.endsWith(u'.') &&
           !place.contains(QLatin1String{".."});
}

/// Three digits or more; words beside them may be an extension.
bool mayBePhone(const QString& text) {
    constexpr int fewest = 3;
    const auto digits = std::count_if(text.begin(), text.end(), [](QChar each) { return each.isDigit(); });
    return digits >= fewest && !text.contains(u'@');
}

}  // namespace

std::vector<Unreachable> unreachable(const schema::RecordType& type, const Message* before,
                                     const Message& now) {
    const auto known = before == nullptr ? Entries{} : entriesOf(type, *before);
    const auto typed = entriesOf(type, now);
    std::vector<Unreachable> found;
    for (auto entry = typed.begin(); entry != typed.end(); ++entry) {
        const auto text = entry->text.trimmed();
        const bool fits = entry->widget == v1::MAIL ? mayBeMail(text) : mayBePhone(text);
        if (!fits && known.value(entry.key()).text != entry->text)
            found.push_back({entry.key(), entry->widget});
    }
    return found;
}

}  // namespace fieldfare::app
