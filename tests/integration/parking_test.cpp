#include "fieldfare/people.pb.h"
#include "mobile/engine/held_work.h"
#include "restored_company.h"

using namespace fieldfare;
using namespace fieldfare::tests;
using engine::Stop;

/// What a device offers again after a restore may need what others have still to offer. It waits for that,
/// and whatever becomes of it, somebody hears.
class ParkingTest : public QObject, RestoredCompany {
    Q_OBJECT

    void setPrice(Phone& phone, std::int64_t minor) {
        phone.edit<v1::Product>(product,
                                [&](v1::Product& p) { p.mutable_standard_price()->set_minor(minor); });
    }
    static void setLine(Phone& phone, const std::string& quote, std::int64_t minor, std::int64_t milli) {
        phone.edit<v1::Quote>(quote, [&](v1::Quote& q) {
            auto& line = *q.mutable_lines(0);
            line.set_quantity_milli(milli);
            line.mutable_unit_price()->set_minor(minor);
            line.mutable_list_price()->set_minor(minor);
        });
    }
    void changePerson(const std::string& name, v1::Person::Status status) {
        company->atServer([&](auto& edit) {
            edit.change(edit.require(Schema::of<v1::Person>(), company->colleague(name).id),
                        [&](auto& record) { static_cast<v1::Person&>(record).set_status(status); });
        });
    }
    void collect(Phone& phone) {
        company->atServer([&](auto& edit) {
            edit.change(
                edit.require(Schema::of<v1::Device>(), phone.store().session()->device_id()),
                [](auto& record) { static_cast<v1::Device&>(record).set_revoked(v1::Device::COLLECT); });
        });
        NoPause pause;
        base::SystemRandom random;
        engine::SyncRunner runner{phone.store(), phone.transport(), pause, random};
        QCOMPARE(runner.run(1).stop, Stop::Wipe);
    }
    /// Ben's note at a customer of which the restored server does not know that it is his; it waits there.
    void leaveBensNoteWaiting() {
        give(acorn, "Ben");
        ben->sync();
        note(*ben, acorn, "Ben's by now");
        ben->sync();
        company->restore();
        QCOMPARE(ben->sync().report.undecided, std::uint64_t{1});
    }
    /// More than 30 days, in which somebody uses the server whom none of this concerns.
    void theWindowCloses() {
        const auto eve = company->phone("Eve");
        aMonthPasses(*eve);
        // Whoever asks first has it settled, after their answer.
        company->organisation().writer().run([](server::sync::Turn&) {});
        eve->sync();
        const auto held = engine::HeldWork{eve->editing()}.open();
        QCOMPARE(held.size(), std::size_t{1});
        v1::Customer typed;
        QVERIFY(typed.ParseFromString(held.front().mutation.partial()));
        QCOMPARE(typed.notes(), std::string{"Ben's by now"});
    }

  private slots:
    void init() { open(); }

    void whatNeedsAnothersOfferWaitsForIt() {
        give(acorn, "Ben");
        ben->sync();
        note(*ben, acorn, "Ben's by now");
        const auto visit = newVisit(*ben, acorn, "Ben was there");
        everybodySyncs();
        company->restore();

        // To the server it is still Ann's.
        const auto result = ben->sync();
        QCOMPARE(result.report.undecided, std::uint64_t{2});
        QCOMPARE(ben->store().attention().count(), std::uint64_t{0});
        QCOMPARE(ben->get<v1::Visit>(visit).notes(), std::string{"Ben was there"});
        mei->sync();
        ben->sync();
        everybodySyncs();
        QCOMPARE(notesOn(*mei, acorn), std::string{"Ben's by now"});
        QCOMPARE(notesOn(*ben, acorn), std::string{"Ben's by now"});
        QCOMPARE(mei->get<v1::Visit>(visit).notes(), std::string{"Ben was there"});
        QVERIFY(!ann->has(acorn));
        verifyQuiet();
    }

