#pragma once

#include <set>
#include <string>

#include "sync-server/storage/scope_key.h"

namespace fieldfare::server::sync {

/// What a group of changes means for those who wait for something to change. Gathered while the work is done
/// and told after its COMMIT. May say too much, never too little: who is woken looks for themselves.
struct News {
    std::set<storage::ScopeKey> scopes;  ///< whose feeds moved
    std::set<std::string> people;        ///< whose role, unit, status or sessions changed; 16 bytes each
    std::set<std::string> devices;       ///< whose standing or session changed; 16 bytes each

    [[nodiscard]] bool empty() const { return scopes.empty() && people.empty() && devices.empty(); }
};

}  // namespace fieldfare::server::sync
