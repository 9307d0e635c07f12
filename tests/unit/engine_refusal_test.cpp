#include <QtTest/QtTest>
#include <deque>
#include <functional>

#include "engine_device.h"
#include "mobile/engine/backoff.h"
#include "mobile/engine/enrolment.h"
#include "mobile/engine/sync_runner.h"
#include "mobile/engine/wire.h"
#include "shared/base/compression.h"

using namespace fieldfare;
using namespace fieldfare::engine;
using namespace fieldfare::tests;
using Next = SyncStep::Next;

namespace {

/// Answers by what a test wrote for each call.
class ScriptedTransport final : public Transport {
  public:
    Answer exchange(const Call& call) override {
        calls.push_back(call);
        return handle(call);
    }
    std::function<Answer(const Call&)> handle;
    std::vector<Call> calls;
};

class RecordingPause final : public Pause {
  public:
    bool wait(std::chrono::milliseconds duration) override {
        waits.push_back(duration);
        return static_cast<int>(waits.size()) < most;
    }
    std::vector<std::chrono::milliseconds> waits;
    int most = 1000;
};

class RecordingEvents final : public SyncEvents {
  public:
    void progressed(const SyncProgress& progress) override { seen.push_back(progress); }
    std::vector<SyncProgress> seen;
};

Answer refusal(int status, v1::FaultCode code) {
    return {.status = status, .body = schema::fault(code, "no").SerializeAsString()};
}

/// Takes requests without the poisoned mutations; refuses others as a whole.
struct PoisonedServer {
    EngineDevice& device;
    FakeServer server;
    std::set<std::string> poison;  ///< customer names
    bool namesIt = false;
    int requests = 0;
    std::uint64_t seq = 100;
    std::map<std::uint64_t, std::string> applied;  ///< number to name; empty for a filler

    SyncStep exchange() {
        ++requests;
        const auto request = device.begin();
        for (const auto& mutation : EngineDevice::mutations(request)) {
            v1::Customer partial;
            partial.ParseFromString(mutation.partial());
            if (poison.contains(partial.name())) {
                auto fault = schema::fault(v1::UNREADABLE, "cannot read that");
                if (namesIt)
                    fault.set_mutation_number(mutation.number());
                return device.cycle->refused(fault);
            }
        }
        auto reply = server.reply(request);
        reply.page(userScope());
        for (const auto& mutation : EngineDevice::mutations(request)) {
            v1::Customer partial;
            partial.ParseFromString(mutation.partial());
            applied[mutation.number()] = partial.name();
            if (mutation.kind() == v1::Mutation::CREATE) {
                ++seq;
                reply.outcome(mutation.number(), v1::Outcome::APPLIED, seq);
                reply.row(userScope(), mutation.id(), seq, partial);
            } else
                reply.outcome(mutation.number(), v1::Outcome::REJECTED, 0, v1::INVALID);
        }
        return device.answer(reply.done());
    }
    void drain() {
        for (int i = 0; i < 200; ++i)
            if (exchange().next != Next::More)
                return;
    }
};

}  // namespace

/// What goes wrong between device and server, and what the device makes of it.
class EngineRefusalTest : public QObject {
    Q_OBJECT
  private slots:
    void poisonIsFoundWhereverItStands_data() {
        QTest::addColumn<QList<int>>("places");
        QTest::addColumn<bool>("named");
        QTest::newRow("head") << QList<int>{0} << false;
        QTest::newRow("middle") << QList<int>{137} << false;
        QTest::newRow("end") << QList<int>{299} << false;
        QTest::newRow("neighbours") << QList<int>{41, 42} << false;
        QTest::newRow("named by the server") << QList<int>{7, 250} << true;
    }
    void poisonIsFoundWhereverItStands() {
        QFETCH(QList<int>, places);
        QFETCH(bool, named);
        EngineDevice device;
        for (int i = 0; i < 300; ++i)
            device.editing->create(customer(places.contains(i) ? "poison" : "fine"));
        PoisonedServer server{device, {}, {"poison"}, named};
        server.drain();
        const auto fine = static_cast<std::uint64_t>(300 - places.size());
        QCOMPARE(device.store->attention().count(), static_cast<std::uint64_t>(places.size()));
        QCOMPARE(device.store->outbox().unsentCount(), 0U);
        QCOMPARE(device.reading->count(schema::Schema::of<v1::Customer>()), fine);
        QCOMPARE(server.applied.size(), 300U);  // no number is missing
        QCOMPARE(server.applied.rbegin()->first, 300U);
        QVERIFY2(server.requests < 60, qPrintable(QString::number(server.requests)));
        QVERIFY(device.store->verify());
    }

