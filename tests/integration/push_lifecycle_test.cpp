#include "fieldfare/history.pb.h"
#include "tests/support/server/server_test.h"

using namespace fieldfare;
using namespace fieldfare::tests;
using schema::Schema;

/// Locks, freezing steps, approvals, deletion and coming back.
class PushLifecycleTest : public QObject {
    Q_OBJECT

    std::unique_ptr<ServerSite> site;
    std::unique_ptr<ServerClient> rita;
    std::unique_ptr<ServerClient> nora;
    std::string id;

    void settings(const std::function<void(v1::Organisation&)>& change) {
        site->atServer([&](auto& edit) {
            edit.change(edit.require(Schema::of<v1::Organisation>(), edit.directory().organisationId()),
                        [&](auto& record) { change(static_cast<v1::Organisation&>(record)); });
        });
    }
    std::string made(ServerClient& client, const google::protobuf::Message& record,
                     const schema::RecordType& type) {
        const auto made = client.createAs(type, record, site->ids().next().bytes());
        const auto outcome = client.syncOne();
        if (outcome.result() != v1::Outcome::APPLIED)
            throw std::runtime_error{outcome.ShortDebugString()};
        return made;
    }

  private slots:
    void init() {
        site = std::make_unique<ServerSite>();
        rita = site->client("rita");
        nora = site->client("nora");
        (void)rita->sync();
        id = made(*rita, customerOf("Acme"), Schema::of<v1::Customer>());
        (void)nora->sync();
    }
    void cleanup() {
        rita.reset();
        nora.reset();
        site.reset();
    }

    // --- locks ---

    void aSubmittedOrderIsLocked() {
        const auto order = made(*rita, orderFor(id, "O-1"), Schema::of<v1::Order>());
        rita->edit<v1::Order>(order, [](auto& o) { o.mutable_lines(0)->set_quantity_milli(2000); });
        COMPARE_RESULT(rita->syncOne(), APPLIED);
        rita->edit<v1::Order>(order, [](auto& o) { o.set_status(v1::Order::SUBMITTED); });
        COMPARE_RESULT(rita->syncOne(), APPLIED);
        rita->edit<v1::Order>(order, [](auto& o) { o.mutable_lines(0)->set_quantity_milli(3000); });
        COMPARE_FAULT(rita->syncOne(), REJECTED, LOCKED);
        rita->edit<v1::Order>(order, [](auto& o) { o.set_notes("please hurry"); });
        COMPARE_FAULT(rita->syncOne(), REJECTED, LOCKED);
        // Steps are the back office's from here.
        rita->edit<v1::Order>(order, [](auto& o) { o.set_status(v1::Order::ACCEPTED); });
        COMPARE_FAULT(rita->syncOne(), REJECTED, STEP_NOT_ALLOWED);
        auto bo = site->client("bo");
        (void)bo->sync();
        bo->edit<v1::Order>(order, [](auto& o) {
            o.set_status(v1::Order::ACCEPTED);
            o.set_erp_number("E-1");
        });
        COMPARE_RESULT(bo->syncOne(), APPLIED);
    }

    void aCheckedOutVisitIsSealedWhereTheOrganisationSaysSo() {
        for (const bool seals : {true, false}) {
            settings([&](v1::Organisation& o) { o.set_seal_visits(seals); });
            const auto visit = made(*rita, visitAt(id, 1000), Schema::of<v1::Visit>());
            rita->edit<v1::Visit>(visit, [](auto& v) {
                v.mutable_check_out()->set_at(2000);
                v.set_notes("typed together with it");
            });
            COMPARE_RESULT(rita->syncOne(), APPLIED);
            rita->edit<v1::Visit>(visit, [](auto& v) { v.set_notes("afterwards"); });
            if (seals)
                COMPARE_FAULT(rita->syncOne(), REJECTED, LOCKED);
            else
                COMPARE_RESULT(rita->syncOne(), APPLIED);
            // The review is not among the facts.
            (void)nora->sync();
            nora->edit<v1::Visit>(visit, [](auto& v) { v.set_review_rating(4); });
            COMPARE_RESULT(nora->syncOne(), APPLIED);
            // Nor does the manager check out for the rep.
            const auto other = made(*rita, visitAt(id, 1000), Schema::of<v1::Visit>());
            (void)nora->sync();
            nora->edit<v1::Visit>(other, [](auto& v) { v.mutable_check_out()->set_at(3000); });
            COMPARE_FAULT(nora->syncOne(), REJECTED, NO_RIGHT);
        }
    }

