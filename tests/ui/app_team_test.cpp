#include <QAbstractItemModelTester>
#include <QDateTime>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "fieldfare/customer.pb.h"
#include "fieldfare/field_work.pb.h"
#include "mobile/app/desk/values.h"
#include "mobile/app/team/people_list.h"
#include "mobile/app/team/visit_day_list.h"
#include "tests/support/app/own_store.h"
#include "tests/support/loopback/loopback.h"

using namespace fieldfare;
using app::PeopleList;
using app::VisitDayList;
using tests::onEngine;

namespace {

constexpr auto strict = QAbstractItemModelTester::FailureReportingMode::QtTest;

/// Epoch ms of a time of 3 March 2026, or days later, where the test runs.
std::int64_t at(int hour, int minute = 0, int daysLater = 0) {
    return QDateTime{QDate{2026, 3, 3}.addDays(daysLater), QTime{hour, minute}}.toMSecsSinceEpoch();
}

QString text(const std::string& id) {
    return app::idText(id);
}

/// The unit of Mei, who leads Ann and Ben, and the store of Mei's tablet after a sync, opened as the app
/// does.
class Unit {
  public:
    Unit() {
        auto ann = company.phone("Ann");
        auto ben = company.phone("Ben");
        auto wu = company.phone("Wu");
        const auto acorn = addCustomer(*ann, "Acorn");
        noon = addVisit(*ann, acorn, at(12), 0);
        morning = addVisit(*ann, acorn, at(8, 30), at(9, 10));
        addVisit(*ann, acorn, at(0, 0, 1), at(0, 30, 1));
        const auto birch = addCustomer(*ben, "Birch");
        addVisit(*ben, birch, at(23, 30, -1), at(0, 10));
        midnight = addVisit(*ben, birch, at(0), at(0, 20));
        addVisit(*wu, addCustomer(*wu, "Cedar"), at(10), at(11));
        addPlan(*ann, acorn, at(8), v1::VisitPlan::PLANNED);
        addPlan(*ann, acorn, at(15), v1::VisitPlan::CANCELLED);
        addPlan(*ann, acorn, at(8, 0, 1), v1::VisitPlan::PLANNED);
        for (auto* phone : {ann.get(), ben.get(), wu.get()})
            phone->sync();
        auto tablet = company.phone("Mei");
        tablet->sync();
        tablet->close();
        std::filesystem::copy_file(tablet->file(), folder() / "person.sqlite");
        engine_ = std::make_unique<app::EngineThread>(folder());
        onEngine(*engine_, [](app::Desk& desk) { desk.open(); });
    }

    [[nodiscard]] app::EngineThread& engine() { return *engine_; }
    [[nodiscard]] QString person(const char* name) const { return text(company.colleague(name).id); }

    tests::Loopback company;
    std::string noon;
    std::string morning;
    std::string midnight;

  private:
    [[nodiscard]] std::filesystem::path folder() const { return folder_.path().toStdString(); }

    static std::string addCustomer(tests::Phone& phone, const char* name) {
        return phone.create<v1::Customer>([&](v1::Customer& customer) {
            customer.set_name(name);
            customer.set_owner_id(phone.store().person());
        });
    }
    static std::string addVisit(tests::Phone& phone, const std::string& customer, std::int64_t from,
                                std::int64_t to) {
        return phone.create<v1::Visit>([&](v1::Visit& visit) {
            visit.set_customer_id(customer);
            visit.mutable_check_in()->set_at(from);
            visit.mutable_check_in()->set_distance_m(40);
            if (to == 0)
                return;
            visit.mutable_check_out()->set_at(to);
            visit.set_outcome(v1::Visit::ORDER);
        });
    }
    static void addPlan(tests::Phone& phone, const std::string& customer, std::int64_t from,
                        v1::VisitPlan::Status status) {
        const auto id = phone.create<v1::VisitPlan>([&](v1::VisitPlan& plan) {
            plan.set_customer_id(customer);
            plan.set_person_id(phone.store().person());
            plan.set_starts_at(from);
            plan.set_status(v1::VisitPlan::PLANNED);
        });
        if (status != v1::VisitPlan::PLANNED)
            phone.edit<v1::VisitPlan>(id, [&](v1::VisitPlan& plan) { plan.set_status(status); });
    }

    QTemporaryDir folder_;
    std::unique_ptr<app::EngineThread> engine_;
};

}  // namespace

/// A unit's day as its manager sees it, after a sync with a real server.
class AppTeamTest : public QObject {
    Q_OBJECT

