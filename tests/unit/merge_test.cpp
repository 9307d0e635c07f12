#include "shared/merge/merge.h"

#include <QTest>

#include "fieldfare/field_work.pb.h"
#include "merge_site.h"

using namespace fieldfare;
using namespace fieldfare::tests;

class MergeTest : public QObject {
    Q_OBJECT

    Editor ann{"ann"};
    Editor bob{"bob"};
    Editor cem{"cem"};

  private slots:
    void init() {
        ann = Editor{"ann"};
        bob = Editor{"bob"};
        cem = Editor{"cem"};
    }

    // --- LAST_EDIT ---

    void anEditOfWhatWasSeenApplies() {
        CustomerSite site{ann};
        QVERIFY(site.edit(bob, 1, 100, notes("b")).clashes.empty());
        // Even with an earlier time: it was typed over what it replaces.
        const auto merged = site.edit(cem, 2, 50, notes("c"));
        QVERIFY(merged.clashes.empty() && merged.lost.empty());
        QCOMPARE(merged.changed.size(), std::size_t{1});
        QCOMPARE(site.record().notes(), std::string{"c"});
    }

    void theLaterEditWinsAndTheOtherValueIsKept() {
        CustomerSite site{ann};
        (void)site.edit(bob, 1, 200, notes("b"));
        const auto lost = site.edit(cem, 1, 100, notes("c"));
        QCOMPARE(site.record().notes(), std::string{"b"});
        QCOMPARE(lost.lost.size(), std::size_t{1});
        QCOMPARE(lost.clashes.size(), std::size_t{1});
        QVERIFY(!lost.clashes[0].keptBoth);
        QCOMPARE(lost.clashes[0].losing.author.person, std::string{"cem"});
        QCOMPARE(lost.clashes[0].standing.author.person, std::string{"bob"});
        QCOMPARE(static_cast<const v1::Customer&>(*lost.clashes[0].losingValue).notes(), std::string{"c"});
        QCOMPARE(static_cast<const v1::Customer&>(*lost.clashes[0].standingValue).notes(), std::string{"b"});

        const auto won = site.edit(ann, 1, 300, notes("a"));
        QCOMPARE(site.record().notes(), std::string{"a"});
        QVERIFY(won.lost.empty());
        QCOMPARE(won.clashes.size(), std::size_t{1});
        QCOMPARE(won.clashes[0].losing.author.person, std::string{"bob"});
        QCOMPARE(static_cast<const v1::Customer&>(*won.clashes[0].losingValue).notes(), std::string{"b"});
    }

    void tiesAreBrokenByDeviceThenNumber() {
        Editor low{"zoe", "device 1"};
        Editor high{"ann", "device 2"};
        for (const bool lowFirst : {true, false}) {
            CustomerSite site{cem};
            (void)site.edit(lowFirst ? low : high, 1, 100, notes(lowFirst ? "low" : "high"));
            (void)site.edit(lowFirst ? high : low, 1, 100, notes(lowFirst ? "high" : "low"));
            QCOMPARE(site.record().notes(), std::string{"high"});
        }
        // Two people on one device: the number decides.
        for (const bool firstNumberFirst : {true, false}) {
            CustomerSite site{cem};
            Editor one{"one", "shared"};
            Editor two{"two", "shared"};
            one.number = 10;
            two.number = 20;
            (void)site.edit(firstNumberFirst ? one : two, 1, 100, notes(firstNumberFirst ? "10" : "20"));
            (void)site.edit(firstNumberFirst ? two : one, 1, 100, notes(firstNumberFirst ? "20" : "10"));
            QCOMPARE(site.record().notes(), std::string{"20"});
        }
    }

    void anEditIsLaterThanWhatItsAuthorSaw() {
        // Cem's clock is behind, yet Cem typed over Bob's value: Ann's, typed between, must not win.
        for (const bool annFirst : {true, false}) {
            CustomerSite site{ann};
            (void)site.edit(bob, 1, 200, notes("b"));
            if (annFirst)
                (void)site.edit(ann, 1, 150, notes("a"));
            (void)site.edit(cem, 2, 100, notes("c"));
            if (!annFirst)
                (void)site.edit(ann, 1, 150, notes("a"));
            QCOMPARE(site.record().notes(), std::string{"c"});
        }
    }

