// Devices that wait, the real edge and the real server, each a process.
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>
#include <filesystem>

#include "tests/support/processes/deployment.h"

using namespace std::chrono_literals;
using fieldfare::tests::Deployment;
using fieldfare::tests::DeviceStore;
using fieldfare::tests::Json;
using fieldfare::tests::Program;

namespace {

/// Runs a body that throws std::exception, with what it said as the test's failure.
template <typename Body>
void told(Body body) {
    try {
        body();
    } catch (const std::exception& error) {
        QFAIL(error.what());
    }
}

/// The last line that a program printed.
Json lastLine(const std::string& out) {
    const auto end = out.find_last_not_of('\n');
    const auto begin = out.rfind('\n', end);
    return Json::parse(out.substr(begin == std::string::npos ? 0 : begin + 1));
}

std::size_t descriptors(qint64 process) {
    std::size_t count = 0;
    for ([[maybe_unused]] const auto& entry :
         std::filesystem::directory_iterator{"/proc/" + std::to_string(process) + "/fd"})
        ++count;
    return count;
}

}  // namespace

class WaitingEndToEndTest final : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    std::unique_ptr<Deployment> company_;
    std::unique_ptr<DeviceStore> rep_;
    std::unique_ptr<DeviceStore> manager_;
    std::string person_;
    std::string other_;
    std::string customer_;

    /// A device that is in step and waits.
    [[nodiscard]] std::unique_ptr<Program> watching(const DeviceStore& device, const std::string& changes) {
        auto program = device.start({"watch", "--changes", changes});
        program->waitFor("\"complete\":true");
        return program;
    }

  private slots:
    void initTestCase() {
        told([this] {
            company_ = std::make_unique<Deployment>(folder_.path().toStdString(), "Acme", "EUR");
            company_->command({"unit", "add", "--name", "East"});
            person_ = company_->addPerson("Ann", "rep", "East");
            other_ = company_->addPerson("Ben", "rep", "East");
            const auto mei = company_->addPerson("Mei", "manager", "East");
            company_->startServer();
            company_->startEdge();
            rep_ = std::make_unique<DeviceStore>(company_->enrol(person_, "ann"));
            manager_ = std::make_unique<DeviceStore>(company_->enrol(mei, "mei"));
            customer_ = rep_->put("customer", {{"name", "Acorn"}});
            rep_->sync();
            manager_->sync();
        });
    }

    void aCommitOfSomebodyElseArrivesByItself() {
        told([this] {
            auto watch = watching(*rep_, "1");
            manager_->edit(customer_, {{"industry", "catering"}});
            manager_->sync();
            const auto ended = watch->end(10s);
            QCOMPARE(ended.exitCode, 0);
            QCOMPARE(lastLine(ended.out).at("rows").get<int>(), 1);
            QCOMPARE(rep_->record(customer_).at("industry").get<std::string>(), std::string{"catering"});
        });
    }

    void aReassignmentTakesTheCustomerAwayAtOnce() {
        told([this] {
            auto watch = watching(*rep_, "1");
            manager_->edit(customer_, {{"owner_id", other_}});
            manager_->sync();
            QCOMPARE(watch->end(10s).exitCode, 0);
            QVERIFY(!rep_->has(customer_));
            manager_->edit(customer_, {{"owner_id", person_}});
            manager_->sync();
            rep_->sync();
            QVERIFY(rep_->has(customer_));
        });
    }

    void aRuleArrivesByItself() {
        told([this] {
            auto watch = watching(*rep_, "1");
            const auto rule = company_->command({"rule", "add", "--role", "rep", "--deny", "read", "--record",
                                                 "customer", "--field", "industry"});
            QCOMPARE(rule.at("field").get<std::string>(), std::string{"industry"});
            QCOMPARE(watch->end(10s).exitCode, 0);
            QVERIFY(!rep_->record(customer_).contains("industry"));
            QVERIFY(!rep_->fail({"edit", customer_, R"({"industry": "hotels"})"}).empty());
            QCOMPARE(company_->command({"rule", "list"}).size(), std::size_t{1});
            auto again = watching(*rep_, "1");
            company_->command({"rule", "remove", rule.at("id").get<std::string>()});
            QCOMPARE(again->end(10s).exitCode, 0);
            QCOMPARE(rep_->record(customer_).at("industry").get<std::string>(), std::string{"catering"});
            QVERIFY(company_->command({"rule", "list"}).empty());
        });
    }

    void theServersWaitHasAnEnd() {
        told([this] {
            QElapsedTimer timer;
            timer.start();
            const auto ended = rep_->run({"sync", "--wait", "0.2"});
            QCOMPARE(ended.exitCode, 0);
            QVERIFY(timer.elapsed() >= 200);
            QCOMPARE(ended.json().at("exchanges").get<int>(), 1);
        });
    }

    void abandonedWaitsLeaveNothingBehind() {
        told([this] {
            const auto process = company_->server()->processId();
            rep_->sync();
            const auto before = descriptors(process);
            for (int i = 0; i < 10; ++i)
                watching(*rep_, "1")->kill();
            rep_->sync();  // whatever the device asks ends its older wait
            QTRY_VERIFY_WITH_TIMEOUT(descriptors(process) <= before + 2, 10'000);
        });
    }

    void aStoppingServerSendsThemAwayAndTheyComeBack() {
        told([this] {
            auto watch = watching(*rep_, "1");
            QElapsedTimer timer;
            timer.start();
            QCOMPARE(company_->stopServer(), 0);
            QVERIFY2(timer.elapsed() < 4'000, "it waited for those who wait");
            company_->startServer();
            manager_->edit(customer_, {{"industry", "hotels"}});
            manager_->sync();
            QCOMPARE(watch->end(30s).exitCode, 0);
            QCOMPARE(rep_->record(customer_).at("industry").get<std::string>(), std::string{"hotels"});
        });
    }

    void aRevokedDeviceWipesItselfAtOnce() {
        told([this] {
            const auto lost = company_->enrol(other_, "lost");
            lost.sync();
            auto watch = watching(lost, "1");
            for (const auto& device : company_->command({"device", "list"}))
                if (device.at("person") == "Ben")
                    company_->command({"device", "revoke", device.at("id").get<std::string>()});
            QCOMPARE(watch->end(10s).exitCode, 1);
            QVERIFY(!std::filesystem::exists(lost.store()));
        });
    }
};

QTEST_GUILESS_MAIN(WaitingEndToEndTest)
#include "waiting_end_to_end_test.moc"
