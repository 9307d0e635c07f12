// A rep's first day: the phone is set up with a code, the first customer, visit and quote are made without a
// network, and nobody may leave while they are unsent; then all of it reaches the server.
#include <QDir>
#include <QQuickItem>
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

class FirstDayStoryTest final : public QObject {
    Q_OBJECT

  private slots:
    void initTestCase();
    void init() { fieldfare::tests::failOnComplaints(); }
    void aMistypedCodeIsToldAtTheCode();
    void aWrongPasswordIsToldAtThePassword();
    void theLanguageChangesAtOnce();
    void theCodeMakesThisDevice();
    void theCodeWorksOnce();
    void aCustomerIsAddedWithoutANetwork();
    void whatIsWrongIsToldWhereItIsTyped();
    void theFirstVisitAndItsQuote();
    void everythingIsFoundAsOneTypes();
    void signingOutWaitsForUnsentWork();
    void theNetworkIsBackAndEverythingIsSent();
    void signedOutAndInAgain();
    void cleanupTestCase() { app_.reset(); }

  private:
    [[nodiscard]] std::filesystem::path folder() const { return folder_.path().toStdString() + "/ann"; }
    void theOfficeSetsThePassword() const;
    /// The manager's only record of the type, after a sync.
    [[nodiscard]] Json onlyAtServer(const std::string& type) const;

    QTemporaryDir folder_;
    std::unique_ptr<Deployment> company_;
    std::unique_ptr<DeviceStore> manager_;
    std::unique_ptr<AppWindow> app_;
    QString pairing_;
};

namespace {

const auto password = QString::fromUtf8(Deployment::password.data(), Deployment::password.size());

QString errorOf(QQuickItem& field) {
    return field.property("error").toString();
}

}  // namespace

void FirstDayStoryTest::theOfficeSetsThePassword() const {
    (void)company_->command({"person", "password", "Ann", "--password-stdin"},
                            std::string{Deployment::password} + '\n');
}

Json FirstDayStoryTest::onlyAtServer(const std::string& type) const {
    manager_->sync();
    const auto list = manager_->ask({"list", type});
    if (list.size() != 1)
        throw std::runtime_error{"the server has " + std::to_string(list.size()) + " of " + type};
    return manager_->record(list.at(0).at("id").get<std::string>());
}

void FirstDayStoryTest::initTestCase() {
    if (!Program::exists("fieldfare-server") || !Program::exists("fieldfare-device"))
        QFAIL("fieldfare-server and fieldfare-device are not built");
    told([&] {
        company_ = std::make_unique<Deployment>(folder_.path().toStdString(), "Acorn Foods", "CNY");
        company_->addPerson("Ann", "rep");
        company_->addPerson("Mei", "manager");
        company_->addPerson("Olga", "back_office");
        company_->startServer();
        company_->startEdge();
        const auto office = company_->enrol("Olga", "olga");
        office.put("product", {{"sku", "OIL-5"},
                               {"name", "Rapeseed oil"},
                               {"tax_bp", 1000},
                               {"standard_price", {{"minor", 5000}, {"currency", "CNY"}}}});
        office.sync();
        manager_ = std::make_unique<DeviceStore>(company_->enrol("Mei", "mei"));
        pairing_ = QString::fromStdString(company_->pair("Ann"));
        app_ = std::make_unique<AppWindow>(folder());
    });
}

void FirstDayStoryTest::aMistypedCodeIsToldAtTheCode() {
    told([&] {
        app_->type("pairingCode", "FIELDFARE:1:nonsense");
        QTRY_VERIFY(errorOf(app_->see("pairingCode")).startsWith("This is no pairing code"));
        QVERIFY(!app_->has("pairingRead"));
        QVERIFY(!app_->see("enrol").isEnabled());
    });
}

