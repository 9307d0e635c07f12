#include "sync-server/storage/journal_store.h"

namespace fieldfare::server::storage {

void bringJournalTables(fieldfare::storage::Database& database) {
    const std::string blob{database.blobType()};
    database.execute("CREATE TABLE IF NOT EXISTS journal_pending(number BIGINT PRIMARY KEY, entry " + blob +
                     " NOT NULL)");
    database.execute("CREATE TABLE IF NOT EXISTS journal_number(last BIGINT NOT NULL)");
    database.execute(
        "INSERT INTO journal_number(last) SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM journal_number)");
}

void JournalStore::add(v1::JournalEntry entry) {
    const auto number = last() + 1;
    database_.run("UPDATE journal_number SET last = $1", number);
    entry.set_number(number);
    const auto bytes = entry.SerializeAsString();
    database_.run("INSERT INTO journal_pending(number, entry) VALUES ($1, $2)", number, bytes);
}

std::vector<JournalNote> JournalStore::pending() {
    std::vector<JournalNote> found;
    auto query = database_.query("SELECT number, entry FROM journal_pending ORDER BY number");
    while (query.step())
        found.push_back({query.unsignedInteger(0), std::string{query.blob(1)}});
    return found;
}

void JournalStore::forget(std::uint64_t number) {
    database_.run("DELETE FROM journal_pending WHERE number <= $1", number);
}

std::uint64_t JournalStore::last() {
    auto query = database_.query("SELECT last FROM journal_number");
    return query.step() ? query.unsignedInteger(0) : 0;
}

void JournalStore::continueAfter(std::uint64_t number) {
    database_.execute("DELETE FROM journal_pending");
    database_.run("UPDATE journal_number SET last = $1", number);
}

}  // namespace fieldfare::server::storage
