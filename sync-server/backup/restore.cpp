#include "sync-server/backup/restore.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <ctime>

#include <unistd.h>

#include "shared/schema/fault.h"
#include "shared/storage/content_folder.h"
#include "shared/storage/file_trouble.h"
#include "shared/storage/growing_file.h"
#include "shared/storage/sqlite_database.h"
#include "sync-server/account/account_tables.h"
#include "sync-server/backup/backup.h"
#include "sync-server/backup/durable_file.h"
#include "sync-server/backup/replay.h"
#include "sync-server/storage/journal_file.h"
#include "sync-server/storage/meta_store.h"
#include "sync-server/storage/ownership.h"
#include "sync-server/storage/store_schema.h"
#include "sync-server/sync/organisation.h"

namespace fieldfare::server::backup {

namespace fs = std::filesystem;
using fieldfare::storage::ContentFolder;
using fieldfare::storage::GrowingFile;
using fieldfare::storage::SqliteDatabase;
using fieldfare::storage::SqliteOptions;
using fieldfare::storage::throwFileTrouble;
using fieldfare::storage::Transaction;
using schema::FaultError;
using storage::JournalFile;

namespace {

/// Throws for a folder that is somebody else's: what is in it is not to be mixed with a store.
void requireOurs(const fs::path& data) {
    if (!fs::exists(data))
        return;
    const auto isOurs = [](const fs::path& file) {
        constexpr std::array names{"store.sqlite", "lock",    "files",      "uploads",
                                   "edge",         "journal", "serve.port", "control.socket"};
        const auto name = file.filename().string();
        return std::any_of(names.begin(), names.end(),
                           [&](const char* one) { return name.starts_with(one); });
    };
    if (!fs::is_directory(data) ||
        (!fs::is_empty(data) && std::none_of(fs::directory_iterator{data}, fs::directory_iterator{}, isOurs)))
        throw FaultError{v1::CONTRADICTION, data.string() + " holds something else", "data"};
}

/// "20261122T194500Z"
std::string stampOf(const base::Clock& clock) {
    const auto seconds = static_cast<std::time_t>(
        std::chrono::floor<std::chrono::seconds>(clock.now()).time_since_epoch().count());
    std::tm parts{};
    ::gmtime_r(&seconds, &parts);
    std::array<char, 32> text{};
    const auto size = std::strftime(text.data(), text.size(), "%Y%m%dT%H%M%SZ", &parts);
    return {text.data(), size};
}

/// A name beside the file that nothing has yet.
fs::path asideOf(const fs::path& file, const base::Clock& clock) {
    const auto name = file.string() + ".before-" + stampOf(clock);
    auto aside = fs::path{name};
    for (int n = 2; fs::exists(aside); ++n)
        aside = name + "-" + std::to_string(n);
    return aside;
}

/// One restore; one use.
class Restoration {
  public:
    Restoration(const RestoreOptions& options, const base::Clock& clock, base::Random& random)
        : options_{options},
          clock_{clock},
          random_{random},
          made_{storeIn(options.data).string() + ".restoring"} {}

    RestoreResult run() {
        result_.backup = checkBackup(options_.from);
        requireOurs(options_.data);
        const bool isNew = !fs::exists(options_.data);
        {
            const storage::DataDirectory lock{options_.data, true};
            if (isNew)
                storage::giveToOwnerOf(fs::absolute(options_.data).parent_path(), options_.data);
            former_ = readFormerStore(options_.data, result_.backup.organisation);
            result_.couldReadFormer = former_.couldRead;
            copyStore();
            if (!options_.withoutJournal)
                since_ = readJournalSince(journalFolder(), result_.backup, durableInCopy(), former_);
            bringFilesBack();
            beginEpoch();
            exchangeStores();
            settleJournal();
        }
        finish();
        return std::move(result_);
    }

  private:
    [[nodiscard]] fs::path journalFolder() const {
        return options_.journal ? *options_.journal : JournalFile::folderOf(options_.data);
    }

    void copyStore() {
        for (const auto* end : {"", "-wal", "-shm", "-journal"})
            fs::remove(made_.string() + end);
        if (copyFile(storeIn(options_.from), made_) != result_.backup.storeSha256)
            throw FaultError{v1::UNREADABLE, "the store of the backup is not as it was made", "store"};
        storage::giveToOwnerOf(options_.data, made_);
    }

