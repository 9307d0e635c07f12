#include <QtTest/QtTest>

#include "engine_device.h"
#include "mobile/engine/resolution.h"

using namespace fieldfare;
using namespace fieldfare::engine;
using namespace fieldfare::tests;
using Next = SyncStep::Next;

/// Own edits over the server's state, from the tap to the row that holds them.
class EngineOverlayTest : public QObject {
    Q_OBJECT
  private slots:
    void anAcceptedEditStaysUntilItsRowHasCome() {
        DeviceWithCustomer device;
        device.rename(device.id, "Mine");
        auto step = device.answer(
            device.server.reply(device.begin()).outcome(1, v1::Outcome::APPLIED, 30).incomplete().done());
        QVERIFY(step.next == Next::More);
        QCOMPARE(step.report.applied, 1U);
        QCOMPARE(device.store->outbox().unsentCount(), 0U);
        QCOMPARE(device.nameOf(device.id), "Mine");
        // An earlier version of the row, by somebody else's edit: the own one stays on top.
        auto theirs = customer("Toronto Steel");
        theirs.set_industry("steel");
        device.answer(
            device.server.reply(device.begin()).row(userScope(), device.id, 20, theirs).incomplete().done());
        QCOMPARE(device.nameOf(device.id), "Mine");
        device.reopen();
        QCOMPARE(device.nameOf(device.id), "Mine");
        // Now the row that holds it.
        device.answer(device.server.reply(device.begin())
                          .row(userScope(), device.id, 30, customer("Mine"))
                          .incomplete()
                          .done());
        QVERIFY(device.store->outbox().of(device.id).empty());
        // Whatever the row says from now on is what stands.
        device.answer(
            device.server.reply(device.begin()).row(userScope(), device.id, 31, customer("Theirs")).done());
        QCOMPARE(device.nameOf(device.id), "Theirs");
    }

    void outcomeAndRowInOneAnswer() {
        DeviceWithCustomer device;
        device.rename(device.id, "Mine");
        const auto step = device.answer(device.server.reply(device.begin())
                                            .outcome(1, v1::Outcome::MERGED, 30)
                                            .row(userScope(), device.id, 30, customer("Both"))
                                            .done());
        QVERIFY(step.next == Next::Complete);
        QCOMPARE(device.nameOf(device.id), "Both");
        QVERIFY(device.store->outbox().of(device.id).empty());
        QVERIFY(device.reading->status().upToDate());
        QCOMPARE(device.begin().confirmed(), 1U);
        QCOMPARE(device.reading->stateOf(device.id), RecordState::Synced);
    }

    void anEditTypedMeanwhileStaysOnTop() {
        DeviceWithCustomer device;
        device.rename(device.id, "First");
        const auto request = device.begin();
        device.rename(device.id, "Second");  // the request is on its way
        const auto step = device.answer(device.server.reply(request)
                                            .outcome(1, v1::Outcome::APPLIED, 30)
                                            .row(userScope(), device.id, 30, customer("First"))
                                            .done());
        QVERIFY(step.next == Next::More);
        QCOMPARE(device.nameOf(device.id), "Second");
        const auto sent = EngineDevice::mutations(device.begin());
        QCOMPARE(sent.size(), 1U);
        QCOMPARE(sent[0].number(), 2U);
        QCOMPARE(sent[0].paths(0).base(), 10U);  // typed over the own value before it was confirmed
    }

    void aRepeatedOutcomeOfAnAnswerThatWasLostCounts() {
        DeviceWithCustomer device;
        device.rename(device.id, "Mine");
        const auto first = device.begin();
        (void)device.server.reply(first).row(userScope(), device.id, 30, customer("Mine"));
        device.reopen();  // killed before the answer came
        const auto second = device.begin();
        QCOMPARE(second.mutations(0), first.mutations(0));
        device.server.heads.clear();
        const auto step = device.answer(device.server.reply(second)
                                            .outcome(1, v1::Outcome::APPLIED, 30)
                                            .row(userScope(), device.id, 30, customer("Mine"))
                                            .done());
        QVERIFY(step.next == Next::Complete);
        QCOMPARE(device.nameOf(device.id), "Mine");
    }

