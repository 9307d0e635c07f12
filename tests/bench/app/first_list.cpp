#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QQmlApplicationEngine>
#include <QQuickItem>
#include <QQuickWindow>
#include <QTemporaryDir>
#include <QTimer>

#include "app_figures.h"
#include "figure.h"
#include "filled_store.h"
#include "mobile/app/desk/engine_thread.h"
#include "mobile/app/lists/live_list.h"
#include "mobile/app/services/preferences.h"
#include "mobile/app/start/options.h"
#include "mobile/engine/reading.h"
#include "mobile/ui/theme/look.h"

namespace fieldfare::bench {

namespace {

/// Most memory resident so far, bytes.
double mostMemory() {
    QFile status{"/proc/self/status"};
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const auto& line : status.readAll().split('\n'))
        if (line.startsWith("VmHWM:"))
            return line.simplified().split(' ').at(1).toDouble() * 1024;
    return 0;
}

/// Item by item: what a Repeater makes is no QObject child of anything on the screen.
bool showsAList(const QQuickItem& item) {
    for (const auto* list : item.findChildren<app::LiveList*>(Qt::FindDirectChildrenOnly))
        if (list->loaded() && list->count() > 0)
            return true;
    const auto inside = item.childItems();
    return std::any_of(inside.begin(), inside.end(), [](const auto* each) { return showsAList(*each); });
}

/// The same first rows, read by SQLite alone from a file that it opens.
double bareQuery(const std::filesystem::path& file) {
    QElapsedTimer timer;
    timer.start();
    SQLite::Database database{file.string(), SQLite::OPEN_READONLY};
    SQLite::Statement rows{database,
                           "SELECT id, body FROM customer WHERE hidden = 0 ORDER BY name, id LIMIT 50"};
    while (rows.executeStep()) {
    }
    return static_cast<double>(timer.nsecsElapsed()) / 1e9;
}

}  // namespace

void firstList(int records) {
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.path().toStdString();
    (void)fillStore(path, records);
    const double limit = bareQuery(path / "person.sqlite");
    QElapsedTimer timer;
    timer.start();
    double seconds = 0;
    {
        app::Options options;
        options.folder = path;
        app::EngineThread engine{path};
        app::Preferences preferences{options};
        QQmlApplicationEngine pages;
        ui::theme::equip(pages);
        pages.load("qrc:/qt/qml/Fieldfare/Features/Main.qml");
        auto* window = qobject_cast<QQuickWindow*>(pages.rootObjects().value(0));
        if (window == nullptr)
            throw std::runtime_error{"the pages do not load"};
        QEventLoop loop;
        QObject::connect(window, &QQuickWindow::frameSwapped, &loop, [&] {
            if (showsAList(*window->contentItem()))
                loop.quit();
            else
                window->update();
        });
        QTimer::singleShot(std::chrono::seconds{30}, &loop, [&] { loop.exit(1); });
        if (loop.exec() != 0)
            throw std::runtime_error{"no list came"};
        seconds = static_cast<double>(timer.nsecsElapsed()) / 1e9;
    }
    Figure{"A1", seconds,         static_cast<double>(records),
           0,    limit / seconds, {{"memory_mb", mostMemory() / 1e6}, {"bare_seconds", limit}}}
        .print();
}

}  // namespace fieldfare::bench
