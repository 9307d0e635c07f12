#include "fieldfare/history.pb.h"
#include "tests/support/server/server_test.h"

using namespace fieldfare;
using namespace fieldfare::tests;
using schema::Schema;

/// Claims, reassignment, and work that arrives after its author lost the record.
class PushLateTest : public QObject {
    Q_OBJECT

    std::unique_ptr<ServerSite> site;
    std::unique_ptr<ServerClient> rita;
    std::unique_ptr<ServerClient> rob;
    std::unique_ptr<ServerClient> nora;
    std::string id;

    std::int64_t now() { return base::epochMs(site->clock().now()); }
    void give(const std::string& customer, const std::string& owner) {
        (void)nora->sync();
        nora->edit<v1::Customer>(customer, [&](auto& c) {
            if (owner.empty())
                c.clear_owner_id();
            else
                c.set_owner_id(owner);
        });
        if (const auto outcome = nora->syncOne(); outcome.result() != v1::Outcome::APPLIED)
            throw std::runtime_error{outcome.ShortDebugString()};
    }

  private slots:
    void init() {
        site = std::make_unique<ServerSite>();
        rita = site->client("rita");
        rob = site->client("rob");
        nora = site->client("nora");
        (void)rita->sync();
        (void)rob->sync();
        id = rita->create(customerOf("Acme"));
        (void)rita->sync();
    }
    void cleanup() {
        rita.reset();
        rob.reset();
        nora.reset();
        site.reset();
    }

    // --- claiming and assigning ---

    void theFirstClaimFromThePoolWins() {
        give(id, {});
        (void)rita->sync();
        (void)rob->sync();
        QVERIFY(rita->has<v1::Customer>(id) && rob->has<v1::Customer>(id));
        // Seeing it in the pool is no right to write it.
        rob->edit<v1::Customer>(id, [](auto& c) { c.set_notes("mine soon"); });
        COMPARE_FAULT(rob->syncOne(), REJECTED, NO_RIGHT);
        rita->edit<v1::Customer>(id, [&](auto& c) { c.set_owner_id(rita->person().id); });
        rob->edit<v1::Customer>(id, [&](auto& c) { c.set_owner_id(rob->person().id); });
        COMPARE_RESULT(rob->syncOne(), APPLIED);
        COMPARE_FAULT(rita->syncOne(), REJECTED, ALREADY_CLAIMED);
        QVERIFY(rob->has<v1::Customer>(id) && !rita->has<v1::Customer>(id));
        QCOMPARE(rita->removal(id), v1::Removal::MOVED);
        // Claiming for somebody else is assigning.
        give(id, {});
        (void)rita->sync();
        rita->edit<v1::Customer>(id, [&](auto& c) { c.set_owner_id(rob->person().id); });
        COMPARE_FAULT(rita->syncOne(), REJECTED, NO_RIGHT);
    }

    void anAssignmentBeatsAClaim() {
        give(id, {});
        (void)rita->sync();
        (void)nora->sync();
        rita->edit<v1::Customer>(id, [&](auto& c) { c.set_owner_id(rita->person().id); });
        nora->edit<v1::Customer>(id, [&](auto& c) { c.set_owner_id(rob->person().id); });
        COMPARE_RESULT(rita->syncOne(), APPLIED);
        COMPARE_RESULT(nora->syncOne(), APPLIED);
        QCOMPARE(site->stored<v1::Customer>(id).owner_id(), rob->person().id);
    }

    void managersAssignWithinTheirUnits() {
        (void)nora->sync();
        nora->edit<v1::Customer>(id, [&](auto& c) { c.set_owner_id(site->person("stan").id); });
        COMPARE_FAULT(nora->syncOne(), REJECTED, NO_RIGHT);
        nora->edit<v1::Customer>(id, [&](auto& c) { c.set_owner_id(std::string(16, 'x')); });
        COMPARE_FAULT(nora->syncOne(), REJECTED, RULE);
        give(id, site->person("hal").id);
        QCOMPARE(site->stored<v1::Customer>(id).unit_id(), site->unit("Harbour"));
        auto eve = site->client("eve");
        (void)eve->sync();
        eve->edit<v1::Customer>(id, [&](auto& c) { c.set_owner_id(site->person("stan").id); });
        COMPARE_RESULT(eve->syncOne(), APPLIED);
        QCOMPARE(site->stored<v1::Customer>(id).unit_id(), site->unit("South"));
    }