    void aCreateLivesUntilItsRowComes() {
        EngineDevice device;
        FakeServer server;
        const auto id = device.editing->create(customer("New"));
        QCOMPARE(device.reading->search("new", 5).size(), 1U);
        device.answer(server.reply(device.begin()).outcome(1, v1::Outcome::APPLIED, 5).incomplete().done());
        QCOMPARE(device.nameOf(id), "New");
        auto server2 = customer("New");
        server2.set_code("ERP-7");
        device.answer(server.reply(device.begin()).row(userScope(), id, 5, server2).done());
        QCOMPARE(device.reading->get<v1::Customer>(id)->as<v1::Customer>().code(), "ERP-7");
        QCOMPARE(device.reading->get<v1::Customer>(id)->seq, 5U);
        QVERIFY(device.store->verify());
    }

    void whatACompletePullDoesNotBringMayNotBeSeen() {
        EngineDevice device;
        FakeServer server;
        const auto id = device.editing->create(customer("Given away at once"));
        auto reply = server.reply(device.begin());
        reply.outcome(1, v1::Outcome::APPLIED, 5);
        reply.page(userScope());
        QVERIFY(device.answer(reply.done()).next == Next::Complete);
        QCOMPARE(device.nameOf(id), "(gone)");
        QVERIFY(device.store->outbox().of(id).empty());
    }

    void aRejectedEditIsKeptForItsAuthor() {
        DeviceWithCustomer device;
        device.note(device.id, "call on Monday");
        device.answer(device.server.reply(device.begin())
                          .outcome(1, v1::Outcome::REJECTED, 0, v1::NO_RIGHT)
                          .row(userScope(), device.id, 11, customer("Toronto Steel"))
                          .done());
        QCOMPARE(device.reading->get<v1::Customer>(device.id)->as<v1::Customer>().notes(), "");
        QCOMPARE(device.store->outbox().unsentCount(), 0U);
        device.reopen();
        const auto items = device.store->attention().list();
        QCOMPARE(items.size(), 1U);
        QCOMPARE(items[0].kind, AttentionItem::Kind::Rejected);
        QCOMPARE(items[0].fault.code(), v1::NO_RIGHT);
        QCOMPARE(items[0].title, "Toronto Steel");
        v1::Customer typed;
        typed.ParseFromString(items[0].mutation.partial());
        QCOMPARE(typed.notes(), "call on Monday");
        QCOMPARE(device.reading->stateOf(device.id), RecordState::Rejected);
        QVERIFY(!device.reading->status().upToDate());

        Resolution resolution{*device.editing};
        resolution.dismiss(items[0].no);
        QCOMPARE(device.reading->status().attention, 0U);
        resolution.undoDismiss(items[0].no);
        resolution.retry(items[0].no);
        QVERIFY(device.store->attention().list().empty());
        const auto again = EngineDevice::mutations(device.begin());
        QCOMPARE(again[0].number(), 2U);
        QCOMPARE(again[0].paths(0).base(), 11U);  // what stands now was seen
        QCOMPARE(device.reading->get<v1::Customer>(device.id)->as<v1::Customer>().notes(), "call on Monday");
    }

    void othersGoOnBehindARejectedOne() {
        DeviceWithCustomer device;
        const auto made = device.editing->create(customer("Refused"));
        v1::Contact contact;
        contact.set_name("At the refused one");
        contact.set_customer_id(made);
        const auto child = device.editing->create(contact);
        device.rename(device.id, "Fine");
        const auto request = device.begin();
        QCOMPARE(request.mutations_size(), 3);
        auto reply = device.server.reply(request);
        reply.outcome(1, v1::Outcome::REJECTED, 0, v1::RULE)
            .outcome(2, v1::Outcome::REJECTED, 0, v1::NO_PARENT);
        reply.outcome(3, v1::Outcome::APPLIED, 30).row(userScope(), device.id, 30, customer("Fine"));
        QVERIFY(device.answer(reply.done()).next == Next::Complete);
        QCOMPARE(device.nameOf(made), "(gone)");
        QVERIFY(!device.reading->get<v1::Contact>(child));
        QCOMPARE(device.store->attention().count(), 2U);
        // Both can be brought back, the parent first.
        Resolution resolution{*device.editing};
        const auto items = device.store->attention().list();
        QCOMPARE(faultOf([&] { resolution.retry(items[0].no); }).code(), v1::NO_PARENT);
        QCOMPARE(device.store->attention().count(), 2U);
        resolution.retry(items[1].no);
        resolution.retry(items[0].no);
        QCOMPARE(device.nameOf(made), "Refused");
        QVERIFY(device.reading->get<v1::Contact>(child));
    }