    void aPoisonedGroupGoesAsOne() {
        EngineDevice device;
        device.editing->create(customer("fine"));
        device.editing->atomically([&] {
            device.editing->create(customer("with"));
            device.editing->create(customer("poison"));
        });
        device.editing->create(customer("also fine"));
        PoisonedServer server{device, {}, {"poison"}};
        server.drain();
        QCOMPARE(device.store->attention().count(), 2U);
        QCOMPARE(device.reading->count(schema::Schema::of<v1::Customer>()), 2U);
        QCOMPARE(server.applied.size(), 4U);
    }

    void aServerThatRefusesEverythingTakesNothingAway() {
        EngineDevice device;
        for (int i = 0; i < 5; ++i)
            device.editing->create(customer("mine"));
        int requests = 0;
        SyncStep step;
        do {
            (void)device.begin();
            step = device.cycle->refused(schema::fault(v1::UNREADABLE, "no"));
        } while (step.next == Next::More && ++requests < 100);
        QVERIFY(step.next == Next::Failed);
        QVERIFY(step.stop == Stop::Refused);
        QVERIFY(requests < 10);
        QCOMPARE(device.store->attention().count(), 0U);
        QCOMPARE(device.store->outbox().unsentCount(), 5U);
    }

    void aNewerSchemaWaitsForTheServer() {
        DeviceWithCustomer device;
        device.rename(device.id, "Mine");
        auto reply = device.server.reply(device.begin());
        reply.outcome(1, v1::Outcome::REJECTED, 0, v1::NEWER_SCHEMA).page(userScope());
        QVERIFY(device.answer(reply.done()).next == Next::Complete);
        QCOMPARE(device.nameOf(device.id), "Mine");  // still laid over
        QCOMPARE(device.store->attention().count(), 0U);
        QCOMPARE(device.reading->status().parked, 1U);
        QCOMPARE(device.reading->status().unsent, 1U);
        QCOMPARE(device.begin().mutations_size(), 0);
        device.note(device.id, "others go on");
        auto sent = EngineDevice::mutations(device.begin());
        QCOMPARE(sent.size(), 1U);
        QCOMPARE(sent[0].number(), 2U);
        (void)device.cycle->unanswered("lost");
        device.reopen("1.1");  // another version of the app
        sent = EngineDevice::mutations(device.begin());
        QCOMPARE(sent.size(), 2U);
        QCOMPARE(sent[1].number(), 3U);
        QCOMPARE(sent[1].paths(0).base(), 10U);
    }

    void parkedWorkIsTriedAgainEachDay() {
        DeviceWithCustomer device;
        device.rename(device.id, "Mine");
        auto reply = device.server.reply(device.begin());
        reply.outcome(1, v1::Outcome::REJECTED, 0, v1::NEWER_SCHEMA).page(userScope());
        device.answer(reply.done());
        device.clock.advance(std::chrono::hours{23});
        QCOMPARE(device.begin().mutations_size(), 0);
        device.clock.advance(std::chrono::hours{2});
        QCOMPARE(device.begin().mutations_size(), 1);
    }