void FirstDayStoryTest::aWrongPasswordIsToldAtThePassword() {
    told([&] {
        app_->type("pairingCode", pairing_);
        app_->see("pairingRead");
        app_->type("password", "a wrong password");
        app_->tap("enrol");
        QTRY_COMPARE_WITH_TIMEOUT(errorOf(app_->see("password")), QString{"This is not your password."},
                                  30'000);
        QVERIFY(!app_->has("fault"));
    });
}

void FirstDayStoryTest::theLanguageChangesAtOnce() {
    told([&] {
        app_->tap("language");
        app_->see("@设置本设备");
        QTRY_COMPARE(errorOf(app_->see("password")), QString{"这不是您的密码。"});
        app_->tap("language");
        app_->see("@Set up this device");
    });
}

void FirstDayStoryTest::theCodeMakesThisDevice() {
    told([&] {
        // Nothing is tried for a while after a wrong password, unless the office sets it.
        theOfficeSetsThePassword();
        app_->type("password", password);
        QCOMPARE(errorOf(app_->see("password")), QString{});
        app_->tap("enrol");
        app_->see("bottomBar");
        app_->read("syncPill", "Up to date");
        QCOMPARE(company_->command({"device", "list"}).dump().find("Ann") != std::string::npos, true);
    });
}

void FirstDayStoryTest::theCodeWorksOnce() {
    told([&] {
        const auto other = folder_.path().toStdString() + "/other";
        app_.reset();
        {
            AppWindow second{other};
            second.type("pairingCode", pairing_);
            second.type("password", password);
            second.tap("enrol");
            QTRY_VERIFY_WITH_TIMEOUT(
                errorOf(second.see("pairingCode")).startsWith("This code was used already"), 30'000);
        }
        app_ = std::make_unique<AppWindow>(folder());
        QCOMPARE(company_->stopServer(), 0);  // until the evening there is no network
    });
}

void FirstDayStoryTest::aCustomerIsAddedWithoutANetwork() {
    told([&] {
        app_->tap("place:customers");
        app_->tap("newCustomer");
        app_->type("input:name", "天成食品");
        app_->tap("add:phones");
        app_->type("input:phones:0", "021 6288 1234");
        app_->tap("save");
        app_->see("checkIn");
        app_->see("@天成食品");
    });
}

void FirstDayStoryTest::whatIsWrongIsToldWhereItIsTyped() {
    told([&] {
        app_->miss("toast");
        app_->tap("editCustomer");
        app_->type("input:name", "");
        QTRY_COMPARE(errorOf(app_->see("input:name")), QString{"This is needed."});
        app_->type("input:potential", "a lot");
        QTRY_COMPARE(errorOf(app_->see("input:potential")), QString{"“a lot” is not a number"});
        // Neither is saved, and neither is lost.
        app_->tap("save");
        app_->see("formFault");
        app_->tap("back");
        app_->tap("editCustomer");
        app_->see("recovered");
        QTRY_COMPARE(errorOf(app_->see("input:name")), QString{"This is needed."});
        QTRY_COMPARE(errorOf(app_->see("input:potential")), QString{"This is no amount."});
        QCOMPARE(app_->see("input:potential/@a lot").property("text").toString(), QString{"a lot"});
        app_->type("input:name", "天成食品");
        QTRY_COMPARE(errorOf(app_->see("input:name")), QString{});
        app_->type("input:potential", "120000");
        QTRY_COMPARE(errorOf(app_->see("input:potential")), QString{});
        app_->tap("save");
        app_->miss("save");
        app_->miss("toast");
        // What this machine cannot do is said, too.
        app_->tap("call");
        app_->read("toast", "No app here makes calls");
        app_->miss("toast");
    });
}

void FirstDayStoryTest::theFirstVisitAndItsQuote() {
    told([&] {
        app_->miss("toast");
        app_->tap("checkIn");
        app_->tap("outcome-QUOTE");
        app_->type("visitNotes/input:notes", "First order in spring");
        app_->tap("quoteFromVisit");
        app_->tap("addProducts");
        app_->tap("product-OIL-5/addProduct");
        app_->type("product-OIL-5/productQuantity", "20");
        app_->tap("productsDone");
        app_->read("footerTotal", "1,100.00");
        app_->tap("saveDocument");
        app_->read("quoteStep", "Issue quote");
        app_->tap("quoteStep");
        app_->tap("accept");
        app_->miss("accept");
        app_->read("quoteStep", "Make the order");
        app_->miss("toast");
        app_->tap("back");
        app_->tap("checkOutButton");
        app_->see("outcomeMark");
        app_->miss("checkOutButton");
    });
}

void FirstDayStoryTest::everythingIsFoundAsOneTypes() {
    told([&] {
        app_->miss("toast");
        app_->tap("place:today");
        for (const auto* words : {"tianch", "tcsp", "6288", "天成"}) {
            app_->type("searchEverything", QString::fromUtf8(words));
            app_->see("everythingFound/@天成食品");
        }
        app_->type("searchEverything", "nobody");
        app_->miss("everythingFound/@天成食品");
    });
}

void FirstDayStoryTest::signingOutWaitsForUnsentWork() {
    told([&] {
        app_->see("offlineBanner");
        app_->tap("place:more");
        app_->tap("moreSettings");
        app_->tap("signOut");
        app_->read("unsent", "not sent yet");
        QVERIFY(!app_->see("signOutNow").isEnabled());
    });
}

void FirstDayStoryTest::theNetworkIsBackAndEverythingIsSent() {
    told([&] {
        company_->startServer();
        app_->tap("@Send now");
        app_->read("clean", "Everything was sent.");
        app_->read("syncPill", "Up to date");
        const auto customer = onlyAtServer("customer");
        QCOMPARE(QString::fromStdString(customer.at("name").get<std::string>()), "天成食品");
        QCOMPARE(customer.at("phones").at(0).at("number").get<std::string>(), std::string{"021 6288 1234"});
        QCOMPARE(customer.at("potential").at("minor").get<int>(), 12'000'000);
        const auto visit = onlyAtServer("visit");
        QCOMPARE(visit.at("outcome").get<std::string>(), std::string{"quote"});
        QCOMPARE(visit.at("notes").get<std::string>(), std::string{"First order in spring"});
        const auto quote = onlyAtServer("quote");
        QCOMPARE(quote.at("status").get<std::string>(), std::string{"issued"});
        QCOMPARE(quote.at("totals").at("gross").at("minor").get<int>(), 110'000);
    });
}

void FirstDayStoryTest::signedOutAndInAgain() {
    told([&] {
        app_->tap("signOutNow");
        app_->read("password", "");
        app_->see("signIn");
        app_->type("password", "a wrong password");
        app_->tap("signIn");
        QTRY_COMPARE_WITH_TIMEOUT(errorOf(app_->see("password")), QString{"This is not your password."},
                                  30'000);
        theOfficeSetsThePassword();
        app_->type("password", password);
        app_->tap("signIn");
        app_->see("bottomBar");
        app_->tap("place:customers");
        app_->see("@天成食品");
    });
}

QTEST_MAIN(FirstDayStoryTest)

#include "first_day_story_test.moc"
