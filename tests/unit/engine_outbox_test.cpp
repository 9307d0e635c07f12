#include <QtTest/QtTest>

#include "engine_device.h"
#include "mobile/engine/resolution.h"
#include "shared/schema/path_value.h"

using namespace fieldfare;
using namespace fieldfare::engine;
using namespace fieldfare::tests;
using Next = SyncStep::Next;

namespace {

const v1::TouchedPath* touching(const v1::Mutation& mutation, int field) {
    for (const auto& touched : mutation.paths())
        if (static_cast<int>(touched.field()) == field)
            return &touched;
    return nullptr;
}

}  // namespace

/// Own edits on their way: gathering, bases, numbers, groups.
class EngineOutboxTest : public QObject {
    Q_OBJECT
  private slots:
    void anEditIsSeenAtOnceAndSurvivesARestart() {
        DeviceWithCustomer device;
        device.rename(device.id, "Steel of Toronto");
        QCOMPARE(device.nameOf(device.id), "Steel of Toronto");
        device.reopen();
        QCOMPARE(device.nameOf(device.id), "Steel of Toronto");
        QCOMPARE(device.store->outbox().unsentCount(), 1U);
        QCOMPARE(device.reading->status().unsent, 1U);
        QVERIFY(!device.reading->status().upToDate());
        QCOMPARE(device.reading->stateOf(device.id), RecordState::Waiting);
    }

    void onlyWhatWasTypedIsSent() {
        DeviceWithCustomer device;
        device.rename(device.id, "Other");
        const auto sent = EngineDevice::mutations(device.begin());
        QCOMPARE(sent.size(), 1U);
        QCOMPARE(sent[0].kind(), v1::Mutation::EDIT);
        QCOMPARE(sent[0].number(), 1U);
        QCOMPARE(sent[0].device(), deviceId);
        QCOMPARE(sent[0].paths_size(), 1);
        QCOMPARE(sent[0].paths(0).field(), static_cast<unsigned>(v1::Customer::kNameFieldNumber));
        QCOMPARE(sent[0].paths(0).base(), 10U);
        v1::Customer partial;
        QVERIFY(partial.ParseFromString(sent[0].partial()));
        QCOMPARE(partial.name(), "Other");
        QVERIFY(!partial.has_owner_id());
    }

    void editsGatherIntoWhatIsNotSentYet() {
        DeviceWithCustomer device;
        device.rename(device.id, "One");
        device.clock.advance(std::chrono::minutes{1});
        device.note(device.id, "call first");
        device.clock.advance(std::chrono::minutes{1});
        device.rename(device.id, "Two");
        const auto sent = EngineDevice::mutations(device.begin());
        QCOMPARE(sent.size(), 1U);
        QCOMPARE(sent[0].paths_size(), 2);
        const auto* name = touching(sent[0], v1::Customer::kNameFieldNumber);
        const auto* notes = touching(sent[0], v1::Customer::kNotesFieldNumber);
        QVERIFY(name != nullptr && notes != nullptr);
        QVERIFY(name->time() > notes->time());
        v1::Customer partial;
        partial.ParseFromString(sent[0].partial());
        QCOMPARE(partial.name(), "Two");
        QCOMPARE(partial.notes(), "call first");
    }

    void gatheredEditsKeepTheOldestBase() {
        DeviceWithCustomer device;
        device.rename(device.id, "Mine");
        // Somebody else changes another field meanwhile; the row moves on below the unsent name.
        auto other = customer("Toronto Steel");
        other.set_notes("theirs");
        // The edit is sent and the answer lost, so that it stays unconfirmed while the row moves.
        auto lost = device.begin();
        Q_UNUSED(lost);
        (void)device.cycle->unanswered("lost");
        auto request = device.begin();
        QVERIFY(
            device
                .answer(
                    device.server.reply(request).row(userScope(), device.id, 20, other).incomplete().done())
                .next == Next::More);
        QCOMPARE(device.nameOf(device.id), "Mine");
        // Typed over an own value that the server has not confirmed: its base is inherited, not 20.
        device.rename(device.id, "Mine again");
        device.note(device.id, "both");
        const auto waiting = device.store->outbox().unsent();
        QCOMPARE(waiting.size(), 2U);
        QCOMPARE(touching(waiting[1].mutation, v1::Customer::kNameFieldNumber)->base(), 10U);
        QCOMPARE(touching(waiting[1].mutation, v1::Customer::kNotesFieldNumber)->base(), 20U);
    }

