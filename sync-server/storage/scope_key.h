#pragma once

#include <compare>
#include <string>

#include "fieldfare/sync.pb.h"

namespace fieldfare::server::storage {

/// A scope as people think of it: a kind and, for some, the person or unit it belongs to.
struct ScopeKey {
    v1::Scope::Kind kind = v1::Scope::KIND_UNSPECIFIED;
    std::string id;  ///< 16 bytes, or empty

    friend auto operator<=>(const ScopeKey&, const ScopeKey&) = default;

    [[nodiscard]] static ScopeKey user(std::string person) { return {v1::Scope::USER, std::move(person)}; }
    [[nodiscard]] static ScopeKey unit(std::string unit) { return {v1::Scope::UNIT, std::move(unit)}; }
    [[nodiscard]] static ScopeKey pool(std::string unit) { return {v1::Scope::POOL, std::move(unit)}; }
    [[nodiscard]] static ScopeKey everyone() { return {v1::Scope::EVERYONE, {}}; }
    [[nodiscard]] static ScopeKey desk() { return {v1::Scope::DESK, {}}; }
    [[nodiscard]] static ScopeKey administration() { return {v1::Scope::ADMINISTRATION, {}}; }
    [[nodiscard]] static ScopeKey configuration() { return {v1::Scope::CONFIGURATION, {}}; }

    [[nodiscard]] static ScopeKey from(const v1::Scope& scope) { return {scope.kind(), scope.id()}; }
    void to(v1::Scope& scope) const {
        scope.set_kind(kind);
        scope.set_id(id);
    }
};

}  // namespace fieldfare::server::storage
