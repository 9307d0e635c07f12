// The app's engine in front of somebody, the real edge and server, and a manager on another device.
#include <QTest>
#include <filesystem>

#include "fieldfare/customer.pb.h"
#include "tests/support/app/own_store.h"
#include "tests/support/processes/deployment.h"

using namespace fieldfare;
using app::EngineThread;
using app::SyncState;
using engine::SyncPhase;
using tests::Deployment;
using tests::DeviceStore;
using tests::onEngine;

class AppWaitingTest final : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    std::unique_ptr<Deployment> company_;
    std::unique_ptr<DeviceStore> manager_;
    std::filesystem::path app_;
    std::string customer_;
    std::unique_ptr<EngineThread> engine_;
    SyncState state_;

    [[nodiscard]] std::string industry() {
        std::string found;
        onEngine(*engine_, [&](app::Desk& desk) {
            if (const auto record = desk.reading().get(customer_))
                found = record->as<v1::Customer>().industry();
        });
        return found;
    }
    void rename(const std::string& name) {
        onEngine(*engine_, [&](app::Desk& desk) {
            desk.editing().edit<v1::Customer>(customer_, [&](auto& record) { record.set_name(name); });
        });
    }
    [[nodiscard]] bool isWaiting() const { return state_.progress.phase == SyncPhase::Waiting; }

  private slots:
    void initTestCase() {
        try {
            company_ = std::make_unique<Deployment>(folder_.path().toStdString(), "Acme", "EUR");
            company_->command({"unit", "add", "--name", "East"});
            const auto ann = company_->addPerson("Ann", "rep", "East");
            const auto mei = company_->addPerson("Mei", "manager", "East");
            company_->startServer();
            company_->startEdge();
            app_ = std::filesystem::path{folder_.path().toStdString()} / "app";
            std::filesystem::create_directories(app_);
            manager_ = std::make_unique<DeviceStore>(company_->enrol(mei, "mei"));
            const DeviceStore rep{app_ / "person.sqlite"};
            rep.ask({"enrol", "--pairing", company_->pair(ann), "--password-stdin"},
                    std::string{Deployment::password} + "\n");
            customer_ = base::Uuid::fromText(rep.put("customer", {{"name", "Acorn"}})).value().bytes();
            rep.sync();
            manager_->sync();
        } catch (const std::exception& error) {
            QFAIL(error.what());
        }
        engine_ = std::make_unique<EngineThread>(app_);
        connect(engine_.get(), &EngineThread::synced, this,
                [this](const SyncState& state) { state_ = state; });
        onEngine(*engine_, [](app::Desk& desk) { desk.open(); });
        engine_->setInFront(true);
        QTRY_VERIFY_WITH_TIMEOUT(isWaiting(), 30'000);
        QVERIFY(state_.reached);
    }
    void cleanupTestCase() {
        engine_.reset();
        company_.reset();
    }

    void whatOthersChangeComesByItself() {
        manager_->edit(base::idText(customer_), {{"industry", "catering"}});
        manager_->sync();
        QTRY_COMPARE_WITH_TIMEOUT(industry(), std::string{"catering"}, 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(isWaiting(), 20'000);
    }

    void whatIsTypedIsSentAlthoughItWaits() {
        QVERIFY(isWaiting());
        rename("Acorn Ltd");
        QTRY_COMPARE_WITH_TIMEOUT(state_.status.unsent, 0U, 20'000);
        manager_->sync();
        QCOMPARE(manager_->record(base::idText(customer_)).at("name").get<std::string>(),
                 std::string{"Acorn Ltd"});
        QTRY_VERIFY_WITH_TIMEOUT(isWaiting(), 20'000);
    }

    void workThatWantsToBeAloneDoesNotWaitForNews() {
        QVERIFY(isWaiting());
        bool done = false;
        engine_->askAlone(
            this, [](app::Desk&) {}, [&] { done = true; });
        QTRY_VERIFY_WITH_TIMEOUT(done, 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(isWaiting(), 20'000);
    }

    void hiddenItRests() {
        engine_->setInFront(false);
        QTRY_VERIFY_WITH_TIMEOUT(state_.progress.phase == SyncPhase::Idle, 20'000);
        engine_->setInFront(true);
        QTRY_VERIFY_WITH_TIMEOUT(isWaiting(), 20'000);
    }

    void afterAnOutageItGoesOn() {
        QCOMPARE(company_->stopServer(), 0);
        QTRY_VERIFY_WITH_TIMEOUT(state_.progress.phase == SyncPhase::Pausing && !state_.reached, 20'000);
        company_->startServer();
        manager_->edit(base::idText(customer_), {{"industry", "hotels"}});
        manager_->sync();
        engine_->syncNow();  // as when the network tells that it is there again
        QTRY_VERIFY_WITH_TIMEOUT(isWaiting() && state_.reached, 30'000);
        QCOMPARE(industry(), std::string{"hotels"});
    }
};

QTEST_GUILESS_MAIN(AppWaitingTest)
#include "app_waiting_test.moc"
