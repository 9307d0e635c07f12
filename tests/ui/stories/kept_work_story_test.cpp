// What was typed outlives the app: killed in the middle of a word, and with its store damaged.
#include <QProcess>
#include <QQuickItem>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>
#include <cstdio>

#include "mobile/app/desk/engine_thread.h"
#include "mobile/engine/drafts.h"
#include "tests/support/damage.h"
#include "tests/support/processes/deployment.h"
#include "tests/support/window/story.h"

using fieldfare::tests::AppWindow;
using fieldfare::tests::Deployment;
using fieldfare::tests::DeviceStore;
using fieldfare::tests::Program;
using fieldfare::tests::told;

class KeptWorkStoryTest final : public QObject {
    Q_OBJECT

  private slots:
    void initTestCase();
    void init() { fieldfare::tests::failOnComplaints(); }
    void theAppIsKilledWhileSomebodyTypes();
    void whatWasTypedIsOfferedAgain();
    void theDraftOfAVisitIsSimplyThere();
    void aDamagedStoreIsNoticedAndItsWorkSaved();
    void everythingIsAtTheServer();
    void cleanupTestCase() { app_.reset(); }

  private:
    [[nodiscard]] std::filesystem::path folder() const { return folder_.path().toStdString() + "/app"; }
    void openCustomer();

    QTemporaryDir folder_;
    std::unique_ptr<Deployment> company_;
    std::unique_ptr<DeviceStore> manager_;
    std::unique_ptr<AppWindow> app_;
    std::string customer_;
};