    // --- late ---

    void aVisitAfterTheMoveIsAcceptedAndMarked() {
        give(id, rob->person().id);
        site->clock().advance(std::chrono::hours{1});
        // Offline she checks in and, an hour later, out.
        const auto visit = rita->create(visitAt(id, now()));
        site->clock().advance(std::chrono::hours{1});
        rita->edit<v1::Visit>(visit, [&](auto& v) {
            v.mutable_check_out()->set_at(now());
            v.set_outcome(v1::Visit::FOLLOW_UP);
        });
        for (const auto& outcome : rita->sync())
            COMPARE_RESULT(outcome, APPLIED);
        QVERIFY(!rita->has<v1::Customer>(id) && !rita->has<v1::Visit>(visit));
        const auto stored = site->stored<v1::Visit>(visit);
        QVERIFY(stored.late());
        QVERIFY(stored.has_check_out());
        QCOMPARE(stored.author_id(), rita->person().id);
        (void)rob->sync();
        QVERIFY(rob->get<v1::Visit>(visit).late());
    }

    void aVisitBegunBeforeTheMoveIsFinishedAfterIt() {
        const auto visit = rita->create(visitAt(id, now()));
        (void)rita->sync();
        QVERIFY(!rita->get<v1::Visit>(visit).late());
        give(id, rob->person().id);
        rita->edit<v1::Visit>(visit, [&](auto& v) { v.mutable_check_out()->set_at(now()); });
        COMPARE_RESULT(rita->syncOne(), APPLIED);
        QVERIFY(site->stored<v1::Visit>(visit).has_check_out());
        QVERIFY(site->stored<v1::Visit>(visit).late());
    }

    void whoKnewOfTheMoveIsNotLate() {
        give(id, rob->person().id);
        const auto visit = visitAt(id, now());
        (void)rita->create(visit);
        rita->forgetQueue();
        (void)rita->sync();
        // The device acknowledges the move in its next push.
        (void)rita->create(customerOf("Bolt"));
        (void)rita->sync();
        (void)rita->create(visit);
        COMPARE_FAULT(rita->syncOne(), REJECTED, NO_PARENT);
        // An older cursor afterwards takes nothing back.
        (void)rita->create(visit);
        rita->forgetCursors();
        COMPARE_FAULT(rita->syncOne(), REJECTED, NO_PARENT);
    }

    void afterFourteenDaysItIsHeld() {
        give(id, rob->person().id);
        site->clock().advance(std::chrono::days{13});
        const auto within = rita->create(visitAt(id, now()));
        site->clock().advance(std::chrono::days{2});
        (void)rita->create(visitAt(id, now()));
        // When it arrives does not matter, when it was done does.
        site->clock().advance(std::chrono::days{3});
        const auto outcomes = rita->sync();
        COMPARE_RESULT(outcomes[0], APPLIED);
        COMPARE_FAULT(outcomes[1], HELD, LONG_AFTER);
        QVERIFY(site->stored<v1::Visit>(within).late());
        QCOMPARE(site->all<v1::Visit>().size(), std::size_t{1});
    }

