#include "sync-server/backup/backup.h"

#include <atomic>
#include <thread>

#include "restore_site.h"
#include "shared/base/hash.h"
#include "shared/storage/content_folder.h"
#include "sync-server/storage/received_files.h"

using namespace fieldfare;
using namespace fieldfare::tests;

/// Backups, and what is none: what a restore refuses.
class BackupTest : public QObject, private RestoreSite {
    Q_OBJECT

  private slots:
    void init() { open(); }
    void cleanup() { site.reset(); }

    void aBackupBesideABusyServerIsOneMoment() {
        auto rita = site->client("rita");
        for (int i = 0; i < 300; ++i)
            (void)rita->create(customerOf("Acorn " + std::to_string(i)));
        (void)rita->sync();
        std::atomic<bool> stop = false;
        std::atomic<int> written = 0;
        std::thread busy{[&] {
            for (int i = 0; !stop; ++i) {
                v1::Unit unit;
                unit.set_name("U" + std::to_string(i));
                unit.set_superior_id(site->unit("Acme"));
                (void)make(unit);
                ++written;
            }
        }};
        while (written == 0)
            std::this_thread::yield();
        std::vector<backup::Manifest> made;
        for (const char* name : {"one", "two", "three"}) {
            made.push_back(backup::makeBackup(data, in(name), true, site->clock()));
            for (const int before = written; written == before;)
                std::this_thread::yield();
        }
        stop = true;
        busy.join();
        QVERIFY(made[0].seq < made[2].seq && made[2].seq <= seq());
        for (std::size_t i = 0; i < made.size(); ++i) {
            QVERIFY(backup::checkBackup(in(i == 0 ? "one" : i == 1 ? "two" : "three")) == made[i]);
            QCOMPARE(made[i].records.at("customer"), std::uint64_t{300});
        }
        QCOMPARE(modeOf(in("one")), 0700U);
        for (const char* name : {"store.sqlite", "manifest.json"})
            QCOMPARE(modeOf(in("one") / name), 0600U);
        // One plain file: 1 is a database without WAL (SQLite's file format, 1.3.3).
        QCOMPARE(contentOf(in("one") / "store.sqlite").substr(18, 2), (std::string{"\1\1", 2}));
        QCOMPARE(std::distance(fs::directory_iterator{in("one")}, {}), 2);
    }

    void aBackupGoesIntoANewFolder() {
        fs::create_directories(in("used"));
        writeFile(in("used") / "mine", "x");
        try {
            (void)backup::makeBackup(data, in("used"), true, site->clock());
            QFAIL("it was taken");
        } catch (const FaultError& error) {
            QCOMPARE(error.fault().code(), v1::ALREADY_EXISTS);
            QCOMPARE(error.fault().path(), std::string{"to"});
        }
        QCOMPARE(contentOf(in("used") / "mine"), std::string{"x"});
    }

    void aStoreThatContradictsItselfIsNoBackup_data() {
        QTest::addColumn<QString>("damage");
        QTest::newRow("digest") << "UPDATE scope_digest SET sum = sum + 1 WHERE scope = 1";
        QTest::newRow("count") << "DELETE FROM scope_digest WHERE scope = 1";
        QTest::newRow("feed") << "DELETE FROM feed WHERE seq = (SELECT max(seq) FROM feed)";
        QTest::newRow("record") << "DELETE FROM person WHERE id = (SELECT max(id) FROM person)";
        QTest::newRow("deleted") << "UPDATE person SET deleted = 5 WHERE id = (SELECT max(id) FROM person)";
    }
    void aStoreThatContradictsItselfIsNoBackup() {
        QFETCH(QString, damage);
        atWriter([&](Turn& turn) { turn.database.execute(damage.toStdString()); });
        try {
            (void)makeBackup();
            QFAIL("it was taken");
        } catch (const FaultError& error) {
            QCOMPARE(error.fault().code(), v1::UNREADABLE);
            QCOMPARE(error.fault().path(), std::string{"store"});
        }
        QVERIFY(!fs::exists(kept));
    }

    void aFlippedByteIsFound() {
        (void)makeBackup();
        for (const auto& file : {backup::Manifest::fileIn(kept), backup::storeIn(kept)}) {
            const auto whole = contentOf(file);
            const auto step = std::max<std::size_t>(1, whole.size() / 700);
            for (std::size_t at = 0; at < whole.size(); at += step) {
                auto damaged = whole;
                damaged[at] = static_cast<char>(damaged[at] ^ 4);
                writeFile(file, damaged);
                QVERIFY_THROWS_EXCEPTION(FaultError, (void)backup::checkBackup(kept));
            }
            writeFile(file, whole);
        }
        (void)backup::checkBackup(kept);
    }

