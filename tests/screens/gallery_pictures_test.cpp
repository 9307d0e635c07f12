#include <QDir>
#include <QFontDatabase>
#include <QImage>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

/// The gallery's pictures are those in golden/; FIELDFARE_RENEW=1 puts the new ones there instead.
class GalleryPicturesTest : public QObject {
    Q_OBJECT

  private slots:
    void initTestCase();
    void picturesAreAsBefore_data();
    void picturesAreAsBefore();

  private:
    [[nodiscard]] bool draw(const QStringList& arguments);

    QDir golden_{qEnvironmentVariable("FIELDFARE_SOURCE") + "/tests/screens/golden"};
    QTemporaryDir drawn_;
    bool renew_ = qEnvironmentVariableIsSet("FIELDFARE_RENEW");
};

bool GalleryPicturesTest::draw(const QStringList& arguments) {
    QProcess gallery;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert("QT_QPA_PLATFORM", "offscreen");
    environment.insert("QT_QUICK_BACKEND", "software");
    environment.insert("XDG_RUNTIME_DIR", drawn_.path());
    environment.insert("TZ", "UTC");
    gallery.setProcessEnvironment(environment);
    gallery.setProcessChannelMode(QProcess::MergedChannels);
    gallery.start(qEnvironmentVariable("FIELDFARE_BIN") + "/fieldfare-gallery",
                  QStringList{"--screenshot", drawn_.path()} + arguments);
    if (!gallery.waitForFinished(120'000) || gallery.exitCode() != 0)
        return false;
    // Whatever QML has to complain of is a fault of the components.
    const auto said = gallery.readAll();
    if (!said.isEmpty())
        qCritical("%s", said.constData());
    return said.isEmpty();
}

void GalleryPicturesTest::initTestCase() {
    for (const auto* family : {"Noto Sans", "Noto Sans CJK SC"})
        QVERIFY2(QFontDatabase::hasFamily(family), family);
    QVERIFY(draw({"--theme", "light"}));
    for (const auto* group : {"buttons", "fields", "choices", "lists", "marks", "feedback", "work", "dialog"})
        QVERIFY2(draw({"--theme", "dark", "--group", group}), group);
    for (const auto* group : {"buttons", "fields", "choices", "lists", "marks", "work", "layout", "sheet"})
        QVERIFY2(draw({"--theme", "sunlight", "--text-scale", "2", "--group", group}), group);
    if (renew_) {
        for (const auto& old : golden_.entryList({"*.png"}))
            QVERIFY(golden_.remove(old));
        for (const auto& name : QDir(drawn_.path()).entryList({"*.png"}))
            QVERIFY(QFile::copy(drawn_.filePath(name), golden_.filePath(name)));
    }
}

void GalleryPicturesTest::picturesAreAsBefore_data() {
    QTest::addColumn<QString>("name");
    auto names = golden_.entryList({"*.png"});
    for (const auto& name : QDir(drawn_.path()).entryList({"*.png"}))
        if (!names.contains(name))
            names.append(name);
    QVERIFY(!names.isEmpty());
    for (const auto& name : names)
        QTest::newRow(qPrintable(name)) << name;
}

void GalleryPicturesTest::picturesAreAsBefore() {
    QFETCH(QString, name);
    const QImage before{golden_.filePath(name)};
    const QImage now{drawn_.filePath(name)};
    QVERIFY2(!before.isNull(), "not in golden/");
    QVERIFY2(!now.isNull(), "not drawn");
    if (before != now) {
        const auto kept = QDir::temp().filePath("differs-" + name);
        now.save(kept);
        QFAIL(qPrintable("differs from golden/; as it is now: " + kept));
    }
}

QTEST_MAIN(GalleryPicturesTest)
#include "gallery_pictures_test.moc"
