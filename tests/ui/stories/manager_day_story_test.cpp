// A manager's day at the tablet: a visit with its photo is reviewed, a discount approved, a value put back
// that had given way, and customers change hands; and what the reps' devices have afterwards.
#include <QDateTime>
#include <QImage>
#include <QQuickItem>
#include <QQuickWindow>
#include <QTemporaryDir>
#include <QTest>

#include "tests/support/processes/deployment.h"
#include "tests/support/window/story.h"

using fieldfare::tests::AppWindow;
using fieldfare::tests::Deployment;
using fieldfare::tests::DeviceStore;
using fieldfare::tests::Program;
using fieldfare::tests::told;

class ManagerDayStoryTest final : public QObject {
    Q_OBJECT

  private slots:
    void initTestCase();
    void init() { fieldfare::tests::failOnComplaints(); }
    void theVisitsOfTheDayAreReviewed();
    void aDiscountIsApproved();
    void aValueThatGaveWayIsPutBack();
    void aCustomerChangesHands();
    void theRepsHaveIt();
    void cleanupTestCase() { app_.reset(); }

  private:
    void sell(const DeviceStore& office);
    void disagree();
    [[nodiscard]] std::filesystem::path folder() const { return folder_.path().toStdString() + "/app"; }

    QTemporaryDir folder_;
    std::unique_ptr<Deployment> company_;
    std::unique_ptr<DeviceStore> ann_;
    std::unique_ptr<DeviceStore> ben_;
    std::unique_ptr<AppWindow> app_;
    std::string benId_;
    std::string customer_;
    std::string kept_;  // another customer of Ann's
    std::string visit_;
    std::string quote_;
    std::string approval_;
};

namespace {

QString named(const char* kind, const std::string& id) {
    return kind + QString::fromStdString(id);
}

}  // namespace

void ManagerDayStoryTest::initTestCase() {
    if (!Program::exists("fieldfare-server") || !Program::exists("fieldfare-device"))
        QFAIL("fieldfare-server and fieldfare-device are not built");
    told([&] {
        company_ = std::make_unique<Deployment>(folder_.path().toStdString(), "Acorn Foods", "EUR");
        company_->addPerson("Ann", "rep");
        benId_ = company_->addPerson("Ben", "rep");
        company_->addPerson("Mei", "manager");
        company_->addPerson("Olga", "back_office");
        company_->startServer();
        company_->startEdge();
        ann_ = std::make_unique<DeviceStore>(company_->enrol("Ann", "ann"));
        ben_ = std::make_unique<DeviceStore>(company_->enrol("Ben", "ben"));
        sell(company_->enrol("Olga", "olga"));
        disagree();
        app_ = std::make_unique<AppWindow>(folder(), QSize{1180, 820});
        app_->read("syncPill", "Needs attention");  // the two versions
    });
}

