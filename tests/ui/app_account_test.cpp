#include <QFile>
#include <QSignalSpy>
#include <QTest>

#include "fieldfare/customer.pb.h"
#include "mobile/app/account/session.h"
#include "mobile/app/services/sync_status.h"
#include "mobile/engine/store_rescue.h"
#include "shared/schema/fault.h"
#include "tests/support/app/own_store.h"
#include "tests/support/damage.h"

using namespace fieldfare;
using app::Session;
using app::SyncStatus;
using tests::onEngine;

namespace {

void addCustomer(engine::Editing& editing, const std::string& name) {
    v1::Customer customer;
    customer.set_name(name);
    editing.create(customer);
}

}  // namespace

/// Who works on this device, and what becomes of a store that cannot be used.
class AppAccountTest : public QObject {
    Q_OBJECT

  private slots:
    void anEmptyFolderIsUnpairedAndStaysEmpty() {
        const QTemporaryDir folder;
        const auto path = folder.filePath("app").toStdString();
        app::EngineThread engine{path};
        Session session;
        QCOMPARE(session.state(), Session::Starting);
        QTRY_COMPARE(session.state(), Session::Unpaired);
        QVERIFY(!std::filesystem::exists(path));
    }

    void anEnrolledStoreIsReady() {
        tests::OwnStore store{v1::MANAGER};
        app::EngineThread engine{store.folder()};
        Session session;
        QTRY_COMPARE(session.state(), Session::Ready);
        QCOMPARE(session.person().value("name").toString(), QString{"Ann Example"});
        QCOMPARE(session.organisation(), QString{"Fieldfare Trading"});
        QVERIFY(session.isManager());
        onEngine(engine, [](app::Desk& desk) { desk.store().forgetToken(); });
        QTRY_COMPARE(session.state(), Session::SignedOut);
    }

    void aStoreInUseIsLockedUntilItIsFree() {
        tests::OwnStore store;
        const base::SystemClock clock;
        base::SystemRandom random;
        auto other = std::make_unique<engine::LocalStore>(store.file(), clock, random);
        app::EngineThread engine{store.folder()};
        Session session;
        QTRY_COMPARE(session.state(), Session::Locked);
        QVERIFY(!session.fault().toMap().value("message").toString().isEmpty());
        other.reset();
        session.tryAgain();
        QTRY_COMPARE(session.state(), Session::Ready);
        QVERIFY(session.fault().isNull());
    }

    void theOutboxOfADamagedStoreIsSaved() {
        tests::OwnStore store;
        store.fill([](engine::Editing& editing) {
            addCustomer(editing, "Acorn");
            addCustomer(editing, "Birch");
        });
        tests::damage(store.file(), "customer");
        app::EngineThread engine{store.folder()};
        Session session;
        QSignalSpy states{&session, &Session::stateChanged};
        QTRY_COMPARE(session.state(), Session::Ready);
        // Whoever asks is told that there is no answer, and the store is saved meanwhile.
        const auto ask = [&engine] {
            onEngine(engine, [](app::Desk& desk) {
                (void)desk.reading().list({.type = &schema::Schema::of<v1::Customer>()});
            });
        };
        QVERIFY_THROWS_EXCEPTION(schema::FaultError, ask());
        QTRY_COMPARE(session.rescued().value("edits").toInt(), 2);
        QTRY_COMPARE(session.state(), Session::Ready);
        QCOMPARE(session.rescued().value("complete").toBool(), true);
        onEngine(engine, [](app::Desk& desk) {
            const auto page = desk.reading().list({.type = &schema::Schema::of<v1::Customer>()});
            QCOMPARE(page.records.size(), std::size_t{2});  // created here, shown again
            QCOMPARE(desk.store().meta().number(engine::Meta::lastSync), 0U);
        });
    }

    void aFileThatIsNoStoreBeginsAnew() {
        tests::OwnStore store;
        {
            QFile file{QString::fromStdString(store.file().string())};
            QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
            file.write(QByteArray(100'000, 'x'));
        }
        app::EngineThread engine{store.folder()};
        Session session;
        QTRY_COMPARE(session.rescued().value("complete", true).toBool(), false);
        QTRY_COMPARE(session.state(), Session::Unpaired);
    }

    void aPairingCodeIsReadOrRefusedInWords() {
        const QTemporaryDir folder;
        app::EngineThread engine{folder.path().toStdString()};
        Session session;
        const auto refused = session.readPairing("FIELDFARE:1:nonsense");
        QVERIFY(!refused.value("ok").toBool());
        QVERIFY(!refused.value("message").toString().isEmpty());
    }

    void unsentEditsAreCountedAndNotUpToDate() {
        tests::OwnStore store;
        app::EngineThread engine{store.folder()};
        Session session;
        SyncStatus status;
        QTRY_COMPARE(session.state(), Session::Ready);
        QCOMPARE(status.unsent(), 0);
        onEngine(engine, [](app::Desk& desk) { addCustomer(desk.editing(), "Acorn"); });
        QTRY_COMPARE(status.unsent(), 1);
        QVERIFY(status.oldestUnsentAt() > 0);
        QCOMPARE(status.status(), SyncStatus::Waiting);
    }

    void workAskedForBeforeTheEndIsDone() {
        tests::OwnStore store;
        {
            app::EngineThread engine{store.folder()};
            engine.tell([](app::Desk& desk) {
                desk.open();
                addCustomer(desk.editing(), "Acorn");
            });
        }
        store.receive([](engine::LocalStore& reopened) { QCOMPARE(reopened.outbox().unsentCount(), 1U); });
    }
};

QTEST_MAIN(AppAccountTest)
#include "app_account_test.moc"
