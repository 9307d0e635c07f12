#include "tests/support/server/server_test.h"

using namespace fieldfare;
using namespace fieldfare::tests;
using schema::Schema;
using server::sync::Exchange;

namespace {

v1::FaultCode codeOf(const Exchange::Answer& answer) {
    const auto* fault = std::get_if<v1::Fault>(&answer);
    return fault == nullptr ? v1::FAULT_CODE_UNSPECIFIED : fault->code();
}

v1::SyncResponse responseOf(const Exchange::Answer& answer) {
    if (const auto* fault = std::get_if<v1::Fault>(&answer))
        throw schema::FaultError{*fault};
    v1::SyncResponse response;
    if (!response.ParseFromString(std::get<std::string>(answer)))
        throw std::runtime_error{"an answer that cannot be read"};
    return response;
}

}  // namespace

/// Each mutation takes effect once, groups wholly or not at all, and a bad one alone.
class PushOnceTest : public QObject {
    Q_OBJECT

    std::unique_ptr<ServerSite> site;
    std::unique_ptr<ServerClient> rita;

  private slots:
    void init() {
        site = std::make_unique<ServerSite>();
        rita = site->client("rita");
        (void)rita->sync();
    }
    void cleanup() {
        rita.reset();
        site.reset();
    }

    void aMutationTakesEffectAndComesBack() {
        const auto id = rita->create(customerOf("Acme"));
        const auto outcome = rita->syncOne();
        COMPARE_RESULT(outcome, APPLIED);
        QCOMPARE(outcome.number(), std::uint64_t{1});
        QCOMPARE(outcome.receipt().size(), std::size_t{16});
        QCOMPARE(rita->seqOf(Schema::of<v1::Customer>(), id), std::uint64_t{outcome.seq()});
        QCOMPARE(rita->get<v1::Customer>(id).owner_id(), rita->person().id);
        QCOMPARE(rita->get<v1::Customer>(id).unit_id(), rita->person().unit);
        QCOMPARE(rita->answer().last_number(), std::uint64_t{1});
    }

    void aRepeatGetsTheStoredOutcome() {
        (void)rita->create(customerOf("Acme"));
        (void)rita->create(customerOf(std::string(300, 'x')));
        const auto request = rita->request();
        const auto first = responseOf(rita->send(request));
        const auto before = site->dump();
        const auto second = responseOf(rita->send(request));
        QCOMPARE(second.outcomes_size(), 2);
        for (int i = 0; i < 2; ++i)
            QCOMPARE(second.outcomes(i).SerializeAsString(), first.outcomes(i).SerializeAsString());
        QCOMPARE(site->dump(), before);
    }

    void aRepeatMayComeWithMore() {
        (void)rita->create(customerOf("Acme"));
        (void)rita->send(rita->request());
        (void)rita->create(customerOf("Bolt"));
        const auto outcomes = rita->sync();
        QCOMPARE(outcomes.size(), std::size_t{2});
        COMPARE_RESULT(outcomes[0], APPLIED);
        COMPARE_RESULT(outcomes[1], APPLIED);
        QCOMPARE(site->all<v1::Customer>().size(), std::size_t{2});
    }

    void theSameNumberWithOtherContentIsRefused() {
        (void)rita->create(customerOf("Acme"));
        (void)rita->send(rita->request());
        rita->last().set_partial(customerOf("Another").SerializeAsString());
        (void)rita->create(customerOf("Bolt"));
        const auto outcomes = rita->sync();
        COMPARE_FAULT(outcomes[0], REJECTED, NUMBER_REUSED);
        QCOMPARE(outcomes[0].fault().mutation_number(), std::uint64_t{1});
        COMPARE_RESULT(outcomes[1], APPLIED);
        QCOMPARE(site->all<v1::Customer>().size(), std::size_t{2});
    }

    void aGapRefusesTheRequest() {
        (void)rita->create(customerOf("Acme"));
        (void)rita->create(customerOf("Bolt"));
        rita->last().set_number(3);
        const auto before = site->dump();
        const auto answer = rita->send(rita->request());
        QCOMPARE(codeOf(answer), v1::NUMBER_GAP);
        QCOMPARE(std::get<v1::Fault>(answer).mutation_number(), std::uint64_t{3});
        QCOMPARE(std::get<v1::Fault>(answer).limit(), std::int64_t{2});
        QCOMPARE(site->dump(), before);
        rita->last().set_number(2);
        QCOMPARE(rita->sync().size(), std::size_t{2});
    }

