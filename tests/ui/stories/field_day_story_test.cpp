// A rep's day without a network: a visit, a quote beyond the limit, an order; and what the server has in the
// evening.
#include <QDir>
#include <QFileInfo>
#include <QImage>
#include <QQuickItem>
#include <QRandomGenerator>
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

class FieldDayStoryTest final : public QObject {
    Q_OBJECT

  private slots:
    void initTestCase();
    void init() { fieldfare::tests::failOnComplaints(); }
    void aVisitInThreeTaps();
    void aPhotoIsShownAtOnce();
    void aQuoteBeyondTheLimitIsAskedFor();
    void theQuoteIsSavedAsPdf();
    void anOrderIsSubmittedAndOrderedAgain();
    void aDraftSurvivesTheApp();
    void everythingReachesTheServer();
    void theApprovedQuoteBecomesAnOrder();

  private:
    std::filesystem::path folder() const { return folder_.path().toStdString() + "/app"; }
    /// The manager's records of the type at the customer, after a sync.
    Json atServer(const std::string& type);
    void openCustomer(AppWindow& app);

    QTemporaryDir folder_;
    std::unique_ptr<Deployment> company_;
    std::unique_ptr<DeviceStore> manager_;
    std::string customer_;
};

namespace {

/// A picture as large as a camera's, and like one hard to compress: it is sent in parts.
QImage photoOfAShelf() {
    QImage picture{3000, 2000, QImage::Format_RGB32};
    auto* pixels = reinterpret_cast<quint32*>(picture.bits());
    QRandomGenerator{7}.generate(pixels, pixels + picture.sizeInBytes() / 4);
    return picture;
}

}  // namespace

void FieldDayStoryTest::initTestCase() {
    if (!Program::exists("fieldfare-server") || !Program::exists("fieldfare-device"))
        QFAIL("fieldfare-server and fieldfare-device are not built");
    told([&] {
        company_ = std::make_unique<Deployment>(folder_.path().toStdString(), "Acorn Foods", "EUR");
        company_->addPerson("Ann", "rep");
        company_->addPerson("Mei", "manager");
        company_->addPerson("Olga", "back_office");
        company_->startServer();
        company_->startEdge();
        const auto office = company_->enrol("Olga", "olga");
        for (const auto& [sku, name, price] :
             {std::tuple{"OIL-5", "Rapeseed oil", 5000}, std::tuple{"RICE-25", "Jasmine rice", 4200}})
            office.put("product", {{"sku", sku},
                                   {"name", name},
                                   {"tax_bp", 1000},
                                   {"standard_price", {{"minor", price}, {"currency", "EUR"}}}});
        office.sync();
        manager_ = std::make_unique<DeviceStore>(company_->enrol("Mei", "mei"));
        std::filesystem::create_directories(folder());
        const auto rep = company_->enrol("Ann", "app/person.sqlite");
        customer_ = rep.put("customer", {{"name", "Harbour Hotel"}, {"address", {{"city", "Bristol"}}}});
        rep.sync();
        // From here to the evening there is no network.
        QCOMPARE(company_->stopServer(), 0);
    });
}

void FieldDayStoryTest::openCustomer(AppWindow& app) {
    app.tap("customer-" + QString::fromStdString(customer_));
}

void FieldDayStoryTest::aVisitInThreeTaps() {
    told([&] {
        AppWindow app{folder()};
        app.tap("bottomBar/@Visits");
        app.tap("startVisit");
        app.type("customerPickerSearch", "harb");
        openCustomer(app);
        app.tap("checkInButton");
        app.tap("outcome-QUOTE");
        app.type("visitNotes/input:notes", "Wants oil for the summer");
        app.tap("followUpIn-7");
        app.tap("checkOutButton");
        app.see("outcomeMark");
        app.miss("checkOutButton");
        app.see("quoteFromVisit");
    });
}

