#include "mobile/app/work/today_list.h"

#include <QDate>

#include "fieldfare/customer.pb.h"
#include "fieldfare/field_work.pb.h"
#include "mobile/app/desk/engine_thread.h"
#include "mobile/app/desk/now.h"
#include "mobile/app/desk/values.h"
#include "mobile/app/lists/record_row.h"
#include "mobile/app/work/day_bounds.h"
#include "mobile/app/work/earth.h"
#include "mobile/engine/words.h"
#include "shared/schema/schema.h"

namespace fieldfare::app {

using engine::Filter;

/// Puts a day together, on the engine's thread.
class DayReader {
  public:
    DayReader(Desk& desk, std::int64_t now)
        : desk_{desk}, reading_{desk.reading()}, me_{desk.store().person()}, now_{now}, today_{dayOf(now)} {}

    [[nodiscard]] std::vector<TodayList::Row> rows() {
        overdue();
        plans(today_.begin, today_.end, "plan");
        followUps(today_.begin, today_.end, "follow_up");
        tasks(today_.begin, today_.end, "follow_up");
        birthdays();
        return std::move(rows_);
    }

  private:
    static constexpr int most = 100;  // of each kind
    static constexpr int daysBack = 30;
    static constexpr int weekDays = 7;

    void overdue() {
        const auto since = dayOf(now_, -daysBack).begin;
        plans(since, today_.begin, "overdue");
        followUps(since, today_.begin, "overdue");
        tasks(0, today_.begin, "overdue");
        // The most pressing is what was due last: the rest of the past is no plan for today.
        std::stable_sort(rows_.begin(), rows_.end(),
                         [](const auto& a, const auto& b) { return a.at > b.at; });
    }

    template <typename Message>
    std::vector<engine::Record> due(const char* column, std::int64_t from, std::int64_t until,
                                    std::vector<Filter> filters = {}) {
        filters.push_back({column, Filter::Is::AtLeast, from});
        filters.push_back({column, Filter::Is::Below, until});
        return reading_
            .list({.type = &schema::Schema::of<Message>(),
                   .filters = std::move(filters),
                   .orderBy = column,
                   .descending = until <= today_.begin,
                   .limit = most})
            .records;
    }

    void plans(std::int64_t from, std::int64_t until, const char* section) {
        for (const auto& record : due<v1::VisitPlan>("starts_at", from, until)) {
            const auto& plan = record.as<v1::VisitPlan>();
            const bool open = plan.status() == v1::VisitPlan::PLANNED || plan.status() == 0;
            const bool isShown = open || (plan.status() == v1::VisitPlan::DONE && from == today_.begin);
            if (!isShown || !isMine(plan.person_id(), plan.customer_id()))
                continue;
            auto row = rowOf(section, "plan", record, plan.customer_id(), plan.starts_at());
            row.title = row.customer.value("name").toString();
            row.subtitle = qt(plan.purpose());
            row.done = !open;
            rows_.push_back(std::move(row));
        }
    }

    void followUps(std::int64_t from, std::int64_t until, const char* section) {
        for (const auto& record :
             due<v1::Customer>("next_follow_up_at", from, until, {{"owner_id", Filter::Is::Equal, me_}})) {
            const auto& customer = record.as<v1::Customer>();
            auto row = rowOf(section, "follow_up", record, record.id, customer.next_follow_up_at());
            row.title = qt(customer.name());
            row.subtitle = qt(customer.address().city());
            rows_.push_back(std::move(row));
        }
    }

    void tasks(std::int64_t from, std::int64_t until, const char* section) {
        for (const auto& record : due<v1::Task>("due_at", from, until)) {
            const auto& task = record.as<v1::Task>();
            const bool done = task.status() == v1::Task::DONE;
            if ((done && from != today_.begin) || !isMine(task.assignee_id(), task.customer_id()))
                continue;
            auto row = rowOf(section, "task", record, task.customer_id(), task.due_at());
            row.title = qt(task.title());
            row.subtitle = row.customer.value("name").toString();
            row.done = done;
            rows_.push_back(std::move(row));
        }
    }