void ManagerDayStoryTest::sell(const DeviceStore& office) {
    const auto product = office.put("product", {{"sku", "OIL-5"},
                                                {"name", "Rapeseed oil"},
                                                {"tax_bp", 1000},
                                                {"standard_price", {{"minor", 5000}, {"currency", "EUR"}}}});
    office.sync();
    ann_->sync();
    const auto now = QDateTime::currentMSecsSinceEpoch();
    customer_ = ann_->put("customer", {{"name", "Harbour Hotel"}, {"industry", "hotels"}});
    kept_ = ann_->put("customer", {{"name", "Station Kiosk"}});
    ann_->put("contact", {{"customer_id", customer_}, {"name", "Li Na"}});
    visit_ = ann_->put(
        "visit",
        {{"customer_id", customer_}, {"check_in", {{"at", now}}}, {"notes", "Wants oil for the summer"}});
    ann_->edit(visit_, {{"check_out", {{"at", now}}}, {"outcome", "follow_up"}});
    const auto shelf = folder_.path() + "/shelf.jpg";
    QImage picture{1600, 1200, QImage::Format_RGB32};
    picture.fill(Qt::darkGreen);
    if (!picture.save(shelf))
        throw std::runtime_error{"the photo cannot be written"};
    ann_->ask({"file", "add", visit_, shelf.toStdString()});
    quote_ = ann_->put("quote", {{"customer_id", customer_},
                                 {"lines", {{{"product_id", product}, {"quantity_milli", 10'000}}}},
                                 {"header_discount_bp", 1200}});
    ann_->edit(quote_, {{"status", "waiting"}});
    approval_ = ann_->put("approval",
                          {{"subject_id", quote_}, {"question", "They order weekly"}, {"discount_bp", 1200}});
    ann_->sync();
    ann_->sync();  // the photo follows the records
}

/// Mei's change gives way to the one that Ann makes later without having seen it.
void ManagerDayStoryTest::disagree() {
    std::filesystem::create_directories(folder());
    const auto mei = company_->enrol("Mei", "app/person.sqlite");
    mei.sync();
    mei.edit(customer_, {{"industry", "hospitality"}});
    ann_->edit(customer_, {{"industry", "inns"}});
    mei.sync();
    ann_->sync();
    mei.sync();
}

void ManagerDayStoryTest::theVisitsOfTheDayAreReviewed() {
    told([&] {
        app_->see("visitsOfDay/@Harbour Hotel");
        app_->tap(named("visit-", visit_));
        app_->see("@Wants oil for the summer");
        // The photo is on Ann's device and at the server; looking at the visit brings it here.
        auto& photo = app_->see("reviewPhotos/photo-0");
        QTRY_COMPARE_WITH_TIMEOUT(photo.property("state").toString(), QString{"sent"}, 30'000);
        QVERIFY(!QImage{photo.property("source").toUrl().toLocalFile()}.isNull());
        app_->tap("star:4");
        app_->type("reviewComment", "Good. Take samples along.");
        // Turned, and then as narrow as a phone: one column, with what was chosen and typed.
        const auto turn = [&](QSize size, bool list) {
            app_->window().resize(size);
            QTRY_COMPARE(app_->see("reviewComment").property("text").toString(),
                         QString{"Good. Take samples along."});
            QTRY_COMPARE(app_->has("visitsOfDay"), list);
        };
        turn({820, 1180}, true);
        turn({500, 1180}, false);
        turn({1180, 820}, true);
        QCOMPARE(app_->see("reviewRating").property("value").toInt(), 4);
        app_->tap("saveReview");
        app_->read("reviewedOn", "Reviewed on");
        app_->see(named("visit-", visit_) + "/@4 of 5");
        app_->miss("toast");
    });
}

void ManagerDayStoryTest::aDiscountIsApproved() {
    told([&] {
        app_->tap("place:approvals");
        app_->tap(named("approval-", approval_));
        app_->read("question", "They order weekly");
        app_->type("decisionComment", "Once.");
        app_->tap("approve");
        app_->read("decision", "Approved");
        app_->miss("approve");
        app_->miss(named("approval-", approval_));
        app_->tap("option:decided");
        app_->see(named("approval-", approval_));
        app_->miss("toast");
    });
}

void ManagerDayStoryTest::aValueThatGaveWayIsPutBack() {
    told([&] {
        app_->tap("place:versions");
        app_->see("@inns");
        app_->tap("@Restore this");
        app_->see("@Nothing to settle");
        app_->read("syncPill", "Up to date");
        app_->miss("toast");
    });
}

void ManagerDayStoryTest::aCustomerChangesHands() {
    told([&] {
        app_->tap("place:team");
        app_->tap("option:people");
        app_->tap("people/@Ann");
        app_->see(named("choose-", kept_));
        app_->tap("back");
        // The same from the customer, who is chosen already.
        app_->tap("place:customers");
        app_->tap(named("customer:", customer_));
        app_->tap("moreForCustomer");
        app_->tap("menu:handover");
        for (const auto* moved : {"customer", "contact", "visit", "quote"})
            QTRY_COMPARE(app_->see(QString{"moves:"} + moved).property("value").toString(), QString{"1"});
        QCOMPARE(app_->see("moves:order").property("value").toString(), QString{"0"});
        const auto elsewhere = app_->see("unsentElsewhere").property("detail").toString();
        QVERIFY2(elsewhere.startsWith("Ann: newest visit received"), qPrintable(elsewhere));
        app_->tap("newOwner/@Choose a person");
        app_->see("closeSheet");
        app_->tap(named("option:", benId_));
        app_->miss("closeSheet");
        app_->see("newOwner/@Ben");
        app_->tap("handOver");
        app_->tap("accept");
        app_->read("toast", "1 customer handed over");
    });
}

void ManagerDayStoryTest::theRepsHaveIt() {
    told([&] {
        app_->read("syncPill", "Up to date");
        app_.reset();
        ben_->sync();
        const auto customer = ben_->record(customer_);
        QCOMPARE(customer.value("industry", ""), std::string{"hospitality"});
        QCOMPARE(customer.value("owner_id", ""), benId_);
        const auto visit = ben_->record(visit_);
        QCOMPARE(visit.value("review_rating", 0), 4);
        QCOMPARE(visit.value("review_comment", ""), std::string{"Good. Take samples along."});
        QCOMPARE(ben_->record(quote_).value("status", ""), std::string{"approved"});
        const auto approval = ben_->record(approval_);
        QCOMPARE(approval.value("decision", ""), std::string{"approved"});
        QCOMPARE(approval.value("comment", ""), std::string{"Once."});
        ann_->sync();
        QVERIFY(!ann_->has(customer_));
        QVERIFY(ann_->has(kept_));
        QVERIFY(!ann_->has(visit_));
    });
}

QTEST_MAIN(ManagerDayStoryTest)
#include "manager_day_story_test.moc"
