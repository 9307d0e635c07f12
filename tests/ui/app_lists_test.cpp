#include <QAbstractItemModelTester>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

#include "fieldfare/customer.pb.h"
#include "fieldfare/field_work.pb.h"
#include "mobile/app/desk/values.h"
#include "mobile/app/lists/creating.h"
#include "mobile/app/lists/everything_search.h"
#include "mobile/app/lists/record_item.h"
#include "mobile/app/lists/record_list.h"
#include "mobile/app/work/today_list.h"
#include "tests/support/app/own_store.h"

using namespace fieldfare;
using app::EverythingSearch;
using app::RecordItem;
using app::RecordList;
using app::RecordRows;
using tests::onEngine;

namespace {

std::string add(engine::Editing& editing, const std::string& name,
                v1::Customer::Tier tier = v1::Customer::B) {
    v1::Customer customer;
    customer.set_name(name);
    customer.set_tier(tier);
    customer.set_owner_id(editing.store().person());
    return editing.create(customer);
}

std::string numbered(int i) {
    return "Customer " + std::to_string(1000 + i);
}

QStringList titles(const RecordRows& list) {
    QStringList found;
    for (int i = 0; i < list.rowCount(); ++i)
        found.append(list.data(list.index(i), RecordRows::Title).toString());
    return found;
}

/// An engine on a store, which is open.
struct Opened {
    explicit Opened(const tests::OwnStore& store) : engine{store.folder()} {
        onEngine(engine, [](app::Desk& desk) { desk.open(); });
    }
    app::EngineThread engine;
};

QVariantMap condition(const char* column, const char* is, const QVariant& value = {}) {
    return {{"column", column}, {"is", is}, {"value", value}};
}

}  // namespace

/// Lists on a real store, through the engine's own thread.
class AppListsTest : public QObject {
    Q_OBJECT

    static constexpr auto strict = QAbstractItemModelTester::FailureReportingMode::QtTest;

  private slots:
    void onlyWhatOneMayMakeIsOffered() {
        for (const auto& [role, makes] : {std::pair{v1::REP, true}, std::pair{v1::BACK_OFFICE, false}}) {
            const tests::OwnStore store{role};
            const Opened opened{store};
            app::Creating creating;
            creating.componentComplete();
            QTRY_VERIFY(!creating.may().isEmpty());
            QCOMPARE(creating.may().value("customer").toBool(), makes);
            QCOMPARE(creating.may().value("quote").toBool(), makes);
            QCOMPARE(creating.may().value("product").toBool(), !makes);
        }
    }

    void underWhatIsNotHereNothingIsMade() {
        tests::OwnStore store;
        std::string own;
        store.fill([&](engine::Editing& editing) { own = add(editing, "Acorn"); });
        const Opened opened{store};
        app::Creating creating;
        creating.setUnder(app::idText(own));
        creating.componentComplete();
        QTRY_VERIFY(creating.may().value("contact").toBool());
        QVERIFY(creating.may().value("visit").toBool());
        creating.setUnder(app::idText(std::string(16, 'x')));  // not here, or not any more
        QVERIFY(creating.may().isEmpty());
        QTRY_VERIFY(!creating.may().isEmpty());
        QVERIFY(!creating.may().value("contact").toBool());
    }

    void aListPagesToItsEndInOrder() {
        constexpr int count = 180;
        tests::OwnStore store;
        QStringList expected;
        store.fill([&](engine::Editing& editing) {
            for (int i = 0; i < count; ++i) {
                add(editing, numbered((i * 7) % count));
                expected.append(QString::fromStdString(numbered(i)));
            }
        });
        const Opened opened{store};
        RecordList list;
        const QAbstractItemModelTester tester{&list, strict};
        list.setType("customer");
        QTRY_VERIFY(list.loaded());
        QCOMPARE(list.count(), RecordList::pageSize);
        QCOMPARE(list.total(), count);
        while (list.count() < count) {
            const int before = list.count();
            // While a page is on its way, which the tester may have asked for, there is none to ask for.
            if (list.canFetchMore({}))
                list.fetchMore({});
            QTRY_VERIFY(list.count() > before);
        }
        QVERIFY(!list.canFetchMore({}));
        QCOMPARE(titles(list), expected);
    }

