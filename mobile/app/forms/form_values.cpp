#include "mobile/app/forms/form_values.h"

#include <QStringList>

#include "mobile/app/desk/values.h"
#include "mobile/app/forms/form_paths.h"
#include "shared/base/clock.h"
#include "shared/base/random.h"
#include "shared/base/uuid.h"
#include "shared/schema/fault.h"
#include "shared/schema/path.h"

namespace fieldfare::app {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

namespace {

std::string newItemId() {
    static const base::SystemClock clock;
    static base::SystemRandom random;
    static base::UuidSource source{clock, random};
    return source.next().bytes();
}

}  // namespace

FormValues::FormValues(const schema::RecordType& type, const Message& record, QVariantMap unfit)
    : type_{&type}, record_{record.New()}, unfit_{std::move(unfit)} {
    record_->CopyFrom(record);
    values_ = valuesOf(*record_);
}

std::shared_ptr<const Message> FormValues::copy() const {
    std::shared_ptr<Message> made{record_->New()};
    made->CopyFrom(*record_);
    return made;
}

int FormValues::indexOf(const FieldDescriptor* list, const QString& id) const {
    const auto* field = type_->field(list->number());
    if (field == nullptr || field->key() == nullptr)
        return -1;
    const auto* reflection = record_->GetReflection();
    for (int i = 0; i < reflection->FieldSize(*record_, list); ++i) {
        const auto& item = reflection->GetRepeatedMessage(*record_, list, i);
        if (qt(schema::keyText(field->key(), schema::keyBytes(item, field->key()))) == id)
            return i;
    }
    return -1;
}

void FormValues::write(const QStringList& path, const QVariant& value) {
    const auto* reflection = record_->GetReflection();
    const auto* field = record_->GetDescriptor()->FindFieldByName(path[0].toStdString());
    const bool isInItem = field != nullptr && field->is_repeated() && path.size() > 2 &&
                          field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
    if (isInItem) {
        const int at = indexOf(field, path[1]);
        if (at < 0)
            throw schema::FaultError{v1::NOT_FOUND, "the item is not there any more", path[0].toStdString()};
        applyValues(nestedValues(path.mid(2).join('/'), value),
                    *reflection->MutableRepeatedMessage(record_.get(), field, at));
        return;
    }
    applyValues(nestedValues(path.join('/'), value), *record_);
    // A message of which everything was cleared is no value.
    if (path.size() > 1 && field != nullptr && reflection->HasField(*record_, field) &&
        reflection->GetMessage(*record_, field).ByteSizeLong() == 0)
        reflection->ClearField(record_.get(), field);
}

void FormValues::set(const QString& path, const QVariant& typed) {
    const auto value = unwrapped(typed);
    for (const auto& each : unfit_.keys())
        if (isAtOrInside(each, path))
            unfit_.remove(each);
    try {
        write(path.split('/'), value);
        values_ = valuesOf(*record_);
    } catch (const schema::FaultError&) {
        unfit_.insert(path, value);
    }
}

QVariant FormValues::value(const QString& path) const {
    if (const auto typed = unfit_.find(path); typed != unfit_.end())
        return *typed;
    const auto parts = path.split('/');
    QVariant here = values_;
    const auto* type = record_->GetDescriptor();
    for (qsizetype i = 0; i < parts.size(); ++i) {
        here = here.toMap().value(parts[i]);
        const auto* field = type == nullptr ? nullptr : type->FindFieldByName(parts[i].toStdString());
        type = field == nullptr ? nullptr : field->message_type();
        const bool isList = field != nullptr && field->is_repeated() && type != nullptr;
        if (isList && i + 1 < parts.size()) {
            const int at = indexOf(field, parts[++i]);
            here = at < 0 ? QVariant{} : here.toList().value(at);
        }
    }
    return here;
}

QString FormValues::addItem(const QString& list, const QVariantMap& values) {
    const auto* field = type_->field(std::string_view{list.toStdString()});
    if (field == nullptr || field->key() == nullptr || field->key()->type() != FieldDescriptor::TYPE_BYTES)
        return {};
    auto* item = record_->GetReflection()->AddMessage(record_.get(), field->descriptor());
    const auto id = newItemId();
    item->GetReflection()->SetString(item, field->key(), id);
    const auto text = idText(id);
    for (auto at = values.begin(); at != values.end(); ++at)
        set(list + '/' + text + '/' + at.key(), at.value());
    values_ = valuesOf(*record_);
    return text;
}

void FormValues::removeItem(const QString& list, const QString& id) {
    const auto* field = type_->field(std::string_view{list.toStdString()});
    const int at = field == nullptr ? -1 : indexOf(field->descriptor(), id);
    if (at < 0)
        return;
    const auto* reflection = record_->GetReflection();
    const int last = reflection->FieldSize(*record_, field->descriptor()) - 1;
    for (int i = at; i < last; ++i)
        reflection->SwapElements(record_.get(), field->descriptor(), i, i + 1);
    reflection->RemoveLast(record_.get(), field->descriptor());
    for (const auto& each : unfit_.keys())
        if (isAtOrInside(each, list + '/' + id))
            unfit_.remove(each);
    values_ = valuesOf(*record_);
}

}  // namespace fieldfare::app
