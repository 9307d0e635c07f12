#include <QElapsedTimer>
#include <QEventLoop>
#include <QTemporaryDir>
#include <QTimer>

#include "app_figures.h"
#include "figure.h"
#include "mobile/app/account/session.h"
#include "mobile/app/lists/record_list.h"
#include "mobile/app/services/sync_status.h"
#include "mobile/engine/local_store.h"

namespace fieldfare::bench {

void busyPull(Company& company) {
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.path().toStdString();
    {
        engine::LocalStore store{
            path / "person.sqlite", company.clock(), company.random(), {.appVersion = "0"}};
        store.setPairing(company.pairing());
        store.setSession(company.manager(0));
    }
    QElapsedTimer whole;
    whole.start();
    app::EngineThread engine{path};
    app::Session session;
    app::SyncStatus status;
    app::RecordList list;
    list.setType("customer");
    list.setJoins({"owner_id"});
    QEventLoop loop;
    double longest = 0;
    QElapsedTimer beat;
    beat.start();
    QTimer heart;
    QObject::connect(&heart, &QTimer::timeout, &loop, [&] {
        constexpr double interval = 0.001;
        longest = std::max(longest, static_cast<double>(beat.nsecsElapsed()) / 1e9 - interval);
        beat.restart();
    });
    heart.setTimerType(Qt::PreciseTimer);
    heart.start(std::chrono::milliseconds{1});
    int received = 0;
    QObject::connect(&status, &app::SyncStatus::changed, &loop, [&] {
        received = std::max(received, status.received());
        if (status.lastSyncAt() > 0 && status.phase() == "idle")
            loop.quit();
    });
    QTimer::singleShot(std::chrono::minutes{2}, &loop, [&] { loop.exit(1); });
    if (loop.exec() != 0)
        throw std::runtime_error{"the pull did not end"};
    constexpr double frame = 0.016;
    Figure{
        "A3",
        longest,
        static_cast<double>(received),
        0,
        frame / longest,
        {{"pull_seconds", static_cast<double>(whole.nsecsElapsed()) / 1e9}, {"rows_on_screen", list.count()}}}
        .print();
}

}  // namespace fieldfare::bench