    void anIssuedQuoteIsLockedWhereTheOrganisationSaysSo() {
        for (const bool locks : {true, false}) {
            settings([&](v1::Organisation& o) { o.set_lock_issued(locks); });
            const auto quote = made(*rita, quoteFor(id, "Q-1"), Schema::of<v1::Quote>());
            rita->edit<v1::Quote>(quote, [](auto& q) { q.set_status(v1::Quote::ISSUED); });
            COMPARE_RESULT(rita->syncOne(), APPLIED);
            rita->edit<v1::Quote>(quote, [](auto& q) { q.set_terms("30 days"); });
            if (locks)
                COMPARE_FAULT(rita->syncOne(), REJECTED, LOCKED);
            else
                COMPARE_RESULT(rita->syncOne(), APPLIED);
        }
    }

    void whatIsWrittenOnceIsNotEdited() {
        v1::File file;
        file.set_parent_id(id);
        file.set_sha256(std::string(32, 'h'));
        file.set_size(3);
        const auto fileId = made(*rita, file, Schema::of<v1::File>());
        rita->edit<v1::File>(fileId, [](auto& f) { f.set_name("renamed"); });
        COMPARE_RESULT(rita->syncOne(), REJECTED);
    }

    // --- freezing ---

    void aFreezingStepNamesWhatItsAuthorSaw() {
        const auto quote = made(*rita, quoteFor(id, "Q-1"), Schema::of<v1::Quote>());
        (void)nora->sync();
        const auto issue = [&] {
            rita->edit<v1::Quote>(quote, [](auto& q) { q.set_status(v1::Quote::ISSUED); });
            auto& frozen = *rita->last().add_frozen();
            frozen.set_id(quote);
            frozen.set_seq(rita->seqOf(Schema::of<v1::Quote>(), quote));
        };
        issue();
        nora->edit<v1::Quote>(quote, [](auto& q) { q.mutable_lines(0)->set_quantity_milli(9000); });
        COMPARE_RESULT(nora->syncOne(), APPLIED);
        const auto refused = rita->syncOne();
        COMPARE_FAULT(refused, REJECTED, CHANGED_MEANWHILE);
        QCOMPARE(site->stored<v1::Quote>(quote).status(), v1::Quote::DRAFT);
        // Her own later edits do not stand in the way.
        rita->edit<v1::Quote>(quote, [](auto& q) { q.set_terms("30 days"); });
        issue();
        const auto outcomes = rita->sync();
        COMPARE_RESULT(outcomes[0], APPLIED);
        COMPARE_RESULT(outcomes[1], APPLIED);
        // What is not hers to see cannot be frozen.
        rita->edit<v1::Quote>(quote, [](auto& q) { q.set_status(v1::Quote::LOST); });
        rita->last().add_frozen()->set_id(std::string(16, 'x'));
        COMPARE_FAULT(rita->syncOne(), REJECTED, CHANGED_MEANWHILE);
    }

