#include "sync-server/account/account_tables.h"

#include <string>

#include "sync-server/storage/journal_store.h"

namespace fieldfare::server::account {

void bringAccountTables(fieldfare::storage::Database& database) {
    const std::string blob{database.blobType()};
    database.execute("CREATE TABLE IF NOT EXISTS account_password(person " + blob +
                     " PRIMARY KEY, hash TEXT NOT NULL, changed_at BIGINT NOT NULL)");
    database.execute("CREATE TABLE IF NOT EXISTS account_failure(person " + blob +
                     " PRIMARY KEY, failures BIGINT NOT NULL, failed_at BIGINT NOT NULL)");
    database.execute("CREATE TABLE IF NOT EXISTS account_enrolment(code_hash " + blob +
                     " PRIMARY KEY, person " + blob + " NOT NULL, expires_at BIGINT NOT NULL)");
    database.execute("CREATE TABLE IF NOT EXISTS account_session(token_hash " + blob +
                     " PRIMARY KEY, person " + blob + " NOT NULL, device " + blob +
                     " NOT NULL, opened_at BIGINT NOT NULL, used_at BIGINT NOT NULL)");
    database.execute("CREATE INDEX IF NOT EXISTS account_session_person ON account_session(person)");
    database.execute("CREATE INDEX IF NOT EXISTS account_session_device ON account_session(device)");
    database.execute(
        "CREATE TABLE IF NOT EXISTS account_api_key(key_hash " + blob +
        " PRIMARY KEY, name TEXT NOT NULL UNIQUE, scopes TEXT NOT NULL, added_at BIGINT NOT NULL)");
    storage::bringJournalTables(database);
}

}  // namespace fieldfare::server::account
