#include "fieldfare/history.pb.h"
#include "tests/support/server/server_test.h"

using namespace fieldfare;
using namespace fieldfare::tests;
using schema::Schema;

/// What two people did without seeing each other: nothing is lost, and who saw it settles it.
class PushConflictTest : public QObject {
    Q_OBJECT

    std::unique_ptr<ServerSite> site;
    std::unique_ptr<ServerClient> rita;
    std::unique_ptr<ServerClient> nora;
    std::string id;

    static void note(ServerClient& client, const std::string& customer, const std::string& text) {
        client.edit<v1::Customer>(customer, [&](auto& c) { c.set_notes(text); });
    }
    static void rename(ServerClient& client, const std::string& customer, const std::string& text) {
        client.edit<v1::Customer>(customer, [&](auto& c) { c.set_name(text); });
    }
    std::vector<v1::Conflict> conflicts(v1::Conflict::Status status = v1::Conflict::OPEN) {
        std::vector<v1::Conflict> out;
        for (const auto& [key, conflict] : site->all<v1::Conflict>())
            if (conflict.status() == status)
                out.push_back(conflict);
        return out;
    }

  private slots:
    void init() {
        site = std::make_unique<ServerSite>();
        rita = site->client("rita");
        nora = site->client("nora");
        (void)rita->sync();
        id = rita->create(customerOf("Acme"));
        (void)rita->sync();
        (void)nora->sync();
    }
    void cleanup() {
        rita.reset();
        nora.reset();
        site.reset();
    }

    void bothValuesAreKeptAndTheLosingAuthorIsTold() {
        note(*nora, id, "nora's");
        site->clock().advance(std::chrono::minutes{1});
        note(*rita, id, "rita's");
        (void)rita->sync();
        const auto outcome = nora->syncOne();
        COMPARE_RESULT(outcome, MERGED);
        QCOMPARE(outcome.lost_size(), 1);
        QCOMPARE(outcome.lost(0), std::string{"notes"});
        // The row that came in the same exchange has reached the outcome.
        QVERIFY(nora->seqOf(Schema::of<v1::Customer>(), id) >= outcome.seq());
        QCOMPARE(nora->get<v1::Customer>(id).notes(), std::string{"rita's"});

        const auto seen = nora->all<v1::Conflict>();
        QCOMPARE(seen.size(), std::size_t{1});
        const auto& conflict = seen.begin()->second;
        QCOMPARE(conflict.path(), std::string{"notes"});
        QCOMPARE(conflict.kind(), v1::Conflict::LOST_EDIT);
        QCOMPARE(conflict.loser_id(), nora->person().id);
        QCOMPARE(conflict.losing_by().device_id(), nora->device());
        QCOMPARE(conflict.losing_by().number(), std::uint64_t{1});
        QCOMPARE(conflict.standing_by().person_id(), rita->person().id);
        v1::Customer losing;
        QVERIFY(losing.ParseFromString(conflict.losing()));
        QCOMPARE(losing.notes(), std::string{"nora's"});
        (void)rita->sync();
        QCOMPARE(rita->all<v1::Conflict>().size(), std::size_t{1});
    }

    void whoeverSawTheConflictSettlesIt() {
        note(*nora, id, "nora's");
        note(*rita, id, "rita's");
        (void)rita->sync();
        (void)nora->sync();
        QCOMPARE(conflicts().size(), std::size_t{1});
        // Rita wrote before she saw it: that settles nothing.
        note(*rita, id, "rita's second");
        (void)rita->sync();
        QVERIFY(!conflicts().empty());
        (void)rita->sync();
        note(*rita, id, "agreed");
        COMPARE_RESULT(rita->syncOne(), APPLIED);
        QVERIFY(conflicts().empty());
        QVERIFY(!conflicts(v1::Conflict::SETTLED).empty());
    }