    void otherLateWorkIsHeldForAllConcerned() {
        auto sam = site->client("sam");
        std::vector<std::string> others;
        for (int i = 0; i < 99; ++i)
            others.push_back(rita->create(customerOf("Customer " + std::to_string(i))));
        (void)rita->sync();
        give(id, rob->person().id);
        for (const auto& other : others)
            nora->edit<v1::Customer>(other, [](auto& c) { c.set_industry("Seed"); });
        (void)nora->sync();
        rita->edit<v1::Customer>(id, [](auto& c) { c.set_notes("typed offline"); });
        const auto outcomes = rita->exchange();
        COMPARE_FAULT(outcomes[0], HELD, LATE);
        // In this one exchange: the lost customer is gone, the others changed.
        QVERIFY(rita->answer().complete());
        QVERIFY(!rita->has<v1::Customer>(id));
        for (const auto& other : others)
            QCOMPARE(rita->get<v1::Customer>(other).industry(), std::string{"Seed"});
        QCOMPARE(site->stored<v1::Customer>(id).has_notes(), false);
        (void)rob->sync();
        (void)nora->sync();
        (void)sam->sync();
        for (auto* client : {rita.get(), rob.get(), nora.get()}) {
            QCOMPARE(client->all<v1::HeldChange>().size(), std::size_t{1});
            QCOMPARE(client->all<v1::HeldChange>().begin()->second.author_id(), rita->person().id);
        }
        QVERIFY(sam->all<v1::HeldChange>().empty());
    }

    void aManagersLateEditIsHeldToo() {
        auto eve = site->client("eve");
        (void)nora->sync();
        (void)eve->sync();
        eve->edit<v1::Customer>(id, [&](auto& c) { c.set_owner_id(site->person("stan").id); });
        COMPARE_RESULT(eve->syncOne(), APPLIED);
        nora->edit<v1::Customer>(id, [](auto& c) { c.set_notes("typed offline"); });
        nora->erase<v1::Customer>(id);
        const auto outcomes = nora->sync();
        COMPARE_FAULT(outcomes[0], HELD, LATE);
        COMPARE_FAULT(outcomes[1], HELD, LATE);
        QVERIFY(!nora->has<v1::Customer>(id));
    }

    void whoNeverHadItFindsNothing() {
        auto stan = site->client("stan");
        (void)stan->sync();
        const auto before = site->dump();
        (void)stan->create(contactAt(id, "Ann"));
        (void)stan->create(visitAt(id, now()));
        stan->eraseAs(Schema::of<v1::Customer>(), id);
        const auto outcomes = stan->sync();
        COMPARE_FAULT(outcomes[0], REJECTED, NO_PARENT);
        COMPARE_FAULT(outcomes[1], REJECTED, NO_PARENT);
        COMPARE_FAULT(outcomes[2], REJECTED, NOT_FOUND);
        QCOMPARE(site->dump(), before);
    }

    void aGroupWithALateOneIsHeld() {
        give(id, rob->person().id);
        std::string own;
        rita->together([&] {
            own = rita->create(customerOf("Bolt"));
            rita->edit<v1::Customer>(id, [](auto& c) { c.set_notes("typed offline"); });
            (void)rita->create(contactAt(id, "Ann"));
        });
        const auto outcomes = rita->sync();
        // There is no record yet to keep the first beside: it waits with the one that is late.
        COMPARE_FAULT(outcomes[0], HELD, GROUP);
        COMPARE_FAULT(outcomes[1], HELD, LATE);
        COMPARE_FAULT(outcomes[2], HELD, GROUP);
        QVERIFY(!rita->has<v1::Customer>(own));
        QCOMPARE(rita->all<v1::HeldChange>().size(), std::size_t{3});
    }

    void aBadOneInALateGroupRejectsIt() {
        give(id, rob->person().id);
        rita->together([&] {
            rita->edit<v1::Customer>(id, [](auto& c) { c.set_notes("typed offline"); });
            (void)rita->create(customerOf("Bolt"));
            rita->last().set_type(999);
            (void)rita->create(customerOf("Corn"));
            rita->last().mutable_partial()->append(70'000, 'x');
        });
        const auto outcomes = rita->sync();
        COMPARE_FAULT(outcomes[0], REJECTED, GROUP);
        COMPARE_FAULT(outcomes[1], REJECTED, NEWER_SCHEMA);
        COMPARE_FAULT(outcomes[2], REJECTED, INVALID);
    }
};

QTEST_GUILESS_MAIN(PushLateTest)
#include "push_late_test.moc"
