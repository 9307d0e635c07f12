#include <QtTest/QtTest>

#include "engine_device.h"
#include "fieldfare/access.pb.h"
#include "mobile/engine/local_schema.h"
#include "mobile/engine/scope_masks.h"

using namespace fieldfare;
using namespace fieldfare::engine;
using namespace fieldfare::tests;
using Next = SyncStep::Next;

/// Rows that are not what the server says: other fields are hidden in them, or digests differ.
class EngineHealingTest : public QObject {
    Q_OBJECT
  private slots:
    void otherMasksReplaceTheBodiesOfTheSameVersions() {
        DeviceWithCustomer device;
        auto full = customer("Toronto Steel");
        full.set_notes("secret");
        device.answer(device.server.reply(device.begin()).row(userScope(), device.id, 15, full).done());
        // The rights changed: the same version is asked for again, and comes without the field.
        device.server.masks[5] = 99;
        const auto ask = [&] {
            const auto request = device.begin();
            auto reply = device.server.reply(request);
            reply.page(userScope());
            for (const auto& range : request.ranges()) {
                auto& answer = *reply.response.add_ranges();
                *answer.mutable_scope() = range.scope();
                answer.set_type(range.type());
                answer.set_mask(device.server.maskOf(5));
                for (const auto& id : range.ids()) {
                    auto& row = *answer.add_rows();
                    row.set_type(5);
                    row.set_id(id);
                    row.set_seq(15);
                    row.set_feed_seq(15);
                    row.set_body(
                        (device.server.masks[5] == 0 ? full : customer("Toronto Steel")).SerializeAsString());
                }
            }
            return device.answer(reply.done());
        };
        const auto notes = [&] {
            return device.reading->get<v1::Customer>(device.id)->as<v1::Customer>().notes();
        };
        QVERIFY(ask().next == Next::More);
        QCOMPARE(notes(), "secret");
        auto step = ask();
        QVERIFY(step.next == Next::Complete);
        QCOMPARE(step.report.remasked, 1U);
        QCOMPARE(notes(), "");
        device.reopen();
        QVERIFY(ask().next == Next::Complete);  // it knows that it has them
        // A rule that is taken back before anything came under it costs nothing.
        device.server.masks[5] = 7;
        QVERIFY(ask().next == Next::More);
        device.server.masks[5] = 99;
        step = ask();
        QVERIFY(step.next == Next::Complete);
        // And one that was, is followed.
        device.server.masks[5] = 0;
        QVERIFY(ask().next == Next::More);
        QVERIFY(ask().next == Next::Complete);
        QCOMPARE(notes(), "secret");
    }

    void rowsOfSeveralMasksAreFetchedAgain() {
        DeviceWithCustomer device;
        // Between two pages a rule came, and went before anybody could tell by the digests.
        device.server.masks[5] = 7;
        QVERIFY(device
                    .answer(device.server.reply(device.begin())
                                .row(userScope(), idOf('d'), 20, customer("Half"))
                                .incomplete()
                                .done())
                    .next == Next::More);
        device.server.masks[5] = 0;
        device.reopen();
        auto reply = device.server.reply(device.begin());
        reply.page(userScope());
        QVERIFY(device.answer(reply.done()).next == Next::More);
        const auto request = device.begin();
        QCOMPARE(request.ranges_size(), 1);
        QCOMPARE(request.ranges(0).ids_size(), 2);
    }

    void whatARuleErasedIsFetchedAgainThoughItWasTakenBackBetweenPages() {
        DeviceWithCustomer device;
        auto full = customer("Toronto Steel");
        full.set_notes("secret");
        device.answer(device.server.reply(device.begin()).row(userScope(), device.id, 15, full).done());
        const auto notes = [&] {
            return device.reading->get<v1::Customer>(device.id)->as<v1::Customer>().notes();
        };
        QCOMPARE(notes(), "secret");
        // A rule hides them at once; before the last page says so by its masks, it is gone.
        auto first = device.server.reply(device.begin());
        auto& rights = *first.response.mutable_rights();
        rights.set_version(7);
        rights.set_role(v1::REP);
        auto& rule = *rights.add_rules();
        rule.set_role(v1::REP);
        rule.set_record_type(5);
        rule.set_operation(v1::AccessRule::READ);
        rule.set_effect(v1::AccessRule::DENY);
        rule.set_field_number(v1::Customer::kNotesFieldNumber);
        v1::Contact contact;
        contact.set_customer_id(device.id);
        contact.set_name("Olga");
        first.row(userScope(), idOf('k'), 20, contact).incomplete();
        QVERIFY(device.answer(first.done()).next == Next::More);
        QCOMPARE(notes(), "");
        auto last = device.server.reply(device.begin());
        last.response.mutable_rights()->set_version(8);
        last.response.mutable_rights()->set_role(v1::REP);
        last.page(userScope());
        QVERIFY(device.answer(last.done()).next == Next::More);
        const auto request = device.begin();
        QCOMPARE(request.ranges_size(), 1);
        QCOMPARE(request.ranges(0).type(), 5U);
        QCOMPARE(request.ranges(0).ids(0), device.id);
    }

