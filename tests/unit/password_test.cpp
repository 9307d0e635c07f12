#include <QTemporaryDir>
#include <QtTest/QtTest>
#include <atomic>
#include <ctime>
#include <filesystem>
#include <thread>
#include <vector>

#include "shared/base/hex.h"
#include "shared/base/random.h"
#include "shared/schema/fault.h"
#include "shared/storage/sqlite_database.h"
#include "sync-server/account/account_tables.h"
#include "sync-server/account/hash_gate.h"
#include "sync-server/account/password_check.h"
#include "sync-server/account/password_hash.h"
#include "sync-server/account/password_policy.h"
#include "tests/support/manual_clock.h"

using namespace fieldfare;
using namespace fieldfare::server::account;
using storage::Transaction;

namespace {

const std::string ana(16, 'a');
constexpr ScryptCost cheap{10, 8, 1};

/// The fault that `work` throws; FAULT_CODE_UNSPECIFIED if it throws none.
template <typename Work>
v1::Fault faultOf(Work work) {
    try {
        work();
    } catch (const schema::FaultError& error) {
        return error.fault();
    }
    return {};
}

template <typename Work>
double cpuSeconds(Work work) {
    const auto now = [] {
        timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
    };
    const double start = now();
    work();
    return now() - start;
}

}  // namespace

class PasswordTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<storage::SqliteDatabase> database_;
    tests::ManualClock clock_;
    base::SeededRandom random_{1};
    HashGate gate_;

    void store(const std::string& person, const PasswordHash& hash) {
        Transaction transaction{*database_};
        Credentials{*database_, clock_}.set(person, hash);
        transaction.commit();
    }
    std::string storedText(const std::string& person) {
        const auto hash = Credentials{*database_, clock_}.find(person);
        return hash ? hash->text() : std::string{};
    }
    PasswordCheck prepare(const std::optional<std::string>& person) {
        Credentials credentials{*database_, clock_};
        return PasswordCheck::prepare(credentials, person);
    }
    bool verify(PasswordCheck& check, std::string_view password) {
        return check.verify(gate_.enter(), password, random_);
    }
    void finish(const PasswordCheck& check) {
        Transaction transaction{*database_};
        Credentials credentials{*database_, clock_};
        check.finish(credentials);
        transaction.commit();
    }

  private slots:
    void init() {
        folder_ = std::make_unique<QTemporaryDir>();
        database_ = std::make_unique<storage::SqliteDatabase>(
            std::filesystem::path{folder_->path().toStdString()} / "store.db",
            storage::SqliteOptions{.durable = false});
        Transaction transaction{*database_};
        bringAccountTables(*database_);
        transaction.commit();
    }
    void cleanup() {
        database_.reset();
        folder_.reset();
    }

    // RFC 7914, section 12.
    void scryptGivesTheKnownAnswers_data() {
        QTest::addColumn<QString>("password");
        QTest::addColumn<QString>("salt");
        QTest::addColumn<int>("logN");
        QTest::addColumn<int>("r");
        QTest::addColumn<int>("p");
        QTest::addColumn<QString>("hash");
        QTest::newRow("empty") << ""
                               << "" << 4 << 1 << 1
                               << "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442"
                                  "fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906";
        QTest::newRow("NaCl") << "password"
                              << "NaCl" << 10 << 8 << 16
                              << "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
                                 "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640";
        QTest::newRow("SodiumChloride") << "pleaseletmein"
                                        << "SodiumChloride" << 14 << 8 << 1
                                        << "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
                                           "d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887";
    }
    void scryptGivesTheKnownAnswers() {
        QFETCH(QString, password);
        QFETCH(QString, salt);
        QFETCH(int, logN);
        QFETCH(int, r);
        QFETCH(int, p);
        QFETCH(QString, hash);
        const ScryptCost cost{static_cast<std::uint32_t>(logN), static_cast<std::uint32_t>(r),
                              static_cast<std::uint32_t>(p)};
        const auto out = scrypt(password.toStdString(), salt.toStdString(), cost, 64);
        QCOMPARE(QString::fromStdString(base::toHex(out)), hash);
    }
    void scryptRefusesTooMuchMemory() {
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, static_cast<void>(scrypt("x", "y", {20, 8, 1}, 32)));
    }

    void hashKeepsItsCostAndSalt() {
        const auto hash = PasswordHash::make("correct horse", random_);
        QVERIFY(hash.text().starts_with("scrypt$15$8$3$"));
        QVERIFY(!hash.needsRehash());
        const auto read = PasswordHash::fromText(hash.text());
        QVERIFY(read);
        QCOMPARE(read->text(), hash.text());
        QVERIFY(read->matches("correct horse"));
        QVERIFY(!read->matches("correct horsf"));
        QVERIFY(PasswordHash::make("correct horse", random_).text() != hash.text());

        const auto old = PasswordHash::make("correct horse", random_, cheap);
        QVERIFY(old.needsRehash());
        QVERIFY(PasswordHash::fromText(old.text())->matches("correct horse"));
    }
    void damagedHashesAreNotRead() {
        const auto good = PasswordHash::make("x", random_, cheap).text();
        QVERIFY(PasswordHash::fromText(good));
        QVERIFY(!PasswordHash::fromText(""));
        QVERIFY(!PasswordHash::fromText(good.substr(1)));
        QVERIFY(!PasswordHash::fromText(good.substr(0, good.size() - 2)));
        QVERIFY(!PasswordHash::fromText(good + "$"));
        auto endless = good;
        endless.replace(endless.find("$10$"), 4, "$63$");
        QVERIFY(!PasswordHash::fromText(endless));
    }

    void policy_data() {
        QTest::addColumn<QString>("password");
        QTest::addColumn<bool>("good");
        const auto row = [](const char* name, const QString& password, bool good) {
            QTest::newRow(name) << password << good;
        };
        row("seven", "tr4ctor", false);
        row("eight", "tr4ctors", true);
        row("eight characters, 24 bytes", QStringLiteral("葡萄牙的红酒很好"), true);
        row("seven characters, 21 bytes", QStringLiteral("葡萄牙的红酒好"), false);
        row("64", QString{64, 'x'}.replace(3, 1, "y"), true);
        row("1024 bytes", QString{1024, 'x'}.replace(3, 1, "y"), true);
        row("1025 bytes", QString{1025, 'x'}.replace(3, 1, "y"), false);
        row("common", "password1", false);
        row("first of the list", "!qaz2wsx", false);
        row("last of the list", "zxcvzxcv", false);
        row("common in capitals and spaces", "Pass Word 123", false);
        row("common with more", "password1 and a tractor", true);
        row("one character", "zzzzzzzzzzzz", false);
        row("one long character", QStringLiteral("好好好好好好好好"), false);
        row("up", "abcdefghijkl", false);
        row("down", "987654321", false);
        row("nearly a run", "abcdefgz", true);
        row("spaces", "            ", false);
        row("person", "ana LOURENCO", false);
        row("organisation", "Vinhos do Douro", false);
    }
    void policy() {
        QFETCH(QString, password);
        QFETCH(bool, good);
        const std::vector<std::string_view> names{"Ana Lourenco", "Vinhos do Douro", ""};
        const auto text = password.toStdString();
        const auto fault = faultOf([&] { requireGoodPassword(text, names, "new_password"); });
        QCOMPARE(fault.code(), good ? v1::FAULT_CODE_UNSPECIFIED : v1::WEAK_PASSWORD);
        QCOMPARE(fault.path(), std::string{good ? "" : "new_password"});
    }
    void policyNamesTheLimit() {
        QCOMPARE(faultOf([] { requireGoodPassword("short", {}); }).limit(), 8);
        QCOMPARE(faultOf([] { requireGoodPassword(std::string(2000, 'x'), {}); }).limit(), 1024);
    }

    void rightPasswordIsProved() {
        store(ana, PasswordHash::make("a good tractor", random_));
        auto check = prepare(ana);
        QVERIFY(check.hasPassword());
        QVERIFY(verify(check, "a good tractor"));
        const auto before = storedText(ana);
        finish(check);
        QCOMPARE(storedText(ana), before);
    }
    void wrongPasswordIsNot() {
        store(ana, PasswordHash::make("a good tractor", random_));
        auto check = prepare(ana);
        QVERIFY(!verify(check, "a bad tractor"));
        QVERIFY_THROWS_EXCEPTION(std::logic_error, finish(check));
    }
    void verifyingIsForgottenByTheNextOne() {
        store(ana, PasswordHash::make("a good tractor", random_));
        auto check = prepare(ana);
        QVERIFY(verify(check, "a good tractor"));
        QVERIFY(!verify(check, "a bad tractor"));
        QVERIFY_THROWS_EXCEPTION(std::logic_error, finish(check));
    }
    void unknownPeopleTakeAsLong() {
        store(ana, PasswordHash::make("a good tractor", random_));
        auto known = prepare(ana);
        auto unknown = prepare(std::nullopt);
        auto withoutPassword = prepare(std::string(16, 'b'));
        QVERIFY(!unknown.hasPassword());
        QVERIFY(!withoutPassword.hasPassword());
        const double expected = cpuSeconds([&] { QVERIFY(!verify(known, "wrong")); });
        for (auto* check : {&unknown, &withoutPassword}) {
            bool proved = true;
            const double spent = cpuSeconds([&] { proved = verify(*check, "wrong"); });
            QVERIFY(!proved);
            QVERIFY2(spent > expected / 2 && spent < expected * 2,
                     qPrintable(QString{"%1 s instead of %2 s"}.arg(spent).arg(expected)));
        }
    }
    void olderCostIsReplacedAtSignIn() {
        store(ana, PasswordHash::make("a good tractor", random_, cheap));
        const auto chosen = clock_.now();
        clock_.advance(std::chrono::hours{5});
        auto check = prepare(ana);
        QVERIFY(verify(check, "a good tractor"));
        finish(check);

        Credentials credentials{*database_, clock_};
        const auto now = credentials.find(ana);
        QVERIFY(!now->needsRehash());
        QVERIFY(now->matches("a good tractor"));
        QVERIFY(credentials.changedAt(ana) == chosen);
    }
    void passwordChangedMeanwhileDoesNotCount() {
        for (const auto cost : {ScryptCost{}, cheap}) {
            store(ana, PasswordHash::make("a good tractor", random_, cost));
            auto check = prepare(ana);
            QVERIFY(verify(check, "a good tractor"));
            store(ana, PasswordHash::make("a better tractor", random_, cheap));
            const auto changed = storedText(ana);
            QCOMPARE(faultOf([&] { finish(check); }).code(), v1::UNAUTHENTICATED);
            QCOMPARE(storedText(ana), changed);
        }
    }
    void removedPasswordDoesNotCount() {
        store(ana, PasswordHash::make("a good tractor", random_, cheap));
        auto check = prepare(ana);
        QVERIFY(verify(check, "a good tractor"));
        Credentials{*database_, clock_}.remove(ana);
        QCOMPARE(faultOf([&] { finish(check); }).code(), v1::UNAUTHENTICATED);
    }

    void gateHasTwoPlaces() {
        auto first = std::make_unique<HashGate::Slot>(gate_.enter());
        auto second = gate_.enter();
        const auto fault = faultOf([&] { static_cast<void>(gate_.enter()); });
        QCOMPARE(fault.code(), v1::THROTTLED);
        QVERIFY(fault.retry_after_ms() >= 500);
        first.reset();
        auto third = gate_.enter();
        const auto moved = std::move(third);
        QCOMPARE(faultOf([&] { static_cast<void>(gate_.enter()); }).code(), v1::THROTTLED);
    }
    void gateHoldsAgainstManyThreads() {
        HashGate gate;
        std::atomic<int> inside = 0;
        std::atomic<int> most = 0;
        std::atomic<int> entered = 0;
        std::vector<std::thread> threads;
        for (int n = 0; n < 6; ++n)
            threads.emplace_back([&] {
                for (int round = 0; round < 2000; ++round) {
                    try {
                        const auto slot = gate.enter();
                        const int now = ++inside;
                        int seen = most.load();
                        while (now > seen && !most.compare_exchange_weak(seen, now)) {
                        }
                        ++entered;
                        std::this_thread::yield();
                        --inside;
                    } catch (const schema::FaultError&) {
                        std::this_thread::yield();
                    }
                }
            });
        for (auto& thread : threads)
            thread.join();
        QVERIFY(entered > 0);
        QVERIFY(most <= HashGate::places);
        const auto first = gate.enter();
        const auto second = gate.enter();
    }
};

QTEST_GUILESS_MAIN(PasswordTest)
#include "password_test.moc"