    void whatNobodyOffersIsToldWhenTheWindowCloses() {
        give(acorn, "Ben");
        ben->sync();
        note(*ben, acorn, "Ben's by now");
        ben->sync();
        company->restore();
        ben->sync();
        QCOMPARE(ben->store().attention().count(), std::uint64_t{0});
        aMonthPasses(*ben);
        ben->sync();
        // Told once it is told no more, or whoever waits for news would be answered at once for ever.
        int told = 0;
        ben->transport().sees = [&](const std::string& body) {
            v1::SyncResponse response;
            QVERIFY(response.ParseFromString(body));
            told += response.settled_size();
        };
        ben->sync();
        QCOMPARE(told, 0);
        const auto attention = ben->store().attention().list();
        QCOMPARE(attention.size(), std::size_t{1});
        QCOMPARE(attention.front().fault.code(), v1::NOT_FOUND);
        v1::Customer typed;
        QVERIFY(typed.ParseFromString(attention.front().mutation.partial()));
        QCOMPARE(typed.notes(), std::string{"Ben's by now"});
        QVERIFY(!ben->has(acorn));
    }

    void aStepWaitsForWhatItsAuthorSaw() {
        const auto quote = draft(*ann);
        ann->sync();
        tablet->sync();
        quantity(*tablet, quote, 7000);
        tablet->sync();
        ann->sync();
        QCOMPARE(ann->get<v1::Quote>(quote).lines(0).quantity_milli(), std::int64_t{7000});
        ann->documents().issue(quote);
        ann->sync();
        company->restore();
        // The quote is here again, but not with the line that she put her name to.
        QCOMPARE(ann->sync().report.undecided, std::uint64_t{1});
        mei->sync();
        QCOMPARE(mei->get<v1::Quote>(quote).status(), v1::Quote::DRAFT);
        tablet->sync();
        mei->sync();
        QCOMPARE(mei->get<v1::Quote>(quote).status(), v1::Quote::ISSUED);
        QCOMPARE(mei->get<v1::Quote>(quote).lines(0).quantity_milli(), std::int64_t{7000});
        everybodySyncs();
        verifyQuiet();
    }

    void whatWasNeverAcknowledgedWaitsToo() {
        give(acorn, "Ben");
        ben->sync();
        const auto before = newVisit(*ben, acorn, "typed before the restore");
        company->restore();
        company->pass(std::chrono::hours{1});
        const auto after = newVisit(*ben, acorn, "typed before Ben's phone heard of it");
        QCOMPARE(ben->sync().report.undecided, std::uint64_t{2});
        QCOMPARE(ben->store().attention().count(), std::uint64_t{0});
        everybodySyncs();
        mei->sync();
        ben->sync();
        QCOMPARE(mei->get<v1::Visit>(before).notes(), std::string{"typed before the restore"});
        QVERIFY(mei->has(after));
        verifyQuiet();
    }

    void whatIsWrongNowIsRefusedNow() {
        company->restore();
        ben->sync();
        // Typed with the restore behind him: there is nothing to wait for.
        company->atServer([&](auto& edit) {
            edit.change(edit.require(Schema::of<v1::Customer>(), acorn), [&](auto& record) {
                static_cast<v1::Customer&>(record).set_owner_id(company->colleague("Ben").id);
            });
        });
        ben->sync();
        company->pass(std::chrono::hours{1});
        const auto visit = newVisit(*ben, acorn, "too late");
        company->atServer([&](auto& edit) { edit.erase(edit.require(Schema::of<v1::Customer>(), acorn)); });
        QCOMPARE(ben->sync().report.undecided, std::uint64_t{0});
        QCOMPARE(ben->store().attention().count(), std::uint64_t{1});
        QVERIFY(!ben->has(visit));
    }

    void whatTookEffectGoesBeforeWhatIsTypedSince() {
        const auto office = company->phone("Olga");
        office->sync();
        setPrice(*office, 12000);
        office->sync();
        ann->sync();
        const auto quote = draft(*ann, 12000);
        ann->sync();
        company->restore();
        setPrice(*office, 15000);
        QVERIFY(ann->sync().report.undecided > 0);
        office->sync();  // offers 12,000 and brings 15,000
        ann->sync();
        mei->sync();
        QVERIFY(mei->has(quote));
        QCOMPARE(mei->get<v1::Quote>(quote).lines(0).list_price().minor(), std::int64_t{12000});
        QVERIFY(ann->store().outbox().undecided().empty());
    }

