#include "sync-server/sync/waiting_room.h"

#include <QTest>
#include <map>
#include <vector>

#include "tests/support/manual_clock.h"

using namespace fieldfare;
using namespace fieldfare::tests;
using namespace std::chrono_literals;
using server::storage::ScopeKey;
using server::sync::News;
using server::sync::WaitingLimits;
using server::sync::WaitingRoom;
using Reason = WaitingRoom::Reason;

namespace {

std::string idOf(int n) {
    auto id = std::to_string(n);
    return std::string(16 - id.size(), '0') + id;
}

}  // namespace

/// Who is called, when and why. Devices and people are numbers; person n waits for scope user:n and everyone.
class WaitingRoomTest : public QObject {
    Q_OBJECT

    struct Called {
        int device;
        Reason reason;
        friend bool operator==(const Called&, const Called&) = default;
    };

    ManualClock clock;
    std::unique_ptr<WaitingRoom> room;
    std::vector<Called> calls;

    void open(WaitingLimits limits = {}) {
        calls.clear();
        room = std::make_unique<WaitingRoom>(clock, limits, WaitingRoom::KeptBy::Owner);
    }
    std::optional<WaitingRoom::Ticket> enter(int device, std::chrono::milliseconds atMost = 55s) {
        return room->enter(idOf(device), idOf(device), {ScopeKey::user(idOf(device)), ScopeKey::everyone()},
                           atMost, [this, device](Reason reason) {
                               calls.push_back({device, reason});
                           });
    }
    WaitingRoom::Ticket wait(int device, std::chrono::milliseconds atMost = 55s) {
        const auto ticket = enter(device, atMost).value();
        if (room->park(ticket))
            throw std::logic_error{"it was called before it slept"};
        return ticket;
    }
    void pass(std::chrono::milliseconds time) {
        clock.advance(time);
        room->callDue();
    }

  private slots:
    void init() { open(); }
    void cleanup() { room.reset(); }

    void onlyThoseWhomAChangeTouchesAreCalled() {
        const auto one = wait(1);
        wait(2);
        room->announce({.scopes = {ScopeKey::user(idOf(1))}, .people = {}, .devices = {}});
        QCOMPARE(calls, (std::vector<Called>{{1, Reason::Changed}}));
        // It looked, found nothing and waits on: the next change calls again.
        QVERIFY(!room->park(one));
        room->announce({.scopes = {}, .people = {idOf(1)}, .devices = {}});
        QCOMPARE(calls.size(), 2U);
        QVERIFY(!room->park(one));
        room->announce({.scopes = {}, .people = {}, .devices = {idOf(1)}});
        QCOMPARE(calls.size(), 3U);
        room->leave(one);
        room->announce({.scopes = {ScopeKey::user(idOf(1))}, .people = {}, .devices = {}});
        QCOMPARE(calls.size(), 3U);
        QCOMPARE(room->size(), 1U);
    }

    void whatHappensWhileItLooksIsNotMissed() {
        const auto ticket = enter(1).value();
        room->announce({.scopes = {ScopeKey::user(idOf(1))}, .people = {}, .devices = {}});
        QVERIFY(calls.empty());
        QVERIFY(room->park(ticket) == Reason::Changed);
        QVERIFY(!room->park(ticket));
        QVERIFY(calls.empty());
    }

