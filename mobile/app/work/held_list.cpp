#include "mobile/app/work/held_list.h"

#include <QQmlEngine>
#include <algorithm>

#include "mobile/app/desk/engine_thread.h"
#include "mobile/app/desk/fault_words.h"
#include "mobile/app/desk/values.h"
#include "mobile/app/forms/form_words.h"
#include "mobile/app/script_reply.h"
#include "mobile/engine/overlay.h"
#include "shared/base/hybrid_clock.h"

namespace fieldfare::app {

using engine::HeldItem;
using engine::HeldWork;

namespace {

QString shownName(Desk& desk, std::string_view id) {
    const auto record = desk.reading().get(id);
    return record ? qt(engine::titleOf(*record->type, *record->message)) : QString{};
}

/// Edits carry their time with each path.
qlonglong typedAt(const HeldItem& item) {
    auto time = item.change.by().time();
    for (const auto& touched : item.mutation.paths())
        time = std::max(time, touched.time());
    return time == 0 ? item.change.held_at() : static_cast<qlonglong>(base::hybridMs(time));
}

bool isAbout(const std::vector<HeldItem>& together, const std::string& record) {
    return std::any_of(together.begin(), together.end(), [&](const HeldItem& item) {
        return item.change.record_id() == record || item.change.beside_id() == record;
    });
}

}  // namespace

void HeldList::setRecordId(const QString& id) {
    if (record_ == id)
        return;
    record_ = id;
    emit recordIdChanged();
    askAnew();
}

HeldList::Part HeldList::partOf(Desk& desk, const HeldItem& item) {
    Part part;
    part.type = item.type;
    part.kind = qt(v1::Mutation::Kind_Name(item.mutation.kind()));
    part.title = shownName(desk, item.change.record_id());
    part.typed = shownValues(desk, item.mutation);
    const auto record = desk.reading().get(item.change.record_id());
    part.isHere = record.has_value();
    if (part.isHere && item.mutation.kind() == v1::Mutation::EDIT)
        for (const auto& touched : item.mutation.paths())
            part.now.push_back(shownValue(desk, *record->type, *record->message, engine::pathOf(touched)));
    return part;
}

HeldList::Row HeldList::rowOf(Desk& desk, const std::vector<HeldItem>& together) {
    const auto& first = together.front();
    const auto& by = first.change.by();
    Row row;
    row.id = idText(first.id);
    row.title = qt(first.title);
    for (const auto& id : {first.change.record_id(), first.change.beside_id()})
        if (const auto here = desk.reading().get(id); here && row.opens == nullptr) {
            row.opens = here->type;
            row.recordId = idText(id);
        }
    row.author = shownName(desk, by.person_id());
    row.device = shownName(desk, by.device_id());
    row.typedAt = typedAt(first);
    row.heldAt = first.change.held_at();
    row.code = first.change.code();
    row.reason = first.change.reason();
    for (const auto& item : together)
        row.parts.push_back(partOf(desk, item));
    return row;
}

void HeldList::read() {
    EngineThread::instance().ask(
        this,
        [only = record_](Desk& desk) {
            std::vector<Row> rows;
            if (!desk.isOpen())
                return rows;
            const auto record = only.isEmpty() ? std::string{} : idBytes(only);
            for (const auto& together : HeldWork{desk.editing()}.openGroups()) {
                const bool mayDecide =
                    std::all_of(together.begin(), together.end(),
                                [](const HeldItem& item) { return item.mayDecide && item.type != nullptr; });
                if (mayDecide && (record.empty() || isAbout(together, record)))
                    rows.push_back(rowOf(desk, together));
            }
            return rows;
        },
        [this, question = record_](std::vector<Row> rows) {
            if (question != record_)
                return outdated();
            showRows(rows_, std::move(rows));
            finished();
        },
        [this](const v1::Fault& fault) { failed(fault); });
}

bool HeldList::concerns(const StoreDelta& delta) const {
    // What stands in the records is shown, too: any of them may have changed.
    return !rows_.empty() || delta.reopened || delta.touches(schema::Schema::of<v1::HeldChange>().number());
}

int HeldList::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

QString HeldList::reasonOf(const Row& row) {
    switch (row.code) {
        case v1::LATE:
            return tr("It came after the customer had been given to somebody else.");
        case v1::LONG_AFTER:
            return tr("It was done more than 14 days after the customer had been given to somebody else.");
        case v1::DEVICE_COLLECTED:
            return tr("It was on a device that was taken out of use.");
        default:
            break;
    }
    v1::Fault fault;
    fault.set_code(row.code);
    fault.set_message(row.reason);
    return FormWords::sentence(*row.parts.front().type, fault);
}

QVariantMap HeldList::valuesOf(const Part& part) {
    QVariantList values;
    for (std::size_t i = 0; i < part.typed.size(); ++i) {
        const bool known = i < part.now.size();
        values.append(QVariantMap{{"label", part.typed[i].label()},
                                  {"value", part.typed[i].text()},
                                  {"now", known ? part.now[i].text() : QString{}},
                                  {"known", known}});
    }
    return {{"type", qt(part.type->name())}, {"kind", part.kind}, {"title", part.title}, {"values", values}};
}

QVariant HeldList::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto& row = rows_[static_cast<std::size_t>(index.row())];
    switch (role) {
        case HeldId:
            return row.id;
        case Qt::DisplayRole:
        case Title:
            return row.title;
        case Type:
            return row.opens == nullptr ? QString{} : qt(row.opens->name());
        case RecordId:
            return row.recordId;
        case Author:
            return QVariantMap{{"name", row.author}, {"device", row.device}, {"at", row.typedAt}};
        case HeldAt:
            return row.heldAt;
        case Reason:
            return reasonOf(row);
        case Parts: {
            QVariantList parts;
            for (const auto& part : row.parts)
                parts.append(valuesOf(part));
            return parts;
        }
        default:
            return {};
    }
}

QHash<int, QByteArray> HeldList::roleNames() const {
    return {{HeldId, "heldId"}, {Title, "title"},   {Type, "type"},     {RecordId, "recordId"},
            {Author, "author"}, {HeldAt, "heldAt"}, {Reason, "reason"}, {Parts, "parts"}};
}

void HeldList::take(const QString& heldId, const QJSValue& reply) {
    const ScriptReply script{qjsEngine(this), reply, "take"};
    EngineThread::instance().ask(
        this, [heldId](Desk& desk) { HeldWork{desk.editing()}.take(idBytes(heldId)); },
        [script] { script.done(); }, [script](const v1::Fault& fault) { script.failed(fault); });
}

void HeldList::decline(const QString& heldId, const QString& comment, const QJSValue& reply) {
    const ScriptReply script{qjsEngine(this), reply, "decline"};
    EngineThread::instance().ask(
        this,
        [heldId, comment](Desk& desk) {
            HeldWork{desk.editing()}.decline(idBytes(heldId), comment.toStdString());
        },
        [script] { script.done(); }, [script](const v1::Fault& fault) { script.failed(fault); });
}

}  // namespace fieldfare::app
