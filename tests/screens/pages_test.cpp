#include <QFontDatabase>
#include <QGuiApplication>
#include <QQuickItem>
#include <QQuickWindow>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <memory>

#include "mobile/app/desk/engine_thread.h"
#include "tests/screens/golden_folder.h"
#include "tests/screens/page_check.h"
#include "tests/screens/sample_stores.h"
#include "tests/screens/sights.h"
#include "tests/support/window/app_window.h"

using namespace fieldfare::tests;

namespace {

/// How a page is looked at. Every sight is looked at in every way; of `pictures` what it looks like is kept.
struct Look {
    QString device;
    QString theme;
    double scale;
    QStringList pictures;
};

const QStringList everything{"*"};
/// Pages whose look at 200 %, or in Chinese, is more than the same at another size.
const QStringList chosen{"EnrolPage",         "TodayPage",        "CustomersPage",      "CustomerPage",
                         "CustomerPage-long", "CustomerEditPage", "VisitPage-underWay", "QuoteEditPage",
                         "OrderPage",         "SettingsPage",     "OutboxPage",         "VersionsPage",
                         "ApprovalPage",      "TeamPage"};

QString languageOfTest() {
    return qEnvironmentVariable("FIELDFARE_LANGUAGE", "en");
}

std::vector<Look> looks() {
    if (languageOfTest() == "en")
        return {{"phone", "light", 1, everything},
                {"phone", "sunlight", 2, chosen},
                {"tablet", "light", 1, everything},
                {"tablet", "sunlight", 2, {}}};
    return {{"phone", "dark", 1, chosen},
            {"phone", "light", 2, {"EnrolPage", "TodayPage", "CustomerPage", "SettingsPage"}},
            {"tablet",
             "dark",
             1,
             {"CustomersPage", "CustomerPage", "QuoteEditPage", "ApprovalPage", "TeamPage",
              "VersionsPage-manager"}},
            {"tablet", "light", 2, {}}};
}

bool isPictured(const Sight& sight, const Look& look) {
    return look.pictures == everything || look.pictures.contains(sight.name);
}

QString nameOf(const Sight& sight, const Look& look) {
    return QString{"%1-%2-%3-%4-%5"}
        .arg(sight.name, look.device, look.theme, languageOfTest())
        .arg(qRound(look.scale * 100));
}

QStringList warnings;

void collectWarnings(QtMsgType type, const QMessageLogContext&, const QString& message) {
    if (type == QtInfoMsg || type == QtDebugMsg)
        return;
    warnings.append(message);
}

}  // namespace

/// Every page of the app in every look: nothing is cut off, unnamed or too small to touch, nothing is
/// complained of, and what it looks like is what was approved.
class PagesTest final : public QObject {
    Q_OBJECT

  private slots:
    void initTestCase();
    void aPageIsWhole_data();
    void aPageIsWhole();
    void noPictureIsLeftOver();
    void cleanupTestCase();

  private:
    void begin(const Sight& sight, const Look& look);
    void follow(const Sight& sight);
    [[nodiscard]] bool settle();

    QTemporaryDir folder_;
    std::unique_ptr<SampleStores> stores_;
    GoldenFolder golden_{"pages"};
    std::unique_ptr<AppWindow> app_;
    QString stage_;  // whose store is open, and how
    QStringList pictures_;
};

void PagesTest::initTestCase() {
    for (const auto* family : {"Noto Sans", "Noto Sans CJK SC"})
        QVERIFY2(QFontDatabase::hasFamily(family), family);
    try {
        stores_ =
            std::make_unique<SampleStores>(folder_.path().toStdString(), languageOfTest().toStdString());
    } catch (const std::exception& error) {
        QFAIL(error.what());
    }
}

void PagesTest::aPageIsWhole_data() {
    QTest::addColumn<std::size_t>("sight");
    QTest::addColumn<std::size_t>("look");
    const auto ways = looks();
    for (std::size_t look = 0; look < ways.size(); ++look)
        for (std::size_t i = 0; i < sights().size(); ++i) {
            const auto needed = ways[look].device == "phone" ? Sight::Of::Phone : Sight::Of::Tablet;
            if ((static_cast<int>(sights()[i].of) & static_cast<int>(needed)) != 0)
                QTest::newRow(qPrintable(nameOf(sights()[i], ways[look]))) << i << look;
        }
}

