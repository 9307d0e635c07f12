#include "mobile/app/work/outbox_list.h"

#include <QJSEngine>
#include <QQmlEngine>

#include "mobile/app/desk/engine_thread.h"
#include "mobile/app/desk/fault_words.h"
#include "mobile/app/desk/values.h"
#include "mobile/app/script_reply.h"

namespace fieldfare::app {

using EntryState = engine::OutboxEntry::State;

namespace {

/// More than anybody looks through; the number of all is in the status.
constexpr int mostEdits = 500;

QString textOf(EntryState state) {
    switch (state) {
        case EntryState::Sent:
        case EntryState::Offered:
            return "sent";
        case EntryState::Parked:
            return "parked";
        default:
            return "waiting";
    }
}

}  // namespace

OutboxList::Row OutboxList::rowOf(Desk& desk, const engine::OutboxEntry& entry) {
    Row row;
    row.no = entry.no;
    row.type = qt(entry.type->name());
    row.recordId = idText(entry.record);
    row.title = qt(entry.title);
    row.kind = entry.mutation.kind();
    row.values = shownValues(desk, entry.mutation);
    row.changedAt = entry.changedAt;
    row.attempts = entry.attempts;
    if (entry.lastFault)
        row.fault = entry.lastFault->SerializeAsString();
    row.group = static_cast<qlonglong>(entry.group);
    row.state = app::textOf(entry.state);
    return row;
}

void OutboxList::read() {
    EngineThread::instance().ask(
        this,
        [](Desk& desk) {
            std::vector<Row> rows;
            if (desk.isOpen())
                for (const auto& entry : desk.store().outbox().unsent(mostEdits))
                    rows.push_back(rowOf(desk, entry));
            return rows;
        },
        [this](std::vector<Row> rows) {
            showRows(rows_, std::move(rows));
            finished();
        },
        [this](const v1::Fault& fault) { failed(fault); });
}

bool OutboxList::concerns(const StoreDelta& delta) const {
    return delta.reopened || delta.states;
}

int OutboxList::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

QString OutboxList::what(const Row& row) const {
    if (row.kind == v1::Mutation::CREATE)
        return tr("New");
    if (row.kind == v1::Mutation::DELETE)
        return tr("Deleted");
    QStringList labels;
    for (const auto& value : row.values)
        if (const auto label = value.label(); !labels.contains(label))
            labels.append(label);
    return tr("Changed: %1").arg(labels.join(tr(", ", "between the names of fields")));
}

QVariant OutboxList::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto& row = rows_[static_cast<std::size_t>(index.row())];
    switch (role) {
        case No:
            return row.no;
        case Type:
            return row.type;
        case RecordId:
            return row.recordId;
        case Qt::DisplayRole:
        case Title:
            return row.title;
        case What:
            return what(row);
        case ChangedAt:
            return row.changedAt;
        case Attempts:
            return row.attempts;
        case Error: {
            v1::Fault fault;
            return row.fault.empty() || !fault.ParseFromString(row.fault) ? QString{}
                                                                          : FaultWords::sentence(fault);
        }
        case Group:
            return row.group;
        case State:
            return row.state;
        case CanDiscard:
            return row.state != "sent";
        default:
            return {};
    }
}

QHash<int, QByteArray> OutboxList::roleNames() const {
    return {{No, "no"},       {Type, "type"},           {RecordId, "recordId"},    {Title, "title"},
            {What, "what"},   {ChangedAt, "changedAt"}, {Attempts, "attempts"},    {Error, "error"},
            {Group, "group"}, {State, "state"},         {CanDiscard, "canDiscard"}};
}

void OutboxList::retry(double no) {
    EngineThread::instance().tell([no](Desk& desk) {
        auto& store = desk.store();
        const auto entry = store.outbox().at(static_cast<std::int64_t>(no));
        if (entry && entry->state == engine::OutboxEntry::State::Parked)
            store.outbox().unpark(store.appVersion(), store.now() + 1);
    });
    EngineThread::instance().syncNow();
}

void OutboxList::retryAll() {
    EngineThread::instance().tell(
        [](Desk& desk) { desk.store().outbox().unpark(desk.store().appVersion(), desk.store().now() + 1); });
    EngineThread::instance().syncNow();
}

void OutboxList::discard(double no, const QJSValue& reply) {
    const ScriptReply script{qmlEngine(this), reply, "discard"};
    EngineThread::instance().ask(
        this,
        [no](Desk& desk) {
            return static_cast<qlonglong>(desk.resolution().discard(static_cast<std::int64_t>(no)));
        },
        [script](qlonglong token) { script.done(token); },
        [script](const v1::Fault& fault) { script.failed(fault); });
}

QVariantList OutboxList::describe(double no) const {
    for (const auto& row : rows_)
        if (row.no == static_cast<qlonglong>(no))
            return inWords(row.values);
    return {};
}

}  // namespace fieldfare::app