    void whatWasHiddenWhenItWasShownWasNotSeen() {
        DeviceWithCustomer device;
        device.server.masks[5] = 99;  // hides the notes
        device.answer(device.server.reply(device.begin())
                          .row(userScope(), device.id, 15, customer("Toronto Steel"))
                          .done());
        const auto remask = [&](const v1::Customer& as) {
            const auto request = device.begin();
            auto reply = device.server.reply(request);
            reply.page(userScope());
            for (const auto& range : request.ranges()) {
                auto& answer = *reply.response.add_ranges();
                *answer.mutable_scope() = range.scope();
                answer.set_type(range.type());
                answer.set_mask(device.server.maskOf(5));
                auto& row = *answer.add_rows();
                row.set_type(5);
                row.set_id(device.id);
                row.set_seq(15);
                row.set_feed_seq(15);
                row.set_body(as.SerializeAsString());
            }
            return device.answer(reply.done());
        };
        (void)remask(customer("Toronto Steel"));
        const auto shown = *device.reading->get(device.id);
        // The rule goes, and the notes come, while a form of before is open.
        auto full = customer("Toronto Steel");
        full.set_notes("theirs");
        device.server.masks[5] = 0;
        (void)remask(full);
        (void)remask(full);
        const auto now = *device.reading->get(device.id);
        QCOMPARE(now.as<v1::Customer>().notes(), "theirs");
        QCOMPARE(now.seq, shown.seq);
        auto typed = shown.as<v1::Customer>();
        typed.set_notes("mine");
        typed.set_name("Toronto Steel Ltd");
        device.editing->edit(shown, typed);
        const auto base = [&](int field) {
            for (const auto& entry : device.store->outbox().unsent())
                for (const auto& path : entry.mutation.paths())
                    if (path.field() == static_cast<std::uint32_t>(field))
                        return path.base();
            return std::uint64_t{999};
        };
        QCOMPARE(base(v1::Customer::kNotesFieldNumber), 0U);
        QCOMPARE(base(v1::Customer::kNameFieldNumber), 15U);
    }

    void whatIsStillToBeFetchedWasNotSeen() {
        DeviceWithCustomer device;
        // The rule is gone, but the rows have not come again.
        device.server.masks[5] = 99;
        device.answer(device.server.reply(device.begin())
                          .row(userScope(), device.id, 15, customer("Toronto Steel"))
                          .done());
        device.editing->edit<v1::Customer>(device.id, [](v1::Customer& c) {
            c.set_notes("mine");
            c.set_name("Toronto Steel Ltd");
        });
        const auto entries = device.store->outbox().unsent();
        QCOMPARE(entries.size(), 1U);
        QCOMPARE(entries.front().mutation.paths_size(), 2);
        for (const auto& path : entries.front().mutation.paths())
            QCOMPARE(path.base(), path.field() == v1::Customer::kNotesFieldNumber ? 0U : 15U);
    }

    void nobodyDeletesWhatIsStillToBeFetchedAsIfTheyHadSeenIt_data() {
        QTest::addColumn<bool>("whole");
        QTest::addColumn<quint64>("base");
        QTest::newRow("whole") << true << quint64{10};
        QTest::newRow("still to be fetched") << false << quint64{0};
    }
    void nobodyDeletesWhatIsStillToBeFetchedAsIfTheyHadSeenIt() {
        QFETCH(bool, whole);
        QFETCH(quint64, base);
        DeviceWithCustomer device{v1::MANAGER};
        if (!whole)
            ScopeMasks{device.store->database()}.forget(5);
        device.editing->erase(device.id);
        QCOMPARE(quint64{device.store->outbox().unsent().front().mutation.base()}, base);
    }