    void oneEditChangesOneRow() {
        tests::OwnStore store;
        std::string id;
        store.fill([&](engine::Editing& editing) {
            add(editing, "Acorn");
            id = add(editing, "Birch");
            add(editing, "Cedar");
        });
        Opened opened{store};
        RecordList list;
        const QAbstractItemModelTester tester{&list, strict};
        list.setType("customer");
        QTRY_COMPARE(list.count(), 3);
        QSignalSpy changed{&list, &RecordList::dataChanged};
        QSignalSpy reset{&list, &RecordList::modelReset};
        QSignalSpy moved{&list, &RecordList::rowsMoved};
        onEngine(opened.engine, [&](app::Desk& desk) {
            desk.editing().edit<v1::Customer>(id,
                                              [](v1::Customer& customer) { customer.set_industry("food"); });
        });
        QTRY_COMPARE(changed.size(), 1);
        QCOMPARE(changed.first().first().toModelIndex().row(), 1);
        onEngine(opened.engine, [&](app::Desk& desk) {
            desk.editing().edit<v1::Customer>(id,
                                              [](v1::Customer& customer) { customer.set_name("Zelkova"); });
        });
        QTRY_COMPARE(titles(list), (QStringList{"Acorn", "Cedar", "Zelkova"}));
        QCOMPARE(moved.size() + reset.size(), 1);
        QCOMPARE(reset.size(), 0);
    }

    void rowsComeAndGoWithTheirRecords() {
        tests::OwnStore store{v1::MANAGER};
        std::string id;
        store.fill([&](engine::Editing& editing) {
            id = add(editing, "Acorn");
            add(editing, "Cedar");
        });
        Opened opened{store};
        RecordList list;
        const QAbstractItemModelTester tester{&list, strict};
        list.setType("customer");
        QTRY_COMPARE(list.count(), 2);
        onEngine(opened.engine, [&](app::Desk& desk) {
            add(desk.editing(), "Birch");
            desk.editing().erase(id);
        });
        QTRY_COMPARE(titles(list), (QStringList{"Birch", "Cedar"}));
        QCOMPARE(list.total(), 2);
    }

    void filtersAndOrderAreTheStores() {
        tests::OwnStore store;
        store.fill([&](engine::Editing& editing) {
            add(editing, "Acorn", v1::Customer::A);
            add(editing, "Birch", v1::Customer::B);
            add(editing, "Cedar", v1::Customer::A);
        });
        const Opened opened{store};
        RecordList list;
        const QAbstractItemModelTester tester{&list, strict};
        list.setType("customer");
        list.setDescending(true);
        list.setFilters({condition("tier", "equal", "A")});
        QTRY_COMPARE(titles(list), (QStringList{"Cedar", "Acorn"}));
        list.setFilters({condition("owner_id", "equal", app::idText(store.person())),
                         condition("tier", "not_equal", "A")});
        QTRY_COMPARE(titles(list), (QStringList{"Birch"}));
        list.setFilters({condition("industry", "set")});
        QTRY_COMPARE(list.count(), 0);
        QVERIFY(list.fault().isNull());
        list.setFilters({condition("colour", "equal", "red")});
        QTRY_VERIFY(list.fault().toMap().value("code") == "INVALID");
        QCOMPARE(list.fault().toMap().value("path").toString(), QString{"colour"});
    }

    void aSearchFindsAsOneTypes() {
        tests::OwnStore store;
        store.fill([&](engine::Editing& editing) {
            add(editing, "天成食品有限公司", v1::Customer::A);
            add(editing, "天津贸易", v1::Customer::B);
            add(editing, "Acorn Foods");
        });
        const Opened opened{store};
        RecordList list;
        const QAbstractItemModelTester tester{&list, strict};
        list.setType("customer");
        list.setSearch("tian");
        QTRY_COMPARE(list.count(), 2);
        list.setSearch("tian cheng");
        QTRY_COMPARE(titles(list), (QStringList{"天成食品有限公司"}));
        list.setSearch("tian");
        list.setFilters({condition("tier", "equal", "B")});
        QTRY_COMPARE(titles(list), (QStringList{"天津贸易"}));
        list.setFilters({});
        list.setSearch("");
        QTRY_COMPARE(list.count(), 3);
        EverythingSearch everything;
        const QAbstractItemModelTester other{&everything, strict};
        everything.setText("acorn");
        QTRY_COMPARE(titles(everything), (QStringList{"Acorn Foods"}));
        QCOMPARE(everything.data(everything.index(0), RecordRows::Type).toString(), QString{"customer"});
    }

    void joinsBringWhatARecordRefersTo() {
        tests::OwnStore store;
        std::string customer;
        store.fill([&](engine::Editing& editing) {
            customer = add(editing, "Acorn");
            v1::Contact contact;
            contact.set_customer_id(customer);
            contact.set_name("Li Na");
            editing.create(contact);
        });
        Opened opened{store};
        RecordList list;
        list.setType("contact");
        list.setJoins({"customer_id"});
        const auto title = [&] {
            return list.count() == 0 ? QString{}
                                     : list.data(list.index(0), RecordRows::Joined)
                                           .toMap()
                                           .value("customer_id")
                                           .toMap()
                                           .value("title")
                                           .toString();
        };
        QTRY_COMPARE(title(), QString{"Acorn"});
        onEngine(opened.engine, [&](app::Desk& desk) {
            desk.editing().edit<v1::Customer>(customer, [](v1::Customer& c) { c.set_name("Acorn Foods"); });
        });
        QTRY_COMPARE(title(), QString{"Acorn Foods"});
        list.setJoins({"colour"});
        QTRY_COMPARE(list.fault().toMap().value("code").toString(), QString{"INVALID"});
    }

