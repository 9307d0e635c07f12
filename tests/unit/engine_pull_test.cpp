#include <QtTest/QtTest>

#include "engine_device.h"
#include "mobile/engine/local_schema.h"

using namespace fieldfare;
using namespace fieldfare::engine;
using namespace fieldfare::tests;
using Next = SyncStep::Next;

namespace {

v1::Contact contact(const std::string& name, const std::string& under) {
    v1::Contact made;
    made.set_name(name);
    made.set_customer_id(under);
    return made;
}

}  // namespace

/// What comes from the server: rows, removals, cursors, scopes, listings.
class EnginePullTest : public QObject {
    Q_OBJECT
  private slots:
    void rowsAndCursorAreStoredTogether() {
        EngineDevice device;
        FakeServer server;
        const auto step = device.answer(server.reply(device.begin())
                                            .row(userScope(), idOf('c'), 10, customer("Toronto Steel"))
                                            .row(userScope(), idOf('d'), 11, contact("Ana", idOf('c')))
                                            .done());
        QVERIFY(step.next == Next::Complete);
        QCOMPARE(step.report.rows, 2U);
        QCOMPARE(device.nameOf(idOf('c')), "Toronto Steel");
        device.reopen();
        const auto request = device.begin();
        QCOMPARE(request.cursors_size(), 1);
        QCOMPARE(request.cursors(0).seq(), 11U);
        QCOMPARE(request.cursors(0).generation(), 1U);
        QCOMPARE(request.epoch(), "epoch-1");
        QVERIFY(!request.nonce().empty());
        QVERIFY(device.reading->status().lastSync > 0);
    }

    void anAnswerToAnotherRequestIsIgnored() {
        DeviceWithCustomer device;
        const auto old = device.begin();
        const auto late = device.server.reply(old).row(userScope(), idOf('e'), 30, customer("Late")).done();
        const auto request = device.begin();  // nobody answered; asked again
        QVERIFY(device.answer(late).next == Next::Ignored);
        QCOMPARE(device.nameOf(idOf('e')), "(gone)");
        const auto answer =
            device.server.reply(request).row(userScope(), idOf('e'), 30, customer("Once")).done();
        QVERIFY(device.answer(answer).next == Next::Complete);
        QVERIFY(device.answer(answer).next == Next::Ignored);  // came twice
        QVERIFY(device.answer(late).next == Next::Ignored);
        device.reopen();
        QVERIFY(device.answer(answer).next == Next::Ignored);  // nothing is outstanding after a restart
        QCOMPARE(device.nameOf(idOf('e')), "Once");
    }

    void anAnswerForOtherCursorsIsIgnored() {
        DeviceWithCustomer device;
        const auto request = device.begin();
        // Something else moved a cursor between request and answer.
        const auto state = *device.store->scopes().find(userScope());
        device.store->scopes().setCursor(state.no, state.generation, state.seq + 5);
        const auto answer =
            device.server.reply(request).row(userScope(), idOf('e'), 30, customer("X")).done();
        QVERIFY(device.answer(answer).next == Next::Ignored);
        QCOMPARE(device.nameOf(idOf('e')), "(gone)");
    }

    void damagedAnswersChangeNothing() {
        DeviceWithCustomer device;
        const auto good = device.server.reply(device.begin())
                              .row(userScope(), idOf('e'), 30, customer("X"))
                              .done()
                              .SerializeAsString();
        const auto cut = device.cycle->answered(std::string_view{good}.substr(0, good.size() / 2));
        QVERIFY(cut.next == Next::Failed);
        QVERIFY(cut.passing);

        auto badRow =
            device.server.reply(device.begin()).row(userScope(), idOf('f'), 31, customer("Y")).done();
        badRow.mutable_pages(0)->mutable_rows(0)->set_body("\x0a\xff\xff");
        const auto step = device.answer(badRow);
        QVERIFY(step.next == Next::Failed);
        QCOMPARE(step.fault->code(), v1::INVALID);
        QCOMPARE(device.nameOf(idOf('f')), "(gone)");
        QCOMPARE(device.begin().cursors(0).seq(), 10U);

        auto shortId =
            device.server.reply(device.begin()).row(userScope(), "short", 32, customer("Z")).done();
        QCOMPARE(device.answer(shortId).fault->code(), v1::INVALID);
        // And the next good answer is not mixed with what was dropped.
        device.server.feeds.clear();
        device.server.heads.clear();
        const auto after = device.server.reply(device.begin())
                               .row(userScope(), idOf('c'), 33, customer("Toronto Steel"))
                               .done();
        QVERIFY(device.answer(after).next == Next::Complete);
        QVERIFY(device.store->verify());
    }