    void aHeldEditOfALostCustomer() {
        DeviceWithCustomer device;
        auto many = device.server.reply(device.begin());
        for (int i = 0; i < 9; ++i)
            many.row(userScope(), idOf(static_cast<char>('0' + i)), 11 + static_cast<unsigned>(i),
                     customer("Before"));
        device.answer(many.done());
        device.note(device.id, "offline");
        // The race to win: in one exchange the customer is gone, the others are changed, the edit is held.
        auto reply = device.server.reply(device.begin());
        reply.outcome(1, v1::Outcome::HELD, 50, v1::LATE).removal<v1::Customer>(userScope(), device.id, 51);
        for (int i = 0; i < 9; ++i)
            reply.row(userScope(), idOf(static_cast<char>('0' + i)), 60 + static_cast<unsigned>(i),
                      customer("After"));
        const auto step = device.answer(reply.done());
        QVERIFY(step.next == Next::Complete);
        QCOMPARE(device.nameOf(device.id), "(gone)");
        QCOMPARE(device.nameOf(idOf('0')), "After");
        const auto items = device.store->attention().list();
        QCOMPARE(items.at(0).kind, AttentionItem::Kind::Held);
        QCOMPARE(items.at(0).title, "Toronto Steel");
        QCOMPARE(faultOf([&] { Resolution{*device.editing}.retry(items[0].no); }).code(), v1::CONTRADICTION);
    }

    void unsentEditsOfALostCustomerAreKeptAndLaidOverAgain() {
        DeviceWithCustomer device;
        device.server.scopes.push_back(poolScope());
        const auto request = device.begin();
        device.note(device.id, "typed while the request was on its way");
        device.answer(device.server.reply(request).removal<v1::Customer>(userScope(), device.id, 20).done());
        QCOMPARE(device.nameOf(device.id), "(gone)");
        QCOMPARE(device.store->outbox().unsentCount(), 1U);
        const auto next = device.begin();
        QCOMPARE(next.mutations_size(), 1);
        // It comes back before the edit has an answer.
        device.answer(
            device.server.reply(next).row(userScope(), device.id, 25, customer("Back")).incomplete().done());
        const auto record = device.reading->get<v1::Customer>(device.id);
        QCOMPARE(record->as<v1::Customer>().name(), "Back");
        QCOMPARE(record->as<v1::Customer>().notes(), "typed while the request was on its way");
        QVERIFY(device.store->verify());
    }

    void aGroupIsRejectedAndRetriedTogether() {
        DeviceWithCustomer device;
        std::string made;
        device.editing->atomically([&] {
            device.note(device.id, "in the group");
            made = device.editing->create(customer("Also"));
        });
        auto reply = device.server.reply(device.begin());
        reply.outcome(1, v1::Outcome::REJECTED, 0, v1::GROUP).outcome(2, v1::Outcome::REJECTED, 0, v1::RULE);
        reply.page(userScope());
        device.answer(reply.done());
        QCOMPARE(device.store->attention().count(), 2U);
        QCOMPARE(device.nameOf(made), "(gone)");
        Resolution{*device.editing}.retry(device.store->attention().list().front().no);
        QCOMPARE(device.store->attention().count(), 0U);
        const auto again = EngineDevice::mutations(device.begin());
        QCOMPARE(again.size(), 2U);
        QVERIFY(again[0].group() != 0 && again[0].group() == again[1].group());
        QCOMPARE(again[0].kind(), v1::Mutation::EDIT);
        QCOMPARE(device.nameOf(made), "Also");
    }

