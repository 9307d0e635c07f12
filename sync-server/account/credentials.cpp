#include "sync-server/account/credentials.h"

#include <stdexcept>

#include "shared/base/uuid.h"
#include "sync-server/account/account_journal.h"

namespace fieldfare::server::account {

using fieldfare::storage::Text;
using v1::AccountChange;

std::optional<PasswordHash> Credentials::find(const std::string& person) {
    auto row = database_.query("SELECT hash FROM account_password WHERE person = $1", person);
    if (!row.step())
        return std::nullopt;
    auto hash = PasswordHash::fromText(row.text(0));
    if (!hash)
        throw std::runtime_error{"the stored password of person " + base::idText(person) + " is damaged"};
    return hash;
}

std::optional<base::TimePoint> Credentials::changedAt(const std::string& person) {
    auto row = database_.query("SELECT changed_at FROM account_password WHERE person = $1", person);
    return row.step() ? std::optional{base::fromEpochMs(row.integer(0))} : std::nullopt;
}

void Credentials::set(const std::string& person, const PasswordHash& hash) {
    auto change = accountChange(AccountChange::PASSWORD_SET);
    change.set_person(person);
    change.set_text(hash.text());
    change.set_at(base::epochMs(clock_.now()));
    applyAndNote(database_, clock_, std::move(change));
}

void Credentials::rehash(const std::string& person, const PasswordHash& hash) {
    const auto text = hash.text();
    database_.run("UPDATE account_password SET hash = $1 WHERE person = $2", Text{text}, person);
}

void Credentials::remove(const std::string& person) {
    auto change = accountChange(AccountChange::PASSWORD_REMOVED);
    change.set_person(person);
    applyAndNote(database_, clock_, std::move(change));
}

}  // namespace fieldfare::server::account