    void noStepGoesBeforeTheEditThatItsAuthorSaw() {
        const auto quote = draft(*ann);
        const auto office = company->phone("Olga");
        everybodySyncs();
        company->backUp();
        office->sync();
        setPrice(*office, 12000);
        office->sync();
        ann->sync();
        setLine(*ann, quote, 12000, 9000);
        ann->sync();
        company->restore();
        // Her lines wait for the price; she sees them, and issues.
        QCOMPARE(ann->sync().report.undecided, std::uint64_t{1});
        QCOMPARE(ann->get<v1::Quote>(quote).lines(0).quantity_milli(), std::int64_t{9000});
        ann->documents().issue(quote);
        ann->sync();
        mei->sync();
        QCOMPARE(mei->get<v1::Quote>(quote).status(), v1::Quote::DRAFT);
        QCOMPARE(ann->store().attention().list().front().fault.code(), v1::CHANGED_MEANWHILE);
        office->sync();
        ann->sync();
        QCOMPARE(ann->get<v1::Quote>(quote).lines(0).quantity_milli(), std::int64_t{9000});
    }

    void stepsThatTookEffectWaitWithTheEditBeforeThem() {
        const auto quote = draft(*ann);
        const auto office = company->phone("Olga");
        everybodySyncs();
        company->backUp();
        office->sync();
        setPrice(*office, 12000);
        office->sync();
        ann->sync();
        setLine(*ann, quote, 12000, 9000);
        ann->documents().issue(quote);
        ann->sync();
        mei->sync();
        QCOMPARE(mei->get<v1::Quote>(quote).status(), v1::Quote::ISSUED);
        company->restore();
        QCOMPARE(ann->sync().report.undecided, std::uint64_t{2});
        mei->sync();
        QCOMPARE(mei->get<v1::Quote>(quote).status(), v1::Quote::DRAFT);
        office->sync();
        mei->sync();
        QCOMPARE(mei->get<v1::Quote>(quote).status(), v1::Quote::ISSUED);
        QCOMPARE(mei->get<v1::Quote>(quote).lines(0).quantity_milli(), std::int64_t{9000});
    }

    void whatWasTypedAfterADeletionStaysWhenThatComesLater() {
        const auto contact = ann->create<v1::Contact>([&](v1::Contact& c) {
            c.set_customer_id(acorn);
            c.set_name("Olga");
        });
        everybodySyncs();
        company->backUp();
        const auto title = [&](Phone& phone, const char* text) {
            phone.edit<v1::Contact>(contact, [&](v1::Contact& c) { c.set_title(text); });
        };
        title(*ann, "buyer");
        mei->editing().erase(contact);
        mei->sync();
        ann->sync();  // brings it back
        mei->sync();
        title(*mei, "chief buyer");
        company->restore();
        ann->sync();
        // To delete what Ann offered again would be to delete what Mei had not seen then: it waits.
        QCOMPARE(mei->sync().report.undecided, std::uint64_t{1});
        everybodySyncs();
        QVERIFY(ann->has(contact));
        QCOMPARE(ann->get<v1::Contact>(contact).title(), std::string{"chief buyer"});
        aMonthPasses(*mei);
        company->organisation().writer().run([](server::sync::Turn&) {});
        mei->sync();
        QVERIFY(mei->has(contact));
        QCOMPARE(mei->get<v1::Contact>(contact).title(), std::string{"chief buyer"});
    }

    void whatACollectedDeviceLeftWaitingIsHeldInTheEnd() {
        leaveBensNoteWaiting();
        collect(*ben);
        theWindowCloses();
    }

    void whatSomebodyWhoLeftHadWaitingIsHeldInTheEnd() {
        leaveBensNoteWaiting();
        changePerson("Ben", v1::Person::FROZEN);
        theWindowCloses();
    }
};

QTEST_GUILESS_MAIN(ParkingTest)
#include "parking_test.moc"