    void aRemovedRecordIsHiddenAtOnceAndDeletedWhenComplete() {
        DeviceWithCustomer device;
        auto step = device.answer(device.server.reply(device.begin())
                                      .removal<v1::Customer>(userScope(), device.id, 20)
                                      .incomplete()
                                      .done());
        QVERIFY(step.next == Next::More);
        QCOMPARE(device.nameOf(device.id), "(gone)");
        QVERIFY(device.reading->search("Toronto", 5).empty());
        const auto& type = schema::Schema::of<v1::Customer>();
        QVERIFY(device.store->records().of(type).has(device.id));
        device.reopen();
        auto reply = device.server.reply(device.begin());
        reply.page(userScope());
        step = device.answer(reply.done());
        QVERIFY(step.next == Next::Complete);
        QCOMPARE(step.report.deleted, 1U);
        QVERIFY(!device.store->records().of(type).has(device.id));
        QVERIFY(device.store->verify());
    }

    void aRecordThatComesBackThroughAnotherScopeStays() {
        DeviceWithCustomer device;
        device.server.scopes.push_back(poolScope());
        device.answer(device.server.reply(device.begin())
                          .removal<v1::Customer>(userScope(), device.id, 20)
                          .incomplete()
                          .done());
        QCOMPARE(device.nameOf(device.id), "(gone)");
        auto reply = device.server.reply(device.begin());
        reply.page(userScope());
        const auto step =
            device.answer(reply.row(poolScope(), device.id, 10, customer("Toronto Steel", ""), 21).done());
        QVERIFY(step.next == Next::Complete);
        QCOMPARE(step.report.deleted, 0U);
        QCOMPARE(device.nameOf(device.id), "Toronto Steel");
        QCOMPARE(device.reading->search("Toronto", 5).size(), 1U);
        QVERIFY(device.store->verify());
    }

    void aRecordInTwoScopesLeavesWithTheLast() {
        DeviceWithCustomer device;
        device.server.scopes.push_back(poolScope());
        device.answer(device.server.reply(device.begin())
                          .row(poolScope(), device.id, 12, customer("Toronto Steel"), 12)
                          .done());
        device.answer(
            device.server.reply(device.begin()).removal<v1::Customer>(userScope(), device.id, 20).done());
        QCOMPARE(device.nameOf(device.id), "Toronto Steel");
        device.answer(
            device.server.reply(device.begin()).removal<v1::Customer>(poolScope(), device.id, 21).done());
        QCOMPARE(device.nameOf(device.id), "(gone)");
        QVERIFY(device.store->verify());
    }

    void anOlderVersionNeverReplacesANewerOne() {
        DeviceWithCustomer device;
        device.server.scopes.push_back(poolScope());
        device.answer(
            device.server.reply(device.begin()).row(userScope(), device.id, 30, customer("New")).done());
        device.answer(
            device.server.reply(device.begin()).row(poolScope(), device.id, 10, customer("Old"), 31).done());
        QCOMPARE(device.nameOf(device.id), "New");
    }

    void aLostScopeGoesWithWhatOnlyItHeld() {
        DeviceWithCustomer device;
        device.server.scopes.push_back(poolScope());
        device.answer(device.server.reply(device.begin())
                          .row(poolScope(), idOf('p'), 11, customer("Pool", ""))
                          .row(poolScope(), device.id, 10, customer("Toronto Steel"), 12)
                          .done());
        QCOMPARE(device.nameOf(idOf('p')), "Pool");
        device.server.scopes.pop_back();
        auto reply = device.server.reply(device.begin());
        reply.page(userScope());
        const auto step = device.answer(reply.done());
        QCOMPARE(step.report.lostScopes, 1U);
        QCOMPARE(device.nameOf(idOf('p')), "(gone)");
        QCOMPARE(device.nameOf(device.id), "Toronto Steel");
        QCOMPARE(device.begin().cursors_size(), 1);
        QVERIFY(device.store->verify());
    }

    void anAnswerWithoutScopesIsNotBelieved() {
        DeviceWithCustomer device;
        device.server.scopes.clear();
        const auto step = device.answer(device.server.reply(device.begin()).done());
        QVERIFY(step.next == Next::Failed);
        QCOMPARE(step.fault->code(), v1::CONTRADICTION);
        QCOMPARE(device.nameOf(device.id), "Toronto Steel");
    }