  private slots:
    void aDayHasItsVisitsByPersonAndTime() {
        Unit unit;
        VisitDayList list;
        const QAbstractItemModelTester tester{&list, strict};
        list.setDay(static_cast<double>(at(17)));
        QTRY_VERIFY(list.loaded());
        QCOMPARE(list.order(), (QStringList{text(unit.morning), text(unit.noon), text(unit.midnight)}));
        const auto get = [&](int row, int role) { return list.data(list.index(row), role); };
        QCOMPARE(get(0, VisitDayList::Person).toString(), "Ann");
        QCOMPARE(get(0, VisitDayList::Customer).toString(), "Acorn");
        QCOMPARE(get(0, VisitDayList::CheckInAt).toLongLong(), at(8, 30));
        QCOMPARE(get(0, VisitDayList::CheckOutAt).toLongLong(), at(9, 10));
        QCOMPARE(get(0, VisitDayList::DistanceM).toInt(), 40);
        QCOMPARE(get(0, VisitDayList::Outcome).toString(), "ORDER");
        QCOMPARE(get(1, VisitDayList::CheckOutAt).toLongLong(), 0);
        QCOMPARE(get(1, VisitDayList::Outcome).toString(), QString{});
        const auto ann = list.days().value(unit.person("Ann")).toMap();
        QCOMPARE(ann.value("person").toString(), "Ann");
        QCOMPARE(ann.value("visits").toList().size(), 2);
        QVERIFY(!list.days().contains(unit.person("Wu")));
    }

    void onePersonsDayIsPartOfIt() {
        Unit unit;
        VisitDayList list;
        const QAbstractItemModelTester tester{&list, strict};
        list.setDay(static_cast<double>(at(0)));
        list.setPersonId(unit.person("Ben"));
        QTRY_VERIFY(list.loaded());
        QCOMPARE(list.order(), QStringList{text(unit.midnight)});
    }

    void aReviewShowsInItsRow() {
        Unit unit;
        VisitDayList list;
        const QAbstractItemModelTester tester{&list, strict};
        list.setDay(static_cast<double>(at(0)));
        QTRY_COMPARE(list.rowCount(), 3);
        QSignalSpy changed{&list, &VisitDayList::dataChanged};
        QSignalSpy reset{&list, &VisitDayList::modelReset};
        onEngine(unit.engine(), [&](app::Desk& desk) {
            desk.editing().edit<v1::Visit>(unit.morning,
                                           [](v1::Visit& visit) { visit.set_review_rating(4); });
        });
        QTRY_COMPARE(list.data(list.index(0), VisitDayList::Rating).toInt(), 4);
        QCOMPARE(list.data(list.index(0), VisitDayList::State).toString(), "waiting");
        QCOMPARE(changed.size(), 1);
        QCOMPARE(reset.size(), 0);
    }

    void anotherDayTakesItsPlace() {
        Unit unit;
        VisitDayList list;
        const QAbstractItemModelTester tester{&list, strict};
        list.setDay(static_cast<double>(at(0)));
        QTRY_COMPARE(list.rowCount(), 3);
        list.setDay(static_cast<double>(at(0, 0, 1)));
        QTRY_COMPARE(list.rowCount(), 1);
        list.setDay(static_cast<double>(at(0, 0, 2)));
        QTRY_COMPARE(list.rowCount(), 0);
        QVERIFY(list.days().isEmpty());
    }

    void peopleAreThoseOneLeads() {
        Unit unit;
        PeopleList list;
        const QAbstractItemModelTester tester{&list, strict};
        list.setDay(static_cast<double>(at(0)));
        QTRY_COMPARE(list.rowCount(), 2);
        const auto get = [&](int row, int role) { return list.data(list.index(row), role); };
        QCOMPARE(get(0, PeopleList::Name).toString(), "Ann");
        QCOMPARE(get(0, PeopleList::Customers).toInt(), 1);
        QCOMPARE(get(0, PeopleList::VisitsOfDay).toInt(), 2);
        QCOMPARE(get(0, PeopleList::Planned).toInt(), 1);
        QCOMPARE(get(0, PeopleList::HeardAt).toLongLong(), at(0, 0, 1));
        QCOMPARE(get(1, PeopleList::Name).toString(), "Ben");
        QCOMPARE(get(1, PeopleList::VisitsOfDay).toInt(), 1);
        QCOMPARE(list.at(1).value("personId").toString(), unit.person("Ben"));
        QVERIFY(list.at(2).isEmpty());
        list.setWithManagers(true);
        QTRY_COMPARE(list.rowCount(), 3);
        QCOMPARE(get(2, PeopleList::Name).toString(), "Mei");
    }
};

QTEST_GUILESS_MAIN(AppTeamTest)
#include "app_team_test.moc"