    void outcomesAreKeptUntilTheyAreConfirmed() {
        const std::string count = "SELECT count(*) FROM outcome";
        (void)rita->create(customerOf("Acme"));
        (void)rita->create(customerOf("Bolt"));
        // What is answered now cannot have been confirmed.
        rita->confirmed = 1000;
        (void)rita->sync();
        QCOMPARE(site->number(count), std::int64_t{2});
        rita->confirmed = 1;
        (void)rita->create(customerOf("Corn"));
        (void)rita->sync();
        QCOMPARE(site->number(count), std::int64_t{2});
    }

    void anotherPersonsDeviceCannotBeCarriedOn() {
        auto rob = site->client("rob");
        (void)rita->create(customerOf("Acme"));
        rita->last().set_device(rob->device());
        QCOMPARE(rita->faultOfExchange(), v1::FORBIDDEN);
        rita->last().set_device(std::string(16, 'x'));
        QCOMPARE(rita->faultOfExchange(), v1::FORBIDDEN);
    }

    void aNewRegistrationCarriesOnTheOldOnesNumbers() {
        (void)rita->create(customerOf("Acme"));
        const auto request = rita->request();
        const auto first = responseOf(rita->send(request));
        auto again = site->client("rita");
        // The answer never came; the new registration asks again, with the old numbers.
        (void)again->create(customerOf("Other"));
        again->queue().insert(again->queue().begin(), rita->last());
        const auto outcomes = again->sync();
        QCOMPARE(outcomes[0].SerializeAsString(), first.outcomes(0).SerializeAsString());
        COMPARE_RESULT(outcomes[1], APPLIED);
        QCOMPARE(site->all<v1::Customer>().size(), std::size_t{2});
    }

    // --- groups ---

    void aGroupTakesEffectTogether() {
        std::string customer;
        rita->together([&] {
            customer = rita->create(customerOf("Acme"));
            (void)rita->create(contactAt(customer, "Ann"));
        });
        for (const auto& outcome : rita->sync())
            COMPARE_RESULT(outcome, APPLIED);
        QCOMPARE(rita->all<v1::Contact>().size(), std::size_t{1});
    }

    void aGroupWithARejectedOneIsRejected() {
        const auto before = site->dump();
        rita->together([&] {
            const auto customer = rita->create(customerOf("Acme"));
            (void)rita->create(contactAt(customer, "Ann"));
            (void)rita->create(contactAt(std::string(16, 'x'), "Bob"));
            (void)rita->create(contactAt(customer, "Cem"));
        });
        const auto outcomes = rita->sync();
        QCOMPARE(outcomes.size(), std::size_t{4});
        for (const std::size_t i : {0U, 1U, 3U})
            COMPARE_FAULT(outcomes[i], REJECTED, GROUP);
        COMPARE_FAULT(outcomes[2], REJECTED, NO_PARENT);
        QCOMPARE(site->dump(), before);
        // Those behind it go on.
        (void)rita->create(customerOf("Bolt"));
        COMPARE_RESULT(rita->syncOne(), APPLIED);
    }