    void listingAnewKeepsWhatComesAndSweepsTheRest() {
        DeviceWithCustomer device;
        device.answer(device.server.reply(device.begin())
                          .row(userScope(), idOf('d'), 11, customer("Goes"))
                          .row(userScope(), idOf('e'), 12, customer("Edited here"))
                          .done());
        device.note(idOf('e'), "unsent");
        device.server.generation = 2;
        device.server.feeds.clear();
        device.server.heads.clear();
        auto reply = device.server.reply(device.begin());
        reply.row(userScope(), device.id, 40, customer("Toronto Steel 2"));
        reply.page(userScope()).set_listed_anew(true);
        auto step = device.answer(reply.incomplete().done());
        QCOMPARE(step.report.listedAnew, 1U);
        QCOMPARE(device.nameOf(idOf('d')), "Goes");  // not yet: the listing is not complete
        device.reopen();
        const auto request = device.begin();
        QCOMPARE(request.cursors(0).generation(), 2U);
        QCOMPARE(request.cursors(0).seq(), 40U);
        step = device.answer(
            device.server.reply(request).row(userScope(), idOf('f'), 41, customer("New")).done());
        QCOMPARE(device.nameOf(idOf('d')), "(gone)");
        QCOMPARE(device.nameOf(idOf('e')), "(gone)");
        QCOMPARE(device.nameOf(device.id), "Toronto Steel 2");
        QCOMPARE(device.nameOf(idOf('f')), "New");
        QCOMPARE(device.store->outbox().unsentCount(), 1U);  // what was typed is kept
        QVERIFY(device.store->scopes().retired().empty());
        QVERIFY(device.store->verify());
    }

    void listingAnewTwiceSweepsOnce() {
        DeviceWithCustomer device;
        for (std::uint32_t generation = 2; generation <= 3; ++generation) {
            device.server.generation = generation;
            device.server.feeds.clear();
            device.server.heads.clear();
            auto reply = device.server.reply(device.begin());
            reply.row(userScope(), idOf(static_cast<char>('k' + generation)), 40 + generation,
                      customer("Half"));
            reply.page(userScope()).set_listed_anew(true);
            device.answer(reply.incomplete().done());
        }
        QCOMPARE(device.nameOf(device.id), "Toronto Steel");
        auto reply = device.server.reply(device.begin());
        reply.page(userScope());
        QVERIFY(device.answer(reply.done()).next == Next::Complete);
        QCOMPARE(device.nameOf(device.id), "(gone)");
        QCOMPARE(device.nameOf(idOf('m')), "(gone)");
        QCOMPARE(device.nameOf(idOf('n')), "Half");
        QVERIFY(device.store->verify());
    }

    void manyMissingRecordsStopTheDevice() {
        DeviceWithCustomer device;
        auto first = device.server.reply(device.begin());
        for (int i = 0; i < 30; ++i)
            first.row(userScope(), idOf(static_cast<char>(128 + i)), 100 + static_cast<unsigned>(i),
                      customer("C"));
        device.answer(first.done());
        device.server.generation = 2;
        device.server.feeds.clear();
        device.server.heads.clear();
        auto reply = device.server.reply(device.begin());
        reply.row(userScope(), device.id, 200, customer("Toronto Steel"));
        reply.page(userScope()).set_listed_anew(true);
        auto step = device.answer(reply.done());
        QVERIFY(step.stop == Stop::Absence);
        QCOMPARE(step.fault->limit(), 30);
        QCOMPARE(device.reading->count(schema::Schema::of<v1::Customer>()), 31U);
        device.reopen();
        device.cycle->acceptAbsence();
        auto again = device.server.reply(device.begin());
        again.page(userScope());
        step = device.answer(again.done());
        QVERIFY(step.next == Next::Complete);
        QCOMPARE(device.reading->count(schema::Schema::of<v1::Customer>()), 1U);
    }

    void aForeignServerStopsTheDevice() {
        DeviceWithCustomer device;
        device.rename(device.id, "Mine");
        device.server.epoch = "another";
        auto reply = device.server.reply(device.begin());
        reply.outcome(1, v1::Outcome::APPLIED, 99);
        reply.row(userScope(), device.id, 99, customer("Theirs"));
        const auto step = device.answer(reply.done());
        QVERIFY(step.stop == Stop::ForeignServer);
        QCOMPARE(device.nameOf(device.id), "Mine");
        QCOMPARE(device.store->outbox().unsentCount(), 1U);
        QCOMPARE(device.begin().epoch(), "epoch-1");
    }

    void aNewerCopyOfTheStoreStopsTheDevice() {
        DeviceWithCustomer device;
        device.server.lastNumber = 3;
        const auto step = device.answer(device.server.reply(device.begin()).done());
        QVERIFY(step.stop == Stop::Copied);
    }

    void typesOfANewerServerArePassedOver() {
        DeviceWithCustomer device;
        auto reply = device.server.reply(device.begin());
        auto& row = *reply.page(userScope()).add_rows();
        row.set_type(900);
        row.set_id(idOf('z'));
        row.set_seq(50);
        row.set_feed_seq(50);
        device.server.feeds[userScope().SerializeAsString()][{900, idOf('z')}] = 50;
        const auto step = device.answer(reply.done());
        QVERIFY(step.next == Next::Complete);
        QVERIFY(step.report.differences.empty());
    }

