#include <QAbstractItemModelTester>
#include <QDateTime>
#include <QJSEngine>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "fieldfare/customer.pb.h"
#include "mobile/app/desk/values.h"
#include "mobile/app/lists/record_item.h"
#include "mobile/app/services/record_verbs.h"
#include "mobile/app/services/sync_status.h"
#include "mobile/app/work/attention_list.h"
#include "mobile/app/work/conflict_list.h"
#include "mobile/app/work/held_list.h"
#include "mobile/app/work/outbox_list.h"
#include "tests/support/app/own_store.h"
#include "tests/support/app/script_answer.h"
#include "tests/support/loopback/loopback.h"

using namespace fieldfare;
using app::AttentionList;
using app::ConflictList;
using app::HeldList;
using app::OutboxList;
using app::RecordItem;
using app::RecordVerbs;
using tests::onEngine;

namespace {

constexpr auto strict = QAbstractItemModelTester::FailureReportingMode::QtTest;

QVariant at(const QAbstractItemModel& list, int row, int role) {
    return list.data(list.index(row, 0), role);
}

/// The store of a phone of the loopback company, as the app's.
class OnPhone {
  public:
    explicit OnPhone(tests::Phone& phone) {
        phone.close();
        std::filesystem::copy_file(phone.file(), folder() / "person.sqlite");
        engine_ = std::make_unique<app::EngineThread>(folder());
        onEngine(*engine_, [](app::Desk& desk) { desk.open(); });
    }
    [[nodiscard]] std::filesystem::path folder() const { return folder_.path().toStdString(); }
    [[nodiscard]] app::EngineThread& engine() { return *engine_; }

  private:
    QTemporaryDir folder_;
    std::unique_ptr<app::EngineThread> engine_;
};

/// Ann's phone with a conflict about the industry of a customer, whose id it gives.
std::string makeConflict(tests::Loopback& company, tests::Phone& ann) {
    auto mei = company.phone("Mei");
    const auto id = ann.create<v1::Customer>([](v1::Customer& customer) { customer.set_name("Acorn"); });
    ann.sync();
    mei->sync();
    ann.edit<v1::Customer>(id, [](v1::Customer& c) { c.set_industry("food"); });
    // Of two edits of one millisecond, the devices' ids would decide.
    const auto edited = QDateTime::currentMSecsSinceEpoch();
    (void)QTest::qWaitFor([edited] { return QDateTime::currentMSecsSinceEpoch() > edited + 1; });
    mei->edit<v1::Customer>(id, [](v1::Customer& c) { c.set_industry("retail"); });
    mei->sync();
    ann.sync();
    return id;
}

}  // namespace

/// What waits, what was refused, what is there twice.
class AppWorkTest : public QObject {
    Q_OBJECT

  private slots:
    void theOutboxSaysWhatWaits() {
        tests::OwnStore store;
        std::string id;
        store.fill([&](engine::Editing& editing) {
            v1::Customer customer;
            customer.set_name("Acorn");
            customer.set_tier(v1::Customer::A);
            id = editing.create(customer);
        });
        app::EngineThread engine{store.folder()};
        onEngine(engine, [](app::Desk& desk) { desk.open(); });
        OutboxList list;
        const QAbstractItemModelTester tester{&list, strict};
        list.componentComplete();
        QTRY_COMPARE(list.count(), 1);
        QCOMPARE(at(list, 0, OutboxList::What).toString(), QString{"New"});
        QCOMPARE(at(list, 0, OutboxList::Title).toString(), QString{"Acorn"});
        QCOMPARE(at(list, 0, OutboxList::State).toString(), QString{"waiting"});
        QVERIFY(at(list, 0, OutboxList::CanDiscard).toBool());
        const auto lines = list.describe(at(list, 0, OutboxList::No).toDouble());
        QVERIFY(lines.contains(QVariantMap{{"label", "Name"}, {"value", "Acorn"}}));
        QVERIFY(lines.contains(QVariantMap{{"label", "Tier"}, {"value", "A"}}));
    }

    void whatIsDiscardedComesBack() {
        tests::OwnStore store;
        std::string id;
        store.fill([&](engine::Editing& editing) {
            v1::Customer customer;
            customer.set_name("Acorn");
            id = editing.create(customer);
        });
        app::EngineThread engine{store.folder()};
        onEngine(engine, [](app::Desk& desk) { desk.open(); });
        OutboxList list;
        list.componentComplete();
        QTRY_COMPARE(list.count(), 1);
        std::int64_t token = 0;
        onEngine(engine, [&](app::Desk& desk) {
            token = desk.resolution().discard(desk.store().outbox().unsent().front().no);
        });
        QTRY_COMPARE(list.count(), 0);
        Scripts scripts;
        scripts.verbs->undo(QVariant::fromValue(static_cast<qlonglong>(token)), scripts.reply());
        QTRY_VERIFY(scripts.answered());
        QCOMPARE(scripts.fault(), QString{});
        QTRY_COMPARE(list.count(), 1);
    }