    void aFreezingStepFallsWithAnEditBeforeItThatDidNotTakeEffect() {
        const auto quote = made(*rita, quoteFor(id, "Q-1"), Schema::of<v1::Quote>());
        const auto issue = [&] {
            rita->edit<v1::Quote>(quote, [](auto& q) { q.set_status(v1::Quote::ISSUED); });
            auto& frozen = *rita->last().add_frozen();
            frozen.set_id(quote);
            frozen.set_seq(site->stored(Schema::of<v1::Quote>(), quote).seq);
        };
        const auto typeRefused = [&] {
            rita->edit<v1::Quote>(quote, [](auto& q) { q.mutable_totals()->mutable_net()->set_minor(1); });
        };
        // She issues what she sees, and that has a change in it which the server refuses.
        typeRefused();
        issue();
        auto outcomes = rita->sync();
        COMPARE_RESULT(outcomes.at(0), REJECTED);
        COMPARE_FAULT(outcomes.at(1), REJECTED, CHANGED_MEANWHILE);
        // The same when the refusal is on its way while she issues, and never arrives.
        typeRefused();
        (void)rita->send(rita->request());
        issue();
        outcomes = rita->sync();
        COMPARE_RESULT(outcomes.at(0), REJECTED);
        COMPARE_FAULT(outcomes.at(1), REJECTED, CHANGED_MEANWHILE);
        // Her value lies over a later one that came meanwhile, and gives way to it.
        (void)nora->sync();
        rita->edit<v1::Quote>(quote, [](auto& q) { q.set_terms("30 days"); });
        site->clock().advance(std::chrono::seconds{1});
        nora->edit<v1::Quote>(quote, [](auto& q) { q.set_terms("10 days"); });
        COMPARE_RESULT(nora->syncOne(), APPLIED);
        issue();
        outcomes = rita->sync();
        QCOMPARE(outcomes.at(0).lost_size(), 1);
        COMPARE_FAULT(outcomes.at(1), REJECTED, CHANGED_MEANWHILE);
        QCOMPARE(site->stored<v1::Quote>(quote).status(), v1::Quote::DRAFT);
        // Looking again, she may.
        issue();
        COMPARE_RESULT(rita->syncOne(), APPLIED);
    }

    // --- approvals ---

    void aDecisionMovesTheQuoteAndTheFirstStands() {
        auto eve = site->client("eve");
        const auto quote = made(*rita, quoteFor(id, "Q-1", 1000), Schema::of<v1::Quote>());
        rita->edit<v1::Quote>(quote, [](auto& q) { q.set_status(v1::Quote::ISSUED); });
        COMPARE_FAULT(rita->syncOne(), REJECTED, RULE);  // 10 % is beyond a rep's limit
        std::string approval;
        rita->together([&] {
            rita->edit<v1::Quote>(quote, [](auto& q) { q.set_status(v1::Quote::WAITING); });
            approval = rita->create(approvalOf(quote, 1000));
        });
        for (const auto& outcome : rita->sync())
            COMPARE_RESULT(outcome, APPLIED);
        (void)nora->sync();
        (void)eve->sync();
        // The rep does not decide.
        rita->edit<v1::Approval>(approval, [](auto& a) { a.set_decision(v1::Approval::APPROVED); });
        COMPARE_FAULT(rita->syncOne(), REJECTED, NO_RIGHT);

        nora->edit<v1::Approval>(approval, [](auto& a) { a.set_decision(v1::Approval::APPROVED); });
        eve->edit<v1::Approval>(approval, [](auto& a) { a.set_decision(v1::Approval::DECLINED); });
        COMPARE_RESULT(nora->syncOne(), APPLIED);
        COMPARE_FAULT(eve->syncOne(), REJECTED, ALREADY_CLAIMED);
        QCOMPARE(site->stored<v1::Quote>(quote).status(), v1::Quote::APPROVED);
        QCOMPARE(site->stored<v1::Approval>(approval).decided_by_id(), nora->person().id);
        QCOMPARE(site->stored<v1::Approval>(approval).asked_by_id(), rita->person().id);
        (void)rita->sync();
        QCOMPARE(rita->get<v1::Quote>(quote).status(), v1::Quote::APPROVED);
        rita->edit<v1::Quote>(quote, [](auto& q) { q.set_status(v1::Quote::ISSUED); });
        COMPARE_RESULT(rita->syncOne(), APPLIED);
    }

    // --- deleting ---

    void aRepCannotDelete() {
        rita->erase<v1::Customer>(id);
        COMPARE_FAULT(rita->syncOne(), REJECTED, NO_RIGHT);
        QVERIFY(rita->has<v1::Customer>(id));
    }

