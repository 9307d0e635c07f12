#include "mobile/engine/scope_masks.h"

namespace fieldfare::engine {

std::optional<std::int64_t>& ScopeMasks::of(std::uint32_t scope, std::uint32_t type) {
    const auto [at, fresh] = known_.try_emplace({scope, type});
    if (fresh) {
        auto query =
            database_.query("SELECT mask FROM scope_mask WHERE scope = $1 AND type = $2", scope, type);
        if (query.step())
            at->second = query.integer(0);
    }
    return at->second;
}

void ScopeMasks::write(std::uint32_t scope, std::uint32_t type, std::int64_t mask) {
    if (auto& known = of(scope, type); known != mask) {
        known = mask;
        database_.run(
            "INSERT INTO scope_mask(scope, type, mask) VALUES ($1, $2, $3) "
            "ON CONFLICT(scope, type) DO UPDATE SET mask = excluded.mask",
            scope, type, mask);
    }
}

void ScopeMasks::note(std::uint32_t scope, std::uint32_t type, std::uint32_t mask) {
    const auto known = of(scope, type);
    write(scope, type, !known || *known == std::int64_t{mask} ? std::int64_t{mask} : several);
}

void ScopeMasks::set(std::uint32_t scope, std::uint32_t type, std::uint32_t mask) {
    write(scope, type, mask);
}

void ScopeMasks::forget(std::uint32_t type) {
    known_.clear();
    database_.run("UPDATE scope_mask SET mask = $2 WHERE type = $1", type, several);
}

bool ScopeMasks::is(std::uint32_t scope, std::uint32_t type, std::uint32_t mask) {
    return of(scope, type) == std::int64_t{mask};
}

}  // namespace fieldfare::engine
