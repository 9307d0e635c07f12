#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QDesktopServices>
#include <QGeoPositionInfoSource>
#include <QGuiApplication>
#include <QImage>
#include <QSignalSpy>
#include <QTest>

#include "fieldfare/customer.pb.h"
#include "mobile/app/desk/values.h"
#include "mobile/app/services/device.h"
#include "mobile/app/services/place.h"
#include "mobile/app/visits/photo_list.h"
#include "mobile/app/visits/photo_scaling.h"
#include "mobile/app/visits/visit_desk.h"
#include "mobile/engine/file_queue.h"
#include "tests/support/app/own_store.h"
#include "tests/support/app/script_answer.h"

using namespace fieldfare;
using app::PhotoList;
using app::Place;
using app::VisitDesk;
using tests::onEngine;
using tests::ScriptAnswer;

namespace {

/// Positions that the test says.
class ToldSource : public QGeoPositionInfoSource {
  public:
    ToldSource() : QGeoPositionInfoSource{nullptr} {}
    void tell(double latitude, double longitude, double accuracy) {
        QGeoPositionInfo info{{latitude, longitude}, QDateTime::currentDateTimeUtc()};
        if (accuracy != 0)
            info.setAttribute(QGeoPositionInfo::HorizontalAccuracy, accuracy);
        emit positionUpdated(info);
    }
    void fail(Error error) { emit errorOccurred(error); }

    [[nodiscard]] QGeoPositionInfo lastKnownPosition(bool) const override { return {}; }
    [[nodiscard]] PositioningMethods supportedPositioningMethods() const override {
        return SatellitePositioningMethods;
    }
    [[nodiscard]] int minimumUpdateInterval() const override { return 0; }
    [[nodiscard]] Error error() const override { return NoError; }
    void startUpdates() override { ++runs; }
    void stopUpdates() override { --runs; }
    void requestUpdate(int) override {}

    int runs = 0;
};

/// Takes the addresses that the app hands to others.
class OpenedUrls : public QObject {
    Q_OBJECT
  public:
    OpenedUrls() {
        for (const auto* scheme : {"tel", "mailto", "https"})
            QDesktopServices::setUrlHandler(scheme, this, "take");
    }
    ~OpenedUrls() override {
        for (const auto* scheme : {"tel", "mailto", "https"})
            QDesktopServices::unsetUrlHandler(scheme);
    }
    Q_INVOKABLE void take(const QUrl& url) { last = url; }
    QUrl last;
};

QVariantMap at(double latitude, double longitude) {
    return {{"latitude_e7", qRound(latitude * 1e7)}, {"longitude_e7", qRound(longitude * 1e7)}};
}

}  // namespace

/// Where the device is, visits, and pictures.
class AppVisitTest : public QObject {
    Q_OBJECT

  private slots:
    void initTestCase() {
        // Qt hides its replay of NMEA logs from programs of Qt Test.
        qunsetenv("QT_QTESTLIB_RUNNING");
    }
    void aPositionSaysHowGoodItIs_data() {
        QTest::addColumn<double>("accuracy");
        QTest::addColumn<int>("quality");
        QTest::newRow("unknown") << 0.0 << int(Place::Unknown);
        QTest::newRow("no number") << std::numeric_limits<double>::quiet_NaN() << int(Place::Unknown);
        QTest::newRow("good") << 25.0 << int(Place::Good);
        QTest::newRow("fair") << 25.1 << int(Place::Fair);
        QTest::newRow("fair to the end") << 100.0 << int(Place::Fair);
        QTest::newRow("poor") << 100.1 << int(Place::Poor);
    }
    void aPositionSaysHowGoodItIs() {
        QFETCH(double, accuracy);
        QFETCH(int, quality);
        auto source = std::make_unique<ToldSource>();
        auto& told = *source;
        Place place{std::move(source), false};
        QCOMPARE(place.quality(), Place::Unknown);
        QVERIFY(place.position().isNull());
        QVERIFY(!place.whereabouts().position);
        QCOMPARE(place.distanceTo(at(43.6534, -79.3839)), -1.0);
        place.start();
        place.start();
        place.stop();
        QVERIFY(place.fixing());
        QCOMPARE(told.runs, 1);
        told.tell(43.6544, -79.3839, accuracy);
        QCOMPARE(int(place.quality()), quality);
        const auto position = place.position().toMap();
        QCOMPARE(position.value("latitude_e7"), 436'544'000);
        QCOMPARE(position.contains("accuracy_mm"), quality != Place::Unknown);
        QVERIFY(std::abs(place.distanceTo(at(43.6534, -79.3839)) - 111.2) < 0.1);
        QCOMPARE(place.distanceTo({}), -1.0);
        QVERIFY(place.whereabouts().position);
        place.stop();
        QVERIFY(!place.fixing());
        QCOMPARE(told.runs, 0);
    }