    void aGroupWithAnOversizedOneIsRejected() {
        const auto before = site->dump();
        rita->together([&] {
            (void)rita->create(customerOf("Acme"));
            (void)rita->create(customerOf("Bolt"));
            rita->last().mutable_partial()->append(70'000, 'x');
            (void)rita->create(customerOf("Corn"));
        });
        const auto outcomes = rita->sync();
        COMPARE_FAULT(outcomes[0], REJECTED, GROUP);
        COMPARE_FAULT(outcomes[1], REJECTED, INVALID);
        COMPARE_FAULT(outcomes[2], REJECTED, GROUP);
        QCOMPARE(site->dump(), before);
    }

    void aGroupBeyondTheLimitIsRejectedAlone() {
        rita->together([&] {
            for (int i = 0; i < 101; ++i)
                (void)rita->create(customerOf("Acme"));
        });
        (void)rita->create(customerOf("Bolt"));
        const auto outcomes = rita->sync();
        QCOMPARE(outcomes.size(), std::size_t{102});
        for (std::size_t i = 0; i < 101; ++i)
            COMPARE_FAULT(outcomes[i], REJECTED, INVALID);
        QCOMPARE(outcomes[0].fault().limit(), std::int64_t{100});
        COMPARE_RESULT(outcomes[101], APPLIED);
        QCOMPARE(site->all<v1::Customer>().size(), std::size_t{1});
    }

    // --- one bad mutation ---

    void aPoisonMutationIsRejectedAlone() {
        const auto before = rita->create(customerOf("Acme"));
        (void)rita->create(customerOf(std::string(201, 'x')));
        const auto after = rita->create(customerOf("Bolt"));
        const auto outcomes = rita->sync();
        COMPARE_RESULT(outcomes[0], APPLIED);
        COMPARE_FAULT(outcomes[1], REJECTED, INVALID);
        QCOMPARE(outcomes[1].fault().path(), std::string{"name"});
        QCOMPARE(outcomes[1].fault().limit(), std::int64_t{200});
        QCOMPARE(outcomes[1].fault().mutation_number(), std::uint64_t{2});
        COMPARE_RESULT(outcomes[2], APPLIED);
        QVERIFY(rita->has<v1::Customer>(before) && rita->has<v1::Customer>(after));
        QCOMPARE(rita->all<v1::Customer>().size(), std::size_t{2});
    }

    void whatARejectedMutationWouldHaveDoneLeavesNoTrace() {
        auto nora = site->client("nora");
        const auto id = rita->create(customerOf("Acme"));
        (void)rita->sync();
        (void)nora->sync();
        const auto before = site->dump();
        (void)rita->create(contactAt(std::string(16, 'x'), "Nobody's"));
        rita->edit<v1::Customer>(id, [](auto& c) { c.set_code("C-1"); });
        rita->edit<v1::Customer>(id, [](auto& c) {
            c.set_notes("with a wrong step");
            c.set_lifecycle(v1::Customer::DORMANT);
        });
        rita->edit<v1::Customer>(id, [&](auto& c) { c.set_owner_id(nora->person().id); });
        rita->erase<v1::Customer>(id);
        rita->erase<v1::Customer>(std::string(16, 'y'));
        rita->edit<v1::Customer>(id, [&](auto& c) { c.mutable_potential()->set_minor(-1); });
        rita->last().mutable_partial()->clear();
        v1::Customer negative;
        negative.mutable_potential()->set_minor(-1);
        negative.mutable_potential()->set_currency("EUR");
        rita->last().set_partial(negative.SerializeAsString());
        auto stolen = customerOf("Stolen");
        stolen.set_owner_id(nora->person().id);
        (void)rita->create(stolen);
        for (const auto& outcome : rita->sync())
            COMPARE_RESULT(outcome, REJECTED);
        QCOMPARE(site->dump(), before);
        QCOMPARE(rita->get<v1::Customer>(id).SerializeAsString(),
                 site->stored<v1::Customer>(id).SerializeAsString());
    }

    void anExistingIdIsNotCreatedAgain() {
        const auto id = rita->create(customerOf("Acme"));
        (void)rita->createAs(Schema::of<v1::Customer>(), customerOf("Again"), id);
        const auto outcomes = rita->sync();
        COMPARE_RESULT(outcomes[0], APPLIED);
        COMPARE_FAULT(outcomes[1], REJECTED, ALREADY_EXISTS);
        QCOMPARE(rita->get<v1::Customer>(id).name(), std::string{"Acme"});
    }

    void editTimesAreClampedToTheirReceipt() {
        auto nora = site->client("nora");
        const auto id = rita->create(customerOf("Acme"));
        (void)rita->sync();
        (void)nora->sync();
        // A clock ten years ahead does not win for ever.
        rita->edit<v1::Customer>(id, [](auto& c) { c.set_notes("from the future"); });
        rita->last().mutable_paths(0)->set_time(~std::uint64_t{0});
        (void)rita->sync();
        site->clock().advance(std::chrono::minutes{1});
        nora->edit<v1::Customer>(id, [](auto& c) { c.set_notes("later"); });
        COMPARE_RESULT(nora->syncOne(), MERGED);
        QCOMPARE(site->stored<v1::Customer>(id).notes(), std::string{"later"});
        const auto conflicts = site->all<v1::Conflict>();
        QCOMPARE(conflicts.size(), std::size_t{1});
        QVERIFY(base::hybridMs(conflicts.begin()->second.losing_by().time()) <=
                base::epochMs(site->clock().now()));
    }
};

QTEST_GUILESS_MAIN(PushOnceTest)
#include "push_once_test.moc"