    void sayingWhatStandsSettlesToo() {
        note(*nora, id, "nora's");
        note(*rita, id, "rita's");
        (void)rita->sync();
        (void)nora->sync();
        nora->confirm<v1::Customer>(id, "notes");
        COMPARE_RESULT(nora->syncOne(), APPLIED);
        QVERIFY(conflicts().empty());
    }

    void namesKeepBothUntilSomebodySettles() {
        rename(*rita, id, "Acme Ltd");
        rename(*nora, id, "ACME");
        (void)rita->sync();
        COMPARE_RESULT(nora->syncOne(), MERGED);
        QCOMPARE(nora->get<v1::Customer>(id).name(), std::string{"Acme Ltd"});
        QCOMPARE(conflicts().size(), std::size_t{1});
        QCOMPARE(conflicts()[0].kind(), v1::Conflict::CANDIDATE);

        // Rita has not seen the candidate: she writes over her own value, it waits on.
        rename(*rita, id, "Acme Limited");
        COMPARE_RESULT(rita->syncOne(), APPLIED);
        QCOMPARE(conflicts().size(), std::size_t{1});
        // Now she has.
        rename(*rita, id, "ACME Limited");
        COMPARE_RESULT(rita->syncOne(), APPLIED);
        QVERIFY(conflicts().empty());
        // The first settlement stands; a second, which did not see it, becomes a candidate.
        rename(*nora, id, "Acme & Co");
        COMPARE_RESULT(nora->syncOne(), MERGED);
        QCOMPARE(site->stored<v1::Customer>(id).name(), std::string{"ACME Limited"});
        QCOMPARE(conflicts().size(), std::size_t{1});
    }

    void aDeviceHasOneCandidate() {
        rename(*rita, id, "Acme Ltd");
        rename(*nora, id, "ACME");
        rename(*nora, id, "ACME Corp");
        (void)rita->sync();
        (void)nora->sync();
        QCOMPARE(conflicts().size(), std::size_t{1});
        v1::Customer losing;
        QVERIFY(losing.ParseFromString(conflicts()[0].losing()));
        QCOMPARE(losing.name(), std::string{"ACME Corp"});
        QCOMPARE(conflicts()[0].losing_by().number(), std::uint64_t{2});
        // Another device adds its own.
        auto tablet = site->client("nora");
        (void)tablet->sync();
        auto second = site->client("rita");
        (void)second->sync();
        rename(*rita, id, "Acme plc");
        rename(*second, id, "Acme SE");
        (void)rita->sync();
        (void)second->sync();
        QCOMPARE(conflicts().size(), std::size_t{1});
    }

    void anEditThatChangesNothingMovesNothing() {
        rita->edit<v1::Customer>(id, [](auto& c) { c.set_last_contact_at(2000); });
        (void)rita->sync();
        const auto seq = rita->seqOf(Schema::of<v1::Customer>(), id);
        nora->edit<v1::Customer>(id, [](auto& c) { c.set_last_contact_at(1000); });
        const auto outcome = nora->syncOne();
        COMPARE_RESULT(outcome, APPLIED);
        QCOMPARE(std::uint64_t{outcome.seq()}, seq);
        QCOMPARE(nora->seqOf(Schema::of<v1::Customer>(), id), seq);
        QCOMPARE(nora->get<v1::Customer>(id).last_contact_at(), std::int64_t{2000});
    }

