#include "sync-server/storage/scope_table.h"

namespace fieldfare::server::storage {

std::optional<std::uint32_t> ScopeTable::find(const ScopeKey& key) {
    if (const auto at = numbers_.find(key); at != numbers_.end())
        return at->second;
    auto query = database_.query("SELECT no FROM scope WHERE kind = $1 AND id = $2",
                                 static_cast<int>(key.kind), key.id);
    if (!query.step())
        return std::nullopt;
    return numbers_[key] = static_cast<std::uint32_t>(query.integer(0));
}

ScopeKey ScopeTable::key(std::uint32_t number) {
    if (const auto at = keys_.find(number); at != keys_.end())
        return at->second;
    auto query = database_.query("SELECT kind, id FROM scope WHERE no = $1", number);
    if (!query.step())
        throw fieldfare::storage::StorageError{fieldfare::storage::Trouble::Corrupt,
                                               "there is no scope " + std::to_string(number)};
    return keys_[number] = {static_cast<v1::Scope::Kind>(query.integer(0)), std::string{query.blob(1)}};
}

std::uint32_t ScopeTable::number(const ScopeKey& key) {
    if (const auto known = find(key))
        return *known;
    std::uint32_t next = 1;
    {
        auto query = database_.query("SELECT coalesce(max(no), 0) + 1 FROM scope");
        query.step();
        next = static_cast<std::uint32_t>(query.integer(0));
    }
    database_.run("INSERT INTO scope(no, kind, id) VALUES ($1, $2, $3)", next, static_cast<int>(key.kind),
                  key.id);
    return numbers_[key] = next;
}

}  // namespace fieldfare::server::storage
