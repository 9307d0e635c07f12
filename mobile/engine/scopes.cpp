#include "mobile/engine/scopes.h"

namespace fieldfare::engine {

std::vector<ScopeState> Scopes::load(bool retired) const {
    auto query = database_.query(
        "SELECT no, kind, id, generation, seq, healed_at FROM scope WHERE retired = $1 ORDER BY no", retired);
    std::vector<ScopeState> found;
    while (query.step()) {
        auto& state = found.emplace_back();
        state.no = static_cast<std::uint32_t>(query.integer(0));
        state.scope.set_kind(static_cast<v1::Scope::Kind>(query.integer(1)));
        state.scope.set_id(std::string{query.blob(2)});
        state.generation = static_cast<std::uint32_t>(query.integer(3));
        state.seq = query.unsignedInteger(4);
        state.retired = retired;
        state.healedAt = query.integer(5);
    }
    return found;
}

std::vector<ScopeState> Scopes::active() const {
    return load(false);
}

std::vector<ScopeState> Scopes::retired() const {
    return load(true);
}

std::optional<ScopeState> Scopes::find(const v1::Scope& scope) const {
    // A person reads a handful of scopes.
    for (auto& state : load(false))
        if (sameScope(state.scope, scope))
            return std::move(state);
    return std::nullopt;
}

ScopeState Scopes::add(const v1::Scope& scope, std::uint32_t generation, std::int64_t healedAt) {
    auto query = database_.query(
        "INSERT INTO scope(kind, id, generation, seq, retired, healed_at) "
        "VALUES ($1, $2, $3, 0, 0, $4) RETURNING no",
        static_cast<int>(scope.kind()), scope.id(), generation, healedAt);
    (void)query.step();
    ScopeState state;
    state.no = static_cast<std::uint32_t>(query.integer(0));
    state.scope = scope;
    state.generation = generation;
    state.healedAt = healedAt;
    return state;
}

void Scopes::setCursor(std::uint32_t no, std::uint32_t generation, std::uint64_t seq) {
    database_.run("UPDATE scope SET generation = $2, seq = $3 WHERE no = $1", no, generation, seq);
}

ScopeState Scopes::listAnew(const ScopeState& old, std::uint32_t generation, std::int64_t healedAt) {
    database_.run("UPDATE scope SET retired = 1 WHERE no = $1", old.no);
    return add(old.scope, generation, healedAt);
}

void Scopes::remove(std::uint32_t no) {
    database_.run("DELETE FROM scope_mask WHERE scope = $1", no);
    database_.run("DELETE FROM scope WHERE no = $1", no);
}

bool sameScope(const v1::Scope& a, const v1::Scope& b) {
    return a.kind() == b.kind() && a.id() == b.id();
}

}  // namespace fieldfare::engine
