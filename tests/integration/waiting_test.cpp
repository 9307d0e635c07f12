#include <future>

#include "sync-server/account/sessions.h"
#include "sync-server/storage/device_store.h"
#include "sync-server/storage/meta_store.h"
#include "sync-server/storage/parked_store.h"
#include "sync-server/storage/restore_store.h"
#include "tests/support/server/server_test.h"

using namespace fieldfare;
using namespace fieldfare::tests;
using namespace std::chrono_literals;
using schema::Schema;
using server::sync::Exchange;
using server::sync::Turn;

namespace {

/// Long enough for a busy machine; nothing here waits for it unless something is wrong.
constexpr auto patience = 30s;

}  // namespace

/// Devices that wait: what ends the wait, and what does not.
class WaitingTest : public QObject {
    Q_OBJECT

    std::unique_ptr<ServerSite> site;
    std::unique_ptr<ServerClient> rita;
    std::unique_ptr<ServerClient> rob;

    /// A request that the server holds.
    class Wait {
      public:
        Wait(ServerSite& where, ServerClient& who) : site_{where}, device_{who} {
            auto request = who.request();
            request.set_wait_ms(55'000);
            auto promise = std::make_shared<std::promise<Exchange::Answer>>();
            answer_ = promise->get_future();
            where.exchange().handle(
                who.token, request.SerializeAsString(),
                [promise](Exchange::Answer answer) { promise->set_value(std::move(answer)); });
        }
        /// Throws when none comes.
        Exchange::Answer answer() {
            if (answer_.wait_for(patience) != std::future_status::ready)
                throw std::runtime_error{"nothing ends the wait"};
            return answer_.get();
        }
        v1::SyncResponse response() {
            v1::SyncResponse out;
            out.ParseFromString(std::get<std::string>(answer()));
            (void)device_.store(out);
            return out;
        }
        v1::FaultCode fault() { return std::get<v1::Fault>(answer()).code(); }
        [[nodiscard]] bool goesOn() const {
            // Whatever was announced before has been looked at after this.
            site_.organisation().writer().run([](Turn&) {});
            for (int i = 0; i < 4; ++i)
                site_.organisation().readers().run([](auto&) {});
            return answer_.wait_for(0s) != std::future_status::ready;
        }

      private:
        ServerSite& site_;
        ServerClient& device_;
        std::future<Exchange::Answer> answer_;
    };

    [[nodiscard]] Wait wait(ServerClient& device) {
        Wait waiting{*site, device};
        // Until it sleeps: the request is read by a reader, registered, and looked at once.
        while (site->organisation().waiting().size() == 0)
            site->organisation().readers().run([](auto&) {});
        return waiting;
    }
    void changePerson(const std::string& name, const std::function<void(v1::Person&)>& change) {
        site->atServer([&](auto& edit) {
            edit.change(edit.require(Schema::of<v1::Person>(), site->person(name).id),
                        [&](auto& record) { change(static_cast<v1::Person&>(record)); });
        });
    }
    void rename(const std::string& customer, const std::string& name) {
        site->atServer([&](auto& edit) {
            edit.change(edit.require(Schema::of<v1::Customer>(), customer),
                        [&](auto& record) { static_cast<v1::Customer&>(record).set_name(name); });
        });
    }

  private slots:
    void init() {
        site = std::make_unique<ServerSite>();
        rita = site->client("rita");
        rob = site->client("rob");
        (void)rita->sync();
        (void)rob->sync();
        (void)rita->sync();
    }
    void cleanup() {
        rita.reset();
        rob.reset();
        site.reset();
    }

    void newsThatIsThereIsAnsweredAtOnce() {
        const auto id = rita->create(customerOf("Acme"));
        (void)rita->sync();
        auto tablet = site->client("rita");
        (void)tablet->sync();
        rename(id, "Acme Ltd");
        Wait waiting{*site, *tablet};
        QCOMPARE(waiting.response().pages_size(), 3);
        QCOMPARE(tablet->get<v1::Customer>(id).name(), std::string{"Acme Ltd"});
        QCOMPARE(site->organisation().waiting().size(), 0U);
    }

    void whatWasSettledBeforeIsNoNews() {
        site->reopen([&](const std::filesystem::path& folder) {
            storage::SqliteDatabase database{folder / "store.sqlite", storage::SqliteOptions{}};
            storage::Transaction transaction{database};
            server::storage::MetaStore meta{database};
            server::storage::RestoreStore{database}.begin(site->random(), {}, meta.get("epoch"),
                                                          meta.number("seq"),
                                                          base::epochMs(site->clock().now()));
            transaction.commit();
        });
        rita->epoch = site->organisation().epoch();
        rita->nonce.clear();
        (void)rita->sync();
        const auto settle = [&](std::uint64_t number) {
            site->organisation().writer().run([&](Turn& turn) {
                server::storage::StoredOutcome stored{rita->device(), std::string(16, 'h'), {}};
                stored.outcome.set_number(number);
                stored.outcome.set_result(v1::Outcome::APPLIED);
                server::storage::DeviceStore{turn.database}.saveOutcomes({&stored, 1});
                server::storage::ParkedStore{turn.database}.noteSettled(rita->device(), number);
                turn.news.devices.insert(rita->device());
            });
        };
        // She heard of this one, but cannot confirm it while an earlier one is parked.
        settle(5);
        auto waiting = wait(*rita);
        QVERIFY(waiting.goesOn());
        settle(6);
        QCOMPARE(waiting.response().settled_size(), 2);
    }