    /// The number up to which the journal surely had everything when the backup was made.
    [[nodiscard]] std::uint64_t durableInCopy() const {
        SqliteDatabase copy{made_};
        const Transaction transaction{copy};
        account::bringAccountTables(copy);  // an earlier program's store has no journal
        const auto pending = storage::JournalStore{copy}.pending();
        return pending.empty() ? result_.backup.journal : pending.front().number - 1;
    }

    void bringFilesBack() {
        const ContentFolder from{filesIn(options_.from)};
        const ContentFolder into{filesIn(options_.data)};
        from.forEach([&](const std::string& sha256) {
            if (into.has(sha256))
                return;
            if (GrowingFile{from.path(sha256)}.sha256() != sha256) {
                ++result_.filesDamaged;
                return;
            }
            const auto file = into.path(sha256);
            fieldfare::storage::makeFolder(file.parent_path());
            linkOrCopy(from.path(sha256), file);
            for (const auto& made : {into.folder(), file.parent_path(), file})
                storage::giveToOwnerOf(options_.data, made);
            fieldfare::storage::syncFolder(file.parent_path());
            ++result_.filesBroughtBack;
        });
        if (result_.filesBroughtBack != 0)
            fieldfare::storage::syncFolder(into.folder());
    }

    /// Its author's device sends again what is not here.
    void forgetLostFiles(SqliteDatabase& database) {
        const ContentFolder files{filesIn(options_.data)};
        std::vector<std::string> lost;
        {
            auto query = database.query("SELECT record, sha256 FROM file_received");
            while (query.step())
                if (!files.has(query.blob(1)))
                    lost.emplace_back(query.blob(0));
        }
        for (const auto& record : lost)
            database.run("DELETE FROM file_received WHERE record = $1", record);
        result_.filesAwaited = lost.size();
    }

    void beginEpoch() {
        SqliteDatabase database{made_};
        {
            Transaction transaction{database};
            storage::bringStoreTables(database);
            account::bringAccountTables(database);
            auto earlier = since_.restores;
            earlier.insert(earlier.end(), former_.restores.begin(), former_.restores.end());
            storage::RestoreStore{database}.begin(
                random_, earlier, former_.couldRead ? former_.epoch : since_.epoch,
                std::max(former_.seq, since_.highestSeq), base::epochMs(clock_.now()));
            storage::MetaStore{database}.set("restoring", "1");
            forgetLostFiles(database);
            transaction.commit();
        }
        // One plain file again, so that it can be renamed.
        database.raw().exec("PRAGMA journal_mode=DELETE");
    }

    /// From one moment to the next the new store is there instead of the old one, which has another name too.
    void exchangeStores() {
        syncFile(made_);
        const auto store = storeIn(options_.data);
        if (former_.isThere) {
            result_.keptAside = asideOf(store, clock_);
            if (::link(store.c_str(), result_.keptAside.c_str()) != 0)
                throwFileTrouble(result_.keptAside, errno);
            // Only a store that could not be opened still has one; it must not be taken for the new one's.
            if (fs::exists(store.string() + "-wal"))
                fs::rename(store.string() + "-wal", result_.keptAside.string() + "-wal");
            fs::remove(store.string() + "-shm");
        }
        moveTo(made_, store);
    }

    void settleJournal() {
        if (options_.journal)
            JournalFile::setFolder(options_.data, *options_.journal);
        if (options_.withoutJournal)
            putJournalAside();
    }

    void putJournalAside() {
        fs::path folder;
        try {
            folder = JournalFile::folderOf(options_.data);
        } catch (const FaultError&) {
            // The disk it was on is gone; the next one begins where there is none to mount.
            fs::remove(options_.data / "journal.folder");
            return;
        }
        const auto file = JournalFile::fileIn(folder);
        if (fs::exists(file))
            moveTo(file, asideOf(file, clock_));
    }

    void finish() {
        sync::Organisation organisation{options_.data, clock_, random_, {.readers = 1, .restoring = true}};
        if (options_.withoutJournal)
            closeDoors(organisation, result_);
        else
            replay(organisation, since_.entries, result_);
        finishRestore(organisation);
    }

    const RestoreOptions& options_;
    const base::Clock& clock_;
    base::Random& random_;
    const fs::path made_;  // the new store, until it takes the old one's place
    FormerStore former_;
    JournalSince since_;
    RestoreResult result_;
};

}  // namespace

RestoreResult restore(const RestoreOptions& options, const base::Clock& clock, base::Random& random) {
    return Restoration{options, clock, random}.run();
}

}  // namespace fieldfare::server::backup