    void whatIsFixedIsNeverTouchedAgain() {
        DeviceWithCustomer device;
        device.rename(device.id, "First");
        const auto first = device.begin();
        device.rename(device.id, "Second");
        (void)device.cycle->unanswered("no network");
        device.reopen();
        const auto second = device.begin();
        QCOMPARE(second.mutations_size(), 2);
        QCOMPARE(second.mutations(0), first.mutations(0));
        QVERIFY(second.exchange() > first.exchange());
        const auto sent = EngineDevice::mutations(second);
        QCOMPARE(sent[0].number(), 1U);
        QCOMPARE(sent[1].number(), 2U);
    }

    void editsOfANewRecordGatherIntoItsCreate() {
        EngineDevice device;
        auto made = customer("New");
        const auto id = device.editing->create(made);
        device.editing->edit<v1::Customer>(id, [](v1::Customer& c) {
            c.set_notes("typed later");
            c.mutable_address()->set_city("Toronto");
        });
        const auto sent = EngineDevice::mutations(device.begin());
        QCOMPARE(sent.size(), 1U);
        QCOMPARE(sent[0].kind(), v1::Mutation::CREATE);
        QCOMPARE(sent[0].paths_size(), 0);
        v1::Customer partial;
        partial.ParseFromString(sent[0].partial());
        QCOMPARE(partial.notes(), "typed later");
        QCOMPARE(partial.address().city(), "Toronto");
        QVERIFY(!partial.has_unit_id());  // only the server writes it
        QCOMPARE(device.reading->get<v1::Customer>(id)->as<v1::Customer>().unit_id(), unitA);
    }

    void aStepOfAStatusIsNotGatheredAway() {
        EngineDevice device;
        auto made = customer("New");
        made.set_lifecycle(v1::Customer::LEAD);
        const auto id = device.editing->create(made);
        device.editing->edit<v1::Customer>(id,
                                           [](v1::Customer& c) { c.set_lifecycle(v1::Customer::ACTIVE); });
        device.editing->edit<v1::Customer>(id,
                                           [](v1::Customer& c) { c.set_lifecycle(v1::Customer::DORMANT); });
        const auto sent = EngineDevice::mutations(device.begin());
        QCOMPARE(sent.size(), 3U);  // a customer may not begin as dormant
        QCOMPARE(device.reading->get<v1::Customer>(id)->as<v1::Customer>().lifecycle(),
                 v1::Customer::DORMANT);
    }

    void gatheringDoesNotCrossAGroup() {
        DeviceWithCustomer device;
        device.note(device.id, "before");
        std::string other;
        device.editing->atomically([&] {
            other = device.editing->create(customer("A"));
            device.editing->create(customer("B"));
        });
        device.note(device.id, "after");
        device.note(other, "later");
        const auto sent = EngineDevice::mutations(device.begin());
        QCOMPARE(sent.size(), 5U);
        QCOMPARE(sent[0].group(), 0U);
        QVERIFY(sent[1].group() != 0 && sent[1].group() == sent[2].group());
        QCOMPARE(sent[3].group(), 0U);
        QCOMPARE(sent[4].kind(), v1::Mutation::EDIT);
    }

    void aGroupThatFailsHalfWayLeavesNothing() {
        DeviceWithCustomer device;
        const auto fault = faultOf([&] {
            device.editing->atomically([&] {
                device.note(device.id, "in the group");
                device.editing->create(customer(std::string(300, 'x')));  // longer than a name may be
            });
        });
        QCOMPARE(fault.code(), v1::INVALID);
        QCOMPARE(fault.path(), "name");
        QCOMPARE(device.store->outbox().unsentCount(), 0U);
        QCOMPARE(device.reading->get<v1::Customer>(device.id)->as<v1::Customer>().notes(), "");
        device.note(device.id, "alone");  // the group is over
        QCOMPARE(device.store->outbox().unsent().front().group, 0U);
    }

    void groupsAreNeverParted() {
        EngineDevice device;
        for (int i = 0; i < 499; ++i)
            device.editing->create(customer("C" + std::to_string(i)));
        device.editing->atomically([&] {
            device.editing->create(customer("A"));
            device.editing->create(customer("B"));
        });
        const auto first = device.begin();
        QCOMPARE(first.mutations_size(), 499);
        FakeServer server;
        auto reply = server.reply(first);
        for (std::uint64_t n = 1; n <= 499; ++n)
            reply.outcome(n, v1::Outcome::APPLIED, n);
        reply.page(userScope());
        QVERIFY(device.answer(reply.incomplete().done()).next == Next::More);
        const auto second = device.begin();
        QCOMPARE(second.mutations_size(), 2);
        QCOMPARE(second.confirmed(), 499U);
    }

    void aGroupIsAtMostAHundred() {
        EngineDevice device;
        const auto fault = faultOf([&] {
            device.editing->atomically([&] {
                for (int i = 0; i < 101; ++i)
                    device.editing->create(customer("C"));
            });
        });
        QCOMPARE(fault.code(), v1::TOO_LARGE);
        QCOMPARE(fault.limit(), 100);
        QCOMPARE(device.store->outbox().unsentCount(), 0U);
    }