    void nobodyWaitsLongerThanAskedNorThanAllowed() {
        wait(1, 10s);
        wait(2, 24h);
        pass(9'999ms);
        QVERIFY(calls.empty());
        pass(1ms);
        QCOMPARE(calls, (std::vector<Called>{{1, Reason::Limit}}));
        pass(44'999ms);
        QCOMPARE(calls.size(), 1U);
        pass(1ms);
        QCOMPARE(calls.back(), (Called{2, Reason::Limit}));
        // The last call is the last.
        pass(1h);
        QCOMPARE(calls.size(), 2U);
    }

    void whoseTimePassesWhileItLooksHearsItWhenItSleeps() {
        const auto ticket = enter(1, 10s).value();
        pass(11s);
        room->announce({.scopes = {ScopeKey::everyone()}, .people = {}, .devices = {}});
        QVERIFY(calls.empty());
        QVERIFY(room->park(ticket) == Reason::Limit);
    }

    void aDeviceWaitsOnce() {
        const auto older = wait(1);
        const auto newer = enter(1).value();
        QCOMPARE(calls, (std::vector<Called>{{1, Reason::Replaced}}));
        QVERIFY(room->park(older) == Reason::Replaced);
        QVERIFY(!room->park(newer));
        QCOMPARE(room->size(), 1U);
        room->end(idOf(1));
        QCOMPARE(calls.size(), 2U);
        QCOMPARE(room->size(), 0U);
        room->leave(older);
        room->leave(newer);
    }

    void tooManyAreRefused() {
        open({.longest = 55s, .most = 2, .atOnce = 100, .spread = 5s});
        wait(1);
        const auto second = wait(2);
        QVERIFY(!enter(3));
        // Its own place does not count against a device.
        QVERIFY(enter(1));
        room->leave(second);
        QVERIFY(enter(3));
    }

    void aHundredAreCalledAtOnce() {
        for (int i = 0; i < 100; ++i)
            wait(i);
        room->announce({.scopes = {ScopeKey::everyone()}, .people = {}, .devices = {}});
        QCOMPARE(calls.size(), 100U);
    }

    void thousandsAreCalledSpreadOverFiveSeconds() {
        constexpr int count = 8'000;
        for (int i = 0; i < count; ++i)
            wait(i);
        room->announce({.scopes = {ScopeKey::everyone()}, .people = {idOf(7'777)}, .devices = {}});
        QCOMPARE(calls.size(), 100U);
        QCOMPARE(calls.front().device, 7'777);  // whose own rights may have changed
        std::size_t before = calls.size();
        for (int step = 0; step < 50; ++step) {
            pass(100ms);
            const auto woken = calls.size() - before;
            QVERIFY2(woken > 120 && woken < 200, std::to_string(woken).c_str());
            before = calls.size();
        }
        QCOMPARE(calls.size(), std::size_t{count});
        std::map<int, int> times;
        for (const auto& called : calls)
            QCOMPARE(++times[called.device], 1);
    }

    void aChangeOfOnesOwnIsNotDelayedByOneForEverybody() {
        for (int i = 0; i < 1'000; ++i)
            wait(i);
        room->announce({.scopes = {ScopeKey::everyone()}, .people = {}, .devices = {}});
        std::map<int, int> times;
        for (const auto& called : calls)
            ++times[called.device];
        const int late = [&] {
            for (int i = 0;; ++i)
                if (!times.contains(i))
                    return i;
        }();
        room->announce({.scopes = {ScopeKey::user(idOf(late))}, .people = {}, .devices = {}});
        QCOMPARE(calls.back().device, late);
        QCOMPARE(calls.size(), 101U);
        // What it was to be called for it has seen by then.
        pass(10s);
        QCOMPARE(std::count_if(calls.begin(), calls.end(), [&](auto& call) { return call.device == late; }),
                 std::ptrdiff_t{1});
    }

    void closingEndsEveryWait() {
        wait(1);
        const auto looking = enter(2).value();
        room->close();
        QCOMPARE(calls, (std::vector<Called>{{1, Reason::Closing}}));
        QVERIFY(room->park(looking) == Reason::Closing);
        QVERIFY(!enter(3));
        QCOMPARE(room->size(), 0U);
        room->announce({.scopes = {ScopeKey::everyone()}, .people = {}, .devices = {}});
        QCOMPARE(calls.size(), 1U);
    }
};

QTEST_GUILESS_MAIN(WaitingRoomTest)
#include "waiting_room_test.moc"
