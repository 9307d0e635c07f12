// A rep reaches the people at a customer, writes down what changed about them, and moves a planned visit: all
// of it without a network, and at the server in the evening.
#include <QDesktopServices>
#include <QTemporaryDir>
#include <QTest>

#include "tests/support/processes/deployment.h"
#include "tests/support/window/story.h"

using fieldfare::tests::AppWindow;
using fieldfare::tests::Deployment;
using fieldfare::tests::DeviceStore;
using fieldfare::tests::Json;
using fieldfare::tests::Program;
using fieldfare::tests::told;

/// What the app hands over to others: the phone, the mail, the map.
class Elsewhere final : public QObject {
    Q_OBJECT

  public:
    Elsewhere() {
        for (const char* scheme : {"tel", "mailto", "https"})
            QDesktopServices::setUrlHandler(scheme, this, "open");
    }
    ~Elsewhere() override {
        for (const char* scheme : {"tel", "mailto", "https"})
            QDesktopServices::unsetUrlHandler(scheme);
    }

    Q_INVOKABLE void open(const QUrl& url) { opened = url; }

    QUrl opened;
};

class ReachStoryTest final : public QObject {
    Q_OBJECT

  private slots:
    void initTestCase();
    void init() { fieldfare::tests::failOnComplaints(); }
    void theCustomerIsCalledWrittenToAndFound();
    void theContactIsCalledAndWrittenTo();
    void theContactIsCorrected();
    void theVisitIsMovedToTomorrow();
    void theServerHasIt();
    void cleanupTestCase() { app_.reset(); }

  private:
    QTemporaryDir folder_;
    std::unique_ptr<Deployment> company_;
    std::unique_ptr<DeviceStore> manager_;
    std::unique_ptr<AppWindow> app_;
    Elsewhere elsewhere_;
    std::string customer_;
    std::string contact_;
    std::string plan_;
    const QDateTime now_{QDate{2026, 11, 18}, QTime{10, 0}};
    const QDateTime planned_{QDate{2026, 11, 18}, QTime{14, 0}};
};

void ReachStoryTest::initTestCase() {
    if (!Program::exists("fieldfare-server") || !Program::exists("fieldfare-device"))
        QFAIL("fieldfare-server and fieldfare-device are not built");
    told([&] {
        company_ = std::make_unique<Deployment>(folder_.path().toStdString(), "Acorn Foods", "EUR");
        const auto ann = company_->addPerson("Ann", "rep");
        company_->addPerson("Mei", "manager");
        company_->startServer();
        company_->startEdge();
        manager_ = std::make_unique<DeviceStore>(company_->enrol("Mei", "mei"));
        const auto folder = folder_.path().toStdString() + "/app";
        std::filesystem::create_directories(folder);
        const auto rep = company_->enrol("Ann", "app/person.sqlite");
        customer_ = rep.put("customer", {{"name", "Harbour Hotel"},
                                         {"address", {{"street", "1 Quay"}, {"city", "Bristol"}}},
                                         {"phones", {{{"number", "+441173250000"}}}},
                                         {"mails", {{{"address", "desk@harbour.example"}}}}});
        contact_ = rep.put("contact", {{"customer_id", customer_},
                                       {"name", "Joan Reed"},
                                       {"phones", {{{"number", "+441173250001"}}}},
                                       {"mails", {{{"address", "joan@harbour.example"}}}}});
        plan_ = rep.put("visit_plan", {{"customer_id", customer_},
                                       {"person_id", ann},
                                       {"starts_at", planned_.toMSecsSinceEpoch()},
                                       {"status", "planned"}});
        rep.sync();
        QCOMPARE(company_->stopServer(), 0);
        app_ = std::make_unique<AppWindow>(QStringList{"--store-dir", QString::fromStdString(folder),
                                                       "--size", "390x844", "--language", "en", "--now",
                                                       now_.toString(Qt::ISODate)});
    });
}

void ReachStoryTest::theCustomerIsCalledWrittenToAndFound() {
    told([&] {
        app_->tap("place:customers");
        app_->tap("customer:" + QString::fromStdString(customer_));
        app_->tap("call");
        QTRY_COMPARE(elsewhere_.opened, QUrl{"tel:+441173250000"});
        app_->tap("mail");
        QTRY_COMPARE(elsewhere_.opened, QUrl{"mailto:desk@harbour.example"});
        app_->tap("navigate");
        QTRY_VERIFY2(elsewhere_.opened.toString().contains("Bristol"),
                     qPrintable(elsewhere_.opened.toString()));
    });
}

void ReachStoryTest::theContactIsCalledAndWrittenTo() {
    told([&] {
        app_->tap("tab:contacts");
        app_->tap("contact:" + QString::fromStdString(contact_));
        app_->tap("callContact:0");
        QTRY_COMPARE(elsewhere_.opened, QUrl{"tel:+441173250001"});
        app_->tap("mailContact:0");
        QTRY_COMPARE(elsewhere_.opened, QUrl{"mailto:joan@harbour.example"});
    });
}

void ReachStoryTest::theContactIsCorrected() {
    told([&] {
        app_->tap("editContact");
        app_->type("input:title", "Head of purchasing");
        app_->type("input:mails:0", "joan.harbour.example");
        app_->see("@An e-mail address looks like name@example.com.");
        app_->type("input:mails:0", "joan.reed@harbour.example");
        app_->miss("@An e-mail address looks like name@example.com.");
        app_->tap("save");
        app_->miss("save");
        app_->see("@Head of purchasing");
        app_->see("@joan.reed@harbour.example");
    });
}

void ReachStoryTest::theVisitIsMovedToTomorrow() {
    told([&] {
        app_->tap("place:visits");
        app_->tap("reschedule-" + QString::fromStdString(plan_));
        app_->tap("@Tomorrow");
        app_->read("toast", "Moved to");
        app_->miss("reschedule-" + QString::fromStdString(plan_));
    });
}

void ReachStoryTest::theServerHasIt() {
    told([&] {
        app_.reset();
        company_->startServer();
        const DeviceStore ann{folder_.path().toStdString() + "/app/person.sqlite"};
        ann.sync();
        manager_->sync();
        const auto contact = manager_->record(contact_);
        QCOMPARE(contact.at("title").get<std::string>(), std::string{"Head of purchasing"});
        QCOMPARE(contact.at("mails").at(0).at("address").get<std::string>(),
                 std::string{"joan.reed@harbour.example"});
        QCOMPARE(contact.at("phones").at(0).at("number").get<std::string>(), std::string{"+441173250001"});
        QCOMPARE(manager_->record(plan_).at("starts_at").get<qint64>(),
                 planned_.addDays(1).toMSecsSinceEpoch());
    });
}

QTEST_MAIN(ReachStoryTest)
#include "reach_story_test.moc"
