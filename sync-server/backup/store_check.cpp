#include "sync-server/backup/store_check.h"

#include <set>

#include "shared/schema/digest.h"
#include "shared/schema/fault.h"
#include "shared/schema/schema.h"
#include "shared/storage/record_columns.h"
#include "sync-server/storage/journal_store.h"
#include "sync-server/storage/meta_store.h"
#include "sync-server/storage/record_store.h"
#include "sync-server/sync/organisation.h"

namespace fieldfare::server::backup {

using fieldfare::storage::Database;
using fieldfare::storage::StorageError;
using fieldfare::storage::tableName;
using schema::Digest;
using schema::FaultError;
using schema::RecordType;
using schema::Schema;

namespace {

/// By scope number and type.
using Digests = std::map<std::pair<std::uint32_t, std::uint32_t>, Digest>;

[[noreturn]] void refuse(const std::string& what) {
    throw FaultError{v1::UNREADABLE, what, "store"};
}

void requireSound(Database& database) {
    auto query = database.query("PRAGMA integrity_check");
    const std::string said{query.step() ? query.text(0) : "nothing"};
    if (said != "ok")
        refuse("the store is damaged: " + said);
}

Digests computed(Database& database) {
    Digests digests;
    auto query = database.query("SELECT scope, type, id, seq FROM feed WHERE removed = 0");
    while (query.step())
        digests[{static_cast<std::uint32_t>(query.integer(0)), static_cast<std::uint32_t>(query.integer(1))}]
            .add(query.blob(2), query.unsignedInteger(3));
    return digests;
}

Digests kept(Database& database) {
    Digests digests;
    auto query = database.query("SELECT scope, type, count, sum FROM scope_digest WHERE count <> 0");
    while (query.step())
        digests[{static_cast<std::uint32_t>(query.integer(0)),
                 static_cast<std::uint32_t>(query.integer(1))}] = {query.unsignedInteger(2),
                                                                   query.unsignedInteger(3)};
    return digests;
}

void compare(const Digests& feeds, const Digests& digests) {
    auto all = feeds;
    all.insert(digests.begin(), digests.end());
    for (const auto& [key, ignored] : all) {
        const auto at = feeds.find(key);
        const auto of = digests.find(key);
        if (at == feeds.end() || of == digests.end() || at->second != of->second)
            refuse("count or digest of scope " + std::to_string(key.first) + ", type " +
                   std::to_string(key.second) + ", are not those of its feed");
    }
}

void requireRecords(Database& database, const RecordType& type) {
    auto query = database.query(
        "SELECT count(*) FROM feed WHERE type = $1 AND removed = 0 AND NOT EXISTS "
        "(SELECT 1 FROM " +
            tableName(type) + " r WHERE r.id = feed.id AND r.deleted = 0)",
        type.number());
    query.step();
    if (query.integer(0) != 0)
        refuse(std::to_string(query.integer(0)) + " records of type " + type.name() +
               " stand in a feed and are not there");
}

std::uint64_t living(Database& database, const RecordType& type) {
    auto query = database.query("SELECT count(*) FROM " + tableName(type) + " WHERE deleted = 0");
    query.step();
    return query.unsignedInteger(0);
}

bool hasTable(Database& database, const std::string& name) {
    return database
        .query("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = $1",
               fieldfare::storage::Text{name})
        .step();
}

std::string nameOf(Database& database, const std::string& organisation) {
    storage::RecordStore store{database};
    const auto rows = store.load(Schema::of<v1::Organisation>(), {&organisation, 1});
    return rows.empty() ? std::string{} : static_cast<const v1::Organisation&>(*rows.front().record).name();
}

Manifest readStore(Database& database) {
    requireSound(database);
    const auto feeds = computed(database);
    compare(feeds, kept(database));
    Manifest manifest;
    storage::MetaStore meta{database};
    manifest.organisation = sync::organisationId(database);
    manifest.name = nameOf(database, manifest.organisation);
    manifest.epoch = meta.get("epoch");
    manifest.seq = meta.number("seq");
    // An earlier program's store has no journal, and no table of a type that came later.
    if (hasTable(database, "journal_number"))
        manifest.journal = storage::JournalStore{database}.last();
    if (manifest.organisation.empty() || manifest.epoch.empty())
        refuse("there is no organisation in the store");
    for (const auto* type : Schema::instance().types()) {
        if (!hasTable(database, type->name()))
            continue;
        requireRecords(database, *type);
        manifest.records[type->name()] = living(database, *type);
    }
    for (const auto& [key, digest] : feeds)
        if (Schema::instance().type(key.second) == nullptr)
            refuse("a newer program wrote this store");
    return manifest;
}

}  // namespace

Manifest checkStore(Database& database) {
    try {
        return readStore(database);
    } catch (const StorageError& error) {
        refuse(std::string{"the store cannot be read: "} + error.what());
    } catch (const std::runtime_error& error) {
        refuse(std::string{"the store is damaged: "} + error.what());
    }
}

}  // namespace fieldfare::server::backup
