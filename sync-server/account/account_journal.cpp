#include "sync-server/account/account_journal.h"

#include "shared/schema/fault.h"
#include "sync-server/storage/journal_store.h"

namespace fieldfare::server::account {

using fieldfare::storage::Database;
using fieldfare::storage::Text;
using v1::AccountChange;

AccountChange accountChange(AccountChange::Kind kind) {
    AccountChange change;
    change.set_kind(kind);
    return change;
}

void apply(Database& database, const AccountChange& change) {
    switch (change.kind()) {
        case AccountChange::PASSWORD_SET:
            database.run(
                "INSERT INTO account_password(person, hash, changed_at) VALUES($1, $2, $3) "
                "ON CONFLICT(person) DO UPDATE SET hash = excluded.hash, changed_at = excluded.changed_at",
                change.person(), Text{change.text()}, change.at());
            return;
        case AccountChange::PASSWORD_REMOVED:
            database.run("DELETE FROM account_password WHERE person = $1", change.person());
            return;
        case AccountChange::SESSION_OPENED:
            database.run(
                "INSERT INTO account_session(token_hash, person, device, opened_at, used_at) "
                "VALUES($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
                change.hash(), change.person(), change.device(), change.at(), change.at());
            return;
        case AccountChange::SESSION_ENDED:
            database.run("DELETE FROM account_session WHERE token_hash = $1", change.hash());
            return;
        case AccountChange::SESSIONS_OF_PERSON_ENDED:
            database.run("DELETE FROM account_session WHERE person = $1 AND token_hash <> $2",
                         change.person(), change.hash());
            return;
        case AccountChange::SESSIONS_OF_DEVICE_ENDED:
            database.run("DELETE FROM account_session WHERE device = $1", change.device());
            return;
        case AccountChange::ALL_SESSIONS_ENDED:
            database.execute("DELETE FROM account_session");
            return;
        case AccountChange::CODE_MADE:
            database.run(
                "INSERT INTO account_enrolment(code_hash, person, expires_at) VALUES($1, $2, $3) "
                "ON CONFLICT DO NOTHING",
                change.hash(), change.person(), change.at());
            return;
        case AccountChange::CODE_USED:
            database.run("DELETE FROM account_enrolment WHERE code_hash = $1", change.hash());
            return;
        case AccountChange::CODES_WITHDRAWN:
            database.run("DELETE FROM account_enrolment WHERE person = $1", change.person());
            return;
        case AccountChange::ALL_CODES_WITHDRAWN:
            database.execute("DELETE FROM account_enrolment");
            return;
        case AccountChange::KEY_ADDED:
            database.run(
                "INSERT INTO account_api_key(key_hash, name, scopes, added_at) VALUES($1, $2, $3, $4) "
                "ON CONFLICT DO NOTHING",
                change.hash(), Text{change.text()}, Text{change.scopes()}, change.at());
            return;
        case AccountChange::KEY_REMOVED:
            database.run("DELETE FROM account_api_key WHERE name = $1", Text{change.text()});
            return;
        default:
            throw schema::FaultError{v1::NEWER_SCHEMA, "a newer program made this change of an account"};
    }
}

void note(Database& database, const base::Clock& clock, AccountChange change) {
    v1::JournalEntry entry;
    entry.set_time(base::epochMs(clock.now()));
    *entry.mutable_account() = std::move(change);
    storage::JournalStore{database}.add(std::move(entry));
}

void applyAndNote(Database& database, const base::Clock& clock, AccountChange change) {
    apply(database, change);
    note(database, clock, std::move(change));
}

}  // namespace fieldfare::server::account