    void aCommitOfAnotherDeviceWakes() {
        const auto id = rita->create(customerOf("Acme"));
        (void)rita->sync();
        auto tablet = site->client("rita");
        (void)tablet->sync();
        auto waiting = wait(*tablet);
        QVERIFY(waiting.goesOn());
        rita->edit<v1::Customer>(id, [](auto& customer) { customer.set_name("Acme Ltd"); });
        (void)rita->exchange();
        QVERIFY(waiting.response().complete());
        QCOMPARE(tablet->get<v1::Customer>(id).name(), std::string{"Acme Ltd"});
    }

    void whatIsNotTheirsWakesNobody() {
        auto waiting = wait(*rita);
        (void)rob->create(customerOf("Rob's"));
        (void)rob->sync();
        QVERIFY(waiting.goesOn());
        QCOMPARE(site->organisation().waiting().size(), 1U);
    }

    void aReassignmentWakesWhoLosesAndWhoGets() {
        const auto id = rita->create(customerOf("Acme"));
        (void)rita->sync();
        auto loser = wait(*rita);
        auto winner = wait(*rob);
        site->atServer([&](auto& edit) {
            edit.change(edit.require(Schema::of<v1::Customer>(), id), [&](auto& record) {
                static_cast<v1::Customer&>(record).set_owner_id(site->person("rob").id);
            });
        });
        (void)loser.response();
        QVERIFY(!rita->has<v1::Customer>(id));
        (void)winner.response();
        QVERIFY(rob->has<v1::Customer>(id));
    }

    void anotherRoleWakes() {
        auto waiting = wait(*rita);
        changePerson("rita", [](auto& person) { person.set_role(v1::MANAGER); });
        const auto response = waiting.response();
        QVERIFY(response.scopes_size() > 3);
    }

    void aRevokedDeviceHearsItAtOnce() {
        auto waiting = wait(*rita);
        site->atServer([&](auto& edit) {
            edit.change(edit.require(Schema::of<v1::Device>(), rita->device()),
                        [](auto& record) { static_cast<v1::Device&>(record).set_revoked(v1::Device::LOST); });
        });
        QCOMPARE(waiting.fault(), v1::DEVICE_REVOKED);
    }

    void aFrozenPersonHearsItAtOnce() {
        auto waiting = wait(*rita);
        changePerson("rita", [](auto& person) { person.set_status(v1::Person::FROZEN); });
        QCOMPARE(waiting.fault(), v1::UNAUTHENTICATED);
    }

    void anEndedSessionIsHeardAtOnce() {
        auto waiting = wait(*rita);
        site->organisation().writer().run([&](Turn& turn) {
            server::account::Sessions{turn.database, site->clock()}.end(rita->token);
            turn.news.devices.insert(rita->device());
        });
        QCOMPARE(waiting.fault(), v1::UNAUTHENTICATED);
    }

    void anythingElseThatTheDeviceAsksEndsItsWait() {
        auto first = wait(*rita);
        auto second = wait(*rita);
        QCOMPARE(first.fault(), v1::BUSY);
        QTRY_COMPARE(site->organisation().waiting().size(), 1U);
        (void)rita->create(customerOf("Acme"));
        (void)rita->sync();
        QCOMPARE(second.fault(), v1::BUSY);
        QCOMPARE(site->organisation().waiting().size(), 0U);
    }

    void afterTheLongestWaitTheAnswerIsThatNothingChanged() {
        auto waiting = wait(*rita);
        site->clock().advance(54'999ms);
        site->organisation().waiting().callDue();
        QVERIFY(waiting.goesOn());
        site->clock().advance(1ms);
        site->organisation().waiting().callDue();
        const auto response = waiting.response();
        QVERIFY(response.complete());
        QVERIFY(!response.has_rights());
        for (const auto& page : response.pages())
            QCOMPARE(page.rows_size() + page.removals_size(), 0);
        QCOMPARE(site->organisation().waiting().size(), 0U);
    }

    void aSessionThatExpiredMeanwhileGetsNothing() {
        auto waiting = wait(*rita);
        site->clock().advance(server::account::Sessions::lifeLimit);
        site->organisation().waiting().callDue();
        QCOMPARE(waiting.fault(), v1::UNAUTHENTICATED);
    }

    void aStoppingServerAnswersAll() {
        auto waiting = wait(*rita);
        site->organisation().waiting().close();
        const auto fault = std::get<v1::Fault>(waiting.answer());
        QCOMPARE(fault.code(), v1::BUSY);
        QVERIFY(fault.retry_after_ms() >= 2'000);
        // Who comes now is answered, and told not to come at once.
        Wait late{*site, *rita};
        QVERIFY(late.response().ask_again_ms() > 0);
    }

    void anOrganisationThatGoesAnswersAll() {
        auto waiting = wait(*rita);
        site->reopen();
        QCOMPARE(waiting.fault(), v1::BUSY);
    }
};

QTEST_GUILESS_MAIN(WaitingTest)
#include "waiting_test.moc"
