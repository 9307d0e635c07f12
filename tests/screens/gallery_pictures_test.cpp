#include <QDir>
#include <QFontDatabase>
#include <QImage>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include "tests/screens/golden_folder.h"

using fieldfare::tests::GoldenFolder;

/// The gallery's pictures are those in golden/; FIELDFARE_RENEW=1 keeps the new ones.
class GalleryPicturesTest : public QObject {
    Q_OBJECT

  private slots:
    void initTestCase();
    void picturesAreAsBefore_data();
    void picturesAreAsBefore();
    void noPictureIsLeftOver();

  private:
    [[nodiscard]] bool draw(const QStringList& arguments);

    GoldenFolder golden_{"gallery"};
    QTemporaryDir drawn_;
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
}

void GalleryPicturesTest::picturesAreAsBefore_data() {
    QTest::addColumn<QString>("name");
    const auto names = QDir(drawn_.path()).entryList({"*.png"});
    QVERIFY(!names.isEmpty());
    for (const auto& name : names)
        QTest::newRow(qPrintable(name)) << name;
}

void GalleryPicturesTest::picturesAreAsBefore() {
    QFETCH(QString, name);
    const auto fault = golden_.compare(name, QImage{drawn_.filePath(name)});
    QVERIFY2(fault.isEmpty(), qPrintable(fault));
}

void GalleryPicturesTest::noPictureIsLeftOver() {
    const auto others = golden_.leftOver(QDir(drawn_.path()).entryList({"*.png"}));
    QVERIFY2(others.isEmpty(), qPrintable("nothing is drawn for " + others.join(", ")));
}

QTEST_MAIN(GalleryPicturesTest)
#include "gallery_pictures_test.moc"
