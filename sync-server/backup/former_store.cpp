#include "sync-server/backup/former_store.h"

#include "shared/schema/fault.h"
#include "shared/storage/sqlite_database.h"
#include "sync-server/account/account_tables.h"
#include "sync-server/backup/backup.h"
#include "sync-server/storage/meta_store.h"
#include "sync-server/storage/store_schema.h"
#include "sync-server/sync/organisation.h"

namespace fieldfare::server::backup {

using fieldfare::storage::SqliteDatabase;
using fieldfare::storage::StorageError;
using fieldfare::storage::Transaction;

FormerStore readFormerStore(const std::filesystem::path& data, const std::string& organisation) {
    FormerStore former;
    former.isThere = std::filesystem::exists(storeIn(data));
    if (!former.isThere)
        return former;
    try {
        SqliteDatabase database{storeIn(data)};
        // Of an earlier version it may lack tables; they are undone with the transaction.
        const Transaction transaction{database};
        storage::bringStoreTables(database);
        account::bringAccountTables(database);
        const auto found = sync::organisationId(database);
        if (!found.empty() && found != organisation)
            throw schema::FaultError{
                v1::CONTRADICTION, data.string() + " holds another organisation; restore into another folder",
                "data"};
        storage::MetaStore meta{database};
        former.epoch = meta.get("epoch");
        former.seq = meta.number("seq");
        former.restores = storage::RestoreStore{database}.all();
        storage::JournalStore journal{database};
        former.journal = journal.last();
        former.pending = journal.pending();
        former.couldRead = !found.empty() && !former.epoch.empty();
    } catch (const StorageError&) {
        return {.isThere = true};
    }
    return former.couldRead ? former : FormerStore{.isThere = true};
}

}  // namespace fieldfare::server::backup