void FieldDayStoryTest::aPhotoIsShownAtOnce() {
    told([&] {
        // The device's pictures are those of its user.
        const auto home = folder_.path() + "/home";
        qputenv("HOME", home.toUtf8());
        QVERIFY(QDir{}.mkpath(home + "/Pictures"));
        QVERIFY(photoOfAShelf().save(home + "/Pictures/shelf.jpg"));
        AppWindow app{folder()};
        app.tap("place:visits");
        app.tap("@Harbour Hotel");
        app.tap("photoStrip/addPhoto");
        // Without a camera the app says so, and goes on with the pictures.
        app.tap("openCamera");
        app.see("@No camera here");
        app.tap("@Choose photos");
        app.tap("file-shelf.jpg");
        app.read("addChosenPhotos", "Add 1 photo");
        app.tap("addChosenPhotos");
        auto& photo = app.see("photoStrip/photo-0");
        QCOMPARE(photo.property("state").toString(), QString{"here"});
        const QImage kept{photo.property("source").toUrl().toLocalFile()};
        QCOMPARE(kept.size(), QSize(2048, 1365));
        app.tap("photoStrip/photo-0");
        app.see("@Photo 1 of 1");
    });
}

void FieldDayStoryTest::aQuoteBeyondTheLimitIsAskedFor() {
    told([&] {
        AppWindow app{folder()};
        app.tap("bottomBar/@Sales");
        app.tap("newDocument");
        openCustomer(app);
        app.tap("addProducts");
        app.type("productSearch", "oil");
        app.miss("product-RICE-25");
        app.tap("product-OIL-5/addProduct");
        app.type("product-OIL-5/productQuantity", "10");
        app.tap("productsDone");
        app.read("footerTotal", "550.00");
        app.type("headerDiscount", "much");
        QTRY_COMPARE(app.see("headerDiscount").property("error").toString(),
                     QString{"“much” is not a number"});
        QVERIFY(!app.see("saveDocument").isEnabled());
        app.type("headerDiscount", "8");
        app.read("footerTotal", "506.00");
        app.tap("saveDocument");
        app.read("quoteStep", "Ask for approval");
        app.tap("quoteStep");
        app.type("approvalQuestion", "They order weekly");
        app.tap("sendApproval");
        app.read("quoteStep", "Take back and change");
    });
}

