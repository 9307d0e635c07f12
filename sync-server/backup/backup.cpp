#include "sync-server/backup/backup.h"

#include <set>

#include <fcntl.h>
#include <unistd.h>

#include "shared/schema/fault.h"
#include "shared/storage/content_folder.h"
#include "shared/storage/growing_file.h"
#include "shared/storage/sqlite_database.h"
#include "sync-server/backup/durable_file.h"
#include "sync-server/backup/store_check.h"
#include "sync-server/storage/data_directory.h"

namespace fieldfare::server::backup {

namespace fs = std::filesystem;
using fieldfare::storage::ContentFolder;
using fieldfare::storage::GrowingFile;
using fieldfare::storage::SqliteDatabase;
using fieldfare::storage::SqliteOptions;
using fieldfare::storage::Transaction;
using schema::FaultError;

namespace {

/// The folder while it is filled: what is in it goes again unless all of it is there.
class NewFolder {
  public:
    explicit NewFolder(fs::path folder) : folder_{std::move(folder)} {
        std::error_code error;
        isNew_ = !fs::exists(folder_, error);
        if (!isNew_ && (!fs::is_directory(folder_) || !fs::is_empty(folder_)))
            throw FaultError{v1::ALREADY_EXISTS, folder_.string() + " is not empty", "to"};
        fieldfare::storage::makeFolder(folder_);
        fs::permissions(folder_, fs::perms::owner_all);
    }
    NewFolder(const NewFolder&) = delete;
    NewFolder& operator=(const NewFolder&) = delete;
    ~NewFolder() {
        if (kept_)
            return;
        std::error_code error;
        for (const auto* name : {"store.sqlite", "store.sqlite.part", "store.sqlite.part-journal",
                                 "manifest.json", "manifest.json.part"})
            fs::remove(folder_ / name, error);
        fs::remove_all(filesIn(folder_), error);
        if (isNew_)
            fs::remove(folder_, error);
    }
    void keep() { kept_ = true; }

  private:
    fs::path folder_;
    bool isNew_ = false;
    bool kept_ = false;
};

void copyStore(const fs::path& data, const fs::path& to) {
    const auto part = storeIn(to).string() + ".part";
    writeFile(part, {});  // mode 0600 from its beginning
    SqliteDatabase source{storeIn(data), SqliteOptions{.readOnly = true}};
    // One snapshot, so that the copy need not begin again with every commit.
    const Transaction snapshot{source, Transaction::Kind::Read};
    (void)source.query("SELECT 1 FROM meta LIMIT 1").step();
    source.copyTo(part);
    syncFile(part);
    moveTo(part, storeIn(to));
}

/// Which bytes the store says are there.
std::set<std::string> received(const fs::path& store) {
    SqliteDatabase database{store, SqliteOptions{.readOnly = true}};
    std::set<std::string> hashes;
    auto query = database.query("SELECT DISTINCT sha256 FROM file_received");
    while (query.step())
        hashes.emplace(query.blob(0));
    return hashes;
}

void copyFiles(const fs::path& data, const fs::path& to, Manifest& manifest) {
    const ContentFolder from{filesIn(data)};
    const ContentFolder into{filesIn(to)};
    std::set<fs::path> folders;
    for (const auto& sha256 : received(storeIn(to))) {
        if (!from.has(sha256)) {
            ++manifest.filesMissing;
            continue;
        }
        const auto file = into.path(sha256);
        fieldfare::storage::makeFolder(file.parent_path());
        linkOrCopy(from.path(sha256), file);
        folders.insert(file.parent_path());
        ++manifest.files;
    }
    if (!folders.empty())
        folders.insert(into.folder());
    for (const auto& folder : folders)
        fieldfare::storage::syncFolder(folder);
}

Manifest checkCopy(const fs::path& folder) {
    SqliteDatabase copy{storeIn(folder), SqliteOptions{.readOnly = true}};
    return checkStore(copy);
}

}  // namespace

Manifest makeBackup(const fs::path& data, const fs::path& to, bool withFiles, const base::Clock& clock) {
    NewFolder folder{to};
    const auto time = base::epochMs(clock.now());
    copyStore(data, to);
    auto manifest = checkCopy(to);
    manifest.time = time;
    manifest.withFiles = withFiles;
    if (withFiles)
        copyFiles(data, to, manifest);
    manifest.storeSha256 = GrowingFile{storeIn(to)}.sha256();
    writeFile(Manifest::fileIn(to), manifest.text());
    folder.keep();
    return manifest;
}

Manifest checkBackup(const fs::path& folder) {
    const GrowingFile file{Manifest::fileIn(folder)};
    if (file.size() == 0 || !fs::exists(storeIn(folder)))
        throw FaultError{v1::NOT_FOUND, "there is no backup in " + folder.string(), "from"};
    const auto manifest = Manifest::fromText(file.read(0, static_cast<std::size_t>(file.size())));
    if (GrowingFile{storeIn(folder)}.sha256() != manifest.storeSha256)
        throw FaultError{v1::UNREADABLE, "the store of the backup is not as it was made", "store"};
    auto found = checkCopy(folder);
    found.time = manifest.time;
    found.withFiles = manifest.withFiles;
    found.files = manifest.files;
    found.filesMissing = manifest.filesMissing;
    found.storeSha256 = manifest.storeSha256;
    if (found != manifest)
        throw FaultError{v1::UNREADABLE, "the store of the backup is not what its manifest says", "store"};
    return manifest;
}

}  // namespace fieldfare::server::backup