    void discardingLeavesNoGapInTheNumbers() {
        DeviceWithCustomer device;
        Resolution resolution{*device.editing};
        const auto one = device.editing->create(customer("One"));
        const auto two = device.editing->create(customer("Two"));
        const auto three = device.editing->create(customer("Three"));
        const auto item = resolution.discard(device.store->outbox().of(two).front().no);
        QCOMPARE(device.nameOf(two), "(gone)");
        const auto request = device.begin();
        const auto sent = EngineDevice::mutations(request);
        QCOMPARE(sent.size(), 2U);
        QCOMPARE(sent[0].number(), 1U);
        QCOMPARE(sent[1].number(), 2U);
        QCOMPARE(sent[1].id(), three);
        // On its way already.
        QCOMPARE(faultOf([&] { (void)resolution.discard(device.store->outbox().of(one).front().no); }).code(),
                 v1::CONTRADICTION);
        resolution.undoDiscard(item);
        QCOMPARE(device.nameOf(two), "Two");
        QCOMPARE(device.store->outbox().of(two).size(), 1U);
        QVERIFY(device.store->attention().list(true).empty());
    }

    void eraseOfANeverSentRecordJustGoes() {
        EngineDevice device;
        const auto id = device.editing->create(customer("Mistake"));
        device.editing->erase(id);
        QCOMPARE(device.nameOf(id), "(gone)");
        QCOMPARE(device.store->outbox().unsentCount(), 0U);
        QVERIFY(device.reading->search("Mistake", 10).empty());
    }

    void eraseIsSentWithWhatWasSeen() {
        DeviceWithCustomer device{v1::MANAGER};
        device.editing->erase(device.id);
        QCOMPARE(device.nameOf(device.id), "(gone)");
        QVERIFY(device.reading->search("Toronto", 10).empty());
        const auto sent = EngineDevice::mutations(device.begin());
        QCOMPARE(sent[0].kind(), v1::Mutation::DELETE);
        QCOMPARE(sent[0].base(), 10U);
    }

    void eraseNamesTheNewestOfWhatGoesWithIt() {
        DeviceWithCustomer device{v1::MANAGER};
        v1::Visit visit;
        visit.set_customer_id(device.id);
        const auto visitId = device.store->ids().next().bytes();
        v1::File photo;
        photo.set_parent_id(visitId);
        const auto photoId = device.store->ids().next().bytes();
        device.answer(device.server.reply(device.begin())
                          .row(userScope(), visitId, 20, visit)
                          .row(userScope(), photoId, 30, photo)
                          .done());
        device.editing->erase(device.id);
        QCOMPARE(EngineDevice::mutations(device.begin())[0].base(), 30U);
    }

    void changesOfOthersAreNotUndoneByAnOldForm() {
        DeviceWithCustomer device;
        const auto shown = device.reading->get<v1::Customer>(device.id);  // a form is opened
        auto theirs = customer("Renamed by them");
        theirs.set_notes("theirs");
        device.answer(device.server.reply(device.begin()).row(userScope(), device.id, 20, theirs).done());
        auto typed = shown->as<v1::Customer>();
        typed.set_industry("steel");
        QVERIFY(device.editing->edit(*shown, typed));
        QCOMPARE(device.nameOf(device.id), "Renamed by them");
        const auto sent = EngineDevice::mutations(device.begin());
        QCOMPARE(sent[0].paths_size(), 1);
        QCOMPARE(sent[0].paths(0).base(), 10U);  // what the form showed
    }

    void nothingTypedIsNoEdit() {
        DeviceWithCustomer device;
        const auto shown = device.editing->require(device.id);
        QVERIFY(!device.editing->edit(shown, *shown.message));
        QCOMPARE(device.store->outbox().unsentCount(), 0U);
    }

