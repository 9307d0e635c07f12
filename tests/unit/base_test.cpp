#include <QTest>
#include <cstring>
#include <set>
#include <thread>

#include "shared/base/base64.h"
#include "shared/base/compression.h"
#include "shared/base/hash.h"
#include "shared/base/hex.h"
#include "shared/base/hybrid_clock.h"
#include "shared/base/uuid.h"
#include "tests/support/manual_clock.h"

using namespace fieldfare;
using namespace fieldfare::base;
using namespace std::chrono_literals;
using tests::ManualClock;

namespace {

constexpr std::int64_t serverTime = 1'800'000'000'000;
constexpr auto tenYears = std::chrono::hours{24 * 3653};

/// A source that gives the numbers it was told to.
class ListedRandom final : public Random {
  public:
    explicit ListedRandom(std::vector<std::uint64_t> numbers) : numbers_{std::move(numbers)} {}
    void fill(std::span<std::uint8_t> out) override {
        std::memcpy(out.data(), &numbers_.at(next_++), out.size());
    }

  private:
    std::vector<std::uint64_t> numbers_;
    std::size_t next_ = 0;
};

std::int64_t msOf(const Uuid& id) {
    std::int64_t ms = 0;
    for (int i = 0; i < 6; ++i)
        ms = ms << 8 | static_cast<unsigned char>(id.bytes()[static_cast<std::size_t>(i)]);
    return ms;
}

}  // namespace

class BaseTest : public QObject {
    Q_OBJECT

  private slots:
    void hexGoesBothWays() {
        std::string all;
        for (int i = 0; i < 256; ++i)
            all += static_cast<char>(i);
        QCOMPARE(fromHex(toHex(all)).value(), all);
        QCOMPARE(toHex(std::string("\x00\x0f\xa0\xff", 4)), std::string{"000fa0ff"});
        QCOMPARE(fromHex("AbCd").value(), std::string("\xAB\xCD"));
        QCOMPARE(fromHex("").value(), std::string{});
        for (const char* bad : {"a", "abc", "0g", "g0", " 0", "0x", "--"})
            QVERIFY2(!fromHex(bad), bad);
    }

    void base64GoesBothWays() {
        // RFC 4648, section 10.
        const std::pair<const char*, const char*> vectors[] = {{"", ""},
                                                               {"f", "Zg=="},
                                                               {"fo", "Zm8="},
                                                               {"foo", "Zm9v"},
                                                               {"foob", "Zm9vYg=="},
                                                               {"fooba", "Zm9vYmE="},
                                                               {"foobar", "Zm9vYmFy"}};
        for (const auto& [bytes, text] : vectors) {
            QCOMPARE(toBase64(bytes), std::string{text});
            QCOMPARE(fromBase64(text).value(), std::string{bytes});
        }
        SeededRandom random{1};
        for (std::size_t size = 0; size < 100; ++size) {
            const auto bytes = random.bytes(size);
            QCOMPARE(fromBase64(toBase64(bytes)).value(), bytes);
        }
        for (const char* bad : {"Zg", "Zg=", "Zg===", "Zh==", "Zg==Zg==", " Zg==", "Zg==\n",
                                "Z===", "====", "=Zg=", "Zm9_", "Zm9v\nZm9v", "Zm9v    "})
            QVERIFY2(!fromBase64(bad), bad);
    }

    void hashesMatchThePublishedVectors() {
        // FIPS 180-4 examples.
        QCOMPARE(toHex(sha256("")),
                 std::string{"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"});
        QCOMPARE(toHex(sha256("abc")),
                 std::string{"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"});
        QCOMPARE(toHex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
                 std::string{"248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"});
        // RFC 4231, test cases 1, 2, 3 and 6.
        QCOMPARE(toHex(hmacSha256(std::string(20, '\x0b'), "Hi There")),
                 std::string{"b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"});
        QCOMPARE(toHex(hmacSha256("Jefe", "what do ya want for nothing?")),
                 std::string{"5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"});
        QCOMPARE(toHex(hmacSha256(std::string(20, '\xaa'), std::string(50, '\xdd'))),
                 std::string{"773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"});
        QCOMPARE(toHex(hmacSha256(std::string(131, '\xaa'),
                                  "Test Using Larger Than Block-Size Key - Hash Key First")),
                 std::string{"60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"});
        // Without key and bytes (Wikipedia's example), whatever the empty views point at.
        QCOMPARE(toHex(hmacSha256({}, {})),
                 std::string{"b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"});
    }

