#include "sync-server/account/sessions.h"
#include "tests/support/server/server_test.h"

using namespace fieldfare;
using namespace fieldfare::tests;
using schema::Schema;

/// Who is asked back in, who is not, and which of two copies of a device is.
class SyncIdentityTest : public QObject {
    Q_OBJECT

    std::unique_ptr<ServerSite> site;
    std::unique_ptr<ServerClient> rita;

    void setStatus(const std::string& name, v1::Person::Status status) {
        site->atServer([&](auto& edit) {
            edit.change(edit.require(Schema::of<v1::Person>(), site->person(name).id),
                        [&](auto& record) { static_cast<v1::Person&>(record).set_status(status); });
        });
    }

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

    void strangersGetNothing() {
        rita->token = "nonsense";
        QCOMPARE(rita->faultOfExchange(), v1::UNAUTHENTICATED);
        (void)rita->create(customerOf("Acme"));
        QCOMPARE(rita->faultOfExchange(), v1::UNAUTHENTICATED);
        // Not even an opinion of what they sent.
        QCOMPARE(std::get<v1::Fault>(rita->sendBytes("nonsense")).code(), v1::UNAUTHENTICATED);
    }

    void aRevokedDeviceIsRefusedFromItsNextRequestOn() {
        site->atServer([&](auto& edit) {
            edit.change(edit.require(Schema::of<v1::Device>(), rita->device()),
                        [](auto& record) { static_cast<v1::Device&>(record).set_revoked(v1::Device::LOST); });
        });
        QCOMPARE(rita->faultOfExchange(), v1::DEVICE_REVOKED);
        (void)rita->create(customerOf("Acme"));
        QCOMPARE(rita->faultOfExchange(), v1::DEVICE_REVOKED);
        QVERIFY(site->all<v1::Customer>().empty());
        // Another device of hers goes on.
        auto other = site->client("rita");
        (void)other->sync();
    }

    void aFrozenPersonIsRefused() {
        setStatus("rita", v1::Person::FROZEN);
        QCOMPARE(rita->faultOfExchange(), v1::UNAUTHENTICATED);
        setStatus("rita", v1::Person::ACTIVE);
        (void)rita->sync();
    }

    void anEndedSessionIsRefused() {
        site->organisation().writer().run([&](server::sync::Turn& turn) {
            server::account::Sessions{turn.database, site->clock()}.end(rita->token);
        });
        QCOMPARE(rita->faultOfExchange(), v1::UNAUTHENTICATED);
    }

    void aSessionInUseGoesOnAndAnIdleOneEnds() {
        for (int day = 0; day < 40; ++day) {
            site->clock().advance(std::chrono::days{1});
            // Some days there is something to send, some not.
            if (day % 20 == 7)
                (void)rita->create(customerOf("Acme"));
            QCOMPARE(rita->faultOfExchange(), v1::FAULT_CODE_UNSPECIFIED);
            // What a pull leaves to be noted is written behind it.
            site->organisation().writer().run([](server::sync::Turn&) {});
        }
        site->clock().advance(std::chrono::days{31});
        QCOMPARE(rita->faultOfExchange(), v1::UNAUTHENTICATED);
    }

    // --- copies ---

    void theOlderOfTwoCopiesIsStale() {
        (void)rita->create(customerOf("Acme"));
        (void)rita->sync();
        auto copy = *rita;  // the phone's backup, restored on another
        (void)rita->create(customerOf("Bolt"));
        (void)rita->sync();
        (void)rita->create(customerOf("Corn"));
        (void)rita->sync();
        const auto before = site->dump();
        QCOMPARE(copy.faultOfExchange(), v1::STALE);
        (void)copy.create(customerOf("Copy"));
        QCOMPARE(copy.faultOfExchange(), v1::STALE);
        QCOMPARE(site->dump(), before);
        // The newer goes on.
        (void)rita->create(customerOf("Dill"));
        COMPARE_RESULT(rita->syncOne(), APPLIED);
    }

    void inventedNoncesAreStale() {
        (void)rita->create(customerOf("Acme"));
        (void)rita->sync();
        (void)rita->create(customerOf("Bolt"));
        (void)rita->sync();
        for (const std::string& nonce : {std::string{}, std::string{"x"}, std::string(16, '\xFF')}) {
            auto copy = *rita;
            copy.nonce = nonce;
            (void)copy.create(customerOf("Copy"));
            QCOMPARE(copy.faultOfExchange(), v1::STALE);
        }
    }

    void aLostAnswerIsNotACopy() {
        (void)rita->create(customerOf("Acme"));
        (void)rita->sync();
        (void)rita->create(customerOf("Bolt"));
        const auto request = rita->request();
        const auto parsed = [](const server::sync::Exchange::Answer& answer) {
            v1::SyncResponse response;
            if (!std::holds_alternative<std::string>(answer) ||
                !response.ParseFromString(std::get<std::string>(answer)))
                throw std::runtime_error{"no answer"};
            return response;
        };
        const auto first = parsed(rita->send(request));
        // The answer was lost, the device asks again, and then the first answer comes after all.
        (void)parsed(rita->send(request));
        (void)rita->store(first);
        (void)rita->create(customerOf("Corn"));
        COMPARE_RESULT(rita->syncOne(), APPLIED);
    }

    void theFirstContactInANewEpochIsExempt() {
        for (const char* name : {"Acme", "Axe"}) {
            (void)rita->create(customerOf(name));
            (void)rita->sync();
        }
        // As after a restore: the device's nonce is of a history that is gone.
        rita->nonce.clear();
        (void)rita->create(customerOf("Bolt"));
        if (rita->faultOfExchange() != v1::STALE)
            QFAIL("a device that spoke in this epoch already is no first contact");
        site->organisation().writer().run([&](server::sync::Turn& turn) {
            turn.database.execute("UPDATE device_progress SET nonce = x'6f6c64', nonce_before = x'6f6c64'");
        });
        COMPARE_RESULT(rita->syncOne(), APPLIED);
        (void)rita->create(customerOf("Corn"));
        COMPARE_RESULT(rita->syncOne(), APPLIED);
    }
};

QTEST_GUILESS_MAIN(SyncIdentityTest)
#include "sync_identity_test.moc"
