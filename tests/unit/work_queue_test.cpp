#include "sync-server/http/work_queue.h"

#include <QTest>
#include <atomic>
#include <future>

using fieldfare::server::http::WorkQueue;

class WorkQueueTest final : public QObject {
    Q_OBJECT

  private slots:
    void refusesWhenFull();
    void survivesAFailingJob();
    void doesWhatWaitsBeforeItStops();
};

void WorkQueueTest::refusesWhenFull() {
    WorkQueue queue{"test", 1, 2};
    std::promise<void> started;
    std::promise<void> go;
    QVERIFY(queue.post([&] {
        started.set_value();
        go.get_future().wait();
    }));
    started.get_future().wait();  // from here on the only thread is busy
    std::atomic<int> done = 0;
    QVERIFY(queue.post([&] { ++done; }));
    QVERIFY(queue.post([&] { ++done; }));
    QCOMPARE(queue.waiting(), std::size_t{2});
    auto mark = std::make_shared<int>();
    QVERIFY(!queue.post([&done, mark] { ++done; }));
    QCOMPARE(mark.use_count(), 1L);  // what the refused job held is free again
    go.set_value();
    queue.stop();
    QCOMPARE(done.load(), 2);
}

void WorkQueueTest::survivesAFailingJob() {
    WorkQueue queue{"test", 1, 10};
    std::atomic<int> done = 0;
    QVERIFY(queue.post([] { throw std::runtime_error{"on purpose"}; }));
    QVERIFY(queue.post([] { throw 1; }));
    QVERIFY(queue.post([&] { ++done; }));
    queue.stop();
    QCOMPARE(done.load(), 1);
}

void WorkQueueTest::doesWhatWaitsBeforeItStops() {
    std::atomic<int> done = 0;
    WorkQueue queue{"test", 4, 1000};
    for (int i = 0; i < 1000; ++i)
        QVERIFY(queue.post([&] { ++done; }));
    queue.stop();
    QCOMPARE(done.load(), 1000);
    QVERIFY(!queue.post([] {}));
}

QTEST_GUILESS_MAIN(WorkQueueTest)
#include "work_queue_test.moc"