    void birthdays() {
        std::vector<std::string> days;
        const auto first = QDateTime::fromMSecsSinceEpoch(now_).date();
        for (int i = 0; i < weekDays; ++i)
            days.push_back(first.addDays(i).toString("MM-dd").toStdString());
        std::vector<TodayList::Row> found;
        for (const auto& record :
             reading_.anniversaries(schema::Schema::of<v1::Contact>(), "birthday", days, most)) {
            const auto& contact = record.as<v1::Contact>();
            if (!isMine({}, contact.customer_id()))
                continue;
            const auto born = QDate::fromString(qt(contact.birthday()), Qt::ISODate);
            auto day = QDate{first.year(), born.month(), born.day()};
            if (day < first)
                day = QDate{first.year() + 1, born.month(), born.day()};
            auto row = rowOf("birthday", "birthday", record, contact.customer_id(),
                             day.startOfDay().toMSecsSinceEpoch());
            row.title = qt(contact.name());
            row.subtitle = row.customer.value("name").toString();
            found.push_back(std::move(row));
        }
        std::stable_sort(found.begin(), found.end(),
                         [](const auto& a, const auto& b) { return a.at < b.at; });
        rows_.insert(rows_.end(), std::make_move_iterator(found.begin()),
                     std::make_move_iterator(found.end()));
    }

    /// What is given to somebody is theirs; the rest is the customer's owner's.
    [[nodiscard]] bool isMine(const std::string& person, const std::string& customerId) {
        if (!person.empty())
            return person == me_;
        const auto customer = reading_.get<v1::Customer>(customerId);
        return customer && customer->as<v1::Customer>().owner_id() == me_;
    }

    [[nodiscard]] TodayList::Row rowOf(const char* section, const char* kind, const engine::Record& record,
                                       const std::string& customerId, std::int64_t at) {
        TodayList::Row row;
        row.section = section;
        row.kind = kind;
        row.recordId = idText(record.id);
        row.customerId = idText(customerId);
        if (const auto customer = reading_.get<v1::Customer>(customerId))
            row.customer = valuesOf(*customer);
        row.at = at;
        row.state = engine::codeName(reading_.stateOf(record.id));
        return row;
    }

    Desk& desk_;
    engine::Reading reading_;
    std::string me_;
    std::int64_t now_;
    DayBounds today_;
    std::vector<TodayList::Row> rows_;
};

void TodayList::setPosition(const QVariantMap& position) {
    if (position_ == position)
        return;
    position_ = position;
    emit positionChanged();
    if (!rows_.empty())
        emit dataChanged(index(0), index(count() - 1), {Distance});
}

void TodayList::read() {
    EngineThread::instance().ask(
        this,
        [now = nowMs()](Desk& desk) {
            return desk.isOpen() ? DayReader{desk, now}.rows() : std::vector<Row>{};
        },
        [this](std::vector<Row> rows) {
            showRows(rows_, std::move(rows));
            finished();
        },
        [this](const v1::Fault& fault) { failed(fault); });
}

bool TodayList::concerns(const StoreDelta& delta) const {
    const auto touches = [&]<typename... Message>(std::tuple<Message...>*) {
        return (delta.touches(schema::Schema::of<Message>().number()) || ...);
    };
    std::tuple<v1::VisitPlan, v1::Customer, v1::Task, v1::Contact>* shown = nullptr;
    return delta.reopened || delta.states || touches(shown);
}

double TodayList::distanceTo(const Row& row) const {
    return metresBetween(position_, row.customer.value("position").toMap());
}

int TodayList::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

QVariant TodayList::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto& row = rows_[static_cast<std::size_t>(index.row())];
    switch (role) {
        case Section:
            return row.section;
        case Kind:
            return row.kind;
        case RecordId:
            return row.recordId;
        case CustomerId:
            return row.customerId;
        case Qt::DisplayRole:
        case Title:
            return row.title;
        case Subtitle:
            return row.subtitle;
        case Customer:
            return row.customer;
        case At:
            return row.at;
        case Distance:
            return distanceTo(row);
        case Done:
            return row.done;
        case State:
            return row.state;
        default:
            return {};
    }
}

QHash<int, QByteArray> TodayList::roleNames() const {
    return {
        {Section, "section"},   {Kind, "kind"},         {RecordId, "recordId"}, {CustomerId, "customerId"},
        {Title, "title"},       {Subtitle, "subtitle"}, {Customer, "customer"}, {At, "at"},
        {Distance, "distance"}, {Done, "done"},         {State, "state"}};
}

}  // namespace fieldfare::app