    void theSamePersonOnTheSameDeviceDoesNotClashWithThemselves() {
        CustomerSite site{ann};
        (void)site.edit(bob, 1, 200, notes("first"));
        const auto merged = site.edit(bob, 1, 100, notes("second"));
        QVERIFY(merged.clashes.empty());
        QCOMPARE(site.record().notes(), std::string{"second"});
        // On another device of theirs they do.
        Editor tablet{"bob", "bob's tablet"};
        QCOMPARE(site.edit(tablet, 1, 50, notes("third")).clashes.size(), std::size_t{1});
        // So does another person on the same device.
        Editor guest{"guest", bob.device};
        guest.number = 100;
        QCOMPARE(site.edit(guest, 1, 50, notes("fourth")).clashes.size(), std::size_t{1});
    }

    void anOwnEarlierEditDoesNotHideAnothersBeforeIt() {
        // Bob's first edit lost to Ann's; his next one meets Ann's, not his own.
        CustomerSite site{cem};
        (void)site.edit(ann, 1, 200, notes("a"));
        (void)site.edit(bob, 1, 100, notes("b1"));
        const auto merged = site.edit(bob, 1, 300, notes("b2"));
        QCOMPARE(merged.clashes.size(), std::size_t{1});
        QCOMPARE(site.record().notes(), std::string{"b2"});
    }

    void identicalEditsDoNotClash() {
        CustomerSite site{ann};
        (void)site.edit(bob, 1, 100, notes("same"));
        const auto merged = site.edit(cem, 1, 50, notes("same"));
        QVERIFY(merged.clashes.empty() && merged.lost.empty() && merged.changed.empty());
        QVERIFY(site.edit(ann, 1, 200, notes("same")).clashes.empty());
        QCOMPARE(site.record().notes(), std::string{"same"});
    }

    void differentPathsMerge() {
        CustomerSite site{ann};
        (void)site.edit(bob, 1, 100, notes("b"));
        QVERIFY(site.edit(cem, 1, 50, [](v1::Customer& c) { c.set_industry("c"); }).clashes.empty());
        // A split message merges field by field.
        (void)site.edit(bob, 1, 100, [](v1::Customer& c) { c.mutable_address()->set_city("Ulm"); });
        QVERIFY(site.edit(cem, 1, 50, [](v1::Customer& c) { c.mutable_address()->set_street("1"); })
                    .clashes.empty());
        QCOMPARE(site.record().notes(), std::string{"b"});
        QCOMPARE(site.record().industry(), std::string{"c"});
        QCOMPARE(site.record().address().city(), std::string{"Ulm"});
        QCOMPARE(site.record().address().street(), std::string{"1"});
        // Another message merges whole.
        (void)site.edit(bob, 1, 100, [](v1::Customer& c) { c.mutable_potential()->set_minor(1); });
        QCOMPARE(site.edit(cem, 1, 50, [](v1::Customer& c) { c.mutable_potential()->set_currency("EUR"); })
                     .clashes.size(),
                 std::size_t{1});
    }

    void clearingIsAnEdit() {
        v1::Customer before;
        before.set_notes("old");
        CustomerSite site{ann, before};
        (void)site.edit(bob, 1, 200, [](v1::Customer& c) { c.clear_notes(); });
        QVERIFY(!site.record().has_notes());
        const auto merged = site.edit(cem, 1, 100, notes("new"));
        QCOMPARE(merged.clashes.size(), std::size_t{1});
        QVERIFY(!static_cast<const v1::Customer&>(*merged.clashes[0].standingValue).has_notes());
        QVERIFY(!site.record().has_notes());
    }

    // --- MAX, MIN ---

