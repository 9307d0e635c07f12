#include "shared/schema/digest.h"

#include <QTest>
#include <algorithm>
#include <set>

#include "shared/base/random.h"

using namespace fieldfare;
using schema::Digest;

namespace {

struct Entry {
    std::string id;
    std::uint64_t feedSeq;
};

std::vector<Entry> someEntries(std::uint64_t seed, std::size_t count) {
    base::SeededRandom random{seed};
    std::vector<Entry> entries;
    for (std::size_t i = 0; i < count; ++i)
        entries.push_back({random.bytes(16), random.below(1U << 20U)});
    return entries;
}

Digest digestOf(const std::vector<Entry>& entries) {
    Digest digest;
    for (const auto& [id, feedSeq] : entries)
        digest.add(id, feedSeq);
    return digest;
}

}  // namespace

class DigestTest : public QObject {
    Q_OBJECT

  private slots:
    void theOrderDoesNotMatter() {
        auto entries = someEntries(1, 200);
        const auto digest = digestOf(entries);
        QCOMPARE(digest.count, 200U);
        std::reverse(entries.begin(), entries.end());
        QVERIFY(digestOf(entries) == digest);
        std::rotate(entries.begin(), entries.begin() + 77, entries.end());
        QVERIFY(digestOf(entries) == digest);
    }

    void removingUndoesAdding() {
        const auto entries = someEntries(2, 200);
        auto digest = digestOf(entries);
        for (std::size_t i = 100; i < 200; ++i)
            digest.remove(entries[i].id, entries[i].feedSeq);
        QVERIFY(digest == digestOf({entries.begin(), entries.begin() + 100}));
        for (std::size_t i = 0; i < 100; ++i)
            digest.remove(entries[i].id, entries[i].feedSeq);
        QVERIFY(digest == Digest{});
        // A sum that has wrapped below zero comes back, too.
        digest.remove(entries[0].id, entries[0].feedSeq);
        digest.add(entries[0].id, entries[0].feedSeq);
        QVERIFY(digest == Digest{});
    }

    void everyDifferenceShows() {
        const auto entries = someEntries(3, 50);
        const auto digest = digestOf(entries);
        for (std::size_t i = 0; i < entries.size(); ++i) {
            auto other = entries;
            ++other[i].feedSeq;
            QVERIFY(digestOf(other) != digest);
            other = entries;
            other[i].id[i % 16] = static_cast<char>(other[i].id[i % 16] ^ 1);
            QVERIFY(digestOf(other) != digest);
            other.erase(other.begin() + static_cast<std::ptrdiff_t>(i));
            QVERIFY(digestOf(other) != digest);
        }
        // Two records that swap their places in the feed are another set.
        auto swapped = entries;
        std::swap(swapped[0].feedSeq, swapped[1].feedSeq);
        QVERIFY(digestOf(swapped) != digest);
        swapped = entries;
        swapped[2] = swapped[3];
        QVERIFY(digestOf(swapped) != digest);
    }

    void neighboursDoNotCollide() {
        std::set<std::uint64_t> seen;
        for (char last = 0; last < 100; ++last)
            for (std::uint64_t seq = 0; seq < 100; ++seq)
                seen.insert(Digest::of(std::string(15, '\0') + last, seq));
        QCOMPARE(seen.size(), std::size_t{10'000});
        QVERIFY(Digest::of(std::string(8, 'a') + std::string(8, 'b'), 1) !=
                Digest::of(std::string(8, 'b') + std::string(8, 'a'), 1));
    }

    void masksDistinguishReadersOfTheSameRecords() {
        const auto digest = digestOf(someEntries(4, 30));
        QCOMPARE(digest.masked(0), digest.sum);
        QVERIFY(digest.masked(1) != digest.masked(0));
        QVERIFY(digest.masked(1) != digest.masked(2));
        QCOMPARE(Digest{}.masked(5), Digest{}.masked(0));
        // As if every record had carried the mask: what the server keeps once serves all readers.
        auto more = digest;
        more.add(std::string(16, 'x'), 9);
        QCOMPARE(more.masked(5) - digest.masked(5), Digest::of(std::string(16, 'x'), 9) + base::mix64(5));
    }

    /// Server and device compare them over years and versions.
    void valuesAreFixed() {
        const auto value = Digest::of("0123456789abcdef", 42);
        QCOMPARE(value, Digest::of(std::string{"0123456789abcdef"}, 42));
        QCOMPARE(value, 3726389643842311371U);
    }
};

QTEST_APPLESS_MAIN(DigestTest)
#include "digest_test.moc"