    void everythingUnderARecordIsDeletedWithIt() {
        const auto visit = made(*rita, visitAt(id, 1000), Schema::of<v1::Visit>());
        v1::File photo;
        photo.set_parent_id(visit);
        photo.set_sha256(std::string(32, 'h'));
        photo.set_size(3);
        const auto photoId = made(*rita, photo, Schema::of<v1::File>());
        const auto contact = made(*rita, contactAt(id, "Ann"), Schema::of<v1::Contact>());
        (void)nora->sync();
        // A record in the middle takes what hangs under it, and nothing else.
        nora->erase<v1::Visit>(visit);
        COMPARE_RESULT(nora->syncOne(), APPLIED);
        (void)rita->sync();
        QVERIFY(!rita->has<v1::Visit>(visit) && !rita->has<v1::File>(photoId));
        QVERIFY(rita->has<v1::Contact>(contact) && rita->has<v1::Customer>(id));
        QCOMPARE(rita->removal(photoId), v1::Removal::DELETED);
        nora->erase<v1::Customer>(id);
        COMPARE_RESULT(nora->syncOne(), APPLIED);
        (void)rita->sync();
        QVERIFY(rita->all<v1::Customer>().empty() && rita->all<v1::Contact>().empty());
        QCOMPARE(rita->removal(contact), v1::Removal::DELETED);
        // Again it is the same.
        nora->erase<v1::Customer>(id);
        COMPARE_RESULT(nora->syncOne(), APPLIED);
    }

    void aDeletionGivesWayToAnEditItDidNotSee() {
        nora->erase<v1::Customer>(id);
        rita->edit<v1::Customer>(id, [](auto& c) { c.set_notes("typed"); });
        COMPARE_RESULT(rita->syncOne(), APPLIED);
        COMPARE_FAULT(nora->syncOne(), REJECTED, CHANGED_MEANWHILE);
        QVERIFY(nora->has<v1::Customer>(id));
        // Not to what follows by itself.
        nora->erase<v1::Customer>(id);
        rita->edit<v1::Customer>(id, [](auto& c) { c.set_last_contact_at(9999); });
        COMPARE_RESULT(rita->syncOne(), APPLIED);
        COMPARE_RESULT(nora->syncOne(), APPLIED);
    }

    void workThatTheDeleterDidNotSeeKeepsARecord() {
        // Whoever comes second is told: after the deletion, the visit would have found no customer.
        const auto visit = made(*rita, visitAt(id, 1000), Schema::of<v1::Visit>());
        nora->erase<v1::Customer>(id);
        COMPARE_FAULT(nora->syncOne(), REJECTED, CHANGED_MEANWHILE);
        rita->edit<v1::Visit>(visit, [](auto& v) { v.set_notes("they want 40 boxes"); });
        COMPARE_RESULT(rita->syncOne(), APPLIED);
        nora->erase<v1::Customer>(id);
        COMPARE_FAULT(nora->syncOne(), REJECTED, CHANGED_MEANWHILE);
        nora->erase<v1::Customer>(id);
        COMPARE_RESULT(nora->syncOne(), APPLIED);
        (void)rita->sync();
        QVERIFY(!rita->has<v1::Visit>(visit));
    }

    void aTypedEditBringsADeletedRecordBack() {
        const auto contact = made(*rita, contactAt(id, "Ann"), Schema::of<v1::Contact>());
        const auto visit = made(*rita, visitAt(id, 1000), Schema::of<v1::Visit>());
        (void)nora->sync();
        nora->erase<v1::Visit>(visit);
        (void)nora->sync();
        nora->erase<v1::Customer>(id);
        (void)nora->sync();
        QVERIFY(!nora->has<v1::Customer>(id));
        // A derived value does not.
        rita->edit<v1::Customer>(id, [](auto& c) { c.set_last_contact_at(9999); });
        rita->edit<v1::Customer>(id, [](auto& c) { c.set_notes("typed"); });
        const auto outcomes = rita->sync();
        COMPARE_FAULT(outcomes[0], REJECTED, DELETED);
        COMPARE_RESULT(outcomes[1], MERGED);
        QVERIFY(rita->has<v1::Customer>(id) && rita->has<v1::Contact>(contact));
        QCOMPARE(rita->get<v1::Customer>(id).notes(), std::string{"typed"});
        // What had been deleted before stays deleted.
        QVERIFY(!rita->has<v1::Visit>(visit));
        (void)nora->sync();
        QVERIFY(nora->has<v1::Customer>(id) && nora->has<v1::Contact>(contact));
        QVERIFY(!nora->has<v1::Visit>(visit));
        // The deleter is told.
        bool told = false;
        for (const auto& [key, conflict] : nora->all<v1::Conflict>())
            told = told || (conflict.record_id() == id && conflict.loser_id() == nora->person().id);
        QVERIFY(told);
    }
};

QTEST_GUILESS_MAIN(PushLifecycleTest)
#include "push_lifecycle_test.moc"
