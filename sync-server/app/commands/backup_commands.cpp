#include "shared/base/clock.h"
#include "shared/base/hex.h"
#include "shared/base/random.h"
#include "shared/base/uuid.h"
#include "shared/schema/fault.h"
#include "shared/storage/content_folder.h"
#include "sync-server/app/command_line.h"
#include "sync-server/app/commands/groups.h"
#include "sync-server/app/commands/output.h"
#include "sync-server/backup/backup.h"
#include "sync-server/backup/durable_file.h"
#include "sync-server/backup/restore.h"
#include "sync-server/storage/journal_file.h"
#include "sync-server/storage/ownership.h"

namespace fieldfare::server::app {

namespace fs = std::filesystem;
using nlohmann::ordered_json;
using schema::FaultError;
using storage::JournalFile;

namespace {

struct NewBackup {
    std::string to;
    bool withoutFiles = false;
};

struct Restoring {
    std::string from;
    std::string journal;
    bool withoutJournal = false;
};

std::uint64_t recordsIn(const backup::Manifest& manifest) {
    std::uint64_t records = 0;
    for (const auto& [type, count] : manifest.records)
        records += count;
    return records;
}

std::string countText(std::uint64_t count, const std::string& one, const std::string& several) {
    return std::to_string(count) + " " + (count == 1 ? one : several);
}

int makeBackup(CommandContext& context, const NewBackup& options) {
    const auto to = context.resolve(options.to);
    const auto& organisation = context.organisation;
    const auto made =
        backup::makeBackup(organisation.folder(), to, !options.withoutFiles, organisation.clock());
    std::string sentence = "backed up \"" + made.name + "\" as of " + timeText(made.time) + " into " +
                           to.string() + ": " + countText(recordsIn(made), "record", "records") + ", " +
                           (made.withFiles ? countText(made.files, "file", "files") : "no files") +
                           "; read whole and compared";
    if (made.filesMissing != 0)
        sentence += "\nmissing here, and so in the backup: " + countText(made.filesMissing, "file", "files");
    report(context,
           {{"to", to.string()},
            {"time", made.time},
            {"epoch", base::toHex(made.epoch)},
            {"seq", made.seq},
            {"journal", made.journal},
            {"records", recordsIn(made)},
            {"files", made.files},
            {"files_missing", made.filesMissing},
            {"store_sha256", base::toHex(made.storeSha256)}},
           sentence);
    return 0;
}

ordered_json jsonOf(const backup::RestoreResult& result, bool withJournal) {
    ordered_json unmade = ordered_json::array();
    for (const auto& one : result.unmade)
        unmade.push_back({{"time", one.time},
                          {"what", one.what},
                          {"code", schema::codeName(one.fault.code())},
                          {"message", one.fault.message()},
                          {"path", one.fault.path()}});
    return {{"organisation", base::idText(result.backup.organisation)},
            {"name", result.backup.name},
            {"backup_time", result.backup.time},
            {"kept_aside", result.keptAside.string()},
            {"read_former", result.couldReadFormer},
            {"with_journal", withJournal},
            {"account_changes", result.accountChanges},
            {"record_changes", result.recordChanges},
            {"waiting", result.waiting},
            {"unmade", std::move(unmade)},
            {"files_brought_back", result.filesBroughtBack},
            {"files_damaged", result.filesDamaged},
            {"files_awaited", result.filesAwaited},
            {"check", result.toCheck}};
}

std::string sentencesOf(const backup::RestoreResult& result, bool withJournal) {
    std::string text = "restored \"" + result.backup.name + "\" as of " + timeText(result.backup.time) +
                       ": " + countText(recordsIn(result.backup), "record", "records") + ", " +
                       countText(result.filesBroughtBack, "file", "files") + " brought back";
    const auto add = [&](const std::string& line) { text += "\n" + line; };
    if (!result.keptAside.empty())
        add("kept aside: " + result.keptAside.string() +
            (result.couldReadFormer ? "" : ", which could not be read"));
    if (withJournal)
        add("made again from the journal: " +
            countText(result.recordChanges, "change of a record", "changes of records") + ", " +
            countText(result.accountChanges, "change of an account", "changes of accounts"));
    if (result.waiting != 0)
        add("waiting until devices have offered what they belong to: " +
            countText(result.waiting, "change", "changes"));
    if (result.filesDamaged != 0)
        add("damaged in the backup, and left there: " + countText(result.filesDamaged, "file", "files"));
    if (result.filesAwaited != 0)
        add("asked of the devices again: " + countText(result.filesAwaited, "file", "files"));
    if (!result.unmade.empty())
        add("not made again; look whether they are still wanted:");
    for (const auto& one : result.unmade)
        add("  " + timeText(one.time) + "  " + one.what + ": " +
            std::string{schema::codeName(one.fault.code())} + ": " + one.fault.message() +
            (one.fault.path().empty() ? "" : " (" + one.fault.path() + ")"));
    if (!result.toCheck.empty())
        add("all sessions ended, enrolment codes are void, new devices get longer codes. Check, as of " +
            timeText(result.backup.time) + ":");
    for (const auto& one : result.toCheck)
        add("  " + one);
    add("devices offer again what they had sent, for 30 days; start the server with serve");
    return text;
}

int restore(LocalContext& context, const Restoring& options) {
    const base::SystemClock clock;
    base::SystemRandom random;
    backup::RestoreOptions wanted;
    wanted.data = context.data;
    wanted.from = options.from;
    if (!options.journal.empty())
        wanted.journal = options.journal;
    wanted.withoutJournal = options.withoutJournal;
    const auto result = backup::restore(wanted, clock, random);
    report(context, jsonOf(result, !options.withoutJournal), sentencesOf(result, !options.withoutJournal));
    return 0;
}

/// Copies first, so that there is a whole journal at any moment.
void moveJournal(const fs::path& data, const fs::path& to) {
    const storage::DataDirectory lock{data};
    const auto from = JournalFile::folderOf(data);
    if (JournalFile::exists(to))
        throw FaultError{v1::ALREADY_EXISTS, "there is a journal in " + to.string(), "to"};
    fieldfare::storage::makeFolder(to);
    const bool isThere = JournalFile::exists(from);
    if (isThere) {
        const auto part = JournalFile::fileIn(to).string() + ".part";
        (void)backup::copyFile(JournalFile::fileIn(from), part);
        storage::giveToOwnerOf(data, part);
        backup::moveTo(part, JournalFile::fileIn(to));
    }
    JournalFile::setFolder(data, to);
    if (isThere)
        fs::remove(JournalFile::fileIn(from));
}

int journal(LocalContext& context, const std::string& to) {
    if (!storage::DataDirectory::exists(context.data))
        throw FaultError{v1::NOT_FOUND, "there is no organisation in " + context.data.string(), "data"};
    if (!to.empty())
        moveJournal(context.data, fs::absolute(to));
    const auto folder = fs::absolute(JournalFile::folderOf(context.data)).string();
    report(context, {{"folder", folder}}, "the journal is in " + folder);
    return 0;
}

}  // namespace

void addBackupCommands(CommandLine& line) {
    const auto made = std::make_shared<NewBackup>();
    auto& backupApp = line.add(line.program(), "backup",
                               "Copies the organisation, beside the running server, and checks it",
                               [made](CommandContext& context) { return makeBackup(context, *made); });
    backupApp.add_option("--to", made->to, "a folder that is new or empty")->required()->type_name("FOLDER");
    backupApp.add_flag("--without-files", made->withoutFiles, "without photos and documents");

    const auto wanted = std::make_shared<Restoring>();
    auto& restoreApp = line.addLocal(line.program(), "restore", "Brings the organisation back from a backup",
                                     [wanted](LocalContext& context) { return restore(context, *wanted); });
    restoreApp.add_option("--from", wanted->from, "what backup made")->required()->type_name("FOLDER");
    auto* journalOption =
        restoreApp
            .add_option("--journal", wanted->journal, "where the journal is, and stays; unless: where it was")
            ->type_name("FOLDER");
    restoreApp
        .add_flag("--without-journal", wanted->withoutJournal,
                  "although changes at the server since the backup are lost")
        ->excludes(journalOption);

    const auto to = std::make_shared<std::string>();
    auto& journalApp =
        line.addLocal(line.program(), "journal",
                      "Says where changes made at the server are kept for a restore, or moves that",
                      [to](LocalContext& context) { return journal(context, *to); });
    journalApp.add_option("--to", *to, "the new folder, on another disk; while no server runs")
        ->type_name("FOLDER");
}

}  // namespace fieldfare::server::app
