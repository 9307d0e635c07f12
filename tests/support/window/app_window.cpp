#include "tests/support/window/app_window.h"

#include <QElapsedTimer>
#include <QInputMethodEvent>
#include <QPointingDevice>
#include <QQmlApplicationEngine>
#include <QQuickItem>
#include <QQuickWindow>
#include <QStringList>
#include <QTest>
#include <QtPlugin>
#include <QtQml/QQmlExtensionPlugin>
#include <algorithm>
#include <chrono>
#include <stdexcept>

#include "mobile/app/desk/engine_thread.h"
#include "mobile/app/desk/now.h"
#include "mobile/app/services/preferences.h"
#include "mobile/app/start/options.h"
#include "mobile/app/start/source_modules.h"
#include "mobile/ui/theme/look.h"

Q_IMPORT_QML_PLUGIN(Fieldfare_AppPlugin)
Q_IMPORT_QML_PLUGIN(Fieldfare_ThemePlugin)
Q_IMPORT_QML_PLUGIN(Fieldfare_ComponentsPlugin)
Q_IMPORT_QML_PLUGIN(Fieldfare_FeaturesPlugin)

namespace fieldfare::tests {

namespace {

using namespace std::chrono_literals;

constexpr int stillness = std::chrono::milliseconds{100ms}.count();
constexpr int patience = std::chrono::milliseconds{30s}.count();

bool isCalled(const QQuickItem& item, const QString& name) {
    return name.startsWith('@') ? item.property("text").toString() == name.mid(1) : item.objectName() == name;
}

/// The topmost in depth-first order from the front, so that what covers a page comes before it.
QQuickItem* findIn(const QQuickItem& parent, const QString& name) {
    auto children = parent.childItems();
    std::stable_sort(children.begin(), children.end(),
                     [](const QQuickItem* left, const QQuickItem* right) { return left->z() < right->z(); });
    for (auto child = children.rbegin(); child != children.rend(); ++child) {
        if (!(*child)->isVisible())
            continue;
        if (isCalled(**child, name))
            return *child;
        if (auto* inside = findIn(**child, name))
            return inside;
    }
    return nullptr;
}

void collect(const QQuickItem& parent, QStringList& names) {
    for (const auto* child : parent.childItems()) {
        if (!child->isVisible())
            continue;
        if (!child->objectName().isEmpty())
            names.append(child->objectName());
        collect(*child, names);
    }
}

QPointF middle(const QQuickItem& item) {
    return item.mapToScene({item.width() / 2, item.height() / 2});
}

}  // namespace

AppWindow::AppWindow(const std::filesystem::path& folder, QSize size)
    : AppWindow{QStringList{"--store-dir", QString::fromStdString(folder.string()), "--size",
                            QString{"%1x%2"}.arg(size.width()).arg(size.height()), "--language", "en"}} {}

AppWindow::AppWindow(const QStringList& words) : finger_{QTest::createTouchDevice()} {
    ui::theme::nameFonts();
    const auto options = app::Options::parse(QStringList{"fieldfare-app"} + words);
    app::fixNow(options.now);
    engine_ = std::make_unique<app::EngineThread>(options.folder);
    if (options.offline)
        engine_->stayOffline();
    preferences_ = std::make_unique<app::Preferences>(options);
    sources_ = std::make_unique<app::SourceModules>();
    pages_ = std::make_unique<QQmlApplicationEngine>();
    ui::theme::equip(*pages_);
    QObject::connect(preferences_.get(), &app::Preferences::languageChanged, pages_.get(),
                     &QQmlEngine::retranslate);
    QString main = "qrc:/qt/qml/Fieldfare/Features/Main.qml";
    if (!options.qmlFolder.isEmpty() && sources_->use(*pages_, options.qmlFolder))
        main = options.qmlFolder + "/features/Main.qml";
    pages_->load(main);
    if (pages_->rootObjects().isEmpty())
        throw std::runtime_error{"the app's pages cannot be loaded"};
    window_ = qobject_cast<QQuickWindow*>(pages_->rootObjects().first());
    if (window_ == nullptr || !QTest::qWaitForWindowExposed(window_))
        throw std::runtime_error{"the app shows no window"};
}

AppWindow::~AppWindow() = default;

QQuickItem& AppWindow::see(const QString& name) {
    QQuickItem* item = nullptr;
    if (!QTest::qWaitFor([&] { return (item = find(name)) != nullptr; }, patience))
        fail(name + " did not appear");
    return *item;
}

void AppWindow::miss(const QString& name) {
    if (!QTest::qWaitFor([&] { return find(name) == nullptr; }, patience))
        fail(name + " did not go");
}

void AppWindow::tap(const QString& name) {
    QPointF last{-1, -1};
    QElapsedTimer still;
    // Pages come in and rows move up: a finger waits until what it wants stands still.
    const bool ready = QTest::qWaitFor(
        [&] {
            auto* item = find(name);
            if (item == nullptr || !item->isEnabled()) {
                last = {-1, -1};
                return false;
            }
            reveal(*item);
            const auto now = middle(*item);
            if (now != last)
                still.start();
            last = now;
            return still.hasExpired(stillness);
        },
        patience);
    if (!ready)
        fail(name + " cannot be tapped");
    const auto at = last.toPoint();
    if (!QRect{{0, 0}, window_->size()}.contains(at))
        fail(name + " is outside of the window");
    QTest::touchEvent(window_, finger_).press(0, at, window_);
    QTest::touchEvent(window_, finger_).release(0, at, window_);
}

void AppWindow::type(const QString& name, const QString& text) {
    tap(name);
    auto& field = see(name);
    if (field.metaObject()->indexOfMethod("focusIn()") >= 0)
        QMetaObject::invokeMethod(&field, "focusIn");
    if (!QTest::qWaitFor(
            [&] {
                return window_->activeFocusItem() != nullptr &&
                       window_->activeFocusItem()->property("text").isValid();
            },
            patience))
        fail(name + " takes no keys");
    QTest::keyClick(window_, Qt::Key_A, Qt::ControlModifier);
    if (text.isEmpty())
        QTest::keyClick(window_, Qt::Key_Delete);
    if (std::any_of(text.begin(), text.end(), [](QChar letter) { return letter < ' ' || letter > '~'; })) {
        // No key has it: an input method composes it.
        QInputMethodEvent composed;
        composed.setCommitString(text);
        QCoreApplication::sendEvent(window_->activeFocusItem(), &composed);
        return;
    }
    for (const auto letter : text)
        QTest::keyClick(window_, letter.toLatin1());
}

void AppWindow::read(const QString& name, const QString& text) {
    const auto words = [&] {
        const auto* item = find(name);
        return item == nullptr ? QString{} : item->property("text").toString();
    };
    if (!QTest::qWaitFor([&] { return words().contains(text); }, patience))
        fail(name + " says \"" + words() + "\", not \"" + text + '"');
}

QQuickItem* AppWindow::find(const QString& name) const {
    auto* item = window_->contentItem();
    for (const auto& step : name.split('/')) {
        item = findIn(*item, step);
        if (item == nullptr)
            return nullptr;
    }
    return item;
}

void AppWindow::reveal(QQuickItem& item) const {
    for (auto* around = item.parentItem(); around != nullptr; around = around->parentItem()) {
        if (!around->property("contentY").isValid() || !around->property("contentHeight").isValid())
            continue;
        const auto at = item.mapToItem(around, QPointF{0, 0}).y();
        const auto room = around->height() - item.height();
        if (at >= 0 && at <= room)
            continue;
        const auto most = around->property("contentHeight").toDouble() - around->height();
        const auto to = around->property("contentY").toDouble() + at - room / 2;
        around->setProperty("contentY", qBound(0.0, to, qMax(0.0, most)));
    }
}

QString AppWindow::seen() const {
    QStringList names;
    collect(*window_->contentItem(), names);
    return names.join(' ');
}

void AppWindow::fail(const QString& message) const {
    if (const auto file = qEnvironmentVariable("FIELDFARE_STORY_PICTURE"); !file.isEmpty())
        window_->grabWindow().save(file);
    throw std::runtime_error{(message + "; on the screen: " + seen()).toStdString()};
}

}  // namespace fieldfare::tests
