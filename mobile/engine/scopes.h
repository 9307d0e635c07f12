#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "fieldfare/sync.pb.h"
#include "shared/storage/database.h"

namespace fieldfare::engine {

/// A scope as this device has read it.
struct ScopeState {
    std::uint32_t no = 0;  ///< in Standings; another one for every listing
    v1::Scope scope;
    std::uint32_t generation = 0;  ///< 0 and seq 0: to be listed from the beginning
    std::uint64_t seq = 0;
    /// An earlier listing of a scope that is being listed anew: its rows stay until the new listing is
    /// complete, and then those that it did not name go.
    bool retired = false;
    std::int64_t healedAt = 0;  ///< server time, ms, when a difference of digests had it listed anew last
};

/// The table of scopes and cursors.
class Scopes {
  public:
    explicit Scopes(storage::Database& database) : database_{database} {}

    [[nodiscard]] std::vector<ScopeState> active() const;
    [[nodiscard]] std::vector<ScopeState> retired() const;
    [[nodiscard]] std::optional<ScopeState> find(const v1::Scope& scope) const;
    /// A new scope, nothing of it read yet.
    ScopeState add(const v1::Scope& scope, std::uint32_t generation, std::int64_t healedAt = 0);
    void setCursor(std::uint32_t no, std::uint32_t generation, std::uint64_t seq);
    /// Begins a new listing: the old one retires. Returns the new one.
    ScopeState listAnew(const ScopeState& old, std::uint32_t generation, std::int64_t healedAt);
    void remove(std::uint32_t no);

  private:
    [[nodiscard]] std::vector<ScopeState> load(bool retired) const;

    storage::Database& database_;
};

[[nodiscard]] bool sameScope(const v1::Scope& a, const v1::Scope& b);

}  // namespace fieldfare::engine