    void maxKeepsTheLargest() {
        for (const auto& order : {std::vector{5, 9, 7}, {9, 7, 5}, {7, 5, 9}}) {
            CustomerSite site{ann};
            for (const int value : order)
                QVERIFY(site.edit(bob, 1, 100, contactAt(value)).clashes.empty());
            QCOMPARE(site.record().last_contact_at(), std::int64_t{9});
        }
        // Not even by whoever saw it is it made smaller, or cleared.
        CustomerSite site{ann};
        (void)site.edit(bob, 1, 100, contactAt(9));
        (void)site.edit(cem, 2, 200, contactAt(3));
        (void)site.edit(cem, 2, 200, [](v1::Customer& c) { c.clear_last_contact_at(); });
        QCOMPARE(site.record().last_contact_at(), std::int64_t{9});
    }

    // --- FORWARD ---

    void stepsAreTakenAlongTheirTable() {
        Site<v1::Task> site{ann};
        const auto to = [](v1::Task::Status status) {
            return [status](v1::Task& task) { task.set_status(status); };
        };
        QVERIFY(!site.edit(bob, 1, 100, to(v1::Task::OPEN)).refused);
        const auto seen = site.seq();
        QVERIFY(!site.edit(bob, seen, 100, to(v1::Task::DONE)).refused);
        // Somebody who did not see it does the same: nothing to refuse.
        QVERIFY(!site.edit(cem, seen, 100, to(v1::Task::DONE)).refused);
        const auto back = site.edit(cem, site.seq(), 300, to(v1::Task::OPEN));
        QVERIFY(back.refused);
        QCOMPARE(back.refused->code(), v1::STEP_NOT_ALLOWED);
        QCOMPARE(back.refused->path(), std::string{"status"});
        QCOMPARE(site.record().status(), v1::Task::DONE);
        QVERIFY(site.edit(cem, site.seq(), 300, [](v1::Task& task) { task.clear_status(); }).refused);
    }

    void someStepsAreForSomeRoles() {
        v1::Customer lost;
        lost.set_lifecycle(v1::Customer::LOST);
        CustomerSite site{ann, lost};
        const auto back = [](v1::Customer& c) { c.set_lifecycle(v1::Customer::ACTIVE); };
        QCOMPARE(site.edit(bob, 1, 100, back).refused->code(), v1::STEP_NOT_ALLOWED);
        bob.role = v1::MANAGER;
        QVERIFY(!site.edit(bob, 1, 100, back).refused);
    }

    void aStepThatSomebodyElsePreventedIsRefused() {
        v1::Customer active;
        active.set_lifecycle(v1::Customer::ACTIVE);
        CustomerSite site{ann, active};
        (void)site.edit(bob, 1, 100, [](v1::Customer& c) { c.set_lifecycle(v1::Customer::LOST); });
        const auto late =
            site.edit(cem, 1, 200, [](v1::Customer& c) { c.set_lifecycle(v1::Customer::DORMANT); });
        QCOMPARE(late.refused->code(), v1::STEP_NOT_ALLOWED);
        QCOMPARE(site.record().lifecycle(), v1::Customer::LOST);
    }

    void aRefusedEditChangesNothing() {
        v1::Customer active;
        active.set_lifecycle(v1::Customer::ACTIVE);
        CustomerSite site{ann, active};
        const auto versions = site.versions().pack();
        const auto refused = site.edit(bob, 1, 100, [](v1::Customer& c) {
            c.set_notes("with a wrong step");
            c.set_lifecycle(v1::Customer::POTENTIAL);
        });
        QVERIFY(refused.refused && refused.changed.empty());
        QCOMPARE(site.record().SerializeAsString(), active.SerializeAsString());
        QCOMPARE(site.versions().pack(), versions);
    }

    // --- FIRST_CLAIM ---

    void theFirstClaimWins() {
        CustomerSite site{ann};
        QVERIFY(!site.edit(bob, 1, 200, owned("bob")).refused);
        const auto second = site.edit(cem, 1, 100, owned("cem"));
        QCOMPARE(second.refused->code(), v1::ALREADY_CLAIMED);
        QCOMPARE(second.refused->path(), std::string{"owner_id"});
        QCOMPARE(site.record().owner_id(), std::string{"bob"});
    }

