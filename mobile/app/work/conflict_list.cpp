#include "mobile/app/work/conflict_list.h"

#include <QQmlEngine>

#include "fieldfare/customer.pb.h"
#include "fieldfare/history.pb.h"
#include "fieldfare/sale.pb.h"
#include "mobile/app/desk/engine_thread.h"
#include "mobile/app/desk/values.h"
#include "mobile/app/script_reply.h"
#include "shared/base/hybrid_clock.h"
#include "shared/schema/schema.h"

namespace fieldfare::app {

namespace {

constexpr int mostConflicts = 1'000;
constexpr QLatin1String tokenPrefix{"conflict/"};

/// What is about money comes first.
int rankOf(const schema::RecordType& type) {
    if (type.descriptor() == v1::Quote::descriptor())
        return 0;
    return type.descriptor() == v1::Order::descriptor() ? 1 : 2;
}

QString titleOf(Desk& desk, std::string_view id) {
    const auto record = desk.reading().get(id);
    return record ? qt(engine::titleOf(*record->type, *record->message)) : QString{};
}

/// The customer that the record hangs under, however far above.
QString customerOf(Desk& desk, const engine::Record& record) {
    auto at = std::optional{record};
    constexpr int deepest = 8;
    for (int depth = 0; at && depth < deepest; ++depth) {
        if (at->type->descriptor() == v1::Customer::descriptor())
            return depth == 0 ? QString{} : qt(engine::titleOf(*at->type, *at->message));
        if (at->type->parent() == nullptr)
            break;
        at = desk.reading().get(schema::bytesOf(*at->message, at->type->parent()));
    }
    return {};
}

QVariantMap valuesOfAuthor(const auto& author) {
    return {{"name", author.name}, {"device", author.device}, {"at", author.at}, {"mine", author.mine}};
}

}  // namespace

QString undoToken(const QStringList& conflictIds) {
    return tokenPrefix + conflictIds.join(',');
}

std::vector<std::string> conflictsOf(const QString& token) {
    std::vector<std::string> ids;
    if (token.startsWith(tokenPrefix))
        for (const auto& id : token.mid(tokenPrefix.size()).split(',', Qt::SkipEmptyParts))
            ids.push_back(idBytes(id));
    return ids;
}

void ConflictList::setFilter(const QString& filter) {
    if (filter_ == filter)
        return;
    filter_ = filter;
    emit filterChanged();
    askAnew();
}

void ConflictList::setRecordId(const QString& id) {
    if (record_ == id)
        return;
    record_ = id;
    emit recordIdChanged();
    askAnew();
}

ConflictList::Author ConflictList::authorOf(Desk& desk, const v1::Authorship& by) {
    return {titleOf(desk, by.person_id()), titleOf(desk, by.device_id()),
            static_cast<qlonglong>(base::hybridMs(by.time())),
            !by.person_id().empty() && by.person_id() == desk.store().person()};
}

std::optional<ConflictList::Row> ConflictList::rowOf(Desk& desk, const engine::Record& record) {
    const auto& conflict = record.as<v1::Conflict>();
    const auto* type = schema::Schema::instance().type(conflict.record_type());
    const auto subject = desk.reading().get(conflict.record_id());
    const auto path = type == nullptr ? std::nullopt : schema::parsePath(*type, conflict.path());
    if (!subject || !path)
        return std::nullopt;  // of a newer schema, or gone with its record
    const auto value = [&](const std::string& partial) {
        return shownValue(desk, *type, *type->parse(partial), *path);
    };
    Row row;
    row.id = idText(record.id);
    row.type = type;
    row.recordId = idText(conflict.record_id());
    row.title = qt(engine::titleOf(*subject->type, *subject->message));
    row.customer = customerOf(desk, *subject);
    row.standing = value(conflict.standing());
    row.losing = value(conflict.losing());
    row.standingBy = authorOf(desk, conflict.standing_by());
    row.losingBy = authorOf(desk, conflict.losing_by());
    row.kind = qt(v1::Conflict::Kind_Name(conflict.kind()));
    row.candidate = conflict.kind() == v1::Conflict::CANDIDATE;
    return row;
}

void ConflictList::read() {
    EngineThread::instance().ask(
        this,
        [mine = filter_ == "mine", only = record_](Desk& desk) {
            std::vector<Row> rows;
            if (!desk.isOpen())
                return rows;
            for (const auto& record : desk.reading().conflicts(mostConflicts))
                if (auto row = rowOf(desk, record))
                    if ((!mine || row->standingBy.mine || row->losingBy.mine) &&
                        (only.isEmpty() || row->recordId == only))
                        rows.push_back(std::move(*row));
            std::stable_sort(rows.begin(), rows.end(),
                             [](const Row& a, const Row& b) { return rankOf(*a.type) < rankOf(*b.type); });
            return rows;
        },
        [this, question = filter_ + record_](std::vector<Row> rows) {
            if (question != filter_ + record_)
                return outdated();
            showRows(rows_, std::move(rows));
            finished();
        },
        [this](const v1::Fault& fault) { failed(fault); });
}

bool ConflictList::concerns(const StoreDelta& delta) const {
    return delta.reopened || delta.states;
}

ConflictList::Advice ConflictList::adviceOn(const Row& row) {
    const auto standing = row.standing.text().trimmed();
    const auto losing = row.losing.text().trimmed();
    if (standing.isEmpty() && !losing.isEmpty())
        return Advice::OtherIsEmpty;
    const bool isText = row.losing.field != nullptr &&
                        row.losing.field->type() == google::protobuf::FieldDescriptor::TYPE_STRING;
    if (isText && losing.size() > standing.size() && losing.contains(standing))
        return Advice::OtherHasMore;
    return row.candidate ? Advice::FirstStands : Advice::LaterStands;
}

QString ConflictList::reasonOf(Advice advice) {
    switch (advice) {
        case Advice::OtherIsEmpty:
            return tr("The value that stands is empty: this one would be lost.");
        case Advice::OtherHasMore:
            return tr("It contains everything of the other one.");
        case Advice::FirstStands:
            return tr("It arrived first. Choose the other one if it is right.");
        case Advice::LaterStands:
            break;
    }
    return tr("It was written later.");
}

int ConflictList::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

QVariant ConflictList::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto& row = rows_[static_cast<std::size_t>(index.row())];
    switch (role) {
        case ConflictId:
            return row.id;
        case Type:
            return qt(row.type->name());
        case RecordId:
            return row.recordId;
        case Qt::DisplayRole:
        case Title:
            return row.title;
        case Customer:
            return row.customer;
        case Path:
            return qt(row.standing.path);
        case Label:
            return row.standing.label();
        case Standing:
            return row.standing.text();
        case Losing:
            return row.losing.text();
        case StandingBy:
            return valuesOfAuthor(row.standingBy);
        case LosingBy:
            return valuesOfAuthor(row.losingBy);
        case Kind:
            return row.kind;
        case Suggestion: {
            const auto advice = adviceOn(row);
            return advice == Advice::OtherIsEmpty || advice == Advice::OtherHasMore
                       ? QStringLiteral("losing")
                       : QStringLiteral("standing");
        }
        case Reason:
            return reasonOf(adviceOn(row));
        default:
            return {};
    }
}

