// A company that loses its server and gets it back, by the commands that its administrator types.
#include <QTemporaryDir>
#include <QTest>
#include <fstream>
#include <set>

#include "tests/support/processes/deployment.h"

using fieldfare::tests::Deployment;
using fieldfare::tests::DeviceStore;
using fieldfare::tests::Json;
using fieldfare::tests::Program;
namespace fs = std::filesystem;

#define COMPARE_JSON(actual, expected)                                                            \
    do {                                                                                          \
        const Json isNow = (actual);                                                              \
        const Json shouldBe = (expected);                                                         \
        QVERIFY2(isNow == shouldBe, ("is " + isNow.dump() + ", not " + shouldBe.dump()).c_str()); \
    } while (false)

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

}  // namespace

class BackupEndToEndTest final : public QObject {
    Q_OBJECT

  private slots:
    void initTestCase();
    void backsUpBesideTheRunningServer();
    void refusesToRestoreWhileItRuns();
    void bringsBackWhatTheJournalKnows();
    void saysWhatToCheckWithoutTheJournal();
    void theJournalMovesToAnotherDisk();

  private:
    /// Runs a command that must fail; gives its fault.
    Json fail(Program::Arguments arguments) const;
    [[nodiscard]] std::string base(const char* name) const { return (base_ / name).string(); }

    QTemporaryDir folder_;
    fs::path base_;
    std::unique_ptr<Deployment> company_;
    std::unique_ptr<DeviceStore> ann_;
};

Json BackupEndToEndTest::fail(Program::Arguments arguments) const {
    arguments.insert(arguments.end(), {"--data", company_->data().string(), "--json"});
    const auto ended = Program::run("fieldfare-server", arguments);
    if (ended.exitCode != 1)
        throw std::runtime_error{"should fail: " + ended.text()};
    return ended.fault();
}

void BackupEndToEndTest::initTestCase() {
    told([&] {
        base_ = folder_.path().toStdString();
        company_ = std::make_unique<Deployment>(base_, "Acorn Foods", "EUR");
        company_->addPerson("Ann", "rep");
        company_->startServer();
        company_->startEdge();
        ann_ = std::make_unique<DeviceStore>(company_->enrol("Ann", "ann"));
        ann_->put("customer", {{"name", "Acorn Deli"}});
        ann_->sync();
        company_->command({"key", "add", "--name", "old", "--scope", "orders"});
    });
}

void BackupEndToEndTest::backsUpBesideTheRunningServer() {
    told([&] {
        const auto made = company_->command({"backup", "--to", base("backup")});
        COMPARE_JSON(made.at("files"), 0);
        QVERIFY(made.at("records").get<int>() >= 4);
        QVERIFY(fs::exists(base_ / "backup" / "manifest.json"));
        COMPARE_JSON(fail({"backup", "--to", base("backup")}).at("path"), "to");
        ann_->sync();  // the server goes on
    });
}

void BackupEndToEndTest::refusesToRestoreWhileItRuns() {
    told([&] {
        COMPARE_JSON(fail({"restore", "--from", base("backup")}).at("code"), "CONTRADICTION");
        COMPARE_JSON(fail({"journal", "--to", base("other")}).at("code"), "CONTRADICTION");
    });
}

