// Two people changed one field without seeing each other: the rep's phone shows both values, and a tap puts
// the one back that gave way.
#include <QQuickItem>
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

class TwoVersionsStoryTest final : public QObject {
    Q_OBJECT

  private slots:
    void initTestCase();
    void init() { fieldfare::tests::failOnComplaints(); }
    void bothEditTheSameFields();
    void thePhoneSaysSoAndShowsBoth();
    void aTapPutsTheOtherBack();
    void anotherTapUndoesIt();
    void everybodyHasIt();
    void cleanupTestCase() { app_.reset(); }

  private:
    /// Of the field: its card, and one of the two values on it.
    [[nodiscard]] QString version(const std::string& field) const;
    [[nodiscard]] QString side(const std::string& which, const std::string& field) const;

    QTemporaryDir folder_;
    std::unique_ptr<Deployment> company_;
    std::unique_ptr<DeviceStore> manager_;
    std::unique_ptr<AppWindow> app_;
    std::string customer_;
    std::map<std::string, QString> conflicts_;  // ids, by field
};

QString TwoVersionsStoryTest::version(const std::string& field) const {
    return "version-" + conflicts_.at(field);
}

QString TwoVersionsStoryTest::side(const std::string& which, const std::string& field) const {
    return QString::fromStdString(which) + '-' + conflicts_.at(field);
}

void TwoVersionsStoryTest::initTestCase() {
    if (!Program::exists("fieldfare-server") || !Program::exists("fieldfare-device"))
        QFAIL("fieldfare-server and fieldfare-device are not built");
    told([&] {
        company_ = std::make_unique<Deployment>(folder_.path().toStdString(), "Acorn Foods", "EUR");
        company_->addPerson("Ann", "rep");
        company_->addPerson("Mei", "manager");
        company_->startServer();
        company_->startEdge();
        manager_ = std::make_unique<DeviceStore>(company_->enrol("Mei", "mei"));
        std::filesystem::create_directories(folder_.path().toStdString() + "/app");
        const auto rep = company_->enrol("Ann", "app/person.sqlite");
        customer_ = rep.put(
            "customer", {{"name", "Harbour Hotel"}, {"industry", "hotels"}, {"payment_terms", "30 days"}});
        rep.sync();
        manager_->sync();
        QCOMPARE(company_->stopServer(), 0);
        app_ = std::make_unique<AppWindow>(folder_.path().toStdString() + "/app");
    });
}

void TwoVersionsStoryTest::bothEditTheSameFields() {
    told([&] {
        app_->tap("place:customers");
        app_->tap("customer:" + QString::fromStdString(customer_));
        app_->tap("editCustomer");
        app_->type("input:industry", "Inns");
        app_->type("input:payment_terms", "14 days");
        app_->tap("save");
        app_->miss("save");
        // Later, and without having seen it.
        manager_->edit(customer_, {{"industry", "hospitality"}, {"payment_terms", "60 days"}});
        company_->startServer();
        manager_->sync();
    });
}

void TwoVersionsStoryTest::thePhoneSaysSoAndShowsBoth() {
    told([&] {
        app_->miss("toast");
        app_->tap("syncPill");
        app_->tap("syncNow");
        app_->read("syncPill", "Needs attention");
        manager_->sync();
        for (const auto& conflict : manager_->ask({"conflicts"}))
            conflicts_[conflict.at("path").get<std::string>()] =
                QString::fromStdString(conflict.at("id").get<std::string>());
        app_->tap("back");
        app_->see("@hospitality");
        app_->tap("twoVersions/@Compare");
        app_->see(version("industry") + "/@Industry");
        app_->see(side("standing", "industry") + "/@hospitality");
        app_->see(side("standing", "industry") + "/@Safe choice");
        app_->see(side("losing", "industry") + "/@Inns");
        const auto source = app_->see(side("standing", "industry")).property("source").toString();
        QVERIFY2(source.startsWith("Mei"), qPrintable(source));
        QVERIFY(app_->see(side("losing", "industry")).property("source").toString().startsWith("You"));
    });
}

void TwoVersionsStoryTest::aTapPutsTheOtherBack() {
    told([&] {
        app_->tap(side("losing", "industry") + "/@Restore this");
        app_->miss(version("industry"));
        app_->miss("toast");
    });
}

void TwoVersionsStoryTest::anotherTapUndoesIt() {
    told([&] {
        app_->tap(side("losing", "payment_terms") + "/@Restore this");
        app_->tap("toast/@Undo");
        app_->see("@Nothing to settle");
        app_->read("syncPill", "Up to date");
        app_->miss("toast");
        app_->tap("back");
        app_->see("@Inns");
        app_->see("@60 days");
        app_->miss("twoVersions");
    });
}

void TwoVersionsStoryTest::everybodyHasIt() {
    told([&] {
        manager_->sync();
        const auto customer = manager_->record(customer_);
        QCOMPARE(customer.at("industry").get<std::string>(), std::string{"Inns"});
        QCOMPARE(customer.at("payment_terms").get<std::string>(), std::string{"60 days"});
        QVERIFY(manager_->ask({"conflicts"}).empty());
    });
}

QTEST_MAIN(TwoVersionsStoryTest)
#include "two_versions_story_test.moc"