    void secretsCompare() {
        QVERIFY(equalSecrets("", {}));
        QVERIFY(equalSecrets("abc", "abc"));
        QVERIFY(!equalSecrets("abc", "abd"));
        QVERIFY(!equalSecrets("abc", "ab"));
    }

    void mixingSpreadsEveryBit() {
        // The first numbers of SplitMix64 from seed 1234567 (Vigna's reference).
        QCOMPARE(mix64(1234567), 6457827717110365317U);
        QCOMPARE(mix64(1234567 + 0x9E3779B97F4A7C15U), 3203168211198807973U);
    }

    void compressionGoesBothWaysWithinTheLimit() {
        SeededRandom random{2};
        for (const std::size_t size : {0U, 1U, 100U, 100'000U}) {
            const auto bytes = random.bytes(size);
            QVERIFY(decompress(compress(bytes), size) == bytes);
        }
        const std::string zeroes(1'000'000, '\0');
        const auto small = compress(zeroes);
        QVERIFY(small.size() < 1000);
        QVERIFY(decompress(small, zeroes.size()) == zeroes);
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, (void)decompress(small, zeroes.size() - 1));
        QVERIFY_THROWS_EXCEPTION(std::runtime_error,
                                 (void)decompress(small.substr(0, small.size() - 1), zeroes.size()));
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, (void)decompress("no frame", 100));
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, (void)decompress("", 100));
    }

    void uuidsHaveVersionSevensForm() {
        ManualClock clock{fromEpochMs(0x0190'A5B2'C3D4)};
        SeededRandom random{3};
        UuidSource source{clock, random};
        for (int i = 0; i < 1000; ++i) {
            const auto text = source.next().text();
            QCOMPARE(text.size(), std::size_t{36});
            QCOMPARE(text.substr(0, 15), std::string{"0190a5b2-c3d4-7"});
            QVERIFY(std::string_view{"89ab"}.find(text[19]) != std::string_view::npos);
            clock.setWall(fromEpochMs(0x0190'A5B2'C3D4));
        }
    }

    void uuidsAscend() {
        ManualClock clock;
        SeededRandom random{4};
        UuidSource source{clock, random};
        Uuid last;
        const auto ascends = [&](int count) {
            for (int i = 0; i < count; ++i) {
                const auto id = source.next();
                if (!(last < id) || !(last.bytes() < id.bytes()) || !(last.text() < id.text()))
                    return false;
                last = id;
            }
            return true;
        };
        QVERIFY(ascends(10'000));  // more than the 4096 of one millisecond
        clock.setWall(clock.now() - 1h);
        QVERIFY(ascends(10));
        clock.setWall(clock.now() - tenYears);
        QVERIFY(ascends(10));
        clock.advance(tenYears + 2h);
        QVERIFY(ascends(10));
        QCOMPARE(msOf(last), epochMs(clock.now()));
    }

    /// A machine whose clock stands before 1970 must not give out the ids of the year 10889 from then on.
    void uuidsRecoverFromAClockBefore1970() {
        ManualClock clock{fromEpochMs(-1)};
        SeededRandom random{5};
        UuidSource source{clock, random};
        const auto first = source.next();
        clock.setWall(fromEpochMs(serverTime));
        const auto second = source.next();
        QVERIFY(first < second);
        QCOMPARE(msOf(second), serverTime);
    }

    void uuidsDifferBetweenSourcesOfOneMoment() {
        ManualClock clock;
        SystemRandom random;
        std::set<Uuid> ids;
        for (int i = 0; i < 1000; ++i) {
            UuidSource source{clock, random};
            QVERIFY(ids.insert(source.next()).second);
        }
    }

    void uuidsOfSeveralThreadsDiffer() {
        ManualClock clock;
        SeededRandom random{6};
        UuidSource source{clock, random};
        std::vector<std::vector<Uuid>> made(4);
        std::vector<std::thread> threads;
        for (auto& mine : made)
            threads.emplace_back([&source, &mine] {
                for (int i = 0; i < 2000; ++i)
                    mine.push_back(source.next());
            });
        for (auto& thread : threads)
            thread.join();
        std::set<Uuid> all;
        for (const auto& mine : made) {
            QVERIFY(std::is_sorted(mine.begin(), mine.end()));
            all.insert(mine.begin(), mine.end());
        }
        QCOMPARE(all.size(), std::size_t{8000});
    }

    void uuidTextGoesBothWays() {
        SeededRandom random{7};
        for (int i = 0; i < 100; ++i) {
            const auto id = Uuid::fromBytes(random.bytes(16)).value();
            QVERIFY(Uuid::fromText(id.text()) == id);
            QVERIFY(Uuid::fromBytes(id.bytes()) == id);
            QCOMPARE(idText(id.bytes()), id.text());
        }
        const auto capitals = Uuid::fromText("0190A5B2-0000-7000-8000-00000000ABCD");
        QCOMPARE(capitals->text(), std::string{"0190a5b2-0000-7000-8000-00000000abcd"});
        QVERIFY(Uuid{}.isNil());
        QCOMPARE(Uuid{}.text(), std::string{"00000000-0000-0000-0000-000000000000"});
        for (const char* bad :
             {"", "0190a5b2", "0190a5b200007000800000000000abcd", "0190a5b2-0000-7000-8000-00000000abc",
              "0190a5b2-0000-7000-8000-00000000abcde", "0190a5b2-0000-7000-8000-00000000abcg",
              "0190a5b2-0000-7000-80000-0000000abcd", "{190a5b2-0000-7000-8000-00000000abc}",
              "0190a5b2-0000-7000-8000-00000000-bcd", "------------------------------------"})
            QVERIFY2(!Uuid::fromText(bad), bad);
        QVERIFY(!Uuid::fromBytes(""));
        QVERIFY(!Uuid::fromBytes(std::string(15, 'x')));
        QVERIFY(!Uuid::fromBytes(std::string(17, 'x')));
        QCOMPARE(idText("ab"), std::string{"6162"});
    }

    void seedsReproduceRandomness() {
        SeededRandom a{42};
        SeededRandom b{42};
        SeededRandom c{43};
        const auto bytes = a.bytes(100);
        QCOMPARE(b.bytes(100), bytes);
        QVERIFY(c.bytes(100) != bytes);
        // The standard fixes the engine: the ten thousandth number of mt19937_64 from its default seed.
        SeededRandom engine{5489};
        std::uint64_t last = 0;
        for (int i = 0; i < 10'000; ++i)
            last = engine.next();
        QCOMPARE(last, 9981545732273789042U);
    }

    void systemRandomIsNotConstant() {
        SystemRandom random;
        QVERIFY(random.bytes(32) != random.bytes(32));
        QCOMPARE(random.bytes(0), std::string{});
    }

    void belowIsUniform() {
        SeededRandom random{8};
        for (const std::uint64_t bound : {1U, 2U, 3U, 7U, 10U}) {
            std::vector<int> seen(bound);
            constexpr int draws = 70'000;
            for (int i = 0; i < draws; ++i)
                ++seen.at(random.below(bound));
            for (const int count : seen) {
                const double expected = static_cast<double>(draws) / static_cast<double>(bound);
                QVERIFY(std::abs(count - expected) < 6 * std::sqrt(expected) + 1);
            }
        }
        for (int i = 0; i < 1000; ++i)
            QVERIFY(random.below((1ULL << 63U) + 1) <= 1ULL << 63U);
    }

    void belowRejectsTheIncompleteInterval() {
        // 2^64 mod 10 is 6: the numbers 0 to 5 would make the remainders 0 to 5 likelier.
        ListedRandom random{{0, 5, 6, 27}};
        QCOMPARE(random.below(10), 6U);
        QCOMPARE(random.below(10), 7U);
    }

    void hybridTimesHoldMillisecondsAndCounter() {
        QCOMPARE(hybridMs(hybridTime(serverTime, 77)), serverTime);
        QVERIFY(hybridTime(serverTime, 0xFFFF) < hybridTime(serverTime + 1));
        QVERIFY(hybridTime(serverTime, 1) > hybridTime(serverTime));
        QCOMPARE(hybridTime(-5, 3), HybridTime{3});
    }

    void theWallClockDoesNotMatter() {
        ManualClock clock;
        HybridClock hybrid{clock};
        hybrid.heard(serverTime);
        for (const auto wrong : {tenYears, -tenYears, -2 * tenYears, std::chrono::hours{1}}) {
            clock.setWall(clock.now() + wrong);
            QCOMPARE(hybrid.serverNow(), serverTime);
        }
        clock.advance(1500ms);
        QCOMPARE(hybrid.serverNow(), serverTime + 1500);
        QCOMPARE(hybridMs(hybrid.next()), serverTime + 1500);
    }

    void timesAscendWhileTheWallClockRunsBackwards() {
        ManualClock clock;
        HybridClock hybrid{clock};
        hybrid.heard(serverTime);
        HybridTime last = 0;
        for (int i = 0; i < 1000; ++i) {
            clock.advance(1ms);
            clock.setWall(clock.now() - 1h);
            const auto time = hybrid.next();
            QVERIFY(time > last);
            QCOMPARE(hybridMs(time), serverTime + i + 1);
            last = time;
        }
        for (int i = 0; i < 100'000; ++i) {  // more than a counter of one millisecond holds
            const auto time = hybrid.next();
            QVERIFY(time > last);
            last = time;
        }
        hybrid.heard(serverTime);  // the server's clock, too, may be set back a little
        QVERIFY(hybrid.next() > last);
    }

    void timesPassTheValuesTheyReplace() {
        ManualClock clock;
        HybridClock hybrid{clock};
        hybrid.heard(serverTime);
        const auto theirs = hybridTime(serverTime + 3000, 9);
        QVERIFY(hybrid.next(theirs) > theirs);
        QVERIFY(hybrid.next() > theirs);
        QCOMPARE(hybridMs(hybrid.next(hybridTime(serverTime - 3000))), serverTime + 3000);
    }

    void aRestartedProgramGoesOn() {
        ManualClock clock;
        HybridClock before{clock};
        before.heard(serverTime);
        const auto last = before.next(hybridTime(serverTime + 500));
        clock.advance(200ms);
        clock.setWall(clock.now() - tenYears);
        HybridClock after{clock, before.state()};
        QCOMPARE(after.serverNow(), serverTime + 200);
        QVERIFY(after.next() > last);
    }

    void overARebootTheWallClockTellsHowLong() {
        ManualClock clock;
        HybridClock before{clock};
        before.heard(serverTime);
        clock.advance(10s);
        clock.reboot();
        clock.advance(1h);
        QCOMPARE((HybridClock{clock, before.state()}.serverNow()), serverTime + 3'610'000);
        // Set back meanwhile, it tells nothing; the last answer still holds.
        clock.setWall(clock.now() - tenYears);
        HybridClock after{clock, before.state()};
        QCOMPARE(after.serverNow(), serverTime);
        // The next answer settles it.
        after.heard(serverTime + 4'000'000);
        clock.advance(1s);
        QCOMPARE(after.serverNow(), serverTime + 4'001'000);
    }

    /// A phone that booted with a wall clock ten years ahead guesses wrong until it hears the server; its
    /// edits after that must not count as the future's.
    void anAnswerEndsAWrongGuess() {
        ManualClock clock;
        HybridClock before{clock};
        before.heard(serverTime);
        clock.reboot();
        clock.setWall(clock.now() + tenYears);
        HybridClock hybrid{clock, before.state()};
        QVERIFY(hybridMs(hybrid.next()) > serverTime + 300'000'000'000);
        hybrid.heard(serverTime + 60'000);
        const auto time = hybrid.next();
        QCOMPARE(hybridMs(time), serverTime + 60'000);
        QVERIFY(hybrid.next() > time);
    }

    void beforeTheFirstAnswerThereIsOnlyTheWallClock() {
        ManualClock clock;
        HybridClock hybrid{clock};
        QCOMPARE(hybrid.serverNow(), epochMs(clock.now()));
        QVERIFY(hybrid.next() < hybrid.next());
    }

    void claimedTimesAreClamped() {
        const auto early = serverTime - 5000;
        const auto late = serverTime;
        const auto within = hybridTime(serverTime - 1000, 12);
        QCOMPARE(clampEditTime(within, early, late), within);
        QCOMPARE(clampEditTime(0, early, late), hybridTime(early));
        QCOMPARE(clampEditTime(hybridTime(early, 5), early, late), hybridTime(early, 5));
        QCOMPARE(hybridMs(clampEditTime(hybridTime(late + 1), early, late)), late);
        QCOMPARE(clampEditTime(hybridTime(late, 3), early, late), hybridTime(late, 3));
        QCOMPARE(hybridMs(clampEditTime(~HybridTime{0}, early, late)), late);
        // An answer that claims to be later than the receipt does not make the limits cross.
        QCOMPARE(hybridMs(clampEditTime(0, late + 10, late)), late);
    }

    void theMachinesClocksRun() {
        SystemClock clock;
        QVERIFY(epochMs(clock.now()) > 1'700'000'000'000);
        const auto before = clock.sinceBoot();
        QVERIFY(before.count() > 0);
        QVERIFY(clock.sinceBoot() >= before);
        QCOMPARE(clock.bootId(), SystemClock{}.bootId());
    }
};

QTEST_APPLESS_MAIN(BaseTest)
#include "base_test.moc"
