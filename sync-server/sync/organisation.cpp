#include "sync-server/sync/organisation.h"

#include <spdlog/spdlog.h>

#include "shared/rules/record_rules.h"
#include "shared/schema/fault.h"
#include "shared/schema/schema.h"
#include "shared/storage/record_columns.h"
#include "sync-server/account/account_tables.h"
#include "sync-server/storage/meta_store.h"
#include "sync-server/storage/store_schema.h"
#include "sync-server/sync/server_edit.h"

namespace fieldfare::server::sync {

using schema::Schema;
using storage::DataDirectory;
using storage::JournalFile;
using storage::JournalStore;
using storage::MetaStore;

namespace {

std::unique_ptr<storage::Journal> openJournal(const std::filesystem::path& data,
                                              fieldfare::storage::Database& database, bool restoring) {
    JournalStore noted{database};
    const auto last = noted.last();
    const auto pending = noted.pending();
    const auto durable = pending.empty() ? last : pending.front().number - 1;
    auto file = std::make_unique<JournalFile>(JournalFile::folderOf(data), organisationId(database), durable);
    if (file->last() < durable)
        spdlog::warn("the journal lacks entries up to {}: backups from before cannot be restored with it",
                     durable);
    if (file->last() > last && !restoring)
        throw schema::FaultError{v1::CONTRADICTION,
                                 "the journal knows of changes that the store does not have: it is an older "
                                 "copy; bring it back with the command restore",
                                 "journal"};
    return file;
}

}  // namespace

std::string organisationId(fieldfare::storage::Database& database) {
    auto query = database.query("SELECT id FROM " +
                                fieldfare::storage::tableName(Schema::of<v1::Organisation>()) + " LIMIT 1");
    return query.step() ? std::string{query.blob(0)} : std::string{};
}

void Organisation::make(const std::filesystem::path& folder, const std::string& name,
                        const std::string& currency, const base::Clock& clock, base::Random& random) {
    if (DataDirectory::exists(folder))
        throw schema::FaultError{v1::ALREADY_EXISTS, "there is an organisation in " + folder.string()};
    const DataDirectory directory{folder, true};
    auto database = directory.openWriter();
    fieldfare::storage::Transaction transaction{*database};
    storage::bringStoreTables(*database);
    account::bringAccountTables(*database);
    MetaStore meta{*database};
    meta.set("epoch", random.bytes(16));
    meta.set("secret", random.bytes(32));

    storage::ScopeTable scopes{*database};
    SeqSource seqs{0};
    base::UuidSource ids{clock, random};
    DirectoryCache directories;
    const std::string secret;
    News news;  // nobody waits yet
    Turn turn{*database,
              scopes,
              seqs,
              news,
              [&] { return directories.at(*database); },
              ids,
              random,
              secret,
              base::epochMs(clock.now())};
    ServerEdit edit{turn};
    (void)edit.create(Schema::of<v1::Organisation>(), {}, rules::defaultOrganisation(name, currency));
    v1::Unit root;
    root.set_name(name);
    (void)edit.create(Schema::of<v1::Unit>(), {}, root);
    edit.save();
    meta.setNumber("seq", seqs.last());
    transaction.commit();
}

Organisation::Organisation(const std::filesystem::path& folder, const base::Clock& clock,
                           base::Random& random, Running running)
    : directory_{folder},
      clock_{clock},
      random_{random},
      pageBytes_{running.pageBytes},
      waiting_{clock, running.waiting,
               running.readers == 0 ? WaitingRoom::KeptBy::Owner : WaitingRoom::KeptBy::Thread} {
    auto database = directory_.openWriter();
    {
        fieldfare::storage::Transaction transaction{*database};
        storage::bringStoreTables(*database);
        account::bringAccountTables(*database);
        transaction.commit();
    }
    if (!running.restoring && !MetaStore{*database}.get("restoring").empty())
        throw schema::FaultError{v1::CONTRADICTION,
                                 "a restore into " + folder.string() + " was not finished: run it again"};
    if (running.journal == nullptr)
        journalFile_ = openJournal(folder, *database, running.restoring);
    epoch_ = MetaStore{*database}.get("epoch");
    history_ = History{storage::RestoreStore{*database}.all()};
    writer_ = std::make_unique<Writer>(
        std::move(database), running.journal == nullptr ? *journalFile_ : *running.journal, clock, random,
        directories_, [this](const News& news) { waiting_.announce(news); },
        running.readers == 0 ? RunBy::Owner : RunBy::Threads, std::move(running.diskFailed));
    readers_ = std::make_unique<ReaderPool>(running.readers, [this] { return directory_.openReader(); });
}

Organisation::~Organisation() {
    waiting_.close();
    // Its last answers are read by readers that are still there.
    writer_->stop();
}

}  // namespace fieldfare::server::sync