    void whatMayNotBeIsRefusedWithItsPath() {
        DeviceWithCustomer device;
        const auto refused = [&](auto change) {
            return faultOf([&] { device.editing->edit<v1::Customer>(device.id, change); });
        };
        auto fault = refused([](v1::Customer& c) { c.set_code("ERP-1"); });
        QCOMPARE(fault.code(), v1::NO_RIGHT);
        QCOMPARE(fault.path(), "code");
        fault = refused([](v1::Customer& c) { c.set_price_list_id(idOf('p')); });
        QCOMPARE(fault.code(), v1::NO_RIGHT);
        fault = refused([](v1::Customer& c) { c.set_industry(std::string(101, 'x')); });
        QCOMPARE(fault.code(), v1::INVALID);
        QCOMPARE(fault.path(), "industry");
        QCOMPARE(fault.limit(), 100);
        QCOMPARE(faultOf([&] { device.editing->erase(device.id); }).code(), v1::NO_RIGHT);
        v1::Contact contact;
        contact.set_name("Nobody's");
        contact.set_customer_id(idOf('x'));
        fault = faultOf([&] { device.editing->create(contact); });
        QCOMPARE(fault.code(), v1::NO_PARENT);
        QCOMPARE(fault.path(), "customer_id");
        QCOMPARE(faultOf([&] { device.rename(idOf('x'), "y"); }).code(), v1::NOT_FOUND);
        QCOMPARE(device.store->outbox().unsentCount(), 0U);
        QCOMPARE(device.nameOf(device.id), "Toronto Steel");
    }

    void sealedFactsAreSetOnce() {
        DeviceWithCustomer device;
        v1::Visit visit;
        visit.set_customer_id(device.id);
        const auto id = device.editing->create(visit);
        const auto setOutcome = [&](v1::Visit::Outcome outcome) {
            device.editing->edit<v1::Visit>(id, [&](v1::Visit& v) { v.set_outcome(outcome); });
        };
        setOutcome(v1::Visit::ORDER);
        setOutcome(v1::Visit::QUOTE);  // a slip of the finger, not sent yet
        (void)device.begin();
        const auto fault = faultOf([&] { setOutcome(v1::Visit::NO_INTEREST); });
        QCOMPARE(fault.code(), v1::LOCKED);
        QCOMPARE(fault.path(), "outcome");
    }

    void itemsOfListsTravelAlone() {
        DeviceWithCustomer device;
        device.editing->edit<v1::Customer>(device.id, [](v1::Customer& c) {
            auto& phone = *c.add_phones();
            phone.set_id(idOf('1'));
            phone.set_number("+1 416 555 0100");
            c.add_tags("VIP");
        });
        device.editing->edit<v1::Customer>(device.id, [](v1::Customer& c) {
            c.mutable_phones(0)->set_number("+1 416 555 0199");
            c.clear_tags();
            c.add_tags("steel");
        });
        const auto sent = EngineDevice::mutations(device.begin());
        QCOMPARE(sent.size(), 1U);
        v1::Customer partial;
        partial.ParseFromString(sent[0].partial());
        QCOMPARE(partial.phones_size(), 1);
        QCOMPARE(partial.phones(0).number(), "+1 416 555 0199");
        QCOMPARE(partial.tags_size(), 1);
        QCOMPARE(partial.tags(0), "steel");
        QCOMPARE(sent[0].paths_size(), 3);  // the phone, VIP taken away again, steel
    }

    void partsOfSplitMessagesTravelAlone() {
        DeviceWithCustomer device;
        device.editing->edit<v1::Customer>(device.id,
                                           [](v1::Customer& c) { c.mutable_address()->set_city("Toronto"); });
        device.editing->edit<v1::Customer>(
            device.id, [](v1::Customer& c) { c.mutable_address()->set_street("Front St"); });
        const auto sent = EngineDevice::mutations(device.begin());
        QCOMPARE(sent.size(), 1U);
        QCOMPARE(sent[0].paths_size(), 2);
        v1::Customer partial;
        partial.ParseFromString(sent[0].partial());
        QCOMPARE(partial.address().city(), "Toronto");
        QCOMPARE(partial.address().street(), "Front St");
    }

    void editTimesFollowTheServerNotTheWallClock() {
        DeviceWithCustomer device;
        device.clock.setWall(device.clock.now() - std::chrono::hours{24 * 3650});
        device.note(device.id, "one");
        const auto first = device.store->outbox().unsent().front().mutation.paths(0).time();
        QVERIFY(base::hybridMs(first) >= device.server.time);
        device.reopen();
        device.note(device.id, "two");
        QVERIFY(device.store->outbox().unsent().front().mutation.paths(0).time() > first);
    }

    void aSecondProcessIsRefused() {
        EngineDevice device;
        try {
            LocalStore second{device.file(), device.clock, device.random, {}};
            QFAIL("opened twice");
        } catch (const StoreError& error) {
            QCOMPARE(error.kind(), StoreError::Kind::InUse);
        }
        device.reopen();
    }

    void aStoreIsNobodyElses() {
        EngineDevice device;
        auto session = *device.store->session();
        session.set_person_id(idOf('X'));
        try {
            device.store->setSession(session);
            QFAIL("took another person's session");
        } catch (const StoreError& error) {
            QCOMPARE(error.kind(), StoreError::Kind::OtherPerson);
        }
    }
};

QTEST_GUILESS_MAIN(EngineOutboxTest)
#include "engine_outbox_test.moc"