    void whatOnlyTheServerWritesIsKeptInsideItems() {
        auto quote = quoteFor(id, "Q-1");
        quote.mutable_lines(0)->set_shipped_milli(999);
        const auto quoteId = rita->create(quote);
        COMPARE_RESULT(rita->syncOne(), APPLIED);
        QVERIFY(site->stored<v1::Quote>(quoteId).lines(0).shipped_milli() == 0);
        QCOMPARE(site->stored<v1::Quote>(quoteId).totals().gross().minor(), std::int64_t{10'000});
        site->atServer([&](auto& edit) {
            edit.change(edit.require(Schema::of<v1::Quote>(), quoteId), [](auto& record) {
                static_cast<v1::Quote&>(record).mutable_lines(0)->set_shipped_milli(500);
            });
        });
        (void)rita->sync();
        // A line replaced as a whole, and one added.
        rita->edit<v1::Quote>(quoteId,
                              [](auto& q) { addLine(*q.mutable_lines(), 'r').set_shipped_milli(7); });
        auto& mutation = rita->last();
        auto values = quoteFor(id, "Q-1");
        values.mutable_lines(0)->set_quantity_milli(2000);
        values.mutable_lines(0)->set_shipped_milli(888);
        addLine(*values.mutable_lines(), 'r').set_shipped_milli(7);
        mutation.set_partial(values.SerializeAsString());
        auto& whole = *mutation.add_paths();
        whole = mutation.paths(0);
        whole.set_key(std::string(16, 'q'));
        COMPARE_RESULT(rita->syncOne(), APPLIED);
        const auto stored = site->stored<v1::Quote>(quoteId);
        QCOMPARE(stored.lines_size(), 2);
        QCOMPARE(stored.lines(0).quantity_milli(), std::int64_t{2000});
        QCOMPARE(stored.lines(0).shipped_milli(), std::int64_t{500});
        QCOMPARE(stored.lines(1).shipped_milli(), std::int64_t{0});
    }

    void aRuleThatTwoEditsBreakTogetherHoldsTheSecond() {
        v1::VisitPlan plan;
        plan.set_customer_id(id);
        plan.set_starts_at(1000);
        plan.set_ends_at(5000);
        const auto planId = rita->create(plan);
        COMPARE_RESULT(rita->syncOne(), APPLIED);
        (void)nora->sync();
        rita->edit<v1::VisitPlan>(planId, [](auto& p) { p.set_starts_at(4000); });
        nora->edit<v1::VisitPlan>(planId, [](auto& p) { p.set_ends_at(3000); });
        COMPARE_RESULT(rita->syncOne(), APPLIED);
        COMPARE_FAULT(nora->syncOne(), HELD, RULE);
        QCOMPARE(site->stored<v1::VisitPlan>(planId).ends_at(), std::int64_t{5000});
        // Kept as it was sent, for all who see the record.
        (void)rita->sync();
        for (auto* client : {rita.get(), nora.get()}) {
            QCOMPARE(client->all<v1::HeldChange>().size(), std::size_t{1});
            const auto held = client->all<v1::HeldChange>().begin()->second;
            QCOMPARE(held.author_id(), nora->person().id);
            v1::Mutation mutation;
            QVERIFY(mutation.ParseFromString(held.mutation()));
            QCOMPARE(mutation.id(), planId);
        }
        // Who saw everything and still breaks it is refused.
        nora->edit<v1::VisitPlan>(planId, [](auto& p) { p.set_ends_at(3000); });
        COMPARE_FAULT(nora->syncOne(), REJECTED, RULE);
    }

    void whatARecordHangsUnderStays() {
        const auto other = rita->create(customerOf("Bolt"));
        const auto contact = rita->create(contactAt(id, "Ann"));
        (void)rita->sync();
        rita->edit<v1::Contact>(contact, [&](auto& c) { c.set_customer_id(other); });
        COMPARE_RESULT(rita->syncOne(), REJECTED);
        QCOMPARE(site->stored<v1::Contact>(contact).customer_id(), id);
        QVERIFY_THROWS_EXCEPTION(schema::FaultError, site->atServer([&](auto& edit) {
            edit.change(edit.require(Schema::of<v1::Contact>(), contact),
                        [&](auto& record) { static_cast<v1::Contact&>(record).set_customer_id(other); });
        }));
    }
};

QTEST_GUILESS_MAIN(PushConflictTest)
#include "push_conflict_test.moc"