    void anAssignmentBeatsAClaimItDidNotSee() {
        CustomerSite site{ann};
        (void)site.edit(bob, 1, 100, owned("bob"));
        Editor manager{"mia"};
        manager.assigns = true;
        QVERIFY(!site.edit(manager, 1, 50, owned("cem")).refused);
        QCOMPARE(site.record().owner_id(), std::string{"cem"});
        // But not another's assignment.
        Editor other{"max"};
        other.assigns = true;
        QCOMPARE(site.edit(other, 1, 500, owned("bob")).refused->code(), v1::ALREADY_CLAIMED);
        // One that was seen may be changed.
        QVERIFY(!site.edit(other, site.seq(), 500, owned("bob")).refused);
    }

    void whoAssignsTwiceMeansTheSecond() {
        v1::Customer customer;
        customer.set_owner_id("ann");
        CustomerSite site{ann, customer};
        Editor manager{"mia"};
        manager.assigns = true;
        QVERIFY(!site.edit(manager, 1, 100, owned("bob")).refused);
        // Typed before the first was answered: it inherits its base.
        QVERIFY(!site.edit(manager, 1, 110, owned("cem")).refused);
        QCOMPARE(site.record().owner_id(), std::string{"cem"});
    }

    void theFirstDecisionStands() {
        Site<v1::Approval> site{ann};
        const auto decide = [](v1::Approval::Decision decision) {
            return [decision](v1::Approval& approval) { approval.set_decision(decision); };
        };
        QVERIFY(!site.edit(bob, 1, 200, decide(v1::Approval::DECLINED)).refused);
        cem.assigns = true;
        QCOMPARE(site.edit(cem, 1, 100, decide(v1::Approval::APPROVED)).refused->code(), v1::ALREADY_CLAIMED);
        QCOMPARE(site.edit(cem, site.seq(), 300, decide(v1::Approval::APPROVED)).refused->code(),
                 v1::ALREADY_CLAIMED);
    }

    // --- ONCE ---

    void factsAreSetOnceByTheirAuthor() {
        Site<v1::Visit> site{ann};
        const auto met = [](v1::Visit::Outcome outcome) {
            return [outcome](v1::Visit& visit) { visit.set_outcome(outcome); };
        };
        QCOMPARE(site.edit(bob, 1, 100, met(v1::Visit::ORDER)).refused->code(), v1::NO_RIGHT);
        QVERIFY(!site.edit(ann, 1, 100, met(v1::Visit::ORDER)).refused);
        QCOMPARE(site.edit(ann, site.seq(), 200, met(v1::Visit::QUOTE)).refused->code(), v1::LOCKED);
        QVERIFY(site.edit(ann, site.seq(), 200, [](v1::Visit& visit) { visit.clear_outcome(); }).refused);
        QCOMPARE(site.record().outcome(), v1::Visit::ORDER);
        // The same again is no second value.
        QVERIFY(!site.edit(ann, 1, 300, met(v1::Visit::ORDER)).refused);
    }

    // --- KEEP_BOTH ---

    void theServersValueStandsAndTheOtherIsKept() {
        v1::Customer customer;
        customer.set_name("Acme");
        CustomerSite site{ann, customer};
        (void)site.edit(bob, 1, 100, named("Acme Ltd"));
        const auto merged = site.edit(cem, 1, 900, named("ACME"));
        QCOMPARE(site.record().name(), std::string{"Acme Ltd"});
        QCOMPARE(merged.lost.size(), std::size_t{1});
        QCOMPARE(merged.clashes.size(), std::size_t{1});
        QVERIFY(merged.clashes[0].keptBoth);
        QCOMPARE(static_cast<const v1::Customer&>(*merged.clashes[0].losingValue).name(),
                 std::string{"ACME"});
        // Typed over what was seen, it applies; typed twice by one device, too.
        QVERIFY(site.edit(cem, site.seq(), 50, named("Acme GmbH")).clashes.empty());
        QVERIFY(site.edit(cem, 3, 50, named("Acme AG")).clashes.empty());
        QCOMPARE(site.record().name(), std::string{"Acme AG"});
        // The first settlement stands.
        QVERIFY(site.edit(bob, 3, 999, named("Acme Inc")).clashes[0].keptBoth);
        QCOMPARE(site.record().name(), std::string{"Acme AG"});
    }

