#include <QTest>

#include "fieldfare/customer.pb.h"
#include "fieldfare/field_work.pb.h"
#include "fieldfare/history.pb.h"
#include "fieldfare/people.pb.h"
#include "mobile/engine/handing_over.h"
#include "mobile/engine/held_work.h"
#include "mobile/engine/store_change.h"
#include "shared/base/hash.h"
#include "shared/schema/fault.h"
#include "shared/schema/schema.h"
#include "sync-server/account/sessions.h"
#include "sync-server/storage/record_store.h"
#include "tests/support/loopback/loopback.h"

using namespace fieldfare;
using engine::AttentionItem;
using engine::HeldWork;
using engine::Stop;
using schema::Schema;
using tests::Loopback;
using tests::Phone;

/// A device is taken out of use, but its work is wanted: everything unsent is held for others to decide, and
/// only then is the device told to wipe.
class CollectTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<Loopback> company;
    std::unique_ptr<Phone> ann;
    std::unique_ptr<Phone> mei;
    std::string acorn;

    void revoke(v1::Device::Revocation how) {
        company->atServer([&](auto& edit) {
            const auto& device = edit.require(Schema::of<v1::Device>(), ann->store().session()->device_id());
            edit.change(device, [&](auto& record) { static_cast<v1::Device&>(record).set_revoked(how); });
        });
    }
    v1::Device::Revocation revocation() {
        v1::Device device;
        company->organisation().readers().run([&](auto& database) {
            const auto id = ann->store().session()->device_id();
            const auto rows = server::storage::RecordStore{database}.load(Schema::of<v1::Device>(), {&id, 1});
            device.CopyFrom(*rows.front().record);
        });
        return device.revoked();
    }
    /// Runs until the engine stops; what it stopped for.
    engine::SyncResult collect() {
        tests::NoPause pause;
        base::SystemRandom random;
        engine::SyncRunner runner{ann->store(), ann->transport(), pause, random};
        auto result = runner.run(1);
        if (result.complete) {
            (void)ann->files().send(1);
            result = runner.run(1);
        }
        return result;
    }
    std::string attach(const std::string& visit, const std::string& bytes) {
        return ann->attachments().attach(visit, ann->store().files().put(bytes), "shelf.jpg", "image/jpeg");
    }
    std::vector<engine::HeldItem> heldAtMei() {
        mei->sync();
        return HeldWork{mei->editing()}.open(1'000);
    }
    template <typename Record>
    std::size_t atServer() {
        std::size_t count = 0;
        company->organisation().readers().run([&](auto& database) {
            for (const auto& row : server::storage::RecordStore{database}.loadAll(Schema::of<Record>()))
                count += row.deleted == 0 ? 1 : 0;
        });
        return count;
    }

  private slots:
    void init() {
        company = std::make_unique<Loopback>();
        ann = company->phone("Ann");
        mei = company->phone("Mei");
        acorn = ann->create<v1::Customer>([](v1::Customer& c) { c.set_name("Acorn"); });
        ann->sync();
        mei->sync();
    }
    void cleanup() {
        ann.reset();
        mei.reset();
        company.reset();
    }

    void whatWasUnsentIsHeldAndTheDeviceWiped() {
        ann->edit<v1::Customer>(acorn, [](v1::Customer& c) { c.set_notes("asks for Monday"); });
        const auto oak = ann->create<v1::Customer>([](v1::Customer& c) { c.set_name("Oak"); });
        (void)ann->create<v1::Contact>([&](v1::Contact& c) {
            c.set_customer_id(oak);
            c.set_name("Olga");
        });
        revoke(v1::Device::COLLECT);
        const auto result = collect();
        QCOMPARE(result.stop, Stop::Wipe);
        QCOMPARE(result.report.held, 3U);
        QVERIFY(ann->store().mustWipe());
        QCOMPARE(revocation(), v1::Device::LOST);
        // Nothing of it took effect.
        QCOMPARE(atServer<v1::Customer>(), std::size_t{1});
        QCOMPARE(atServer<v1::Contact>(), std::size_t{0});

        auto held = heldAtMei();
        QCOMPARE(held.size(), std::size_t{3});
        for (const auto& item : held) {
            QVERIFY(item.mayDecide);
            QCOMPARE(item.change.code(), v1::DEVICE_COLLECTED);
            QCOMPARE(item.change.author_id(), company->colleague("Ann").id);
        }
        QVERIFY(!mei->get<v1::Customer>(acorn).has_notes());
        // The manager takes over what she left: as it was made, what others hang under first.
        std::sort(held.begin(), held.end(), [](const auto& a, const auto& b) {
            return a.change.by().number() < b.change.by().number();
        });
        for (const auto& item : held)
            HeldWork{mei->editing()}.take(item.id);
        mei->sync();
        QCOMPARE(mei->get<v1::Customer>(acorn).notes(), std::string{"asks for Monday"});
        QCOMPARE(mei->get<v1::Customer>(oak).name(), std::string{"Oak"});
        QVERIFY(mei->get<v1::Customer>(oak).owner_id().empty());  // for her to assign
        QCOMPARE(atServer<v1::Contact>(), std::size_t{1});
        QVERIFY(heldAtMei().empty());
    }

    void whatHangsUnderHeldWorkBringsThatAlong() {
        const auto oak = ann->create<v1::Customer>([](v1::Customer& c) { c.set_name("Oak"); });
        const auto olga = ann->create<v1::Contact>([&](v1::Contact& c) {
            c.set_customer_id(oak);
            c.set_name("Olga");
        });
        const auto visit = ann->create<v1::Visit>([&](v1::Visit& v) { v.set_customer_id(oak); });
        revoke(v1::Device::COLLECT);
        QCOMPARE(collect().stop, Stop::Wipe);
        mei->sync();
        HeldWork held{mei->editing()};
        // As they were made, each by its own name.
        const auto groups = held.openGroups();
        QCOMPARE(groups.size(), std::size_t{3});
        QCOMPARE(groups[0].front().title, std::string{"Oak"});
        QCOMPARE(groups[1].front().title, std::string{"Olga"});
        QCOMPARE(held.creationOf(oak)->title, std::string{"Oak"});
        held.take(groups[1].front().id);
        QCOMPARE(held.openGroups().size(), std::size_t{1});
        mei->sync();
        QVERIFY(mei->store().attention().list().empty());
        QCOMPARE(mei->get<v1::Contact>(olga).customer_id(), oak);
        QVERIFY(!held.creationOf(oak));
        QVERIFY(!mei->has(visit));
        held.take(groups[2].front().id);
        mei->sync();
        QVERIFY(mei->has(visit));
    }

    void managersOfOtherUnitsDoNotSeeIt() {
        (void)ann->create<v1::Customer>([](v1::Customer& c) { c.set_name("Oak"); });
        revoke(v1::Device::COLLECT);
        QCOMPARE(collect().stop, Stop::Wipe);
        auto max = company->phone("Max");  // leads the other unit
        max->sync();
        QVERIFY(HeldWork{max->editing()}.open().empty());
        QCOMPARE(heldAtMei().size(), std::size_t{1});
    }

    void oneWithNothingLeftIsWipedAtOnce() {
        revoke(v1::Device::COLLECT);
        const auto result = collect();
        QCOMPARE(result.stop, Stop::Wipe);
        QCOMPARE(revocation(), v1::Device::LOST);
        QVERIFY(heldAtMei().empty());
    }

    void itGetsNothingMore() {
        const auto before = ann->get<v1::Customer>(acorn);
        mei->edit<v1::Customer>(acorn, [](v1::Customer& c) { c.set_industry("food"); });
        mei->sync();
        (void)ann->create<v1::Customer>([](v1::Customer& c) { c.set_name("Oak"); });
        revoke(v1::Device::COLLECT);
        std::size_t rows = 0;
        ann->transport().sees = [&](const std::string& body) {
            v1::SyncResponse response;
            QVERIFY(response.ParseFromString(body));
            rows += static_cast<std::size_t>(response.pages_size() + response.scopes_size());
        };
        QCOMPARE(collect().stop, Stop::Wipe);
        QCOMPARE(rows, std::size_t{0});
        QVERIFY(!ann->get<v1::Customer>(acorn).has_industry());
    }

    void nothingCanBeTypedOnceItHasBegun() {
        ann->edit<v1::Customer>(acorn, [](v1::Customer& c) { c.set_notes("asks for Monday"); });
        revoke(v1::Device::COLLECT);
        // The first answer says so; then the network is gone.
        ann->transport().loses = [](const std::string&, int number) { return number > 1; };
        ann->transport().calls.clear();
        QVERIFY(!collect().complete);
        ann->restart();
        QVERIFY(engine::HandingOver{ann->store()}.hasBegun());
        try {
            ann->edit<v1::Customer>(acorn, [](v1::Customer& c) { c.set_notes("too late"); });
            QFAIL("it was taken in");
        } catch (const schema::FaultError& error) {
            QCOMPARE(error.fault().code(), v1::DEVICE_COLLECTED);
        }
        QCOMPARE(ann->get<v1::Customer>(acorn).notes(), std::string{"asks for Monday"});
        ann->transport().loses = nullptr;
        QCOMPARE(collect().stop, Stop::Wipe);
        QCOMPARE(heldAtMei().size(), std::size_t{1});
    }

    void lostAnswersLoseNothing_data() {
        QTest::addColumn<int>("lost");
        for (int lost = 1; lost <= 5; ++lost)
            QTest::addRow("answer %d", lost) << lost;
    }
    void lostAnswersLoseNothing() {
        QFETCH(int, lost);
        for (int i = 0; i < 501; ++i)  // more than a request carries
            (void)ann->create<v1::Contact>([&](v1::Contact& c) {
                c.set_customer_id(acorn);
                c.set_name("Contact " + std::to_string(i));
            });
        revoke(v1::Device::COLLECT);
        ann->transport().calls.clear();
        ann->transport().loses = [&](const std::string&, int number) { return number == lost; };
        auto result = collect();
        if (result.stop == Stop::None)
            result = collect();
        QCOMPARE(result.stop, Stop::Wipe);
        QCOMPARE(revocation(), v1::Device::LOST);
        QCOMPARE(atServer<v1::HeldChange>(), std::size_t{501});
        QCOMPARE(atServer<v1::Contact>(), std::size_t{0});
    }

    void whatWasRefusedIsHandedOverToo() {
        // No visit at a customer that the server does not know: refused, and on Ann's list.
        const auto oak = ann->create<v1::Customer>([](v1::Customer& c) { c.set_name("Oak"); });
        ann->sync();
        (void)ann->create<v1::Contact>([&](v1::Contact& c) {
            c.set_customer_id(oak);
            c.set_name("Olga");
        });
        company->atServer([&](auto& edit) { edit.erase(edit.require(Schema::of<v1::Customer>(), oak)); });
        ann->sync();
        const auto refused = ann->store().attention().list();
        QCOMPARE(refused.size(), std::size_t{1});
        QCOMPARE(refused.front().kind, AttentionItem::Kind::Rejected);
        QVERIFY(!ann->has(refused.front().record));
        revoke(v1::Device::COLLECT);
        // What is to be sent shows, as ever.
        bool shown = false;
        ann->transport().sees = [&](const std::string&) {
            shown = shown || (!ann->store().outbox().unsent().empty() && ann->has(refused.front().record));
        };
        QCOMPARE(collect().stop, Stop::Wipe);
        QVERIFY(shown);
        const auto held = heldAtMei();
        QCOMPARE(held.size(), std::size_t{1});
        QCOMPARE(held.front().mutation.partial(), refused.front().mutation.partial());
    }

    void whatALaterVersionTypedIsNotTakenOverHere() {
        engine::OutboxEntry entry;
        entry.type = &Schema::of<v1::Customer>();
        entry.record = acorn;
        entry.mutation.set_kind(v1::Mutation::EDIT);
        entry.mutation.set_type(entry.type->number());
        entry.mutation.set_id(acorn);
        entry.mutation.add_paths()->set_field(1'999);
        {
            engine::StoreChange change{ann->store().database()};
            ann->store().outbox().append(entry);
            change.commit();
        }
        revoke(v1::Device::COLLECT);
        QCOMPARE(collect().stop, Stop::Wipe);
        const auto held = heldAtMei();
        QCOMPARE(held.size(), std::size_t{1});
        try {
            HeldWork{mei->editing()}.take(held.front().id);
            QFAIL("it was taken over");
        } catch (const schema::FaultError& error) {
            QCOMPARE(error.fault().code(), v1::NEWER_SCHEMA);
        }
        QCOMPARE(heldAtMei().size(), std::size_t{1});
        HeldWork{mei->editing()}.decline(held.front().id, "nobody knows what it says");
        QVERIFY(heldAtMei().empty());
    }

    void photosComeBeforeTheWipe() {
        // One whose record the server has, and one that is held itself.
        const auto visit = ann->create<v1::Visit>([&](v1::Visit& v) { v.set_customer_id(acorn); });
        const std::string known(700'000, 'k');
        const std::string fresh(600'000, 'f');
        (void)attach(visit, known);
        ann->sync();
        const auto id = attach(visit, fresh);
        revoke(v1::Device::COLLECT);
        QCOMPARE(collect().stop, Stop::Wipe);
        for (const auto& bytes : {known, fresh})
            QVERIFY(company->server().content->has(base::sha256(bytes)));
        // Whoever takes the photo over has its picture.
        for (const auto& item : heldAtMei())
            HeldWork{mei->editing()}.take(item.id);
        mei->sync();
        QVERIFY(mei->files().fetch(id, 1).complete);
        QVERIFY(mei->store().files().has(base::sha256(fresh)));
    }

    void aFrozenPersonsDeviceHandsOverToo() {
        ann->edit<v1::Customer>(acorn, [](v1::Customer& c) { c.set_notes("asks for Monday"); });
        revoke(v1::Device::COLLECT);
        company->atServer([&](auto& edit) {
            edit.change(
                edit.require(Schema::of<v1::Person>(), company->colleague("Ann").id),
                [](auto& record) { static_cast<v1::Person&>(record).set_status(v1::Person::FROZEN); });
        });
        QCOMPARE(collect().stop, Stop::Wipe);
        QCOMPARE(heldAtMei().size(), std::size_t{1});
    }

    void aLostOneIsWipedWithoutAWord() {
        ann->edit<v1::Customer>(acorn, [](v1::Customer& c) { c.set_notes("asks for Monday"); });
        revoke(v1::Device::LOST);
        QCOMPARE(collect().stop, Stop::Wipe);
        QVERIFY(heldAtMei().empty());
    }

    void whatARestoreLostTakesEffectAgain() {
        company->backUp();
        ann->edit<v1::Customer>(acorn, [](v1::Customer& c) { c.set_notes("asks for Monday"); });
        ann->sync();
        company->restore();  // does not know it
        ann->edit<v1::Customer>(acorn, [](v1::Customer& c) { c.set_industry("food"); });
        revoke(v1::Device::COLLECT);
        QCOMPARE(collect().stop, Stop::Wipe);
        // What the server had acknowledged it has again; only what it never had is held.
        QCOMPARE(heldAtMei().size(), std::size_t{1});
        QCOMPARE(mei->get<v1::Customer>(acorn).notes(), std::string{"asks for Monday"});
        QVERIFY(!mei->get<v1::Customer>(acorn).has_industry());
    }
};

QTEST_GUILESS_MAIN(CollectTest)
#include "collect_test.moc"