    void aPersonMayRefuse() {
        auto source = std::make_unique<ToldSource>();
        auto& told = *source;
        Place place{std::move(source), false};
        place.start();
        told.fail(QGeoPositionInfoSource::AccessError);
        QVERIFY(!place.available());
        QVERIFY(!place.fixing());
        Place none{nullptr, false};
        none.start();
        QVERIFY(!none.fixing());
        QVERIFY(!none.available());
    }

    void aReplayedLogStandsInForGps() {
        QTemporaryDir folder;
        const auto path = folder.filePath("walk.nmea");
        QFile file{path};
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(
            "$GPRMC,080000.000,A,4339.2640,N,07923.0340,W,0.00,0.00,040324,,,A*70\r\n"
            "$GPRMC,080001.000,A,4339.2640,N,07923.0340,W,0.00,0.00,040324,,,A*71\r\n");
        file.close();
        qputenv("FIELDFARE_NMEA", path.toUtf8());
        Place place;
        qunsetenv("FIELDFARE_NMEA");
        QVERIFY(place.available());
        place.start();
        QTRY_VERIFY(!place.position().isNull());
        QVERIFY(place.isMock());
        QVERIFY(std::abs(place.position().toMap().value("latitude_e7").toInt() - 436'544'000) < 10);
        QCOMPARE(place.quality(), Place::Unknown);  // the log does not say
    }