    void unknownFieldsStayInTheStoredMessage() {
        DeviceWithCustomer device;
        auto reply = device.server.reply(device.begin());
        reply.row(userScope(), device.id, 30, customer("Toronto Steel"));
        // Field 1000, varint 7: of a later version of the schema.
        reply.page(userScope()).mutable_rows(0)->mutable_body()->append("\xc0\x3e\x07", 3);
        device.answer(reply.done());
        device.note(device.id, "mine");
        const auto record = device.reading->get<v1::Customer>(device.id);
        QCOMPARE(record->message->GetReflection()->GetUnknownFields(*record->message).field_count(), 1);
        QCOMPARE(EngineDevice::mutations(device.begin())[0].partial().find("\xc0\x3e"), std::string::npos);
    }

    void aNewColumnOrSearchedFieldRebuildsTheTable() {
        DeviceWithCustomer device;
        device.note(device.id, "unsent");
        device.store->database().execute(
            "UPDATE layout SET definition = 'of an older version' WHERE type = 5;");
        device.reopen();
        QCOMPARE(device.nameOf(device.id), "Toronto Steel");
        QCOMPARE(device.reading->search("toronto", 5).size(), 1U);
        QCOMPARE(device.store->outbox().unsentCount(), 1U);
        QVERIFY(device.store->verify());
        device.reopen();
    }

    void aStoreWithoutSortKeysGetsThem() {
        DeviceWithCustomer device;
        const auto second = device.editing->create(customer("安泰超市"));
        // As an earlier version made it.
        auto& database = device.store->database();
        database.execute(
            "DROP INDEX customer_by_sort_key; ALTER TABLE customer DROP COLUMN sort_key;"
            "CREATE INDEX customer_by_name ON customer(name, id);"
            "UPDATE layout SET definition = 'of an older version' WHERE type = 5;");
        device.reopen();
        const auto page = device.reading->list({.type = &schema::Schema::of<v1::Customer>()});
        QCOMPARE(page.records.size(), 2U);
        QCOMPARE(page.records.at(0).id, device.id);
        QCOMPARE(page.records.at(1).id, second);
        QVERIFY(device.store->verify());
    }

    void aFullDiskUndoesTheWholeAnswerAndTheWholeEdit() {
        DeviceWithCustomer device;
        auto& database = device.store->database();
        const auto limitPages = [&](int spare) {
            const auto pages = [&] {
                auto query = database.query("PRAGMA page_count");
                (void)query.step();
                return query.integer(0);
            }();
            auto query = database.query("PRAGMA max_page_count = " + std::to_string(pages + spare));
            (void)query.step();
        };
        limitPages(3);
        const auto fill = [&] {
            auto reply = device.server.reply(device.begin());
            for (int i = 0; i < 100; ++i) {
                auto c = customer("Row " + std::to_string(i));
                c.set_notes(std::string(2000, 'x'));
                reply.row(userScope(), idOf(static_cast<char>(i + 1)), 100 + static_cast<unsigned>(i), c);
            }
            return reply.done();
        };
        try {
            (void)device.answer(fill());
            QFAIL("stored on a full disk");
        } catch (const storage::StorageError& error) {
            QVERIFY(error.trouble() == storage::Trouble::Full);
        }
        QCOMPARE(device.reading->count(schema::Schema::of<v1::Customer>()), 1U);
        QVERIFY(device.store->verify());
        int made = 0;
        try {
            for (; made < 1000; ++made)
                device.editing->create(customer("On a full disk"));
            QFAIL("created on a full disk");
        } catch (const storage::StorageError& error) {
            QVERIFY(error.trouble() == storage::Trouble::Full);
        }
        // Row and outbox entry are there together or not at all.
        QCOMPARE(device.store->outbox().unsentCount(), static_cast<std::uint64_t>(made));
        QCOMPARE(device.reading->count(schema::Schema::of<v1::Customer>()),
                 static_cast<std::uint64_t>(made) + 1);
        limitPages(100'000);
        device.server.heads.clear();
        QVERIFY(device.answer(fill()).next != Next::Failed);
        // The hundred rows name the one that was there again.
        QCOMPARE(device.reading->count(schema::Schema::of<v1::Customer>()),
                 static_cast<std::uint64_t>(made) + 100);
        QVERIFY(device.store->verify());
    }

    void aStoreOfANewerAppIsLeftAlone() {
        EngineDevice device;
        device.store->database().execute("PRAGMA user_version = 99");
        device.close();
        try {
            device.open();
            QFAIL("opened");
        } catch (const StoreError& error) {
            QCOMPARE(error.kind(), StoreError::Kind::Newer);
        }
    }
};

QTEST_GUILESS_MAIN(EnginePullTest)
#include "engine_pull_test.moc"