    void stops_data() {
        QTest::addColumn<int>("code");
        QTest::addColumn<int>("stop");
        QTest::addColumn<bool>("passing");
        QTest::newRow("revoked") << int{v1::DEVICE_REVOKED} << static_cast<int>(Stop::Wipe) << false;
        QTest::newRow("session") << int{v1::UNAUTHENTICATED} << static_cast<int>(Stop::SignIn) << false;
        QTest::newRow("copied") << int{v1::STALE} << static_cast<int>(Stop::Copied) << false;
        QTest::newRow("gap") << int{v1::NUMBER_GAP} << static_cast<int>(Stop::Refused) << false;
        QTest::newRow("protocol") << int{v1::UNSUPPORTED_PROTOCOL} << static_cast<int>(Stop::Refused)
                                  << false;
        QTest::newRow("busy") << int{v1::BUSY} << static_cast<int>(Stop::None) << true;
        QTest::newRow("internal") << int{v1::INTERNAL} << static_cast<int>(Stop::None) << true;
        QTest::newRow("read only") << int{v1::READ_ONLY} << static_cast<int>(Stop::None) << true;
    }
    void stops() {
        QFETCH(int, code);
        QFETCH(int, stop);
        QFETCH(bool, passing);
        DeviceWithCustomer device;
        device.rename(device.id, "Mine");
        (void)device.begin();
        const auto step = device.cycle->refused(schema::fault(static_cast<v1::FaultCode>(code), "no"));
        QVERIFY(step.next == Next::Failed);
        QCOMPARE(static_cast<int>(step.stop), stop);
        QCOMPARE(step.passing, passing);
        QCOMPARE(device.store->mustWipe(), code == v1::DEVICE_REVOKED);
        QCOMPARE(device.store->outbox().unsentCount(), 1U);
        QCOMPARE(device.nameOf(device.id), "Mine");
    }

    void wipingLeavesNoFile() {
        EngineDevice device;
        device.editing->create(customer("Secret"));
        device.close();
        LocalStore::wipe(device.file());
        QVERIFY(QDir{device.folder.path()}.entryList(QDir::Files | QDir::Hidden).isEmpty());
    }

    void aRunGoesOnUntilComplete() {
        EngineDevice device;
        FakeServer server;
        ScriptedTransport transport;
        RecordingPause pause;
        RecordingEvents events;
        for (int i = 0; i < 600; ++i)
            device.editing->create(customer("C"));
        int call = 0;
        transport.handle = [&](const Call& sent) -> Answer {
            if (sent.path != "/v1/sync" || sent.token != "token")
                return {.status = 400};
            if (++call == 2)
                return {.networkError = "no route"};
            if (call == 3)
                return refusal(503, v1::BUSY);
            if (call == 4)
                return {.status = 502, .body = "<html>bad gateway</html>", .contentEncoding = ""};
            v1::SyncRequest request;
            request.ParseFromString(sent.body);
            auto reply = server.reply(request);
            reply.page(userScope());
            for (const auto& mutation : EngineDevice::mutations(request)) {
                v1::Customer partial;
                partial.ParseFromString(mutation.partial());
                reply.outcome(mutation.number(), v1::Outcome::APPLIED, mutation.number())
                    .row(userScope(), mutation.id(), mutation.number(), partial);
            }
            return {.status = 200,
                    .body = base::compress(reply.done().SerializeAsString()),
                    .contentEncoding = "zstd"};
        };
        SyncRunner runner{*device.store, transport, pause, device.random, &events};
        const auto result = runner.run();
        QVERIFY(result.complete);
        QVERIFY(!result.fault);
        QCOMPARE(result.exchanges, 5);
        QCOMPARE(result.report.applied, 600U);
        QCOMPARE(device.store->outbox().unsentCount(), 0U);
        QCOMPARE(pause.waits.size(), 3U);
        for (std::size_t i = 0; i < 3; ++i) {
            const auto full = engine::firstPause * (1 << i);
            QVERIFY(pause.waits[i] <= full && pause.waits[i] >= full * 3 / 4);
        }
        QCOMPARE(events.seen.back().acknowledged, 600U);
        QCOMPARE(events.seen.back().toSend, 600U);
        QVERIFY(events.seen.back().phase == SyncPhase::Idle);
        QVERIFY(events.seen.back().bytesSent > 0 && events.seen.back().bytesReceived > 0);
    }

    void pausesGrowToFiveMinutesAndObeyTheServer() {
        EngineDevice device;
        ScriptedTransport transport;
        RecordingPause pause;
        pause.most = 14;
        transport.handle = [&](const Call&) -> Answer { return {.networkError = "offline"}; };
        SyncRunner runner{*device.store, transport, pause, device.random};
        auto result = runner.run();
        QVERIFY(!result.complete);
        QVERIFY(result.passing);
        QCOMPARE(pause.waits.size(), 14U);
        QVERIFY(pause.waits.back() <= engine::longestPause);
        QVERIFY(pause.waits.back() >= engine::longestPause * 3 / 4);
        pause.waits.clear();
        pause.most = 1;
        transport.handle = [&](const Call&) -> Answer {
            auto answer = refusal(503, v1::BUSY);
            answer.retryAfter = std::chrono::seconds{40};
            return answer;
        };
        result = runner.run();
        QCOMPARE(pause.waits, std::vector<std::chrono::milliseconds>{std::chrono::seconds{40}});
        QCOMPARE(runner.run(1).exchanges, 1);
    }