    void aStoreThatKnewOneMaskForAScopeFetchesAgainWhatMayHide() {
        DeviceWithCustomer device;
        device.server.scopes.push_back(poolScope());
        device.answer(
            device.server.reply(device.begin()).row(poolScope(), idOf('p'), 11, customer("Pool", "")).done());
        device.note(device.id, "unsent");
        // As the version before wrote it.
        device.store->database().execute(
            "DROP TABLE scope_mask; ALTER TABLE scope ADD COLUMN mask BIGINT NOT NULL DEFAULT 0;"
            "UPDATE scope SET mask = 99 WHERE kind = 1;"
            "PRAGMA user_version = " +
            std::to_string(LocalSchema::version - 1));
        device.reopen();
        QCOMPARE(device.store->outbox().unsentCount(), 1U);
        QCOMPARE(device.nameOf(device.id), "Toronto Steel");
        auto reply = device.server.reply(device.begin());
        reply.outcome(1, v1::Outcome::APPLIED, 10);
        reply.page(userScope());
        reply.page(poolScope());
        QVERIFY(device.answer(reply.done()).next == Next::More);
        const auto request = device.begin();
        QCOMPARE(request.ranges_size(), 1);
        QCOMPARE(request.ranges(0).scope().kind(), v1::Scope::USER);
        QCOMPARE(request.ranges(0).ids(0), device.id);
    }

