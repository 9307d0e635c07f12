#include "sync-server/sync/organisation.h"

#include "shared/rules/record_rules.h"
#include "shared/schema/fault.h"
#include "shared/schema/schema.h"
#include "sync-server/account/account_tables.h"
#include "sync-server/storage/meta_store.h"
#include "sync-server/storage/store_schema.h"
#include "sync-server/sync/server_edit.h"

namespace fieldfare::server::sync {

using schema::Schema;
using storage::DataDirectory;
using storage::MetaStore;

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
    epoch_ = MetaStore{*database}.get("epoch");
    history_ = History{storage::RestoreStore{*database}.all()};
    writer_ = std::make_unique<Writer>(
        std::move(database), clock, random, directories_,
        [this](const News& news) { waiting_.announce(news); },
        running.readers == 0 ? RunBy::Owner : RunBy::Threads, std::move(running.diskFailed));
    readers_ = std::make_unique<ReaderPool>(running.readers, [this] { return directory_.openReader(); });
}

Organisation::~Organisation() {
    waiting_.close();
    // Its last answers are read by readers that are still there.
    writer_->stop();
}

}  // namespace fieldfare::server::sync