    void whatOthersTypedIsTakenOverOrDeclined() {
        tests::Loopback company;
        auto ann = company.phone("Ann");
        auto mei = company.phone("Mei");
        const auto id = ann->create<v1::Customer>([](v1::Customer& customer) {
            customer.set_name("Acorn");
            customer.set_industry("food");
        });
        ann->sync();
        mei->sync();
        ann->editing().atomically([&] {
            ann->edit<v1::Customer>(id, [](v1::Customer& c) { c.set_industry("inns"); });
            ann->create<v1::Contact>([&](v1::Contact& contact) {
                contact.set_customer_id(id);
                contact.set_name("Ivy");
            });
        });
        mei->edit<v1::Customer>(id, [&](v1::Customer& c) { c.set_owner_id(company.colleague("Ben").id); });
        mei->sync();
        ann->sync();
        mei->sync();
        OnPhone tablet{*mei};
        HeldList list;
        QJSEngine script;
        tests::ScriptAnswer::own(script, list);
        const QAbstractItemModelTester tester{&list, strict};
        list.componentComplete();
        QTRY_COMPARE(list.count(), 1);
        QCOMPARE(at(list, 0, HeldList::Title).toString(), QString{"Acorn"});
        QCOMPARE(at(list, 0, HeldList::Author).toMap().value("name").toString(), QString{"Ann"});
        QVERIFY(at(list, 0, HeldList::Author).toMap().value("at").toLongLong() > 0);
        QVERIFY(at(list, 0, HeldList::Reason).toString().startsWith("It came after"));
        const auto parts = at(list, 0, HeldList::Parts).toList();
        QCOMPARE(parts.size(), 2);
        const auto industry = parts.at(0).toMap().value("values").toList().at(0).toMap();
        QCOMPARE(industry.value("value").toString(), QString{"inns"});
        QCOMPARE(industry.value("now").toString(), QString{"food"});
        QCOMPARE(parts.at(1).toMap().value("kind").toString(), QString{"CREATE"});
        // Of another record there is none.
        list.setRecordId(app::idText(std::string(16, 'x')));
        QTRY_COMPARE(list.count(), 0);
        list.setRecordId(app::idText(id));
        QTRY_COMPARE(list.count(), 1);
        const auto held = at(list, 0, HeldList::HeldId).toString();
        tests::ScriptAnswer taken{script};
        list.take(held, taken.function());
        QTRY_COMPARE(taken.count(), 1);
        QVERIFY(taken.fault().isEmpty());
        QTRY_COMPARE(list.count(), 0);
        tests::ScriptAnswer again{script};
        list.decline(held, "too late", again.function());
        QTRY_COMPARE(again.fault().value("code").toString(), QString{"CONTRADICTION"});
    }

    void aVerbAnswersWithResultOrFault() {
        tests::OwnStore store;
        app::EngineThread engine{store.folder()};
        onEngine(engine, [](app::Desk& desk) { desk.open(); });
        Scripts scripts;
        scripts.verbs->create("customer",
                              {{"name", "Acorn"}, {"tier", "A"}, {"address", QVariantMap{{"city", "上海"}}}},
                              scripts.reply());
        QTRY_VERIFY(scripts.answered());
        QCOMPARE(scripts.fault(), QString{});
        const auto id = scripts.result().toString();
        scripts.verbs->edit(id, {{"tier", "B"}, {"address", QVariant::fromValue(nullptr)}}, scripts.reply());
        QTRY_VERIFY(scripts.answered());
        QCOMPARE(scripts.result().toBool(), true);
        scripts.verbs->get(id, scripts.reply());
        QTRY_VERIFY(scripts.answered());
        const auto record = scripts.result().toVariant().toMap();
        QCOMPARE(record.value("tier").toString(), QString{"B"});
        QVERIFY(!record.contains("address"));
        scripts.verbs->edit(id, {{"tier", "Z"}}, scripts.reply());
        QTRY_VERIFY(scripts.answered());
        QCOMPARE(scripts.fault(), QString{"INVALID"});
        scripts.verbs->get("nonsense", scripts.reply());
        QTRY_VERIFY(scripts.answered());
        QCOMPARE(scripts.fault(), QString{"INVALID"});
    }