    // --- sets and keyed lists ---

    void membersMergeOneByOne() {
        v1::Customer customer;
        customer.add_tags("old");
        CustomerSite site{ann, customer};
        (void)site.edit(bob, 1, 100, tagged("b"));
        (void)site.edit(cem, 1, 100, [](v1::Customer& c) {
            c.add_tags("c");
            removeTag(c, "old");
        });
        QCOMPARE(site.record().tags_size(), 2);
        QCOMPARE(site.record().tags(0), std::string{"b"});
        QCOMPARE(site.record().tags(1), std::string{"c"});
    }

    void addingWinsOverRemoving() {
        // Bob removes the tag; Cem, who did not see that, removes it and sets it again.
        for (const bool bobFirst : {true, false}) {
            v1::Customer customer;
            customer.add_tags("vip");
            CustomerSite site{ann, customer};
            const auto vip = path(CustomerSite::type(), "tags/vip");
            if (bobFirst)
                (void)site.edit(bob, 1, 900, untagged("vip"));
            (void)site.send(cem, 1, 100, customer, {vip});
            if (!bobFirst)
                (void)site.edit(bob, 1, 900, untagged("vip"));
            QCOMPARE(site.record().tags_size(), 1);
        }
        // So with items.
        for (const bool bobFirst : {true, false}) {
            v1::Customer customer;
            phone(customer, idA)->set_number("1");
            CustomerSite site{ann, customer};
            const auto remove = [](v1::Customer& c) { c.clear_phones(); };
            const auto change = [](v1::Customer& c) { phone(c, idA)->set_number("2"); };
            if (bobFirst)
                (void)site.edit(bob, 1, 900, remove);
            const auto merged = site.edit(cem, 1, 100, change);
            if (!bobFirst)
                QCOMPARE(site.edit(bob, 1, 900, remove).lost.size(), std::size_t{1});
            else
                QCOMPARE(merged.clashes.size(), std::size_t{1});
            QCOMPARE(site.record().phones_size(), 1);
            QCOMPARE(site.record().phones(0).number(), std::string{"2"});
        }
    }

    void aRemovalThatSawTheAdditionApplies() {
        CustomerSite site{ann};
        (void)site.edit(bob, 1, 900, tagged("vip"));
        QVERIFY(site.edit(cem, 2, 100, untagged("vip")).clashes.empty());
        QCOMPARE(site.record().tags_size(), 0);
    }

    void itemsOfDifferentKeysMerge() {
        CustomerSite site{ann};
        (void)site.edit(bob, 1, 100, [](v1::Customer& c) { phone(c, idA)->set_number("1"); });
        QVERIFY(
            site.edit(cem, 1, 50, [](v1::Customer& c) { phone(c, idB)->set_number("2"); }).clashes.empty());
        QCOMPARE(site.record().phones_size(), 2);
        // An item that is not split merges whole.
        (void)site.edit(bob, 3, 100, [](v1::Customer& c) { phone(c, idA)->set_number("3"); });
        QCOMPARE(site.edit(cem, 3, 50, [](v1::Customer& c) { phone(c, idA)->set_kind(v1::Phone::FAX); })
                     .clashes.size(),
                 std::size_t{1});
    }