    void aServerThatNeverGetsAnywhereIsNotAskedWithoutPause() {
        EngineDevice device;
        FakeServer server;
        ScriptedTransport transport;
        RecordingPause pause;
        pause.most = 3;
        transport.handle = [&](const Call& sent) -> Answer {
            v1::SyncRequest request;
            request.ParseFromString(sent.body);
            auto reply = server.reply(request);
            reply.page(userScope());
            return {.status = 200, .body = reply.incomplete().done().SerializeAsString()};
        };
        SyncRunner runner{*device.store, transport, pause, device.random};
        QVERIFY(!runner.run().complete);
        QVERIFY(transport.calls.size() <= 4U);
    }

    void anEndedSessionStopsTheRun() {
        EngineDevice device;
        ScriptedTransport transport;
        RecordingPause pause;
        transport.handle = [&](const Call&) { return refusal(401, v1::UNAUTHENTICATED); };
        SyncRunner runner{*device.store, transport, pause, device.random};
        QVERIFY(runner.run().stop == Stop::SignIn);
        QVERIFY(pause.waits.empty());
        QVERIFY(!device.reading->status().signedIn);
        QVERIFY(runner.run().stop == Stop::SignIn);
        QCOMPARE(transport.calls.size(), 1U);
    }

    void waitingAsksTheServerToWait() {
        DeviceWithCustomer device;
        ScriptedTransport transport;
        RecordingPause pause;
        transport.handle = [&](const Call& sent) -> Answer {
            v1::SyncRequest request;
            request.ParseFromString(sent.body);
            auto reply = device.server.reply(request);
            reply.page(userScope());
            return {.status = 200, .body = reply.done().SerializeAsString()};
        };
        SyncRunner runner{*device.store, transport, pause, device.random};
        QVERIFY(runner.waitForChange(std::chrono::seconds{90}).complete);
        v1::SyncRequest request;
        request.ParseFromString(transport.calls[0].body);
        QCOMPARE(request.wait_ms(), 55'000U);
        QVERIFY(transport.calls[0].timeout > std::chrono::seconds{55});
        device.rename(device.id, "Something to send");
        (void)runner.waitForChange(std::chrono::seconds{90}, 1);
        request.ParseFromString(transport.calls[1].body);
        QCOMPARE(request.wait_ms(), 0U);
    }

    void aServerThatDoesNotWaitIsNotAskedAllTheTime() {
        DeviceWithCustomer device;
        ScriptedTransport transport;
        RecordingPause pause;
        std::chrono::milliseconds wait{0};
        std::uint32_t askAgain = 0;
        transport.handle = [&](const Call& sent) -> Answer {
            v1::SyncRequest request;
            request.ParseFromString(sent.body);
            device.clock.advance(wait);
            device.server.time += wait.count();
            auto reply = device.server.reply(request);
            reply.page(userScope());
            auto response = reply.done();
            response.set_ask_again_ms(askAgain);
            return {.status = 200, .body = response.SerializeAsString()};
        };
        SyncRunner runner{*device.store, transport, pause, device.random};
        QVERIFY(runner.run().complete);
        QVERIFY(runner.waitForChange(std::chrono::seconds{55}).askAgain >= std::chrono::seconds{30});
        wait = std::chrono::seconds{55};
        QCOMPARE(runner.waitForChange(std::chrono::seconds{55}).askAgain.count(), 0);
        // What it says itself counts.
        wait = std::chrono::seconds{0};
        askAgain = 7'000;
        QCOMPARE(runner.waitForChange(std::chrono::seconds{55}).askAgain, std::chrono::milliseconds{7'000});
    }

    void whatIsToBeSentInterruptsTheWait() {
        DeviceWithCustomer device;
        ScriptedTransport transport;
        RecordingPause pause;
        SyncRunner runner{*device.store, transport, pause, device.random};
        QVERIFY(!runner.interrupt());
        transport.handle = [&](const Call&) -> Answer {
            device.rename(device.id, "Typed while it waits");
            if (!runner.interrupt())
                return {.networkError = "it did not wait"};
            return {.networkError = "given up"};
        };
        const auto result = runner.waitForChange(std::chrono::seconds{55});
        QVERIFY(result.interrupted && !result.complete);
        QCOMPARE(transport.calls.size(), 1U);
        QVERIFY(pause.waits.empty());
        // It was no failure of what is to be sent.
        QVERIFY(device.store->outbox().hasWork());
        for (const auto& entry : device.store->outbox().of(device.id))
            QVERIFY(!entry.lastFault);
    }

    void afterAFailureItDoesNotWait() {
        DeviceWithCustomer device;
        ScriptedTransport transport;
        RecordingPause pause;
        std::vector<std::uint32_t> waits;
        transport.handle = [&](const Call& sent) -> Answer {
            v1::SyncRequest request;
            request.ParseFromString(sent.body);
            waits.push_back(request.wait_ms());
            if (waits.size() == 1)
                return {.networkError = "the connection broke"};
            auto reply = device.server.reply(request);
            reply.page(userScope());
            return {.status = 200, .body = reply.done().SerializeAsString()};
        };
        SyncRunner runner{*device.store, transport, pause, device.random};
        QVERIFY(runner.waitForChange(std::chrono::seconds{55}).complete);
        QCOMPARE(waits, (std::vector<std::uint32_t>{55'000, 0}));
    }

    void hugeAndDamagedBodiesAreRefused() {
        const std::string huge(17U * 1024 * 1024, '\0');
        Answer bomb{.status = 200, .body = base::compress(huge), .contentEncoding = "zstd"};
        QCOMPARE(faultOf([&] { (void)bodyOf(bomb); }).code(), v1::UNREADABLE);
        QCOMPARE(faultOf([&] { (void)bodyOf({.status = 200, .body = "x", .contentEncoding = "br"}); }).code(),
                 v1::UNREADABLE);
        QCOMPARE(engine::faultOf({.status = 413})->code(), v1::TOO_LARGE);
        QVERIFY(schema::isPassing(engine::faultOf({.status = 302})->code()));
        QVERIFY(!engine::faultOf({.status = 204}));
    }

    void enrolmentMakesAStore() {
        EngineDevice device;
        ScriptedTransport transport;
        v1::Session session = *device.store->session();
        session.set_token("fresh");
        session.set_last_number(41);
        transport.handle = [&](const Call& call) -> Answer {
            if (call.path == "/v1/enrol" || call.path == "/v1/sign-in")
                return {.status = 200, .body = session.SerializeAsString()};
            return {.status = 200};
        };
        Enrolment enrolment{transport};
        v1::EnrolRequest request;
        request.set_code("ABCD-EFGH");
        QCOMPARE(enrolment.enrol(request).token(), "fresh");
        enrolment.signIn(*device.store, "secret");
        QCOMPARE(device.store->session()->token(), "fresh");
        v1::SignInRequest sent;
        sent.ParseFromString(transport.calls[1].body);
        QCOMPARE(sent.device_id(), deviceId);
        QCOMPARE(sent.person(), "ana");
        // Its numbers go on where the server knows they ended.
        device.editing->create(customer("C"));
        QCOMPARE(EngineDevice::mutations(device.begin())[0].number(), 42U);
        enrolment.changePassword(*device.store, "secret", "more secret");
        QCOMPARE(transport.calls.back().token, "fresh");

        const auto fault = faultOf([&] { enrolment.signOut(*device.store); });
        QCOMPARE(fault.code(), v1::CONTRADICTION);
        QCOMPARE(fault.limit(), 1);
        QCOMPARE(device.store->session()->token(), "fresh");
        enrolment.signOut(*device.store, true);
        QVERIFY(device.store->session()->token().empty());
        QVERIFY(!device.reading->status().signedIn);

        transport.handle = [&](const Call&) { return refusal(401, v1::UNAUTHENTICATED); };
        QCOMPARE(faultOf([&] { enrolment.signIn(*device.store, "wrong"); }).code(), v1::UNAUTHENTICATED);
        transport.handle = [&](const Call&) -> Answer { return {.status = 200, .body = "garbage"}; };
        QCOMPARE(faultOf([&] { (void)enrolment.enrol(request); }).code(), v1::UNREADABLE);
    }
};

QTEST_GUILESS_MAIN(EngineRefusalTest)
#include "engine_refusal_test.moc"
