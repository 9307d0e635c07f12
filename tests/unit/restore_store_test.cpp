#include "sync-server/storage/restore_store.h"

#include <QTemporaryDir>
#include <QTest>

#include "shared/storage/sqlite_database.h"
#include "sync-server/storage/meta_store.h"
#include "sync-server/storage/store_schema.h"

using namespace fieldfare;
using server::storage::isLost;
using server::storage::MetaStore;
using server::storage::Restored;
using server::storage::RestoreStore;
using storage::SqliteDatabase;

namespace {

constexpr std::uint64_t stride = std::uint64_t{1} << 40U;

const Restored* of(const std::vector<Restored>& all, const std::string& epoch) {
    for (const auto& one : all)
        if (one.epoch == epoch)
            return &one;
    return nullptr;
}

}  // namespace

/// Stores that come from one backup, made at seq 100 of the epoch "first".
class RestoreStoreTest : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    base::SeededRandom random_{7};
    int made_ = 0;

    std::unique_ptr<SqliteDatabase> backup() {
        auto database = std::make_unique<SqliteDatabase>(
            folder_.filePath(QString::number(++made_)).toStdString(), storage::SqliteOptions{});
        server::storage::bringStoreTables(*database);
        MetaStore meta{*database};
        meta.set("epoch", "first");
        meta.setNumber("seq", 100);
        return database;
    }
    static std::string epochOf(SqliteDatabase& database) { return MetaStore{database}.get("epoch"); }
    static std::uint64_t seqOf(SqliteDatabase& database) { return MetaStore{database}.number("seq"); }

  private slots:
    void seqsGoOnAtTheNextMultiple() {
        const auto store = backup();
        RestoreStore{*store}.begin(random_, {}, {}, 150, 1'000);
        QCOMPARE(seqOf(*store) + 1, stride);
        QVERIFY(epochOf(*store) != "first");
        QCOMPARE(epochOf(*store).size(), std::size_t{16});
        const auto all = RestoreStore{*store}.all();
        QCOMPARE(all.size(), std::size_t{1});
        QCOMPARE(all[0].epoch, std::string{"first"});
        QCOMPARE(all[0].lostFirst, std::uint64_t{101});
        QCOMPARE(all[0].lostLast, stride - 1);
        QCOMPARE(all[0].at, std::int64_t{1'000});
        QVERIFY(!isLost(all, 100));
        QVERIFY(isLost(all, 101) && isLost(all, 150) && isLost(all, stride - 1));
        QVERIFY(!isLost(all, stride));
    }

    void aSecondRestoreCoversBothHistories() {
        const auto once = backup();
        RestoreStore{*once}.begin(random_, {}, {}, 150, 1'000);
        const auto second = epochOf(*once);
        const auto reached = stride + 20;  // given in it

        const auto twice = backup();
        RestoreStore{*twice}.begin(random_, RestoreStore{*once}.all(), second, reached, 2'000);
        QVERIFY(epochOf(*twice) != second && epochOf(*twice) != "first");
        QCOMPARE(seqOf(*twice) + 1, 2 * stride);
        const auto all = RestoreStore{*twice}.all();
        QCOMPARE(all.size(), std::size_t{2});
        for (const auto& epoch : {std::string{"first"}, second}) {
            QVERIFY(of(all, epoch) != nullptr);
            QCOMPARE(of(all, epoch)->lostFirst, std::uint64_t{101});
            QCOMPARE(of(all, epoch)->lostLast, 2 * stride - 1);
        }
        QVERIFY(isLost(all, 150) && isLost(all, reached) && !isLost(all, 2 * stride));
    }

    void aThirdOneCoversThoseBetween() {
        const auto once = backup();
        RestoreStore{*once}.begin(random_, {}, {}, 150, 1'000);
        const auto second = epochOf(*once);
        const auto twice = backup();
        RestoreStore{*twice}.begin(random_, RestoreStore{*once}.all(), second, stride + 20, 2'000);
        const auto thrice = backup();
        RestoreStore{*thrice}.begin(random_, RestoreStore{*twice}.all(), epochOf(*twice), 2 * stride + 5,
                                    3'000);
        const auto all = RestoreStore{*thrice}.all();
        QCOMPARE(all.size(), std::size_t{3});
        for (const auto& epoch : {std::string{"first"}, second, epochOf(*twice)}) {
            QVERIFY(of(all, epoch) != nullptr);
            QCOMPARE(of(all, epoch)->lostFirst, std::uint64_t{101});
            QCOMPARE(of(all, epoch)->lostLast, 3 * stride - 1);
        }
    }

    /// The backup was made in the history that the first restore began: what that lost stays lost, and what
    /// it gave up to the backup is there.
    void aBackupFromAfterARestoreKeepsIt() {
        const auto store = backup();
        RestoreStore{*store}.begin(random_, {}, {}, 150, 1'000);
        const auto second = epochOf(*store);
        MetaStore{*store}.setNumber("seq", stride + 30);
        RestoreStore{*store}.begin(random_, RestoreStore{*store}.all(), second, stride + 90, 2'000);
        const auto all = RestoreStore{*store}.all();
        QCOMPARE(all.size(), std::size_t{2});
        QCOMPARE(of(all, "first")->lostLast, stride - 1);
        QCOMPARE(of(all, second)->lostFirst, stride + 31);
        QVERIFY(isLost(all, 150) && !isLost(all, stride + 30) && isLost(all, stride + 31));
        QCOMPARE(seqOf(*store) + 1, 2 * stride);
    }
};

QTEST_GUILESS_MAIN(RestoreStoreTest)
#include "restore_store_test.moc"
