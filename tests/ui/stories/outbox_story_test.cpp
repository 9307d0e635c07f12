// What waits to be sent can be looked at and given up, and what the server refuses is said, with the reason,
// until somebody lets it go.
#include <QQuickItem>
#include <QTemporaryDir>
#include <QTest>

#include "tests/support/processes/deployment.h"
#include "tests/support/window/story.h"

using fieldfare::tests::AppWindow;
using fieldfare::tests::Deployment;
using fieldfare::tests::DeviceStore;
using fieldfare::tests::Program;
using fieldfare::tests::told;

class OutboxStoryTest final : public QObject {
    Q_OBJECT

  private slots:
    void initTestCase();
    void init() { fieldfare::tests::failOnComplaints(); }
    void twoChangesWaitWithoutANetwork();
    void theOutboxSaysWhatWaits();
    void theOneThatCameSecondIsRefused();
    void theReasonIsShownUntilItIsLetGo();
    void theRestIsAtTheServer();
    void cleanupTestCase() { app_.reset(); }

  private:
    QTemporaryDir folder_;
    std::unique_ptr<Deployment> company_;
    std::unique_ptr<DeviceStore> ben_;
    std::unique_ptr<AppWindow> app_;
    std::string benId_;
    std::string own_;
    std::string pool_;  // nobody's customer, who may be taken
};

void OutboxStoryTest::initTestCase() {
    if (!Program::exists("fieldfare-server") || !Program::exists("fieldfare-device"))
        QFAIL("fieldfare-server and fieldfare-device are not built");
    told([&] {
        company_ = std::make_unique<Deployment>(folder_.path().toStdString(), "Acorn Foods", "EUR");
        company_->addPerson("Ann", "rep");
        benId_ = company_->addPerson("Ben", "rep");
        company_->addPerson("Mei", "manager");
        company_->startServer();
        company_->startEdge();
        const auto mei = company_->enrol("Mei", "mei");
        pool_ = mei.put("customer", {{"name", "Station Kiosk"}});
        mei.edit(pool_, {{"owner_id", nullptr}});
        mei.sync();
        std::filesystem::create_directories(folder_.path().toStdString() + "/app");
        const auto ann = company_->enrol("Ann", "app/person.sqlite");
        own_ = ann.put("customer", {{"name", "Harbour Hotel"}, {"industry", "hotels"}});
        ann.sync();
        ben_ = std::make_unique<DeviceStore>(company_->enrol("Ben", "ben"));
        ben_->sync();
        QVERIFY(ann.has(pool_) && ben_->has(pool_));
        QCOMPARE(company_->stopServer(), 0);
        app_ = std::make_unique<AppWindow>(folder_.path().toStdString() + "/app");
    });
}

void OutboxStoryTest::twoChangesWaitWithoutANetwork() {
    told([&] {
        app_->tap("place:customers");
        app_->tap("customer:" + QString::fromStdString(pool_));
        app_->tap("moreForCustomer");
        app_->tap("menu:claim");
        app_->read("toast", "Yours now, unless somebody was faster");
        app_->miss("toast");
        app_->tap("back");
        app_->tap("customer:" + QString::fromStdString(own_));
        app_->tap("editCustomer");
        app_->type("input:industry", "Inns");
        app_->tap("save");
        app_->miss("save");
        app_->miss("toast");
        QTRY_COMPARE_WITH_TIMEOUT(app_->see("syncPill").property("unsent").toInt(), 2, 30'000);
    });
}

void OutboxStoryTest::theOutboxSaysWhatWaits() {
    told([&] {
        app_->tap("syncPill");
        app_->tap("openOutbox");
        app_->see("@Station Kiosk");
        app_->see("@Harbour Hotel");
        app_->read("syncPill", "Offline");
    });
}

void OutboxStoryTest::theOneThatCameSecondIsRefused() {
    told([&] {
        company_->startServer();
        ben_->edit(pool_, {{"owner_id", benId_}});
        ben_->sync();
        app_->tap("retryAll");
        app_->see("@Nothing waits to be sent");
        app_->read("syncPill", "Needs attention");
    });
}

void OutboxStoryTest::theReasonIsShownUntilItIsLetGo() {
    told([&] {
        app_->tap("back");
        app_->tap("openAttention");
        app_->see("@Owner: Somebody else was first.");
        app_->tap("@Let it go");
        app_->tap("toast/@Undo");
        app_->see("@Owner: Somebody else was first.");
        app_->miss("toast");
        app_->tap("@Let it go");
        app_->miss("@Owner: Somebody else was first.");
        app_->read("syncPill", "Up to date");
    });
}

void OutboxStoryTest::theRestIsAtTheServer() {
    told([&] {
        app_.reset();
        const DeviceStore ann{folder_.path().toStdString() + "/app/person.sqlite"};
        ann.sync();
        QCOMPARE(ann.record(own_).at("industry").get<std::string>(), std::string{"Inns"});
        ben_->sync();
        QCOMPARE(ben_->record(pool_).at("owner_id").get<std::string>(), benId_);
    });
}

QTEST_MAIN(OutboxStoryTest)
#include "outbox_story_test.moc"