void FieldDayStoryTest::theQuoteIsSavedAsPdf() {
    told([&] {
        AppWindow app{folder()};
        app.tap("place:sales");
        app.tap("documentList/@Harbour Hotel");
        app.tap("quoteMenu");
        app.tap("menu:save");
        app.read("toast", "Saved as ");
        const QFileInfo paper{app.see("toast").property("text").toString().mid(9)};
        QVERIFY2(paper.size() > 1'000, qPrintable(paper.filePath()));
        QCOMPARE(paper.suffix(), QString{"pdf"});
    });
}

void FieldDayStoryTest::anOrderIsSubmittedAndOrderedAgain() {
    told([&] {
        AppWindow app{folder()};
        app.tap("bottomBar/@Sales");
        app.tap("documentKind/@Orders");
        app.tap("newDocument");
        openCustomer(app);
        app.tap("addProducts");
        app.tap("product-RICE-25/addProduct");
        app.tap("productsDone");
        app.tap("saveDocument");
        app.tap("orderStep");
        app.tap("accept");
        app.miss("accept");
        app.read("orderStep", "Order again");
        app.tap("orderStep");
        app.see("line-RICE-25");
        app.tap("line-RICE-25/removeLine");
        app.miss("line-RICE-25");
        app.tap("toast/@Undo");
        app.see("line-RICE-25");
        app.miss("toast");
        app.tap("saveDocument");
        app.read("orderStep", "Submit order");
    });
}

void FieldDayStoryTest::aDraftSurvivesTheApp() {
    told([&] {
        {
            AppWindow app{folder()};
            app.tap("bottomBar/@Sales");
            app.tap("newDocument");
            openCustomer(app);
            app.tap("addProducts");
            app.tap("product-OIL-5/addProduct");
            app.see("product-OIL-5/productQuantity");
        }
        AppWindow app{folder()};
        app.tap("bottomBar/@Sales");
        app.tap("newDocument");
        openCustomer(app);
        app.see("recovered");
        app.see("line-OIL-5");
        app.tap("recovered/@Discard");
        app.miss("line-OIL-5");
    });
}

Json FieldDayStoryTest::atServer(const std::string& type) {
    manager_->sync();
    return manager_->ask({"list", type, "--where", "customer_id=" + customer_});
}

void FieldDayStoryTest::everythingReachesTheServer() {
    told([&] {
        company_->startServer();
        {
            AppWindow app{folder()};
            // The app notices by itself that there is work to send.
            app.read("syncPill", "Up to date");
        }
        const auto visits = atServer("visit");
        QCOMPARE(visits.size(), std::size_t{1});
        const auto visit = manager_->record(visits[0].at("id").get<std::string>());
        QCOMPARE(visit.at("outcome").get<std::string>(), std::string{"quote"});
        QCOMPARE(visit.at("notes").get<std::string>(), std::string{"Wants oil for the summer"});
        QVERIFY(visit.contains("next_follow_up_at"));
        QVERIFY(visit.at("check_in").at("at").get<qint64>() <= visit.at("check_out").at("at").get<qint64>());

        // All parts of the photo are there, in the right order.
        const auto photo = folder_.path() + "/photo.jpg";
        manager_->ask({"file", "get", visit.at("photo_ids").at(0).get<std::string>(), photo.toStdString()});
        QCOMPARE(QImage{photo}.size(), QSize(2048, 1365));
        QVERIFY(QFileInfo{photo}.size() > 1'000'000);

        const auto quotes = atServer("quote");
        QCOMPARE(quotes.size(), std::size_t{1});
        const auto quoteId = quotes[0].at("id").get<std::string>();
        const auto quote = manager_->record(quoteId);
        QCOMPARE(quote.at("status").get<std::string>(), std::string{"waiting"});
        QCOMPARE(quote.at("header_discount_bp").get<int>(), 800);
        QCOMPARE(quote.at("totals").at("gross").at("minor").get<int>(), 50'600);
        const auto approvals = manager_->ask({"list", "approval", "--where", "subject_id=" + quoteId});
        QCOMPARE(approvals.size(), std::size_t{1});
        QCOMPARE(manager_->record(approvals[0].at("id").get<std::string>()).at("question").get<std::string>(),
                 std::string{"They order weekly"});

        const auto orders = atServer("order");
        QCOMPARE(orders.size(), std::size_t{2});
        const auto listed = company_->command({"orders", "list"});
        QVERIFY2(listed.dump().find("submitted") != std::string::npos, listed.dump().c_str());
    });
}

void FieldDayStoryTest::theApprovedQuoteBecomesAnOrder() {
    told([&] {
        const auto quoteId = atServer("quote")[0].at("id").get<std::string>();
        const auto approvals = manager_->ask({"list", "approval", "--where", "subject_id=" + quoteId});
        manager_->edit(approvals[0].at("id").get<std::string>(), {{"decision", "approved"}});
        manager_->sync();
        {
            AppWindow app{folder()};
            app.tap("bottomBar/@Sales");
            app.tap("documentKind/@Quotes");
            app.tap("document-" + QString::fromStdString(quoteId));
            app.read("quoteStep", "Issue quote");
            app.tap("quoteStep");
            app.tap("accept");
            app.miss("accept");
            app.read("quoteStep", "Make the order");
            app.tap("quoteStep");
            app.tap("accept");
            app.see("orderPage");
            app.read("syncPill", "Up to date");
        }
        const auto orders = atServer("order");
        const auto made = std::find_if(orders.begin(), orders.end(), [&](const Json& item) {
            return item.at("record").value("quote_id", std::string{}) == quoteId;
        });
        QVERIFY2(made != orders.end(), orders.dump().c_str());
        QCOMPARE(made->at("record").at("status").get<std::string>(), std::string{"submitted"});
        QCOMPARE(made->at("record").at("totals").at("gross").at("minor").get<int>(), 50'600);
        QCOMPARE(manager_->record(quoteId).at("status").get<std::string>(), std::string{"ordered"});
    });
}

QTEST_MAIN(FieldDayStoryTest)
#include "field_day_story_test.moc"
