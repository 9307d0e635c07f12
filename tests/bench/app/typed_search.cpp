#include <QElapsedTimer>
#include <QEventLoop>
#include <QTemporaryDir>

#include "app_figures.h"
#include "figure.h"
#include "filled_store.h"
#include "mobile/app/account/session.h"
#include "mobile/app/lists/record_list.h"

namespace fieldfare::bench {

namespace {

const char* const typed[] = {"tian cheng", "acorn",    "上海",          "hua lian mao yi",
                             "1381000",    "东方超市", "cedar foods 77"};

/// What the search has to do at least: one look at every text.
double bareScan(const std::filesystem::path& file) {
    SQLite::Database database{file.string(), SQLite::OPEN_READONLY};
    SQLite::Statement scan{database, "SELECT id FROM search WHERE instr(text, ?) > 0 LIMIT 51"};
    QElapsedTimer timer;
    timer.start();
    scan.bind(1, "no such text");
    while (scan.executeStep()) {
    }
    return static_cast<double>(timer.nsecsElapsed()) / 1e9;
}

}  // namespace

void typedSearch(int records) {
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.path().toStdString();
    (void)fillStore(path, records);
    (void)bareScan(path / "person.sqlite");  // the pages are in memory for both
    const double limit = bareScan(path / "person.sqlite");
    app::EngineThread engine{path};
    const app::Session session;
    app::RecordList list;
    QEventLoop loop;
    QObject::connect(&list, &app::RecordList::loadedChanged, &loop, [&] {
        if (list.loaded())
            loop.quit();
    });
    list.setType("customer");
    loop.exec();
    std::vector<double> seconds;
    for (const auto* words : typed) {
        const auto text = QString::fromUtf8(words);
        for (qsizetype length = 1; length <= text.size(); ++length) {
            QElapsedTimer timer;
            timer.start();
            list.setSearch(text.left(length));
            if (!list.loaded())
                loop.exec();
            seconds.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e9);
        }
    }
    const double slow = quantile(seconds, 0.95);
    Figure{"A2", slow,         static_cast<double>(records),
           0,    limit / slow, {{"median_seconds", median(seconds)}, {"bare_seconds", limit}}}
        .print();
}

}  // namespace fieldfare::bench