    void theLargerValueShows() {
        DeviceWithCustomer device;
        auto theirs = customer("Toronto Steel");
        theirs.set_last_contact_at(2'000);
        device.answer(device.server.reply(device.begin()).row(userScope(), device.id, 20, theirs).done());
        device.editing->edit<v1::Customer>(device.id, [](v1::Customer& c) { c.set_last_contact_at(3'000); });
        QCOMPARE(device.reading->get<v1::Customer>(device.id)->as<v1::Customer>().last_contact_at(), 3'000);
        theirs.set_last_contact_at(4'000);
        device.answer(
            device.server.reply(device.begin()).row(userScope(), device.id, 21, theirs).incomplete().done());
        QCOMPARE(device.reading->get<v1::Customer>(device.id)->as<v1::Customer>().last_contact_at(), 4'000);
    }

    void aLostValueIsPutBackByANewEdit() {
        DeviceWithCustomer device;
        v1::Customer losing;
        losing.set_industry("Mine");
        v1::Conflict conflict;
        conflict.set_record_id(device.id);
        conflict.set_record_type(5);
        conflict.set_path("industry");
        conflict.set_kind(v1::Conflict::LOST_EDIT);
        conflict.set_status(v1::Conflict::OPEN);
        conflict.set_losing(losing.SerializeAsString());
        conflict.set_found_at(1);
        auto theirs = customer("Toronto Steel");
        theirs.set_industry("Theirs");
        device.answer(device.server.reply(device.begin())
                          .row(userScope(), device.id, 20, theirs)
                          .row(userScope(), idOf('x'), 21, conflict)
                          .done());
        QCOMPARE(device.reading->conflicts().size(), 1U);
        QCOMPARE(device.reading->status().conflicts, 1U);
        QCOMPARE(device.reading->stateOf(device.id), RecordState::TwoVersions);
        Resolution resolution{*device.editing};
        resolution.keepStanding(idOf('x'));
        auto sent = EngineDevice::mutations(device.begin());
        QCOMPARE(sent.size(), 1U);
        QCOMPARE(sent[0].paths(0).base(), 20U);  // seen
        resolution.restore(idOf('x'));
        QCOMPARE(device.reading->get<v1::Customer>(device.id)->as<v1::Customer>().industry(), "Mine");
        sent = EngineDevice::mutations(device.begin());
        QCOMPARE(sent.size(), 2U);
        v1::Customer partial;
        partial.ParseFromString(sent[1].partial());
        QCOMPARE(partial.industry(), "Mine");
    }

    /// Whatever is done between two kills, a mutation is in the outbox, acknowledged, or on the list: exactly
    /// one.
    void killedAtEveryStepNothingIsLostOrTwice() {
        DeviceWithCustomer device;
        std::uint64_t seq = 100;
        std::map<std::uint64_t, v1::Outcome> stored;
        std::map<std::uint64_t, std::string> contents;
        base::SeededRandom random{11};
        int typed = 0;
        std::string last;
        for (int round = 0; round < 200; ++round) {
            if (random.below(3) != 0) {
                last = "note " + std::to_string(++typed);
                device.note(device.id, last);
            }
            if (random.below(2) == 0)
                device.reopen();
            const auto request = device.begin();
            if (random.below(3) == 0) {  // the request is lost
                device.reopen();
                continue;
            }
            auto reply = device.server.reply(request);
            for (const auto& mutation : EngineDevice::mutations(request)) {
                auto [at, isNew] = contents.emplace(mutation.number(), mutation.SerializeAsString());
                QCOMPARE(at->second, mutation.SerializeAsString());  // fixed for ever
                if (isNew) {
                    auto& outcome = stored[mutation.number()];
                    outcome.set_number(mutation.number());
                    outcome.set_seq(++seq);
                    outcome.set_result(v1::Outcome::APPLIED);
                }
                *reply.response.add_outcomes() = stored[mutation.number()];
            }
            auto body = customer("Toronto Steel");
            if (!stored.empty()) {
                v1::Mutation newest;
                newest.ParseFromString(contents.rbegin()->second);
                v1::Customer partial;
                partial.ParseFromString(newest.partial());
                body.set_notes(partial.notes());
                reply.row(userScope(), device.id, seq, body);
            } else {
                reply.page(userScope());
            }
            if (random.below(3) == 0) {  // the answer is lost
                if (random.below(2) == 0)
                    device.reopen();
                continue;
            }
            const auto step = device.answer(reply.done());
            QVERIFY(step.next == Next::Complete || step.next == Next::More);
            if (!last.empty())
                QCOMPARE(device.reading->get<v1::Customer>(device.id)->as<v1::Customer>().notes(), last);
            QVERIFY(device.store->verify());
        }
        // Numbers without gaps, every number once.
        std::uint64_t expected = 0;
        for (const auto& [number, content] : contents)
            QCOMPARE(number, ++expected);
        QVERIFY(typed > 50);
    }
};

QTEST_GUILESS_MAIN(EngineOverlayTest)
#include "engine_overlay_test.moc"
