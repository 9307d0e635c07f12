#include "mobile/app/lists/record_row.h"

#include <QDateTime>
#include <QStringList>

#include "fieldfare/history.pb.h"
#include "mobile/app/desk/values.h"
#include "mobile/engine/search/sort_key.h"
#include "mobile/engine/words.h"
#include "shared/schema/fault.h"

namespace fieldfare::app {

using engine::RecordState;
using google::protobuf::FieldDescriptor;
using schema::FaultError;
using schema::Field;
using schema::RecordType;

namespace {

const Field& referenceNamed(const RecordType& type, const QString& name) {
    const auto* field = type.field(std::string_view{name.toStdString()});
    if (field == nullptr || field->descriptor()->type() != FieldDescriptor::TYPE_BYTES ||
        field->descriptor()->is_repeated())
        throw FaultError{v1::INVALID, "a " + type.name() + " has no reference " + name.toStdString(),
                         "joins"};
    return *field;
}

const Field* columnNamed(const RecordType& type, const std::string& name) {
    for (const auto* field : type.columns())
        if (field->column() == name)
            return field;
    return nullptr;
}

}  // namespace

RowMaker::RowMaker(Desk& desk, const RecordType& type, const QStringList& joins, std::string sectionBy)
    : reading_{desk.reading()} {
    for (const auto& join : joins)
        joins_.push_back(&referenceNamed(type, join));
    section_ = sectionBy.empty() ? type.title() : columnNamed(type, sectionBy);
    auto& store = desk.store();
    unsettled_ = store.outbox().records();
    for (const auto& item : store.attention().list())
        unsettled_.insert(item.record);
    constexpr int most = 10'000;
    for (const auto& conflict : reading_.conflicts(most))
        unsettled_.insert(conflict.as<v1::Conflict>().record_id());
}

RecordRow RowMaker::row(const engine::Record& record) {
    RecordRow row;
    row.id = idText(record.id);
    row.type = qt(record.type->name());
    row.title = qt(engine::titleOf(*record.type, *record.message));
    row.record = valuesOf(record);
    row.state =
        engine::codeName(unsettled_.contains(record.id) ? reading_.stateOf(record.id) : RecordState::Synced);
    for (const auto* join : joins_)
        if (const auto id = schema::bytesOf(*record.message, join); !id.empty())
            if (auto other = joined(id); !other.isEmpty())
                row.joined.insert(qt(join->name()), std::move(other));
    row.section = sectionOf(record);
    return row;
}

QVariantMap RowMaker::joined(const std::string& id) {
    if (const auto known = met_.find(id); known != met_.end())
        return known->second;
    QVariantMap values;
    if (const auto record = reading_.get(id))
        values = {{"id", idText(id)},
                  {"type", qt(record->type->name())},
                  {"title", qt(engine::titleOf(*record->type, *record->message))},
                  {"record", valuesOf(*record)}};
    return met_.emplace(id, std::move(values)).first->second;
}

QString RowMaker::sectionOf(const engine::Record& record) const {
    if (section_ == nullptr)
        return {};
    const auto* message = record.message.get();
    if (section_->outer() != nullptr)
        message = &message->GetReflection()->GetMessage(*message, section_->outer()->descriptor());
    const auto* reflection = message->GetReflection();
    const auto* field = section_->descriptor();
    if (!reflection->HasField(*message, field))
        return {};
    if (section_->policy().widget() == v1::DATE_TIME)
        return QDateTime::fromMSecsSinceEpoch(reflection->GetInt64(*message, field))
            .date()
            .toString(Qt::ISODate);
    if (field->type() == FieldDescriptor::TYPE_STRING)
        return qt(search::sectionOf(search::sortKey(reflection->GetString(*message, field))));
    if (field->enum_type() != nullptr)
        return qt(reflection->GetEnum(*message, field)->name());
    return {};
}

QStringList contextOf(const RecordType& type) {
    return type.parent() == nullptr ? QStringList{} : QStringList{qt(type.parent()->name())};
}

std::vector<std::uint32_t> typesShown(const RecordType& type, const QStringList& joins) {
    std::vector<std::uint32_t> numbers{type.number()};
    const auto& schema = schema::Schema::instance();
    for (const auto& join : joins) {
        const auto* field = type.field(std::string_view{join.toStdString()});
        if (field == nullptr)
            continue;
        if (const auto* other = schema.referenced(field->policy().reference()))
            numbers.push_back(other->number());
        for (const auto& name : field->policy().parent_types())
            if (const auto* other = schema.referenced(name))
                numbers.push_back(other->number());
    }
    return numbers;
}

}  // namespace fieldfare::app