    void aDifferenceOfDigestsIsReportedAndLookedAtCloser() {
        DeviceWithCustomer device;
        // The server has a record in the feed that never came.
        device.server.feeds[userScope().SerializeAsString()][{5, idOf('m')}] = 9;
        auto reply = device.server.reply(device.begin());
        reply.page(userScope());
        auto step = device.answer(reply.done());
        QVERIFY(step.next == Next::More);
        QCOMPARE(step.report.differences.size(), 1U);
        QCOMPARE(step.report.differences[0].type, 5U);
        QCOMPARE(step.report.differences[0].ourCount, 1U);
        QCOMPARE(step.report.differences[0].theirCount, 2U);
        QVERIFY(step.report.differences[0].healing == DigestDifference::Healing::Ranges);
        QVERIFY(!step.report.ledgerRepaired);
        const auto request = device.begin(5'000);
        QCOMPARE(request.wait_ms(), 0U);
        QCOMPARE(request.ranges_size(), 1);
        QCOMPARE(request.ranges(0).type(), 5U);
        auto closer = device.server.reply(request);
        closer.page(userScope());
        auto& answer = *closer.response.add_ranges();
        *answer.mutable_scope() = userScope();
        answer.set_type(5);
        for (const auto& [id, feedSeq] : {std::pair{device.id, 10U}, std::pair{idOf('m'), 9U}}) {
            auto& entry = *answer.add_entries();
            entry.set_id(id);
            entry.set_feed_seq(feedSeq);
        }
        step = device.answer(closer.done());
        QVERIFY(step.next == Next::More);
        QVERIFY(step.report.differences.empty());
        // What is typed goes first.
        device.note(device.id, "unsent");
        const auto sends = device.begin();
        QCOMPARE(sends.ranges_size(), 0);
        auto applied = device.server.reply(sends);
        applied.outcome(1, v1::Outcome::APPLIED, 20)
            .row(userScope(), device.id, 20, customer("Toronto Steel"));
        QVERIFY(device.answer(applied.done()).next == Next::More);
        const auto asks = device.begin();
        QCOMPARE(asks.ranges_size(), 1);
        QCOMPARE(asks.ranges(0).ids_size(), 1);
        QCOMPARE(asks.ranges(0).ids(0), idOf('m'));
        auto records = device.server.reply(asks);
        records.page(userScope());
        auto& record = *records.response.add_ranges();
        *record.mutable_scope() = userScope();
        record.set_type(5);
        auto& row = *record.add_rows();
        row.set_type(5);
        row.set_id(idOf('m'));
        row.set_seq(9);
        row.set_feed_seq(9);
        row.set_body(customer("Missed").SerializeAsString());
        step = device.answer(records.done());
        QVERIFY(step.next == Next::Complete);
        QCOMPARE(step.report.repaired, 1U);
        QCOMPARE(device.nameOf(idOf('m')), "Missed");
        QVERIFY(device.store->verify());
    }

    void aServerThatKnowsNoRangesIsListedAnewOnceAnHour() {
        DeviceWithCustomer device;
        device.server.feeds[userScope().SerializeAsString()][{5, idOf('m')}] = 9;
        const auto nothing = [&] {
            auto reply = device.server.reply(device.begin());
            reply.page(userScope());
            return device.answer(reply.done());
        };
        auto step = nothing();
        for (int i = 0; i < 3; ++i) {
            QVERIFY(step.next == Next::More);
            QCOMPARE(step.report.listedAnew, 0U);
            step = nothing();
        }
        QVERIFY(step.next == Next::More);
        QVERIFY(step.report.differences.at(0).healing == DigestDifference::Healing::ListedAnew);
        QCOMPARE(step.report.listedAnew, 1U);
        QCOMPARE(device.nameOf(device.id), "Toronto Steel");
        const auto request = device.begin();
        QCOMPARE(request.cursors_size(), 0);
        QCOMPARE(request.ranges_size(), 0);
        auto again = device.server.reply(request);
        again.row(userScope(), device.id, 10, customer("Toronto Steel"));
        step = device.answer(again.done());
        // It differs still, and is left alone.
        QVERIFY(step.next == Next::Complete);
        QVERIFY(step.report.differences.at(0).healing == DigestDifference::Healing::Later);
        device.clock.advance(std::chrono::hours{2});
        device.server.time += 2 * 3'600'000;
        step = nothing();
        QVERIFY(step.report.differences.at(0).healing == DigestDifference::Healing::Ranges);
        for (int i = 0; i < 3; ++i)
            step = nothing();
        auto full = device.server.reply(device.begin());
        full.row(userScope(), idOf('m'), 9, customer("Missed"));
        full.row(userScope(), device.id, 10, customer("Toronto Steel"));
        full.page(userScope()).set_listed_anew(true);
        step = device.answer(full.done());
        QVERIFY(step.next == Next::Complete);
        QVERIFY(step.report.differences.empty());
        QCOMPARE(device.nameOf(idOf('m')), "Missed");
    }

    void aDifferenceThatNoRangeShowsDoesNotLoop() {
        DeviceWithCustomer device;
        device.server.feeds[userScope().SerializeAsString()][{5, idOf('m')}] = 9;
        // The server's own sums are wrong: its ranges say what is here.
        SyncStep step;
        int exchanges = 0;
        do {
            QVERIFY(++exchanges < 10);
            const auto request = device.begin();
            auto reply = device.server.reply(request);
            reply.page(userScope());
            for (const auto& range : request.ranges()) {
                auto& answer = *reply.response.add_ranges();
                *answer.mutable_scope() = range.scope();
                answer.set_type(range.type());
                auto& entry = *answer.add_entries();
                entry.set_id(device.id);
                entry.set_feed_seq(10);
            }
            step = device.answer(reply.done());
        } while (step.report.listedAnew == 0);
        QVERIFY(exchanges > 2);
    }

    void damagedRangesChangeNothing() {
        DeviceWithCustomer device;
        device.server.feeds[userScope().SerializeAsString()][{5, idOf('m')}] = 9;
        const auto answered = [&](const auto& damage) {
            auto reply = device.server.reply(device.begin());
            reply.page(userScope());
            auto& answer = *reply.response.add_ranges();
            *answer.mutable_scope() = userScope();
            answer.set_type(5);
            damage(answer);
            return device.answer(reply.done());
        };
        // Nobody asked: it is as if it was not there.
        auto step = answered([&](v1::RangeAnswer& answer) { answer.add_absent(device.id); });
        QVERIFY(step.next == Next::More);
        QCOMPARE(device.nameOf(device.id), "Toronto Steel");
        step = answered([](v1::RangeAnswer& answer) { answer.add_parts()->set_last("short"); });
        QCOMPARE(step.fault->code(), v1::INVALID);
        step = answered([](v1::RangeAnswer&) {});  // begins anew
        QVERIFY(step.next == Next::More);
        step = answered(
            [](v1::RangeAnswer& answer) { answer.add_entries()->set_id("long, not sixteen bytes"); });
        QCOMPARE(step.fault->code(), v1::INVALID);
        QVERIFY(device.store->verify());
    }

    void aDamagedLedgerIsFoundAndNotTheServersFault() {
        DeviceWithCustomer device;
        device.store->database().execute("UPDATE scope_digest SET sum = sum + 1");
        auto reply = device.server.reply(device.begin());
        reply.page(userScope());
        const auto step = device.answer(reply.done());
        QVERIFY(step.next == Next::Complete);
        QVERIFY(step.report.ledgerRepaired);
        QVERIFY(step.report.differences.empty());
        QVERIFY(device.store->verify());
    }
};

QTEST_GUILESS_MAIN(EngineHealingTest)
#include "engine_healing_test.moc"