    void stepsTakeEffectTogetherOrNotAtAll() {
        tests::OwnStore store;
        app::EngineThread engine{store.folder()};
        onEngine(engine, [](app::Desk& desk) { desk.open(); });
        Scripts scripts;
        const QVariantMap right{{"create", "customer"}, {"values", QVariantMap{{"name", "Acorn"}}}};
        const QVariantMap wrong{{"create", "contact"}, {"values", QVariantMap{{"name", "Li Na"}}}};
        scripts.verbs->atomically({right, wrong}, scripts.reply());
        QTRY_VERIFY(scripts.answered());
        QVERIFY(!scripts.fault().isEmpty());
        onEngine(engine, [](app::Desk& desk) { QCOMPARE(desk.store().outbox().unsentCount(), 0U); });
        scripts.verbs->atomically({right, right}, scripts.reply());
        QTRY_VERIFY(scripts.answered());
        QCOMPARE(scripts.fault(), QString{});
        QCOMPARE(scripts.result().toVariant().toList().size(), 2);
    }

    void twoVersionsAreShownRestoredAndTakenBack() {
        tests::Loopback company;
        auto ann = company.phone("Ann");
        const auto id = makeConflict(company, *ann);
        OnPhone phone{*ann};
        ConflictList list;
        const QAbstractItemModelTester tester{&list, strict};
        list.componentComplete();
        QTRY_COMPARE(list.count(), 1);
        QCOMPARE(at(list, 0, ConflictList::Title).toString(), QString{"Acorn"});
        QCOMPARE(at(list, 0, ConflictList::Label).toString(), QString{"Industry"});
        QCOMPARE(at(list, 0, ConflictList::Standing).toString(), QString{"retail"});
        QCOMPARE(at(list, 0, ConflictList::Losing).toString(), QString{"food"});
        QCOMPARE(at(list, 0, ConflictList::StandingBy).toMap().value("name").toString(), QString{"Mei"});
        QCOMPARE(at(list, 0, ConflictList::LosingBy).toMap().value("mine").toBool(), true);
        QCOMPARE(at(list, 0, ConflictList::Suggestion).toString(), QString{"standing"});
        RecordItem item;
        item.setRecordId(app::idText(id));
        QTRY_COMPARE(item.state(), QString{"two_versions"});
        const auto conflict = at(list, 0, ConflictList::ConflictId).toString();
        list.restore(conflict);
        QTRY_COMPARE(item.record().value("industry").toString(), QString{"food"});
        QTRY_COMPARE(list.count(), 0);  // settled here, though the server has not heard of it
        QCOMPARE(item.state(), QString{"waiting"});
        Scripts scripts;
        scripts.verbs->undo(app::undoToken({conflict}), scripts.reply());
        QTRY_VERIFY(scripts.answered());
        QCOMPARE(scripts.fault(), QString{});
        QTRY_COMPARE(item.record().value("industry").toString(), QString{"retail"});
    }

    void aHeldEditIsListedWithWhatWasTyped() {
        tests::Loopback company;
        auto ann = company.phone("Ann");
        auto mei = company.phone("Mei");
        const auto id = ann->create<v1::Customer>([](v1::Customer& c) { c.set_name("Acorn"); });
        ann->sync();
        mei->sync();
        mei->edit<v1::Customer>(id, [&](v1::Customer& c) { c.set_owner_id(company.colleague("Ben").id); });
        mei->sync();
        ann->edit<v1::Customer>(id, [](v1::Customer& c) { c.set_industry("street food"); });
        ann->sync();
        const OnPhone phone{*ann};
        AttentionList list;
        const QAbstractItemModelTester tester{&list, strict};
        list.componentComplete();
        QTRY_COMPARE(list.count(), 1);
        QCOMPARE(at(list, 0, AttentionList::Kind).toString(), QString{"held"});
        QCOMPARE(at(list, 0, AttentionList::Typed).toList(),
                 (QVariantList{QVariantMap{{"label", "Industry"}, {"value", "street food"}}}));
        QVERIFY(!at(list, 0, AttentionList::Message).toString().isEmpty());
    }

  private:
    /// The verbs as a script has them.
    struct Scripts {
        Scripts();
        [[nodiscard]] QJSValue reply();
        [[nodiscard]] bool answered() { return box.property("answered").toBool(); }
        [[nodiscard]] QJSValue result() { return box.property("result"); }
        /// The fault's code; empty: there was none.
        [[nodiscard]] QString fault() {
            const auto value = box.property("fault");
            return value.isObject() ? value.property("code").toString() : QString{};
        }

        QJSEngine engine;
        QJSValue box;                          // what the last reply was called with
        RecordVerbs* verbs = new RecordVerbs;  // the engine's
    };
};

AppWorkTest::Scripts::Scripts() {
    (void)engine.newQObject(verbs);
}

QJSValue AppWorkTest::Scripts::reply() {
    box = engine.newObject();
    return engine
        .evaluate(
            "(function(box) { return function(result, fault) { "
            "box.result = result; box.fault = fault; box.answered = true } })")
        .call({box});
}

QTEST_GUILESS_MAIN(AppWorkTest)
#include "app_work_test.moc"