    void aVisitFromTheFirstTapToTheLast() {
        tests::OwnStore store;
        std::string customer;
        std::string plan;
        store.fill([&](engine::Editing& editing) {
            v1::Customer made;
            made.set_name("Toronto Steel");
            made.set_owner_id(store.person());
            made.mutable_position()->set_latitude_e7(436'534'000);
            made.mutable_position()->set_longitude_e7(-793'839'000);
            customer = editing.create(made);
            v1::VisitPlan planned;
            planned.set_customer_id(customer);
            planned.set_starts_at(editing.store().now());
            planned.set_status(v1::VisitPlan::PLANNED);
            plan = editing.create(planned);
        });
        app::EngineThread engine{store.folder()};
        onEngine(engine, [](app::Desk& desk) { desk.open(); });
        auto source = std::make_unique<ToldSource>();
        auto& told = *source;
        Place place{std::move(source), true};
        QJSEngine script;
        VisitDesk desk;
        ScriptAnswer::own(script, desk);
        desk.setPlace(&place);
        told.tell(43.6544, -79.3839, 8);
        QVERIFY(desk.activeVisitId().isEmpty());
        ScriptAnswer moved{script};
        desk.reschedule(app::idText(plan), QDateTime::currentMSecsSinceEpoch() + 3'600'000, moved.function());
        ScriptAnswer begun{script};
        desk.checkIn(app::idText(customer), app::idText(plan), begun.function());
        QTRY_COMPARE(begun.count(), 1);
        QCOMPARE(moved.count(), 1);
        const auto id = begun.result().toString();
        QTRY_COMPARE(desk.activeVisitId(), id);
        VisitDesk another;
        QTRY_COMPARE(another.activeVisitId(), id);
        ScriptAnswer wrong{script};
        desk.checkOut(id, "PERHAPS", wrong.function());
        QTRY_COMPARE(wrong.count(), 1);
        QCOMPARE(wrong.fault().value("path"), "outcome");
        ScriptAnswer ended{script};
        desk.checkOut(id, "ORDER", ended.function());
        QTRY_COMPARE(ended.count(), 1);
        QTRY_VERIFY(desk.activeVisitId().isEmpty());
        onEngine(engine, [&](app::Desk& at) {
            const auto visit = at.editing().require(app::idBytes(id)).as<v1::Visit>();
            QCOMPARE(visit.check_in().distance_m(), 111U);
            QCOMPARE(visit.check_in().position().accuracy_mm(), 8'000U);
            QVERIFY(visit.check_in().mock_location());
            QCOMPARE(visit.outcome(), v1::Visit::ORDER);
            QCOMPARE(at.editing().require(plan).as<v1::VisitPlan>().status(), v1::VisitPlan::DONE);
        });
    }

    void photosAreShownAtOnceAndWait() {
        tests::OwnStore store;
        std::string visit;
        store.fill([&](engine::Editing& editing) {
            v1::Customer made;
            made.set_name("Toronto Steel");
            made.set_owner_id(store.person());
            visit = engine::Visits{editing}.checkIn(editing.create(made), {}, {});
        });
        app::EngineThread engine{store.folder()};
        onEngine(engine, [](app::Desk& desk) { desk.open(); });
        QTemporaryDir folder;
        const auto taken = folder.filePath("front.png");
        QImage picture{64, 48, QImage::Format_RGB32};
        picture.fill(Qt::blue);
        QVERIFY(picture.save(taken));

        QJSEngine script;
        PhotoList list;
        ScriptAnswer::own(script, list);
        const QAbstractItemModelTester tester{&list, QAbstractItemModelTester::FailureReportingMode::QtTest};
        list.setVisitId(app::idText(visit));
        QTRY_VERIFY(list.loaded());
        QCOMPARE(list.count(), 0);
        ScriptAnswer added{script};
        list.addFile(QUrl::fromLocalFile(taken), added.function());
        QTRY_COMPARE(added.count(), 1);
        QVERIFY(added.fault().isEmpty());
        QTRY_COMPARE(list.count(), 1);
        const auto at = [&](int row, int role) { return list.data(list.index(row), role); };
        QCOMPARE(at(0, PhotoList::FileIdRole), added.result());
        QCOMPARE(at(0, PhotoList::NameRole), "front.jpg");
        QCOMPARE(at(0, PhotoList::StateRole), "here");
        QVERIFY(QFile::exists(taken));  // the person's own file is left alone
        QVERIFY(!QImage{at(0, PhotoList::SourceRole).toUrl().toLocalFile()}.isNull());
        onEngine(engine, [&](app::Desk& desk) {
            const auto file = desk.editing().require(app::idBytes(added.result().toString())).as<v1::File>();
            QCOMPARE(file.parent_id(), visit);
            QCOMPARE(file.media_type(), "image/jpeg");
            engine::FileQueue queue{desk.store()};
            queue.note();
            queue.setSent(app::idBytes(added.result().toString()), file.size() / 2);
        });
        QTRY_COMPARE(at(0, PhotoList::StateRole), "sending");
        QVERIFY(std::abs(at(0, PhotoList::ProgressRole).toDouble() - 0.5) < 0.1);
        onEngine(engine, [&](app::Desk& desk) {
            engine::FileQueue{desk.store()}.acknowledge(app::idBytes(added.result().toString()));
        });
        QTRY_COMPARE(at(0, PhotoList::StateRole), "sent");

        QFile text{folder.filePath("no.jpg")};
        QVERIFY(text.open(QIODevice::WriteOnly));
        text.write("no picture");
        text.close();
        list.addFile(QUrl::fromLocalFile(text.fileName()), added.function());
        QTRY_COMPARE(added.count(), 2);
        QCOMPARE(added.fault().value("message"), "This is no picture that can be read.");
        list.remove(0);
        QTRY_COMPARE(list.count(), 0);
        {
            PhotoList closed;
            closed.setVisitId(app::idText(visit));
            closed.addFile(QUrl::fromLocalFile(taken));
        }
        QTRY_COMPARE(list.count(), 1);  // though the page was left meanwhile
    }

    void picturesAreScaledAndStripped() {
        QTemporaryDir folder;
        QImage large{3'000, 1'500, QImage::Format_RGB32};
        large.fill(Qt::red);
        large.setText("Author", "Ann");
        const auto path = folder.filePath("front.png");
        QVERIFY(large.save(path));
        const auto scaled = app::scaledPhoto(path);
        QVERIFY(scaled.error.isEmpty());
        const auto image = QImage::fromData(scaled.bytes, "jpeg");
        QCOMPARE(image.size(), QSize(2048, 1024));
        QVERIFY(image.textKeys().isEmpty());
        QImage small{40, 30, QImage::Format_ARGB32};
        small.fill(Qt::transparent);
        QVERIFY(small.save(path));
        const auto kept = QImage::fromData(app::scaledPhoto(path).bytes, "jpeg");
        QCOMPARE(kept.size(), QSize(40, 30));
        QVERIFY(kept.pixelColor(20, 15).red() > 250);  // white, not black
        QFile text{folder.filePath("no.jpg")};
        QVERIFY(text.open(QIODevice::WriteOnly));
        text.write("no picture");
        text.close();
        const auto none = app::scaledPhoto(text.fileName());
        QVERIFY(none.bytes.isEmpty());
        QVERIFY(!none.error.isEmpty());
    }

    void othersAreHandedWhatTheyUnderstand() {
        OpenedUrls opened;
        app::Device device;
        QVERIFY(device.call("+1 (416) 555-0100"));
        QCOMPARE(opened.last.toString(), "tel:+14165550100");
        QVERIFY(!device.call("none"));
        QVERIFY(device.mail("office@example.com"));
        QCOMPARE(opened.last.toString(), "mailto:office@example.com");
        QVERIFY(device.navigate({{"street", "100 Queen St W"}, {"city", "Toronto"}}, {}));
        QVERIFY(opened.last.toString().contains("100 Queen St W, Toronto"));
        QVERIFY(device.navigate({}, at(43.6534, -79.3839)));
        QVERIFY(opened.last.toString().contains("43.6534000,-79.3839000"));
        QVERIFY(!device.navigate({}, {}));
        device.copy("O-7F3K-00001");
        QCOMPARE(QGuiApplication::clipboard()->text(), "O-7F3K-00001");
    }
};

QTEST_MAIN(AppVisitTest)
#include "app_visit_test.moc"
