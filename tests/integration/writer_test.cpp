#include "sync-server/sync/writer.h"

#include <QSemaphore>
#include <atomic>

#include "shared/storage/sqlite_database.h"
#include "sync-server/storage/meta_store.h"
#include "tests/support/server/server_test.h"

using namespace fieldfare;
using namespace fieldfare::tests;
using fieldfare::storage::SqliteDatabase;
using schema::FaultError;
using schema::Schema;
using server::sync::ServerEdit;
using server::sync::Turn;
using server::sync::Writer;

namespace {

v1::FaultCode codeOf(const std::exception_ptr& failure) {
    if (!failure)
        return v1::FAULT_CODE_UNSPECIFIED;
    try {
        std::rethrow_exception(failure);
    } catch (const FaultError& error) {
        return error.fault().code();
    } catch (...) {
        return v1::INTERNAL;
    }
}

}  // namespace

class WriterTest : public QObject {
    Q_OBJECT

    std::unique_ptr<ServerSite> site;

    Writer& writer() { return site->organisation().writer(); }
    std::string addUnit(Turn& turn, const std::string& name) {
        ServerEdit edit{turn};
        v1::Unit unit;
        unit.set_name(name);
        unit.set_superior_id(site->unit("Acme"));
        const auto id = edit.create(Schema::of<v1::Unit>(), {}, unit).id;
        edit.save();
        return id;
    }
    /// Keeps the writer busy until the semaphore is released, so that what is submitted meanwhile makes one
    /// group.
    void block(QSemaphore& go) {
        QSemaphore begun;
        QVERIFY(writer().submit(
            [&begun, &go](Turn&) {
                begun.release();
                go.acquire();
            },
            [](std::exception_ptr) {}));
        begun.acquire();
    }
    /// Limits the writer's file to what it has now and a few pages, or not at all.
    void limitFile(bool limited) {
        writer().run([&](Turn& turn) {
            auto& raw = static_cast<SqliteDatabase&>(turn.database).raw();
            const int pages = raw.execAndGet("PRAGMA page_count").getInt();
            raw.exec("PRAGMA max_page_count = " + std::to_string(limited ? pages + 4 : 1'000'000'000));
        });
    }
    std::size_t units() { return site->all<v1::Unit>().size(); }

  private slots:
    void init() { site = std::make_unique<ServerSite>(); }
    void cleanup() { site.reset(); }

    void aGroupIsAnsweredAfterItsCommit() {
        QSemaphore go;
        block(go);
        std::atomic<int> seen{0};
        QSemaphore answered;
        for (int i = 0; i < 20; ++i)
            QVERIFY(writer().submit([&, i](Turn& turn) { addUnit(turn, "u" + std::to_string(i)); },
                                    [&](std::exception_ptr failure) {
                                        // Another connection sees the whole group already.
                                        if (!failure)
                                            seen += static_cast<int>(units());
                                        answered.release();
                                    }));
        const auto before = units();
        go.release();
        answered.acquire(20);
        QCOMPARE(seen.load(), static_cast<int>(20 * (before + 20)));
    }

    void aFullQueueIsRefused() {
        QSemaphore go;
        block(go);
        std::atomic<int> done{0};
        std::size_t taken = 0;
        while (writer().submit([](Turn&) {}, [&](std::exception_ptr) { ++done; }))
            ++taken;
        QCOMPARE(taken, Writer::queueSize);
        go.release();
        QTRY_COMPARE(done.load(), static_cast<int>(taken));
        QVERIFY(writer().submit([](Turn&) {}, [](std::exception_ptr) {}));
    }

    void aDeviceIsToldThatTheServerIsBusy() {
        auto rita = site->client("rita");
        (void)rita->sync();
        (void)rita->create(customerOf("Acme"));
        QSemaphore go;
        block(go);
        std::atomic<int> done{0};
        int taken = 0;
        while (writer().submit([](Turn&) {}, [&](std::exception_ptr) { ++done; }))
            ++taken;
        QCOMPARE(rita->faultOfExchange(), v1::BUSY);
        go.release();
        QTRY_COMPARE(done.load(), taken);
        COMPARE_RESULT(rita->syncOne(), APPLIED);
    }

    void oneFailingWorkDoesNotDisturbItsNeighbours() {
        const std::vector<std::function<void(Turn&)>> failures{
            [](Turn&) {
                throw FaultError{v1::CONTRADICTION, "no"};
            },
            [](Turn&) { throw std::runtime_error{"no"}; },
            // Statements that fail without undoing the transaction.
            [](Turn& turn) { turn.database.run("INSERT INTO meta(key, value) VALUES ('epoch', x'00')"); },
            [](Turn& turn) { turn.database.run("INSERT INTO nowhere VALUES (1)"); },
        };
        for (std::size_t at = 0; at < failures.size(); ++at) {
            QSemaphore go;
            block(go);
            const auto before = units();
            std::vector<v1::FaultCode> answers(3);
            QSemaphore answered;
            const auto name = "neighbour " + std::to_string(at);
            for (std::size_t i = 0; i < 3; ++i)
                QVERIFY(writer().submit(
                    [&, i](Turn& turn) {
                        addUnit(turn, name + std::to_string(i));
                        // Scopes made by work that is undone must not be remembered.
                        (void)turn.scopes.number(
                            server::storage::ScopeKey::user(std::string(16, static_cast<char>('a' + i))));
                        if (i == 1)
                            failures[at](turn);
                    },
                    [&, i](std::exception_ptr failure) {
                        answers[i] = codeOf(failure);
                        answered.release();
                    }));
            go.release();
            answered.acquire(3);
            QCOMPARE(answers[0], v1::FAULT_CODE_UNSPECIFIED);
            QVERIFY(answers[1] != v1::FAULT_CODE_UNSPECIFIED);
            QCOMPARE(answers[2], v1::FAULT_CODE_UNSPECIFIED);
            QCOMPARE(units(), before + 2);
        }
        QCOMPARE(site->number("SELECT count(*) FROM scope WHERE kind = 1 AND id IN "
                              "(x'61616161616161616161616161616161', x'63636363636363636363636363636363')"),
                 std::int64_t{2});
        QCOMPARE(site->number("SELECT count(*) FROM scope WHERE id = x'62626262626262626262626262626262'"),
                 std::int64_t{0});
    }

    void aDirectoryThatWasUndoneIsNotUsed() {
        // Work that freezes everybody, reads the directory as it then is, and fails.
        try {
            writer().run([&](Turn& turn) {
                ServerEdit edit{turn};
                edit.change(
                    edit.require(Schema::of<v1::Person>(), site->person("rita").id),
                    [](auto& record) { static_cast<v1::Person&>(record).set_status(v1::Person::FROZEN); });
                edit.save();
                QCOMPARE(turn.directory()->person(site->person("rita").id)->status(), v1::Person::FROZEN);
                throw FaultError{v1::CONTRADICTION, "no"};
            });
            QFAIL("it did not throw");
        } catch (const FaultError&) {
        }
        auto rita = site->client("rita");
        (void)rita->create(customerOf("Acme"));
        COMPARE_RESULT(rita->syncOne(), APPLIED);
    }

    void aDirectoryOfALostGroupIsNotUsedEither() {
        auto rita = site->client("rita");
        (void)rita->sync();
        limitFile(true);
        QSemaphore go;
        block(go);
        QSemaphore answered;
        QVERIFY(writer().submit(
            [&](Turn& turn) {
                ServerEdit edit{turn};
                edit.change(
                    edit.require(Schema::of<v1::Person>(), site->person("rita").id),
                    [](auto& record) { static_cast<v1::Person&>(record).set_status(v1::Person::FROZEN); });
                edit.save();
                (void)turn.directory();
            },
            [&](std::exception_ptr) { answered.release(); }));
        QVERIFY(writer().submit(
            [](Turn& turn) {
                turn.database.run("INSERT INTO meta(key, value) VALUES ('large', zeroblob(1000000))");
            },
            [&](std::exception_ptr failure) {
                QCOMPARE(codeOf(failure), v1::READ_ONLY);
                answered.release();
            }));
        go.release();
        answered.acquire(2);
        limitFile(false);
        // Another change of the directory takes its turn; nothing of the lost one may show.
        writer().run([&](Turn& turn) {
            ServerEdit edit{turn};
            edit.change(edit.require(Schema::of<v1::Person>(), site->person("rob").id),
                        [](auto& record) { static_cast<v1::Person&>(record).set_phone("1"); });
            edit.save();
        });
        (void)rita->create(customerOf("Acme"));
        COMPARE_RESULT(rita->syncOne(), APPLIED);
    }

    void aFullDiskRefusesTheGroupAndForgetsIt() {
        auto nora = site->client("nora");
        auto rita = site->client("rita");
        (void)rita->sync();
        limitFile(true);
        for (int i = 0; i < 200; ++i) {
            v1::Customer customer = customerOf("Customer " + std::to_string(i));
            customer.set_notes(std::string(3000, 'n'));
            (void)rita->create(customer);
        }
        const auto before = site->dump();
        QCOMPARE(rita->faultOfExchange(), v1::READ_ONLY);
        QCOMPARE(site->dump(), before);
        // Reading goes on.
        nora->forgetCursors();
        (void)nora->sync();
        limitFile(false);
        const auto outcomes = rita->sync();
        QCOMPARE(outcomes.size(), std::size_t{200});
        for (const auto& outcome : outcomes)
            COMPARE_RESULT(outcome, APPLIED);
        QCOMPARE(rita->all<v1::Customer>().size(), std::size_t{200});
        // Later seqs are above all that were given.
        const auto last = site->number("SELECT max(seq) FROM feed");
        (void)rita->create(customerOf("After"));
        QVERIFY(rita->syncOne().seq() > static_cast<std::uint64_t>(last));
    }

    void whatWasAnsweredIsThereAfterARestart() {
        auto rita = site->client("rita");
        const auto id = rita->create(customerOf("Acme"));
        const auto request = rita->request();
        v1::SyncResponse first;
        QVERIFY(first.ParseFromString(std::get<std::string>(rita->send(request))));
        const auto before = site->dump();
        site->reopen();
        QCOMPARE(site->dump(), before);
        // The answer was lost with the server: the same mutation gets the same outcome.
        v1::SyncResponse second;
        QVERIFY(second.ParseFromString(std::get<std::string>(rita->send(request))));
        QCOMPARE(second.outcomes(0).SerializeAsString(), first.outcomes(0).SerializeAsString());
        (void)rita->store(second);
        (void)rita->sync();
        QVERIFY(rita->has<v1::Customer>(id));
        rita->edit<v1::Customer>(id, [](auto& c) { c.set_notes("after the restart"); });
        QVERIFY(rita->syncOne().seq() > second.outcomes(0).seq());
    }

    void everyRequestIsAnsweredWhenTheServerStops() {
        auto rita = site->client("rita");
        (void)rita->sync();
        (void)rita->create(customerOf("Acme"));
        const auto push = rita->request().SerializeAsString();
        rita->forgetQueue();
        const auto pull = rita->request().SerializeAsString();
        std::atomic<int> answers{0};
        for (int i = 0; i < 300; ++i)
            site->exchange().handle(rita->token, i % 2 == 0 ? push : pull,
                                    [&](server::sync::Exchange::Answer) { ++answers; });
        rita.reset();
        site.reset();
        QCOMPARE(answers.load(), 300);
    }
};

QTEST_GUILESS_MAIN(WriterTest)
#include "writer_test.moc"