    void filesComeBackOrAreAskedForAgain() {
        const auto put = [&](const std::string& content) {
            const auto sha256 = base::sha256(content);
            const storage::ContentFolder files{data / "files"};
            storage::makeFolder(files.path(sha256).parent_path());
            writeFile(files.path(sha256), content);
            atWriter([&](Turn& turn) {
                server::storage::ReceivedFiles{turn.database}.note(sha256.substr(0, 16), sha256, turn.now);
            });
            return sha256;
        };
        const auto intact = put("a shelf");
        const auto damaged = put("a shop window");
        const auto made = makeBackup();
        QCOMPARE(made.files, std::uint64_t{2});
        const storage::ContentFolder copies{kept / "files"};
        struct stat there {};
        QCOMPARE(::stat(copies.path(intact).c_str(), &there), 0);
        QCOMPARE(there.st_nlink, nlink_t{2});  // not a second time on the same disk

        site->reopen([&](const fs::path& folder) {
            fs::remove_all(folder / "files");
            writeFile(copies.path(damaged), "a shop w1ndow");
        });
        const auto result = restore();
        QCOMPARE(result.filesBroughtBack, std::uint64_t{1});
        QCOMPARE(result.filesDamaged, std::uint64_t{1});
        QCOMPARE(result.filesAwaited, std::uint64_t{1});
        const storage::ContentFolder files{data / "files"};
        QVERIFY(files.has(intact) && !files.has(damaged));
        QCOMPARE(site->number("SELECT count(*) FROM file_received"), 1);
    }

    void aBackupWithoutFilesAsksForThem() {
        atWriter([&](Turn& turn) {
            server::storage::ReceivedFiles{turn.database}.note(std::string(16, 'f'), base::sha256("x"), 1);
        });
        const auto made = backup::makeBackup(data, kept, false, site->clock());
        QVERIFY(!made.withFiles && !fs::exists(kept / "files"));
        QCOMPARE(restore().filesAwaited, std::uint64_t{1});
    }

    void refuses() {
        (void)makeBackup();
        // While it is open.
        try {
            (void)backup::restore(options(), site->clock(), site->random());
            QFAIL("it was restored");
        } catch (const FaultError& error) {
            QCOMPARE(error.fault().code(), v1::CONTRADICTION);
        }
        // A folder with something else in it, and what is no backup.
        fs::create_directories(in("home"));
        writeFile(in("home") / "letter", "x");
        auto wanted = options();
        wanted.data = in("home");
        QCOMPARE(faultOf(wanted).code(), v1::CONTRADICTION);
        QCOMPARE(std::distance(fs::directory_iterator{in("home")}, {}), 1);
        wanted = options();
        wanted.from = in("home");
        QCOMPARE(faultOf(wanted).code(), v1::NOT_FOUND);
        // Another organisation's directory, and its journal.
        const auto theirs = in("theirs");
        Organisation::make(theirs, "Other", "EUR", site->clock(), site->random());
        { const Organisation other{theirs, site->clock(), site->random()}; }
        const auto theirStore = contentOf(theirs / "store.sqlite");
        wanted = options();
        wanted.data = theirs;
        const auto fault = faultOf(wanted);
        QCOMPARE(fault.code(), v1::CONTRADICTION);
        QCOMPARE(fault.path(), std::string{"data"});
        QVERIFY(contentOf(theirs / "store.sqlite") == theirStore);
        wanted = options();
        wanted.journal = theirs / "journal";
        QCOMPARE(faultOf(wanted).code(), v1::CONTRADICTION);
        // A damaged one.
        const auto store = backup::storeIn(kept);
        auto bytes = contentOf(store);
        bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
        writeFile(store, bytes);
        const auto epoch = site->organisation().epoch();
        QCOMPARE(faultOf(options()).code(), v1::UNREADABLE);
        QCOMPARE(site->organisation().epoch(), epoch);
    }

    void aJournalThatLacksEntriesIsRefused() {
        (void)makeBackup();
        const auto file = data / "journal" / "journal";
        const auto begins = contentOf(file);
        const auto one = make(productOf("Seed"));
        const auto middle = contentOf(file);
        (void)make(productOf("Salt"));
        const auto whole = contentOf(file);
        // Without the entry in the middle; and an older copy.
        writeFile(in("journal"), begins + whole.substr(middle.size()));
        fs::create_directories(in("lacking"));
        fs::rename(in("journal"), in("lacking") / "journal");
        auto wanted = options();
        wanted.journal = in("lacking");
        auto fault = faultOf(wanted);
        QCOMPARE(fault.code(), v1::CONTRADICTION);
        QVERIFY2(fault.message().find("lacks the entries") != std::string::npos, fault.message().c_str());
        writeFile(in("lacking") / "journal", begins);
        QCOMPARE(faultOf(wanted).code(), v1::CONTRADICTION);
        // Damaged in the middle.
        auto damaged = whole;
        damaged[begins.size() + 20] = static_cast<char>(damaged[begins.size() + 20] ^ 1);
        writeFile(in("lacking") / "journal", damaged);
        fault = faultOf(wanted);
        QCOMPARE(fault.code(), v1::UNREADABLE);
        QVERIFY2(fault.message().find("at byte " + std::to_string(begins.size())) != std::string::npos,
                 fault.message().c_str());
        QVERIFY(site->stored<v1::Product>(one).has_name());
    }
};

QTEST_GUILESS_MAIN(BackupTest)
#include "backup_test.moc"
