#include <QFile>
#include <QImage>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include "fieldfare/customer.pb.h"
#include "tests/support/app/own_store.h"

using namespace fieldfare;

/// The real program with its compiled pages: begins, shows itself, and has nothing to complain about.
class StartupTest : public QObject {
    Q_OBJECT

  private slots:
    void theAppStartsWithoutAWarning_data() {
        QTest::addColumn<bool>("enrolled");
        QTest::addColumn<int>("role");
        QTest::addColumn<QStringList>("options");
        const QStringList phone{"--size", "390x844"};
        const QStringList tablet{"--size", "1180x820"};
        QTest::newRow("first start") << false << int{v1::REP} << phone;
        QTest::newRow("rep, phone") << true << int{v1::REP} << phone;
        QTest::newRow("rep, phone, Chinese, dark")
            << true << int{v1::REP} << phone + QStringList{"--language", "zh_CN", "--theme", "dark"};
        QTest::newRow("rep, phone, largest text, sunlight")
            << true << int{v1::REP} << phone + QStringList{"--text-scale", "2.0", "--theme", "sunlight"};
        QTest::newRow("manager, tablet") << true << int{v1::MANAGER} << tablet;
        QTest::newRow("manager, tablet turned")
            << true << int{v1::MANAGER} << QStringList{"--size", "820x1180"};
    }

    void theAppStartsWithoutAWarning() {
        QFETCH(const bool, enrolled);
        QFETCH(const int, role);
        QFETCH(const QStringList, options);
        tests::OwnStore store{static_cast<v1::Role>(role)};
        const QTemporaryDir empty;
        store.fill([](engine::Editing& editing) {
            v1::Customer customer;
            customer.set_name("Acorn");
            customer.set_owner_id(editing.store().person());
            editing.create(customer);
        });
        const auto folder = enrolled ? QString::fromStdString(store.folder().string()) : empty.path();
        const auto picture = empty.filePath("picture.png");
        QProcess app;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert("QT_QPA_PLATFORM", "offscreen");
        environment.insert("QT_QUICK_BACKEND", "software");
        environment.insert("XDG_RUNTIME_DIR", empty.path());
        app.setProcessEnvironment(environment);
        app.setProcessChannelMode(QProcess::MergedChannels);
        app.start(qEnvironmentVariable("FIELDFARE_BIN") + "/fieldfare-app",
                  QStringList{"--store-dir", folder, "--screenshot", picture} + options);
        constexpr int atMost = 60'000;  // ms
        QVERIFY(app.waitForFinished(atMost));
        QCOMPARE(QString::fromUtf8(app.readAll()), QString{});
        QCOMPARE(app.exitCode(), 0);
        const QImage image{picture};
        QVERIFY(!image.isNull());
        QCOMPARE(image.width(), options.at(1).section('x', 0, 0).toInt());
    }

    void aWrongCommandLineIsRefused() {
        QProcess app;
        app.start(qEnvironmentVariable("FIELDFARE_BIN") + "/fieldfare-app", {"--size", "huge"});
        QVERIFY(app.waitForFinished());
        QCOMPARE(app.exitCode(), 2);
        QVERIFY(app.readAllStandardError().contains("--size"));
    }
};

QTEST_GUILESS_MAIN(StartupTest)
#include "startup_test.moc"
