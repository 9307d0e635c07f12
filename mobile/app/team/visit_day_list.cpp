#include "mobile/app/team/visit_day_list.h"

#include "fieldfare/field_work.pb.h"
#include "mobile/app/desk/engine_thread.h"
#include "mobile/app/desk/values.h"
#include "mobile/app/work/day_bounds.h"
#include "shared/schema/schema.h"

namespace fieldfare::app {

using engine::Filter;

namespace {

QVariantMap presence(const RecordRow& row, const char* field) {
    return row.record.value(field).toMap();
}

qint64 momentOf(const RecordRow& row, const char* field) {
    return presence(row, field).value("at").toLongLong();
}

QString titleOf(const RecordRow& row, const char* reference) {
    return row.joined.value(reference).toMap().value("title").toString();
}

}  // namespace

void VisitDayList::setDay(double day) {
    if (day_ == day)
        return;
    day_ = day;
    ++question_;
    emit dayChanged();
    askAnew();
}

void VisitDayList::setPersonId(const QString& id) {
    if (person_ == id)
        return;
    person_ = id;
    ++question_;
    emit personIdChanged();
    askAnew();
}

std::vector<VisitDayList::Row> VisitDayList::readDay(Desk& desk, qint64 day, const QString& person) {
    const auto& type = schema::Schema::of<v1::Visit>();
    const auto bounds = dayOf(day);
    const auto reading = desk.reading();
    const auto own = idText(desk.store().person());
    RowMaker maker{desk, type, {"customer_id", "author_id"}};
    engine::ListQuery query{.type = &type,
                            .filters = {{"check_in_at", Filter::Is::AtLeast, bounds.begin},
                                        {"check_in_at", Filter::Is::Below, bounds.end}},
                            .orderBy = "check_in_at"};
    std::vector<Row> rows;
    do {
        const auto page = reading.list(query);
        for (const auto& record : page.records) {
            Row row{maker.row(record), {}, {}};
            row.personId = row.row.record.value("author_id", own).toString();
            if (!person.isEmpty() && row.personId != person)
                continue;
            row.person = titleOf(row.row, "author_id");
            if (row.person.isEmpty())
                if (const auto author = reading.get<v1::Person>(idBytes(row.personId)))
                    row.person = qt(author->as<v1::Person>().name());
            rows.push_back(std::move(row));
        }
        query.after = page.next;
    } while (query.after);
    std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
        const auto names = QString::localeAwareCompare(a.person, b.person);
        return names != 0 ? names < 0 : a.personId < b.personId;
    });
    return rows;
}

void VisitDayList::read() {
    EngineThread::instance().ask(
        this,
        [day = static_cast<qint64>(day_), person = person_](Desk& desk) {
            return desk.isOpen() ? readDay(desk, day, person) : std::vector<Row>{};
        },
        [this, question = question_](std::vector<Row> found) {
            if (question != question_)
                return outdated();
            showRows(rows_, std::move(found));
            emit shownChanged();
            finished();
        },
        [this](const v1::Fault& fault) { failed(fault); });
}

bool VisitDayList::concerns(const StoreDelta& delta) const {
    return delta.reopened || delta.states || delta.touches(schema::Schema::of<v1::Visit>().number()) ||
           delta.touches(schema::Schema::of<v1::Customer>().number()) ||
           delta.touches(schema::Schema::of<v1::Person>().number());
}

QStringList VisitDayList::order() const {
    QStringList ids;
    for (const auto& row : rows_)
        ids << row.row.id;
    return ids;
}

QVariantMap VisitDayList::days() const {
    std::map<QString, QVariantList> visits;
    std::map<QString, QString> names;
    for (const auto& row : rows_) {
        names[row.personId] = row.person;
        visits[row.personId] << QVariantMap{{"checkInAt", momentOf(row.row, "check_in")},
                                            {"checkOutAt", momentOf(row.row, "check_out")}};
    }
    QVariantMap days;
    for (const auto& [id, list] : visits)
        days.insert(id, QVariantMap{{"person", names[id]}, {"visits", list}});
    return days;
}

int VisitDayList::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

QVariant VisitDayList::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& row = rows_[static_cast<std::size_t>(index.row())];
    const auto& visit = row.row;
    switch (role) {
        case VisitId:
            return visit.id;
        case CustomerId:
            return visit.record.value("customer_id").toString();
        case Qt::DisplayRole:
        case Customer:
            return titleOf(visit, "customer_id");
        case PersonId:
            return row.personId;
        case Person:
            return row.person;
        case CheckInAt:
            return momentOf(visit, "check_in");
        case CheckOutAt:
            return momentOf(visit, "check_out");
        case DistanceM:
            return presence(visit, "check_in").value("distance_m", -1).toInt();
        case Mock:
            return presence(visit, "check_in").value("mock_location").toBool() ||
                   presence(visit, "check_out").value("mock_location").toBool();
        case Outcome:
            return visit.record.value("outcome").toString();
        case Photos:
            return visit.record.value("photo_ids").toList().size();
        case Rating:
            return visit.record.value("review_rating").toInt();
        case State:
            return visit.state;
        default:
            return {};
    }
}

QHash<int, QByteArray> VisitDayList::roleNames() const {
    return {{VisitId, "visitId"},
            {CustomerId, "customerId"},
            {Customer, "customer"},
            {PersonId, "personId"},
            {Person, "person"},
            {CheckInAt, "checkInAt"},
            {CheckOutAt, "checkOutAt"},
            {DistanceM, "distanceM"},
            {Mock, "mock"},
            {Outcome, "outcome"},
            {Photos, "photos"},
            {Rating, "rating"},
            {State, "state"}};
}

}  // namespace fieldfare::app
