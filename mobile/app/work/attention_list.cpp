#include "mobile/app/work/attention_list.h"

#include <QQmlEngine>

#include "mobile/app/desk/engine_thread.h"
#include "mobile/app/desk/fault_words.h"
#include "mobile/app/desk/values.h"
#include "mobile/app/script_reply.h"
#include "mobile/app/services/schema_words.h"
#include "mobile/engine/held_work.h"
#include "shared/schema/schema.h"

namespace fieldfare::app {

using engine::AttentionItem;

AttentionList::Row AttentionList::rowOf(Desk& desk, const AttentionItem& item) {
    Row row;
    row.no = item.no;
    row.held = item.kind == AttentionItem::Kind::Held;
    row.type = item.type;
    row.recordId = idText(item.record);
    row.title = qt(item.title);
    row.fault = item.fault.SerializeAsString();
    row.path = item.fault.path();
    row.typed = shownValues(desk, item.mutation);
    row.at = item.at;
    if (const auto held = engine::HeldWork{desk.editing()}.decisionOn(item)) {
        row.decision = qt(v1::HeldChange::Status_Name(held->status()));
        row.comment = qt(held->comment());
        if (const auto person = desk.reading().get(held->decided_by_id()))
            row.decidedBy = qt(engine::titleOf(*person->type, *person->message));
    }
    return row;
}

void AttentionList::read() {
    EngineThread::instance().ask(
        this,
        [](Desk& desk) {
            std::vector<Row> rows;
            if (!desk.isOpen())
                return rows;
            for (const auto& item : desk.store().attention().list())
                rows.push_back(rowOf(desk, item));
            return rows;
        },
        [this](std::vector<Row> rows) {
            showRows(rows_, std::move(rows));
            finished();
        },
        [this](const v1::Fault& fault) { failed(fault); });
}

bool AttentionList::concerns(const StoreDelta& delta) const {
    return delta.reopened || delta.states || delta.touches(schema::Schema::of<v1::HeldChange>().number());
}

int AttentionList::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

QVariant AttentionList::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto& row = rows_[static_cast<std::size_t>(index.row())];
    switch (role) {
        case No:
            return row.no;
        case Kind:
            return row.held ? QStringLiteral("held") : QStringLiteral("rejected");
        case Type:
            return row.type == nullptr ? QString{} : qt(row.type->name());
        case RecordId:
            return row.recordId;
        case Qt::DisplayRole:
        case Title:
            return row.title;
        case Message: {
            v1::Fault fault;
            (void)fault.ParseFromString(row.fault);
            return FaultWords::sentence(fault);
        }
        case Path:
            return qt(row.path);
        case Label:
            return row.path.empty() || row.type == nullptr ? QString{}
                                                           : SchemaWords::path(*row.type, row.path);
        case Typed:
            return inWords(row.typed);
        case At:
            return row.at;
        case Decision:
            return row.decision;
        case DecidedBy:
            return row.decidedBy;
        case Comment:
            return row.comment;
        default:
            return {};
    }
}

QHash<int, QByteArray> AttentionList::roleNames() const {
    return {{No, "no"},          {Kind, "kind"},       {Type, "type"},         {RecordId, "recordId"},
            {Title, "title"},    {Message, "message"}, {Path, "path"},         {Label, "label"},
            {Typed, "typed"},    {At, "at"},           {Decision, "decision"}, {DecidedBy, "decidedBy"},
            {Comment, "comment"}};
}

void AttentionList::retry(double no, const QJSValue& reply) {
    const ScriptReply script{qmlEngine(this), reply, "retry"};
    EngineThread::instance().ask(
        this, [no](Desk& desk) { desk.resolution().retry(static_cast<std::int64_t>(no)); },
        [script] { script.done(); }, [script](const v1::Fault& fault) { script.failed(fault); });
}

void AttentionList::dismiss(double no, const QJSValue& reply) {
    const ScriptReply script{qmlEngine(this), reply, "dismiss"};
    EngineThread::instance().ask(
        this,
        [no](Desk& desk) {
            desk.resolution().dismiss(static_cast<std::int64_t>(no));
            return static_cast<qlonglong>(no);
        },
        [script](qlonglong token) { script.done(token); },
        [script](const v1::Fault& fault) { script.failed(fault); });
}

}  // namespace fieldfare::app