namespace {

constexpr auto typing = "--type-until-killed";

QString textOf(QQuickItem& field) {
    return field.property("text").toString();
}

/// The app in a process of its own, in which somebody types until it is killed.
int typeUntilKilled(const std::filesystem::path& folder, const QString& customer) {
    AppWindow app{folder};
    app.tap("place:customers");
    app.tap("customer:" + customer);
    app.tap("checkIn");
    app.tap("outcome-FOLLOW_UP");
    app.type("visitNotes/input:notes", "Asks for sam");
    app.tap("back");
    app.tap("editCustomer");
    app.type("input:industry", "Street fo");
    // Kept in the store is what counts, not what is on the screen.
    std::size_t kept = 0;
    const QObject here;
    const auto isKept = [&] {
        fieldfare::app::EngineThread::instance().ask(
            &here,
            [](fieldfare::app::Desk& desk) {
                return fieldfare::engine::Drafts{desk.editing()}.list().size();
            },
            [&kept](std::size_t drafts) { kept = drafts; });
        return kept == 2;
    };
    if (!QTest::qWaitFor(isKept, 30'000))
        return 1;
    std::puts("typed");
    std::fflush(stdout);
    return QCoreApplication::exec();
}

}  // namespace

void KeptWorkStoryTest::initTestCase() {
    if (!Program::exists("fieldfare-server") || !Program::exists("fieldfare-device"))
        QFAIL("fieldfare-server and fieldfare-device are not built");
    told([&] {
        company_ = std::make_unique<Deployment>(folder_.path().toStdString(), "Acorn Foods", "EUR");
        company_->addPerson("Ann", "rep");
        company_->addPerson("Mei", "manager");
        company_->startServer();
        company_->startEdge();
        manager_ = std::make_unique<DeviceStore>(company_->enrol("Mei", "mei"));
        std::filesystem::create_directories(folder());
        const auto rep = company_->enrol("Ann", "app/person.sqlite");
        customer_ = rep.put("customer", {{"name", "Harbour Hotel"}, {"industry", "hotels"}});
        rep.put("customer", {{"name", "Station Kiosk"}});
        rep.sync();
        QCOMPARE(company_->stopServer(), 0);
    });
}

void KeptWorkStoryTest::openCustomer() {
    app_->tap("place:customers");
    app_->tap("customer:" + QString::fromStdString(customer_));
}

void KeptWorkStoryTest::theAppIsKilledWhileSomebodyTypes() {
    QProcess app;
    app.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    app.start(QCoreApplication::applicationFilePath(),
              {typing, QString::fromStdString(folder().string()), QString::fromStdString(customer_)});
    QByteArray said;
    QTRY_VERIFY_WITH_TIMEOUT(
        (said += app.readAllStandardOutput()).contains("typed") || app.state() == QProcess::NotRunning,
        60'000);
    QVERIFY2(app.state() == QProcess::Running, said);
    app.kill();
    QVERIFY(app.waitForFinished());
    QCOMPARE(app.exitStatus(), QProcess::CrashExit);
    QCOMPARE(app.exitCode(), SIGKILL);
}

void KeptWorkStoryTest::whatWasTypedIsOfferedAgain() {
    told([&] {
        app_ = std::make_unique<AppWindow>(folder());
        openCustomer();
        app_->tap("editCustomer");
        app_->see("recovered");
        QVERIFY(app_->see("recovered").property("text").toString().startsWith("Recovered draft from"));
        QCOMPARE(textOf(app_->see("input:industry")), QString{"Street fo"});
        app_->tap("recovered/@Keep");
        app_->miss("recovered");
        app_->type("input:industry", "Street food");
        app_->tap("save");
        app_->miss("save");
        app_->see("@Street food");
        app_->miss("toast");
    });
}

void KeptWorkStoryTest::theDraftOfAVisitIsSimplyThere() {
    told([&] {
        app_->tap("place:today");
        app_->tap("continueVisit");
        QTRY_COMPARE(textOf(app_->see("visitNotes/input:notes")), QString{"Asks for sam"});
        app_->type("visitNotes/input:notes", "Asks for samples");
        app_->tap("checkOutButton");
        app_->see("outcomeMark");
        app_.reset();
    });
}

void KeptWorkStoryTest::aDamagedStoreIsNoticedAndItsWorkSaved() {
    told([&] {
        fieldfare::tests::damage(folder() / "person.sqlite", "customer");
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression{"the store is damaged"});
        app_ = std::make_unique<AppWindow>(folder());
        // Reading them notices it at the latest.
        app_->tap("place:customers");
        app_->read("rescued", "was damaged and comes from the server again");
        QVERIFY(app_->see("rescued").property("detail").toString().startsWith("Nothing you did was lost"));
        // The pages were made anew.
        app_->tap("place:customers");
        company_->startServer();
        app_->tap("syncPill");
        app_->tap("syncNow");
        app_->tap("back");
        app_->see("@Station Kiosk");
        app_->see("@Harbour Hotel");
        app_->read("syncPill", "Up to date");
        // Said until it was read.
        app_->tap("rescued/@Dismiss");
        app_->miss("rescued");
    });
}

void KeptWorkStoryTest::everythingIsAtTheServer() {
    told([&] {
        manager_->sync();
        QCOMPARE(manager_->record(customer_).at("industry").get<std::string>(), std::string{"Street food"});
        const auto visits = manager_->ask({"list", "visit"});
        QCOMPARE(visits.size(), std::size_t{1});
        const auto visit = manager_->record(visits.at(0).at("id").get<std::string>());
        QCOMPARE(visit.at("notes").get<std::string>(), std::string{"Asks for samples"});
        QVERIFY(visit.contains("check_out"));
        app_.reset();
        // And the device has what the server has: a sync would say otherwise.
        DeviceStore{folder() / "person.sqlite"}.sync();
    });
}

int main(int count, char** words) {
    QGuiApplication application{count, words};
    const auto arguments = QCoreApplication::arguments();
    if (arguments.size() == 4 && arguments.at(1) == typing)
        return typeUntilKilled(arguments.at(2).toStdString(), arguments.at(3));
    KeptWorkStoryTest test;
    return QTest::qExec(&test, arguments);
}

#include "kept_work_story_test.moc"