    void fieldsOfSplitItemsMergeOneByOne() {
        QuoteSite site{ann, quoteWithLines()};
        (void)site.edit(bob, 1, 100, [](v1::Quote& q) { line(q, idA).set_quantity_milli(2000); });
        QVERIFY(
            site.edit(cem, 1, 50, [](v1::Quote& q) { line(q, idA).set_discount_bp(300); }).clashes.empty());
        const auto& merged = site.record().lines(0);
        QCOMPARE(merged.quantity_milli(), std::int64_t{2000});
        QCOMPARE(merged.discount_bp(), std::uint32_t{300});
        // The same field of the same item clashes.
        QCOMPARE(
            site.edit(cem, 1, 50, [](v1::Quote& q) { line(q, idA).set_quantity_milli(9); }).clashes.size(),
            std::size_t{1});
    }

    void aRemovedItemStaysRemovedWhicheverCameFirst() {
        // An edit inside an item adds nothing: it cannot bring the rest of the item back.
        for (const bool removedFirst : {true, false}) {
            QuoteSite site{ann, quoteWithLines()};
            const auto remove = [](v1::Quote& q) { removeLine(q, idA); };
            const auto change = [](v1::Quote& q) { line(q, idA).set_quantity_milli(7000); };
            Merged merged;
            if (removedFirst) {
                (void)site.edit(bob, 1, 100, remove);
                merged = site.edit(cem, 1, 900, change);
                QCOMPARE(merged.lost.size(), std::size_t{1});
            } else {
                (void)site.edit(cem, 1, 900, change);
                merged = site.edit(bob, 1, 100, remove);
                QVERIFY(merged.lost.empty());
            }
            QCOMPARE(site.record().lines_size(), 1);
            QCOMPARE(site.record().lines(0).id(), idB);
            // What was typed into it is kept.
            QCOMPARE(merged.clashes.size(), std::size_t{1});
            const auto& kept = static_cast<const v1::Quote&>(*merged.clashes[0].losingValue);
            QCOMPARE(kept.lines_size(), 1);
            QCOMPARE(kept.lines(0).quantity_milli(), std::int64_t{7000});
            QCOMPARE(merged.clashes[0].losing.author.person, std::string{"cem"});
        }
    }

    void anEditInsideAnItemThatIsGoneIsKeptEvenIfItsAuthorSawThat() {
        QuoteSite site{ann, quoteWithLines()};
        (void)site.edit(bob, 1, 100, [](v1::Quote& q) { removeLine(q, idA); });
        const auto quantity =
            path(QuoteSite::type(), "lines/" + schema::keyText(QuoteSite::type().field("lines")->key(), idA) +
                                        "/quantity_milli");
        auto values = quoteWithLines();
        line(values, idA).set_quantity_milli(7000);
        const auto merged = site.send(cem, site.seq(), 200, values, {quantity});
        QVERIFY(merged.changed.empty());
        QCOMPARE(merged.clashes.size(), std::size_t{1});
        QCOMPARE(merged.lost.size(), std::size_t{1});
    }

    void replacingAnItemMeetsEveryChangeInsideIt() {
        // Ann changed the quantity, then Bob the discount; Bob, who did not see Ann's change, replaces the
        // line as a whole: his own last change of it must not hide Ann's.
        QuoteSite site{cem, quoteWithLines()};
        (void)site.edit(ann, 1, 500, [](v1::Quote& q) { line(q, idA).set_quantity_milli(2000); });
        (void)site.edit(bob, 1, 510, [](v1::Quote& q) { line(q, idA).set_discount_bp(300); });
        auto values = quoteWithLines();
        line(values, idA).set_quantity_milli(9000);
        const auto whole = Path{v1::Quote::kLinesFieldNumber, idA, 0};
        const auto merged = site.send(bob, 1, 600, values, {whole});
        QCOMPARE(merged.clashes.size(), std::size_t{1});
        QCOMPARE(merged.clashes[0].losing.author.person, std::string{"ann"});
        QCOMPARE(static_cast<const v1::Quote&>(*merged.clashes[0].losingValue).lines(0).quantity_milli(),
                 std::int64_t{2000});
    }
};

QTEST_GUILESS_MAIN(MergeTest)
#include "merge_test.moc"
