#include "sync-server/account/api_keys.h"

#include <algorithm>

#include "shared/base/hash.h"
#include "shared/schema/fault.h"
#include "sync-server/account/account_journal.h"
#include "sync-server/account/token.h"

namespace fieldfare::server::account {

using fieldfare::storage::Query;
using fieldfare::storage::Text;
using v1::AccountChange;

namespace {

constexpr std::size_t maxName = 100;

bool isScope(std::string_view text) {
    constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyz0123456789.:-_";
    return !text.empty() && text.find_first_not_of(allowed) == std::string_view::npos;
}

std::string join(const std::vector<std::string>& scopes) {
    std::string text;
    for (const auto& scope : scopes)
        text += (text.empty() ? "" : " ") + scope;
    return text;
}

// Of "SELECT name, scopes, added_at".
ApiKey read(const Query& row) {
    ApiKey key;
    key.name = row.text(0);
    auto scopes = row.text(1);
    while (!scopes.empty()) {
        const auto end = std::min(scopes.find(' '), scopes.size());
        key.scopes.emplace_back(scopes.substr(0, end));
        scopes.remove_prefix(std::min(end + 1, scopes.size()));
    }
    key.addedAt = base::fromEpochMs(row.integer(2));
    return key;
}

}  // namespace

bool ApiKey::allows(std::string_view scope) const {
    return std::find(scopes.begin(), scopes.end(), scope) != scopes.end();
}

std::string ApiKeys::add(base::Random& random, const std::string& name, std::vector<std::string> scopes) {
    if (name.empty() || name.size() > maxName)
        throw schema::FaultError{v1::INVALID, "the name of a key has 1 to 100 bytes", "name", maxName};
    if (scopes.empty() || !std::all_of(scopes.begin(), scopes.end(), isScope))
        throw schema::FaultError{v1::INVALID, "a key has scopes such as orders.read", "scopes"};
    std::sort(scopes.begin(), scopes.end());
    scopes.erase(std::unique(scopes.begin(), scopes.end()), scopes.end());

    auto key = "ffk_" + newToken(random);
    const auto hash = base::sha256(key);
    const auto joined = join(scopes);
    const auto now = base::epochMs(clock_.now());
    // A constraint that fails would end the whole transaction on PostgreSQL; so it is asked, not tried.
    bool added = false;
    auto row = database_.query(
        "INSERT INTO account_api_key(key_hash, name, scopes, added_at) VALUES($1, $2, $3, $4) "
        "ON CONFLICT DO NOTHING RETURNING name",
        hash, Text{name}, Text{joined}, now);
    while (row.step())
        added = true;
    if (!added)
        throw schema::FaultError{v1::ALREADY_EXISTS, "there is a key of this name", "name"};
    auto change = accountChange(AccountChange::KEY_ADDED);
    change.set_hash(hash);
    change.set_text(name);
    change.set_scopes(joined);
    change.set_at(now);
    note(database_, clock_, std::move(change));
    return key;
}

std::optional<ApiKey> ApiKeys::find(std::string_view key) {
    const auto hash = base::sha256(key);
    auto row =
        database_.query("SELECT name, scopes, added_at FROM account_api_key WHERE key_hash = $1", hash);
    return row.step() ? std::optional{read(row)} : std::nullopt;
}

ApiKey ApiKeys::require(std::string_view key) {
    auto found = find(key);
    if (!found)
        throw schema::FaultError{v1::UNAUTHENTICATED, "there is no such API key"};
    return std::move(*found);
}

void ApiKeys::remove(const std::string& name) {
    bool removed = false;
    auto row = database_.query("DELETE FROM account_api_key WHERE name = $1 RETURNING name", Text{name});
    while (row.step())
        removed = true;
    if (!removed)
        throw schema::FaultError{v1::NOT_FOUND, "there is no key of this name", "name"};
    auto change = accountChange(AccountChange::KEY_REMOVED);
    change.set_text(name);
    note(database_, clock_, std::move(change));
}

std::vector<ApiKey> ApiKeys::list() {
    std::vector<ApiKey> keys;
    auto row = database_.query("SELECT name, scopes, added_at FROM account_api_key");
    while (row.step())
        keys.push_back(read(row));
    // Here, not in SQL: PostgreSQL's order of text depends on how the database was made.
    std::sort(keys.begin(), keys.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    return keys;
}

}  // namespace fieldfare::server::account
