#include <QTemporaryDir>
#include <QtTest/QtTest>
#include <filesystem>
#include <set>

#include "shared/base/random.h"
#include "shared/schema/fault.h"
#include "shared/storage/sqlite_database.h"
#include "sync-server/account/account_tables.h"
#include "sync-server/account/api_keys.h"
#include "sync-server/account/enrolment.h"
#include "sync-server/account/sessions.h"
#include "sync-server/account/sign_in_throttle.h"
#include "tests/support/manual_clock.h"

using namespace fieldfare;
using namespace fieldfare::server::account;
using namespace std::chrono_literals;
using storage::Transaction;

namespace {

const std::string ana(16, 'a');
const std::string ben(16, 'b');
const std::string phone(16, 'p');
const std::string tablet(16, 't');

template <typename Work>
v1::Fault faultOf(Work work) {
    try {
        work();
    } catch (const schema::FaultError& error) {
        return error.fault();
    }
    return {};
}

}  // namespace

class AccountTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<storage::SqliteDatabase> database_;
    std::unique_ptr<tests::ManualClock> clock_;
    base::SeededRandom random_{7};

    void openDatabase() {
        database_ = std::make_unique<storage::SqliteDatabase>(
            std::filesystem::path{folder_->path().toStdString()} / "store.db",
            storage::SqliteOptions{.durable = false});
    }
    template <typename Work>
    auto write(Work work) {
        Transaction transaction{*database_};
        if constexpr (std::is_void_v<decltype(work())>) {
            work();
            transaction.commit();
        } else {
            auto result = work();
            transaction.commit();
            return result;
        }
    }
    Sessions sessions() { return {*database_, *clock_}; }
    Enrolment enrolment() { return {*database_, *clock_}; }
    ApiKeys keys() { return {*database_, *clock_}; }

    std::string openSession(const std::string& person, const std::string& device) {
        return write([&] { return sessions().open(random_, person, device); });
    }
    std::string makeCode(const std::string& person) {
        return write([&] { return enrolment().make(random_, person); });
    }
    std::int64_t count(const std::string& table) {
        auto row = database_->query("SELECT count(*) FROM " + table);
        row.step();
        return row.integer(0);
    }
    /// Whether the file holds these bytes anywhere.
    bool isStored(const std::string& secret) {
        database_->raw().exec("PRAGMA wal_checkpoint(TRUNCATE)");
        QFile file{folder_->filePath("store.db")};
        return file.open(QIODevice::ReadOnly) && file.readAll().contains(QByteArray::fromStdString(secret));
    }
    v1::Fault attempt(SignInThrottle& throttle, const SignInThrottle::Attempt& who) {
        return faultOf([&] { write([&] { throttle.admit(*database_, who); }); });
    }

  private slots:
    void init() {
        folder_ = std::make_unique<QTemporaryDir>();
        clock_ = std::make_unique<tests::ManualClock>();
        openDatabase();
        write([&] { bringAccountTables(*database_); });
    }
    void cleanup() {
        database_.reset();
        folder_.reset();
    }

    // Sessions

    void sessionIsFoundByItsToken() {
        const auto token = openSession(ana, phone);
        QCOMPARE(token.size(), 43U);
        QCOMPARE(token.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
                 std::string::npos);
        const auto session = sessions().find(token);
        QVERIFY(session);
        QCOMPARE(session->person, ana);
        QCOMPARE(session->device, phone);
        QVERIFY(session->openedAt == clock_->now());
        QVERIFY(!session->needsTouch);
        QVERIFY(openSession(ana, phone) != token);
    }
    void unknownTokensAreUnauthenticated() {
        const auto token = openSession(ana, phone);
        QVERIFY(!sessions().find(""));
        QVERIFY(!sessions().find(token + "A"));
        QCOMPARE(faultOf([&] { static_cast<void>(sessions().require("x")); }).code(), v1::UNAUTHENTICATED);
        QCOMPARE(sessions().require(token).person, ana);
    }
    void onlyTheHashOfATokenIsStored() {
        const auto token = openSession(ana, phone);
        QVERIFY(isStored(sessions().require(token).tokenHash));
        QVERIFY(!isStored(token));
    }
    void idleSessionEnds() {
        const auto token = openSession(ana, phone);
        clock_->advance(30 * 24h - 1ms);
        QVERIFY(sessions().find(token));
        clock_->advance(1ms);
        QVERIFY(!sessions().find(token));
    }
    void sessionInUseEndsAfter90Days() {
        const auto token = openSession(ana, phone);
        for (int day = 0; day < 89; ++day) {
            clock_->advance(24h);
            const auto session = sessions().find(token);
            QVERIFY(session);
            QVERIFY(session->needsTouch);
            write([&] { sessions().touch(*session); });
        }
        clock_->advance(24h - 1ms);
        QVERIFY(sessions().find(token));
        clock_->advance(1ms);
        QVERIFY(!sessions().find(token));
    }
    void useIsNotedOnceAnHour() {
        const auto token = openSession(ana, phone);
        clock_->advance(1h - 1ms);
        QVERIFY(!sessions().require(token).needsTouch);
        clock_->advance(1ms);
        const auto session = sessions().require(token);
        QVERIFY(session.needsTouch);
        write([&] { sessions().touch(session); });
        QVERIFY(!sessions().require(token).needsTouch);
        QVERIFY(sessions().require(token).usedAt == clock_->now());
    }
    void sessionsEnd() {
        const auto here = openSession(ana, phone);
        const auto there = openSession(ana, tablet);
        const auto other = openSession(ben, tablet);
        write([&] { sessions().end(here); });
        QVERIFY(!sessions().find(here));
        QVERIFY(sessions().find(there));
        write([&] { sessions().end(here); });

        const auto again = openSession(ana, phone);
        write([&] { sessions().endAllOfPerson(ana); });
        QVERIFY(!sessions().find(there));
        QVERIFY(!sessions().find(again));
        QVERIFY(sessions().find(other));

        const auto elsewhere = openSession(ben, phone);
        write([&] { sessions().endAllOfDevice(tablet); });
        QVERIFY(!sessions().find(other));
        QVERIFY(sessions().find(elsewhere));

        write([&] { sessions().endAll(); });
        QVERIFY(!sessions().find(elsewhere));
    }
    void expiredSessionsAreDropped() {
        openSession(ana, phone);
        clock_->advance(20 * 24h);
        const auto living = openSession(ana, tablet);
        clock_->advance(10 * 24h);
        write([&] { sessions().dropExpired(); });
        QCOMPARE(count("account_session"), 1);
        QVERIFY(sessions().find(living));
    }

    // Enrolment

    void codeLooksAsPrinted() {
        const QRegularExpression form{"^([2-9A-HJ-NP-Z]{4}-){2}[2-9A-HJ-NP-Z]{4}$"};
        std::set<std::string> made;
        std::set<char> used;
        for (int n = 0; n < 100; ++n) {
            const auto code = makeCode(ana);
            QVERIFY2(form.match(QString::fromStdString(code)).hasMatch(), code.c_str());
            made.insert(code);
            used.insert(code.begin(), code.end());
        }
        QCOMPARE(made.size(), 100U);
        QCOMPARE(used.size(), 33U);  // every letter, and the dash
    }
    void codeWorksOnce() {
        const auto code = makeCode(ana);
        QCOMPARE(enrolment().find(code), ana);
        QCOMPARE(enrolment().find(code), ana);
        QCOMPARE(write([&] { return enrolment().redeem(code); }), ana);
        const auto again = faultOf([&] { write([&] { return enrolment().redeem(code); }); });
        QCOMPARE(again.code(), v1::CODE_INVALID);
        QCOMPARE(again.path(), std::string{"code"});
        QCOMPARE(faultOf([&] { static_cast<void>(enrolment().find(code)); }).code(), v1::CODE_INVALID);
    }
    void codeOfAnUndoneRequestStaysValid() {
        const auto code = makeCode(ana);
        {
            Transaction transaction{*database_};
            QCOMPARE(enrolment().redeem(code), ana);
        }
        QCOMPARE(write([&] { return enrolment().redeem(code); }), ana);
    }
    void codeIsReadAsTyped() {
        const auto code = QString::fromStdString(makeCode(ana));
        for (const auto& typed : {code.toLower(), QString{code}.remove('-'), QString{code}.replace('-', ' '),
                                  " " + code.toLower() + " "})
            QCOMPARE(enrolment().find(typed.toStdString()), ana);
        for (const auto& typed : {QString{}, code.chopped(1), code + "2", QString{code}.replace(0, 1, '0'),
                                  code + "é", QString{"-"}.repeated(100000)})
            QCOMPARE(faultOf([&] { static_cast<void>(enrolment().find(typed.toStdString())); }).code(),
                     v1::CODE_INVALID);
    }
    void codeExpires() {
        const auto code = makeCode(ana);
        const auto brief = write([&] { return enrolment().make(random_, ben, 10min); });
        clock_->advance(10min);
        QCOMPARE(faultOf([&] { write([&] { return enrolment().redeem(brief); }); }).code(), v1::CODE_INVALID);
        clock_->advance(7 * 24h - 10min - 1ms);
        QCOMPARE(enrolment().find(code), ana);
        write([&] { enrolment().dropExpired(); });
        QCOMPARE(count("account_enrolment"), 1);
        clock_->advance(1ms);
        QCOMPARE(faultOf([&] { write([&] { return enrolment().redeem(code); }); }).code(), v1::CODE_INVALID);
    }
    void codesAreWithdrawn() {
        const auto first = makeCode(ana);
        const auto second = makeCode(ana);
        const auto other = makeCode(ben);
        write([&] { enrolment().withdraw(ana); });
        for (const auto& code : {first, second})
            QCOMPARE(faultOf([&] { static_cast<void>(enrolment().find(code)); }).code(), v1::CODE_INVALID);
        QCOMPARE(enrolment().find(other), ben);
    }
    void onlyTheHashOfACodeIsStored() {
        const auto code = makeCode(ana);
        QVERIFY(!isStored(code));
        QVERIFY(!isStored(QString::fromStdString(code).remove('-').toStdString()));
        QVERIFY(isStored(ana));
    }
    void deviceCodesAreFourLetters() {
        const QRegularExpression form{"^[2-9A-HJ-NP-Z]{4}$"};
        for (int n = 0; n < 50; ++n)
            QVERIFY(form.match(QString::fromStdString(Enrolment::deviceCode(random_))).hasMatch());
    }

    // API keys

    void keyIsFound() {
        const auto key = write([&] {
            return keys().add(random_, "erp", {"orders.write", "orders.read", "orders.read"});
        });
        QVERIFY(key.starts_with("ffk_"));
        QCOMPARE(key.size(), 47U);
        const auto found = keys().require(key);
        QCOMPARE(found.name, std::string{"erp"});
        QCOMPARE(found.scopes, (std::vector<std::string>{"orders.read", "orders.write"}));
        QVERIFY(found.addedAt == clock_->now());
        QVERIFY(found.allows("orders.read"));
        QVERIFY(!found.allows("orders"));
        QVERIFY(!found.allows("catalogue.write"));
        QVERIFY(!isStored(key));
        QVERIFY(!isStored(key.substr(4)));
        QCOMPARE(faultOf([&] { static_cast<void>(keys().require(key.substr(4))); }).code(),
                 v1::UNAUTHENTICATED);
        QVERIFY(!keys().find(""));
    }
    void keysHaveNames() {
        const auto key = write([&] { return keys().add(random_, "erp", {"orders.read"}); });
        write([&] { return keys().add(random_, "Zebra", {"reports.read"}); });
        const auto twice = faultOf([&] { write([&] { return keys().add(random_, "erp", {"a"}); }); });
        QCOMPARE(twice.code(), v1::ALREADY_EXISTS);
        QCOMPARE(twice.path(), std::string{"name"});
        const auto all = keys().list();
        QCOMPARE(all.size(), 2U);
        QCOMPARE(all[0].name, std::string{"Zebra"});
        QCOMPARE(all[1].name, std::string{"erp"});

        write([&] { keys().remove("erp"); });
        QVERIFY(!keys().find(key));
        QCOMPARE(faultOf([&] { write([&] { keys().remove("erp"); }); }).code(), v1::NOT_FOUND);
        QVERIFY(write([&] { return keys().add(random_, "erp", {"orders.read"}); }) != key);
    }
    void badKeysAreRefused() {
        const auto path = [&](const std::string& name, std::vector<std::string> scopes) {
            const auto fault =
                faultOf([&] { write([&] { return keys().add(random_, name, std::move(scopes)); }); });
            return fault.code() == v1::INVALID ? fault.path() : "not refused as invalid";
        };
        QCOMPARE(path("", {"a"}), std::string{"name"});
        QCOMPARE(path(std::string(101, 'x'), {"a"}), std::string{"name"});
        QCOMPARE(path("erp", {}), std::string{"scopes"});
        QCOMPARE(path("erp", {""}), std::string{"scopes"});
        QCOMPARE(path("erp", {"a b"}), std::string{"scopes"});
        QCOMPARE(count("account_api_key"), 0);
    }

    // Throttle

    void pausesDoubleToAQuarterOfAnHour() {
        SignInThrottle throttle{*clock_};
        std::vector<std::int64_t> seconds;
        for (int n = 0; n < 13; ++n) {
            // From somewhere else each time, so that the address is not what slows it.
            const auto address = "10.0.0." + std::to_string(n);
            QCOMPARE(attempt(throttle, {ana, "Ana", address}).code(), v1::FAULT_CODE_UNSPECIFIED);
            const auto fault = attempt(throttle, {ana, "Ana", address});
            QCOMPARE(fault.code(), v1::THROTTLED);
            seconds.push_back(fault.retry_after_ms() / 1000);
            clock_->advance(std::chrono::milliseconds{fault.retry_after_ms() - 1});
            QCOMPARE(attempt(throttle, {ana, "Ana", address}).retry_after_ms(), 1U);
            clock_->advance(1ms);
        }
        QCOMPARE(seconds, (std::vector<std::int64_t>{1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900}));
    }
    void attemptsOfTheSameMomentAreOne() {
        SignInThrottle throttle{*clock_};
        QCOMPARE(attempt(throttle, {ana, "Ana", "10.0.0.1"}).code(), v1::FAULT_CODE_UNSPECIFIED);
        for (int n = 0; n < 100; ++n)
            QCOMPARE(attempt(throttle, {ana, "Ana", "10.0.0.2"}).retry_after_ms(), 1000U);
        // The hundred that were refused cost that address nothing.
        QCOMPARE(attempt(throttle, {ben, "Ben", "10.0.0.2"}).code(), v1::FAULT_CODE_UNSPECIFIED);
    }
    void successStartsAfresh() {
        SignInThrottle throttle{*clock_};
        const SignInThrottle::Attempt who{ana, "Ana", "10.0.0.1"};
        for (int n = 0; n < 3; ++n) {
            QCOMPARE(attempt(throttle, who).code(), v1::FAULT_CODE_UNSPECIFIED);
            clock_->advance(1min);
        }
        QCOMPARE(attempt(throttle, who).code(), v1::FAULT_CODE_UNSPECIFIED);
        write([&] { throttle.succeeded(*database_, who); });
        QCOMPARE(attempt(throttle, who).code(), v1::FAULT_CODE_UNSPECIFIED);
        QCOMPARE(attempt(throttle, who).retry_after_ms(), 1000U);
    }
    void failuresOutliveARestart() {
        {
            SignInThrottle throttle{*clock_};
            for (int n = 0; n < 5; ++n) {
                QCOMPARE(attempt(throttle, {ana, "Ana", "10.0.0.1"}).code(), v1::FAULT_CODE_UNSPECIFIED);
                clock_->advance(n < 4 ? 1min : 0min);
            }
        }
        database_.reset();
        openDatabase();
        clock_->reboot();
        SignInThrottle throttle{*clock_};
        QCOMPARE(attempt(throttle, {ana, "Ana", "10.0.0.1"}).retry_after_ms(), 16000U);
    }
    void nobodyIsLockedForGood() {
        SignInThrottle throttle{*clock_};
        const SignInThrottle::Attempt who{ana, "Ana", "10.0.0.1"};
        for (int n = 0; n < 40; ++n) {
            attempt(throttle, who);
            clock_->advance(15min);
        }
        QCOMPARE(attempt(throttle, who).code(), v1::FAULT_CODE_UNSPECIFIED);
        QCOMPARE(attempt(throttle, who).code(), v1::THROTTLED);
        // The wall clock is put right by ten years: the failure of the future does not count.
        clock_->setWall(clock_->now() - 10 * 365 * 24h);
        QCOMPARE(attempt(throttle, {ana, "Ana", "10.0.0.9"}).code(), v1::FAULT_CODE_UNSPECIFIED);
        QCOMPARE(attempt(throttle, {ana, "Ana", "10.0.0.9"}).code(), v1::THROTTLED);

        clock_->advance(25h);
        QCOMPARE(attempt(throttle, who).code(), v1::FAULT_CODE_UNSPECIFIED);
        QCOMPARE(attempt(throttle, who).retry_after_ms(), 1000U);
        clock_->advance(25h);
        write([&] { throttle.dropExpired(*database_); });
        QCOMPARE(count("account_failure"), 0);
    }
    void strangersAreThrottledAlike() {
        SignInThrottle throttle{*clock_};
        for (int n = 0; n < 3; ++n) {
            const auto address = "10.0.1." + std::to_string(n);
            QCOMPARE(attempt(throttle, {std::nullopt, "Nobody", address}).code(), v1::FAULT_CODE_UNSPECIFIED);
            QCOMPARE(attempt(throttle, {ana, "Ana", address}).code(), v1::FAULT_CODE_UNSPECIFIED);
            const auto stranger = attempt(throttle, {std::nullopt, "Nobody", address});
            const auto known = attempt(throttle, {ana, "Ana", address});
            QCOMPARE(stranger.SerializeAsString(), known.SerializeAsString());
            clock_->advance(10s);
        }
        QCOMPARE(count("account_failure"), 1);
    }
    void addressesAreThrottledAfterTen() {
        SignInThrottle throttle{*clock_};
        const auto person = [](int n) { return std::string(15, 'x') + static_cast<char>('A' + n); };
        for (int n = 0; n < 10; ++n)
            QCOMPARE(attempt(throttle, {person(n), "x", "10.0.0.1"}).code(), v1::FAULT_CODE_UNSPECIFIED);
        // A right password among them gives back only itself.
        QCOMPARE(attempt(throttle, {ana, "Ana", "10.0.0.1"}).code(), v1::FAULT_CODE_UNSPECIFIED);
        write([&] { throttle.succeeded(*database_, {ana, "Ana", "10.0.0.1"}); });
        QCOMPARE(attempt(throttle, {person(10), "x", "10.0.0.1"}).code(), v1::FAULT_CODE_UNSPECIFIED);
        QCOMPARE(attempt(throttle, {person(11), "x", "10.0.0.1"}).retry_after_ms(), 1000U);
        QCOMPARE(attempt(throttle, {person(11), "x", "::ffff:10.0.0.1"}).retry_after_ms(), 1000U);
        QCOMPARE(attempt(throttle, {person(11), "x", "10.0.0.2"}).code(), v1::FAULT_CODE_UNSPECIFIED);
        clock_->advance(1s);
        QCOMPARE(attempt(throttle, {person(12), "x", "10.0.0.1"}).code(), v1::FAULT_CODE_UNSPECIFIED);
        QCOMPARE(attempt(throttle, {person(13), "x", "10.0.0.1"}).retry_after_ms(), 2000U);
    }
    void addressKeys() {
        const auto key = &SignInThrottle::addressKey;
        QCOMPARE(key("192.0.2.7"), std::string{"192.0.2.7"});
        QCOMPARE(key("::ffff:192.0.2.7"), std::string{"192.0.2.7"});
        QCOMPARE(key("2001:db8:1:2:3:4:5:6"), key("2001:DB8:1:2::1"));
        QVERIFY(key("2001:db8:1:2::1") != key("2001:db8:1:3::1"));
        QCOMPARE(key("fe80::1%eth0"), key("fe80::1"));
        QVERIFY(key(std::string(5000, 'x')).size() < 100);
    }
    void memoryOfFailuresIsBounded() {
        Pauses pauses{*clock_, 0, 100};
        for (int n = 0; n < 1000; ++n) {
            clock_->advance(1ms);
            pauses.failed(std::to_string(n));
            QVERIFY(pauses.size() <= 100);
            QVERIFY(pauses.pause(std::to_string(n)));
        }
        QVERIFY(!pauses.pause("0"));
        pauses.takeBack("999");
        QVERIFY(!pauses.pause("999"));
        pauses.takeBack("999");
        pauses.forget("998");
        QVERIFY(!pauses.pause("998"));
        // All of one moment: still bounded, and the table is not emptied for one more.
        Pauses sudden{*clock_, 0, 100};
        for (int n = 0; n < 101; ++n)
            sudden.failed(std::to_string(n));
        QVERIFY(sudden.size() <= 100);
        QVERIFY(sudden.size() >= 70);
    }
};

QTEST_GUILESS_MAIN(AccountTest)
#include "account_test.moc"