QHash<int, QByteArray> ConflictList::roleNames() const {
    return {{ConflictId, "conflictId"}, {Type, "type"},         {RecordId, "recordId"},
            {Title, "title"},           {Customer, "customer"}, {Path, "path"},
            {Label, "label"},           {Standing, "standing"}, {Losing, "losing"},
            {StandingBy, "standingBy"}, {LosingBy, "losingBy"}, {Kind, "kind"},
            {Suggestion, "suggestion"}, {Reason, "reason"}};
}

void ConflictList::restore(const QString& id, const QJSValue& reply) {
    settleAll({}, {id}, reply);
}

void ConflictList::keep(const QString& id, const QJSValue& reply) {
    settleAll({id}, {}, reply);
}

void ConflictList::settleAll(const QStringList& kept, const QStringList& restored, const QJSValue& reply) {
    const ScriptReply script{qmlEngine(this), reply, "settleAll"};
    EngineThread::instance().ask(
        this,
        [kept, restored](Desk& desk) {
            desk.editing().atomically([&] {
                for (const auto& id : kept)
                    desk.resolution().keepStanding(idBytes(id));
                for (const auto& id : restored)
                    desk.resolution().restore(idBytes(id));
            });
        },
        [script, restored] {
            script.done(restored.isEmpty() ? QVariant::fromValue(nullptr) : QVariant{undoToken(restored)});
        },
        [script](const v1::Fault& fault) { script.failed(fault); });
}

}  // namespace fieldfare::app