    void anItemFollowsItsRecord() {
        tests::OwnStore store{v1::MANAGER};
        std::string id;
        store.fill([&](engine::Editing& editing) { id = add(editing, "Acorn"); });
        Opened opened{store};
        RecordItem item;
        item.setRecordId(app::idText(id));
        QVERIFY(item.loading());
        QTRY_COMPARE(item.title(), QString{"Acorn"});
        QVERIFY(!item.loading());
        QCOMPARE(item.type(), QString{"customer"});
        QCOMPARE(item.state(), QString{"waiting"});
        QCOMPARE(item.record().value("tier").toString(), QString{"B"});
        QVERIFY(!item.record().contains("industry"));
        onEngine(opened.engine, [&](app::Desk& desk) {
            desk.editing().edit<v1::Customer>(id, [](v1::Customer& c) { c.set_name("Birch"); });
        });
        QTRY_COMPARE(item.title(), QString{"Birch"});
        onEngine(opened.engine, [&](app::Desk& desk) { desk.editing().erase(id); });
        QTRY_VERIFY(!item.exists());
        QVERIFY(!item.loading());
    }

    void anItemThatLetsGoReadsNoMore() {
        QTest::failOnWarning(QRegularExpression{"record"});
        tests::OwnStore store;
        std::string id;
        store.fill([&](engine::Editing& editing) { id = add(editing, "Acorn"); });
        Opened opened{store};
        RecordItem item;
        RecordItem witness;
        for (auto* each : {&item, &witness})
            each->setRecordId(app::idText(id));
        QTRY_VERIFY(item.exists() && witness.exists());
        // A change has both read again a moment later; for the one there is nothing to read by then.
        QSignalSpy changes{&opened.engine, &app::EngineThread::changed};
        onEngine(opened.engine, [&](app::Desk& desk) {
            desk.editing().edit<v1::Customer>(id, [](v1::Customer& c) { c.set_name("Birch"); });
        });
        QTRY_COMPARE(changes.count(), 1);
        item.setRecordId({});
        QTRY_COMPARE(witness.title(), QString{"Birch"});
        QVERIFY(!item.exists());
    }

    void anItemSaysWhatMayBeChanged() {
        tests::OwnStore store;
        std::string id;
        store.fill([&](engine::Editing& editing) { id = add(editing, "Acorn"); });
        const Opened opened{store};
        RecordItem item;
        item.setRecordId(app::idText(id));
        QTRY_VERIFY(item.exists());
        QVERIFY(item.mayEdit("name"));
        QVERIFY(item.mayEdit("address/city"));
        QVERIFY(item.mayEdit("phones/0190a6f2-0000-7000-8000-000000000000"));
        QVERIFY(!item.mayEdit("credit_limit"));   // the server's
        QVERIFY(!item.mayEdit("price_list_id"));  // a manager's
        QVERIFY(!item.mayEdit("colour"));
        QVERIFY(!item.mayErase());
    }

    void todayHasWhatIsDueAndOverdue() {
        tests::OwnStore store;
        const auto now = QDateTime::currentMSecsSinceEpoch();
        constexpr qint64 day = 24 * 3600 * 1000;
        store.fill([&](engine::Editing& editing) {
            const auto customer = add(editing, "Acorn");
            const auto task = [&](const std::string& title, qint64 due) {
                v1::Task record;
                record.set_customer_id(customer);
                record.set_title(title);
                record.set_status(v1::Task::OPEN);
                record.set_due_at(due);
                editing.create(record);
            };
            task("late", now - 2 * day);
            task("now", now);
            task("some day", now + 3 * day);
            v1::VisitPlan plan;
            plan.set_customer_id(customer);
            plan.set_starts_at(now);
            plan.set_purpose("Spring range");
            plan.set_status(v1::VisitPlan::PLANNED);
            editing.create(plan);
            v1::Contact contact;
            contact.set_customer_id(customer);
            contact.set_name("Li Na");
            contact.set_birthday("1980" + QDate::currentDate().toString("-MM-dd").toStdString());
            editing.create(contact);
        });
        const Opened opened{store};
        app::TodayList list;
        const QAbstractItemModelTester tester{&list, strict};
        list.componentComplete();
        const auto lines = [&] {
            QStringList found;
            for (int i = 0; i < list.count(); ++i)
                found.append(list.data(list.index(i), app::TodayList::Section).toString() + ' ' +
                             list.data(list.index(i), app::TodayList::Title).toString());
            return found;
        };
        QTRY_COMPARE(lines(), (QStringList{"overdue late", "plan Acorn", "follow_up now", "birthday Li Na"}));
    }
};

QTEST_GUILESS_MAIN(AppListsTest)
#include "app_lists_test.moc"
