#pragma once

#include <map>
#include <optional>

#include "shared/storage/database.h"
#include "sync-server/storage/scope_key.h"

namespace fieldfare::server::storage {

/// Scopes by their short numbers. A writer's table remembers what it has looked up; call forget() after a
/// transaction was undone. Not thread-safe.
class ScopeTable {
  public:
    explicit ScopeTable(fieldfare::storage::Database& database) : database_{database} {}

    /// The scope's number; makes one when there is none yet.
    [[nodiscard]] std::uint32_t number(const ScopeKey& key);
    /// None when nothing ever stood in the scope.
    [[nodiscard]] std::optional<std::uint32_t> find(const ScopeKey& key);
    /// The scope of a number that number() or find() gave some day.
    [[nodiscard]] ScopeKey key(std::uint32_t number);
    void forget() {
        numbers_.clear();
        keys_.clear();
    }

  private:
    fieldfare::storage::Database& database_;
    std::map<ScopeKey, std::uint32_t> numbers_;
    std::map<std::uint32_t, ScopeKey> keys_;
};

}  // namespace fieldfare::server::storage
