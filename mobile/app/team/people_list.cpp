#include "mobile/app/team/people_list.h"

#include "fieldfare/field_work.pb.h"
#include "mobile/app/desk/engine_thread.h"
#include "mobile/app/desk/values.h"
#include "mobile/app/work/day_bounds.h"
#include "mobile/engine/own_relation.h"
#include "shared/schema/schema.h"

namespace fieldfare::app {

using engine::Filter;

void PeopleList::setDay(double day) {
    if (day_ == day)
        return;
    day_ = day;
    ++question_;
    emit dayChanged();
    askAnew();
}

void PeopleList::setWithManagers(bool with) {
    if (withManagers_ == with)
        return;
    withManagers_ = with;
    ++question_;
    emit withManagersChanged();
    askAnew();
}

std::vector<PeopleList::Row> PeopleList::readPeople(Desk& desk, qint64 day, bool withManagers) {
    const auto& visits = schema::Schema::of<v1::Visit>();
    const auto& plans = schema::Schema::of<v1::VisitPlan>();
    const auto& customers = schema::Schema::of<v1::Customer>();
    const auto bounds = dayOf(day);
    const auto reading = desk.reading();
    const engine::OwnRelation relation{desk.store()};
    engine::ListQuery query{.type = &schema::Schema::of<v1::Person>(),
                            .filters = {{"status", Filter::Is::Equal, std::int64_t{v1::Person::ACTIVE}}},
                            .orderBy = "name"};
    std::vector<Row> rows;
    do {
        const auto page = reading.list(query);
        for (const auto& record : page.records) {
            const auto& person = record.as<v1::Person>();
            const bool sells = person.role() == v1::REP || (withManagers && person.role() == v1::MANAGER);
            if (!sells || !relation.leads(person.unit_id()))
                continue;
            const auto count = [&](const schema::RecordType& type, std::vector<Filter> filters,
                                   const char* whose) {
                filters.push_back({whose, Filter::Is::Equal, record.id});
                return static_cast<int>(reading.count(type, filters));
            };
            Row row{.id = idText(record.id), .name = qt(person.name())};
            row.customers = count(customers, {}, "owner_id");
            row.visits = count(visits,
                               {{"check_in_at", Filter::Is::AtLeast, bounds.begin},
                                {"check_in_at", Filter::Is::Below, bounds.end}},
                               "author_id");
            row.planned = count(plans,
                                {{"starts_at", Filter::Is::AtLeast, bounds.begin},
                                 {"starts_at", Filter::Is::Below, bounds.end},
                                 {"status", Filter::Is::NotEqual, std::int64_t{v1::VisitPlan::CANCELLED}}},
                                "person_id");
            const auto newest = reading.list({.type = &visits,
                                              .filters = {{"author_id", Filter::Is::Equal, record.id}},
                                              .orderBy = "check_in_at",
                                              .descending = true,
                                              .limit = 1});
            if (!newest.records.empty())
                row.heardAt = newest.records.front().as<v1::Visit>().check_in().at();
            rows.push_back(std::move(row));
        }
        query.after = page.next;
    } while (query.after);
    return rows;
}

void PeopleList::read() {
    EngineThread::instance().ask(
        this,
        [day = static_cast<qint64>(day_), with = withManagers_](Desk& desk) {
            return desk.isOpen() ? readPeople(desk, day, with) : std::vector<Row>{};
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

bool PeopleList::concerns(const StoreDelta& delta) const {
    return delta.reopened || delta.touches(schema::Schema::of<v1::Person>().number()) ||
           delta.touches(schema::Schema::of<v1::Unit>().number()) ||
           delta.touches(schema::Schema::of<v1::Visit>().number()) ||
           delta.touches(schema::Schema::of<v1::VisitPlan>().number()) ||
           delta.touches(schema::Schema::of<v1::Customer>().number());
}

int PeopleList::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

QVariant PeopleList::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& row = rows_[static_cast<std::size_t>(index.row())];
    switch (role) {
        case PersonId:
            return row.id;
        case Qt::DisplayRole:
        case Name:
            return row.name;
        case Customers:
            return row.customers;
        case VisitsOfDay:
            return row.visits;
        case Planned:
            return row.planned;
        case HeardAt:
            return row.heardAt;
        default:
            return {};
    }
}

QHash<int, QByteArray> PeopleList::roleNames() const {
    return {{PersonId, "personId"},       {Name, "name"},       {Customers, "customers"},
            {VisitsOfDay, "visitsOfDay"}, {Planned, "planned"}, {HeardAt, "heardAt"}};
}

}  // namespace fieldfare::app