void PagesTest::aPageIsWhole() {
    QFETCH(const std::size_t, sight);
    QFETCH(const std::size_t, look);
    const auto& wanted = sights()[sight];
    const auto way = looks()[look];
    warnings.clear();
    const auto before = qInstallMessageHandler(collectWarnings);
    QStringList faults;
    QImage picture;
    try {
        begin(wanted, way);
        follow(wanted);
        if (wanted.then) {
            if (!settle())
                faults.append("the page did not come to rest");
            wanted.then(*app_);
        }
        if (!settle())
            faults.append("the page did not come to rest");
        picture = app_->window().grabWindow();
        faults += faultsOf(app_->window());
    } catch (const std::exception& error) {
        faults.append(error.what());
    }
    if (wanted.then) {
        app_.reset();
        stage_.clear();
    }
    qInstallMessageHandler(before);
    warnings.removeDuplicates();
    faults += warnings;
    const auto name = nameOf(wanted, way) + ".png";
    if (const auto everything = qEnvironmentVariable("FIELDFARE_PICTURES"); !everything.isEmpty())
        picture.save(everything + '/' + name);
    if (isPictured(wanted, way)) {
        pictures_.append(name);
        if (const auto fault = golden_.compare(name, picture); !fault.isEmpty())
            faults.append(fault);
    }
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join('\n')));
}

void PagesTest::begin(const Sight& sight, const Look& look) {
    const auto stage = QStringList{sight.store, look.device, look.theme, QString::number(look.scale),
                                   sight.offline ? "offline" : ""}
                           .join(' ');
    if (app_ != nullptr && stage == stage_)
        return;
    app_.reset();
    const auto copy = folder_.path().toStdString() + "/open";
    stores_->copy(sight.store.toStdString(), copy);
    QStringList options{"--store-dir", QString::fromStdString(copy), "--language", languageOfTest(),
                        "--theme", look.theme, "--text-scale", QString::number(look.scale), "--size",
                        look.device == "phone" ? "360x720" : "1100x760", "--now",
                        QDateTime::fromMSecsSinceEpoch(stores_->now()).toString(Qt::ISODate),
                        // Nothing moves and no cursor blinks.
                        "--screenshot", "none"};
    if (sight.offline)
        options.append("--offline");
    if (const auto sources = qEnvironmentVariable("FIELDFARE_QML_DIR"); !sources.isEmpty())
        options += {"--qml-dir", sources};
    app_ = std::make_unique<AppWindow>(options);
    stage_ = stage;
}

void PagesTest::follow(const Sight& sight) {
    if (sight.link.isEmpty())
        return;
    auto link = sight.link;
    for (const auto& [name, id] : stores_->ids())
        link.replace('{' + QString::fromStdString(name) + '}', QString::fromStdString(id));
    auto& shell = app_->see("shell");
    auto* stack = shell.property("stack").value<QObject*>();
    if (stack == nullptr || !QMetaObject::invokeMethod(stack, "home") ||
        !QMetaObject::invokeMethod(&shell, "follow", Q_ARG(QString, link)))
        throw std::runtime_error{"the shell does not follow " + link.toStdString()};
}

/// Everything asked of the store has come, and nothing changes on the screen any more.
bool PagesTest::settle() {
    // Lists read again 60 ms after a change.
    constexpr int calm = 10;  // looks, which are 10 ms apart
    int atRest = 0;
    QImage before;
    return QTest::qWaitFor(
        [&] {
            atRest = fieldfare::app::EngineThread::instance().isAtRest() && !isLoading(app_->window())
                         ? atRest + 1
                         : 0;
            if (atRest < calm)
                return false;
            auto now = app_->window().grabWindow();
            const bool still = now == before;
            before = std::move(now);
            return still;
        },
        30'000);
}

void PagesTest::noPictureIsLeftOver() {
    // Those of the other language are its test's.
    const auto others = golden_.leftOver(pictures_, "*-" + languageOfTest() + "-*.png");
    QVERIFY2(others.isEmpty(), qPrintable("no page is drawn for " + others.join(", ")));
}

void PagesTest::cleanupTestCase() {
    app_.reset();
}

int main(int count, char** words) {
    // What decides about a picture, whatever the machine is set to.
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("QT_QUICK_BACKEND", "software");
    qputenv("TZ", languageOfTest() == "en" ? "Europe/London" : "Asia/Shanghai");
    QGuiApplication application{count, words};
    QCoreApplication::setApplicationName("fieldfare");
    QCoreApplication::setApplicationVersion(FIELDFARE_VERSION);
    PagesTest test;
    return QTest::qExec(&test, count, words);
}

#include "pages_test.moc"
