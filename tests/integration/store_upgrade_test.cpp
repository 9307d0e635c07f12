#include <QTest>

#include <sqlite3.h>

#include "fieldfare/customer.pb.h"
#include "tests/support/server/server_test.h"

using namespace fieldfare;
using namespace fieldfare::tests;
using schema::Schema;

/// A data directory that an earlier version made.
class StoreUpgradeTest : public QObject {
    Q_OBJECT

    std::unique_ptr<ServerSite> site;

    /// Takes from the store what that version did not have, and opens it again.
    void openSetBack(const std::string& sql) {
        site->reopen([&](const std::filesystem::path& folder) {
            sqlite3* raw = nullptr;
            QCOMPARE(sqlite3_open((folder / "store.sqlite").c_str(), &raw), SQLITE_OK);
            char* message = nullptr;
            const int result = sqlite3_exec(raw, sql.c_str(), nullptr, nullptr, &message);
            QVERIFY2(result == SQLITE_OK, message == nullptr ? "" : message);
            QCOMPARE(sqlite3_close(raw), SQLITE_OK);
        });
    }

  private slots:
    void init() { site = std::make_unique<ServerSite>(); }
    void cleanup() { site.reset(); }

    void newColumnsAreFilledFromTheBodies() {
        auto rita = site->client("rita");
        auto acme = customerOf("Acme");
        acme.set_tier(v1::Customer::A);
        const auto id = rita->create(acme);
        (void)rita->sync();
        openSetBack(
            "ALTER TABLE customer DROP COLUMN tier; ALTER TABLE customer DROP COLUMN name;"
            "DELETE FROM meta WHERE key = 'schema'");
        QCOMPARE(site->number("SELECT count(*) FROM customer WHERE name = 'Acme' AND tier = 1"), 1);
        rita->edit<v1::Customer>(id, [](v1::Customer& customer) { customer.set_name("Acme & Sons"); });
        (void)rita->sync();
        QCOMPARE(site->number("SELECT count(*) FROM customer WHERE name = 'Acme & Sons'"), 1);
    }

    void newTablesAreMade() {
        openSetBack(
            "DROP TABLE file_received; DROP TABLE task; DROP TABLE account_api_key;"
            "DELETE FROM meta WHERE key IN ('schema', 'layout')");
        QCOMPARE(site->number("SELECT count(*) FROM file_received") +
                     site->number("SELECT count(*) FROM task") +
                     site->number("SELECT count(*) FROM account_api_key"),
                 0);
        auto rita = site->client("rita");
        (void)rita->create(customerOf("Acme"));
        (void)rita->sync();
    }

    void theSameSchemaIsLeftAlone() {
        openSetBack("DROP TABLE task");  // nobody would know
        QVERIFY_THROWS_EXCEPTION(std::exception, (void)site->number("SELECT count(*) FROM task"));
    }
};

QTEST_GUILESS_MAIN(StoreUpgradeTest)
#include "store_upgrade_test.moc"