void BackupEndToEndTest::bringsBackWhatTheJournalKnows() {
    told([&] {
        company_->addPerson("Ben", "rep");
        company_->command({"person", "password", "Ann", "--password-stdin"}, "a wet field in november\n");
        company_->command({"key", "remove", "old"});
        const auto devices = company_->command({"device", "list"});
        company_->command({"device", "revoke", devices.at(0).at("id").get<std::string>()});
        company_->command({"settings", "set", "rep_discount_limit_bp", "700"});
        company_->killServer();
        fs::resize_file(company_->data() / "store.sqlite", 5000);  // the disk had its day

        const auto restored = company_->command({"restore", "--from", base("backup")});
        COMPARE_JSON(restored.at("read_former"), false);
        COMPARE_JSON(restored.at("record_changes"), 3);
        COMPARE_JSON(restored.at("unmade"), Json::array());
        QVERIFY(fs::exists(restored.at("kept_aside").get<std::string>()));
        company_->startServer();
        std::set<std::string> people;
        for (const auto& person : company_->command({"person", "list"}))
            people.insert(person.at("name"));
        QVERIFY((people == std::set<std::string>{"Ann", "Ben"}));
        COMPARE_JSON(company_->command({"key", "list"}), Json::array());
        COMPARE_JSON(company_->command({"device", "list"}).at(0).at("revoked"), "lost");
        COMPARE_JSON(company_->command({"settings", "show"}).at("rep_discount_limit_bp"), 700);
        // Ben's password was set after the backup: with it a device of his comes in.
        const auto ben = company_->enrol("Ben", "ben");
        ben.sync();
        // And so was Ann's: the earlier one no longer counts.
        const DeviceStore other{base_ / "ann2"};
        other.ask({"enrol", "--pairing", company_->pair("Ann"), "--password-stdin"},
                  "a wet field in november\n");
        other.sync();
        const DeviceStore stranger{base_ / "ann3"};
        const auto refused = stranger.run({"enrol", "--pairing", company_->pair("Ann"), "--password-stdin"},
                                          std::string{Deployment::password} + "\n");
        COMPARE_JSON(refused.fault().at("code"), "UNAUTHENTICATED");
    });
}

void BackupEndToEndTest::saysWhatToCheckWithoutTheJournal() {
    told([&] {
        QCOMPARE(company_->stopServer(), 0);
        const auto ended = Program::run("fieldfare-server", {"restore", "--from", base("backup"), "--data",
                                                             company_->data().string(), "--without-journal"});
        QVERIFY2(ended.exitCode == 0, ended.text().c_str());
        for (const auto* part : {"restored \"Acorn Foods\" as of ", "kept aside: ", "all sessions ended",
                                 "API keys: old", "people, their roles and units: 1, none of them frozen"})
            QVERIFY2(ended.out.find(part) != std::string::npos, ended.out.c_str());
        company_->startServer();
        // New devices' codes cannot be those of devices that nobody remembers.
        std::set<std::size_t> before;
        for (const auto& device : company_->command({"device", "list"}))
            before.insert(device.at("code").get<std::string>().size());
        QVERIFY((before == std::set<std::size_t>{4}));
        (void)company_->enrol("Ann", "ann4");  // with the password of the backup's time
        std::set<std::size_t> after;
        for (const auto& device : company_->command({"device", "list"}))
            after.insert(device.at("code").get<std::string>().size());
        QVERIFY((after == std::set<std::size_t>{4, 5}));
    });
}

void BackupEndToEndTest::theJournalMovesToAnotherDisk() {
    told([&] {
        QCOMPARE(company_->stopServer(), 0);
        const auto moved = company_->command({"journal", "--to", base("disk")});
        COMPARE_JSON(moved.at("folder"), base("disk"));
        QVERIFY(fs::exists(base_ / "disk" / "journal"));
        QVERIFY(!fs::exists(company_->data() / "journal" / "journal"));
        company_->addPerson("Cid", "rep");
        // The whole machine is gone but for that disk and the backup.
        fs::rename(company_->data(), base_ / "lost");
        const auto restored =
            company_->command({"restore", "--from", base("backup"), "--journal", base("disk")});
        QVERIFY(restored.at("record_changes").get<int>() >= 2);  // Ann's device, and Cid
        std::set<std::string> people;
        for (const auto& person : company_->command({"person", "list"}))
            people.insert(person.at("name"));
        QVERIFY((people == std::set<std::string>{"Ann", "Cid"}));
        COMPARE_JSON(company_->command({"journal"}).at("folder"), base("disk"));
    });
}

QTEST_GUILESS_MAIN(BackupEndToEndTest)
#include "backup_end_to_end_test.moc"
