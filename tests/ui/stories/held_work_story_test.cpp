// What a rep typed about customers that were given away meanwhile: the new owner sees both pieces of work on
// the phone, takes one over and declines the other, and the rep reads what became of them.
#include <QTemporaryDir>
#include <QTest>
#include <map>

#include "tests/support/processes/deployment.h"
#include "tests/support/window/story.h"

using fieldfare::tests::AppWindow;
using fieldfare::tests::Deployment;
using fieldfare::tests::DeviceStore;
using fieldfare::tests::Program;
using fieldfare::tests::told;

class HeldWorkStoryTest final : public QObject {
    Q_OBJECT

  private slots:
    void initTestCase();
    void init() { fieldfare::tests::failOnComplaints(); }
    void theNewOwnerSeesWhatIsHeld();
    void oneIsTakenOver();
    void theOtherIsDeclinedWithWords();
    void theServerHasTheDecisions();
    void itsAuthorIsTold();
    void cleanupTestCase() { app_.reset(); }

  private:
    [[nodiscard]] std::filesystem::path folder(const char* person) const {
        return std::filesystem::path{folder_.path().toStdString()} / person;
    }
    /// A store as the app has it.
    [[nodiscard]] DeviceStore enrol(const std::string& person, const char* name);

    QTemporaryDir folder_;
    std::unique_ptr<Deployment> company_;
    std::unique_ptr<DeviceStore> ann_;
    std::unique_ptr<DeviceStore> ben_;
    std::unique_ptr<DeviceStore> manager_;
    std::unique_ptr<AppWindow> app_;
    std::string hotel_;
    std::string kiosk_;
    std::map<std::string, QString> held_;  // ids, by the customer's name
};

DeviceStore HeldWorkStoryTest::enrol(const std::string& person, const char* name) {
    std::filesystem::create_directories(folder(name));
    return company_->enrol(person, std::string{name} + "/person.sqlite");
}

void HeldWorkStoryTest::initTestCase() {
    if (!Program::exists("fieldfare-server") || !Program::exists("fieldfare-device"))
        QFAIL("fieldfare-server and fieldfare-device are not built");
    told([&] {
        company_ = std::make_unique<Deployment>(folder_.path().toStdString(), "Acorn Foods", "EUR");
        company_->addPerson("Ann", "rep");
        const auto ben = company_->addPerson("Ben", "rep");
        company_->addPerson("Mei", "manager");
        company_->startServer();
        company_->startEdge();
        ann_ = std::make_unique<DeviceStore>(enrol("Ann", "ann"));
        ben_ = std::make_unique<DeviceStore>(enrol("Ben", "ben"));
        manager_ = std::make_unique<DeviceStore>(enrol("Mei", "mei"));
        hotel_ = ann_->put("customer", {{"name", "Harbour Hotel"}, {"industry", "hotels"}});
        kiosk_ = ann_->put("customer", {{"name", "Station Kiosk"}});
        ann_->sync();
        // Without a network, and not knowing that both are Ben's now.
        ann_->edit(hotel_, {{"industry", "inns"}});
        ann_->edit(kiosk_, {{"notes", "Closes in May"}});
        manager_->sync();
        for (const auto& customer : {hotel_, kiosk_})
            manager_->edit(customer, {{"owner_id", ben}});
        manager_->sync();
        ann_->sync();
        ben_->sync();
        for (const auto& held : ben_->ask({"held"}))
            held_[held.at("title").get<std::string>()] =
                QString::fromStdString(held.at("id").get<std::string>());
        QCOMPARE(held_.size(), std::size_t{2});
        app_ = std::make_unique<AppWindow>(folder("ben"));
    });
}

void HeldWorkStoryTest::theNewOwnerSeesWhatIsHeld() {
    told([&] {
        app_->read("syncPill", "Needs attention");
        // Beside the customer, too.
        app_->tap("place:customers");
        app_->tap("customer:" + QString::fromStdString(kiosk_));
        app_->tap("heldWork/@Decide");
        app_->see("@Closes in May");
        app_->miss("held-" + held_.at("Harbour Hotel"));
        app_->tap("back");
        app_->tap("syncPill");
        app_->tap("openHeld");
        const auto card = "held-" + held_.at("Harbour Hotel");
        app_->see(card + "/@Harbour Hotel");
        app_->see(card + "/@inns");
        app_->see(card + "/@Now: hotels");
        app_->read("reason-" + held_.at("Harbour Hotel"), "given to somebody else");
        app_->read("open-" + held_.at("Harbour Hotel"), "Harbour Hotel");
        QVERIFY(
            app_->see("open-" + held_.at("Harbour Hotel")).property("subtitle").toString().startsWith("Ann"));
    });
}

void HeldWorkStoryTest::oneIsTakenOver() {
    told([&] {
        app_->tap("take-" + held_.at("Harbour Hotel"));
        app_->read("toast", "Taken over. Ann is told.");
        app_->miss("held-" + held_.at("Harbour Hotel"));
        app_->miss("toast");
    });
}

void HeldWorkStoryTest::theOtherIsDeclinedWithWords() {
    told([&] {
        app_->tap("decline-" + held_.at("Station Kiosk"));
        app_->type("declineComment", "They stay until autumn");
        app_->tap("declineNow");
        app_->miss("declineNow");
        app_->see("@Nothing waits for your decision");
        app_->read("syncPill", "Up to date");
        app_.reset();
    });
}

void HeldWorkStoryTest::theServerHasTheDecisions() {
    told([&] {
        manager_->sync();
        QCOMPARE(manager_->record(hotel_).at("industry").get<std::string>(), std::string{"inns"});
        QVERIFY(!manager_->record(kiosk_).contains("notes"));
        QVERIFY(manager_->ask({"held"}).empty());
    });
}

void HeldWorkStoryTest::itsAuthorIsTold() {
    told([&] {
        app_ = std::make_unique<AppWindow>(folder("ann"));
        app_->read("syncPill", "Needs attention");
        app_->tap("syncPill");
        app_->tap("syncNow");
        app_->tap("openAttention");
        app_->see("@Taken over by Ben");
        app_->see("@Declined by Ben");
        app_->see("@“They stay until autumn”");
        app_->see("@Closes in May");
        app_->tap("@Take off the list");
        app_->miss("toast");
        app_->tap("@Take off the list");
        app_->see("@Nothing needs your attention");
        app_->read("syncPill", "Up to date");
    });
}

QTEST_MAIN(HeldWorkStoryTest)
#include "held_work_story_test.moc"
