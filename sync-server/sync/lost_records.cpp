#include "sync-server/sync/lost_records.h"

#include <algorithm>

#include "sync-server/sync/placement.h"

namespace fieldfare::server::sync {

using storage::RecordRow;
using storage::ScopeKey;
using storage::Standing;

const Standing* LostRecords::moveUnseen(const RecordRow& row) {
    if (!scopes_) {
        scopes_.emplace();
        for (const auto& key : scopesOf(viewer_, directory_))
            if (key.kind == v1::Scope::USER || key.kind == v1::Scope::UNIT)
                if (const auto number = changes_.findScope(key))
                    scopes_->push_back(*number);
    }
    const auto read = [&](std::uint32_t scope) {
        if (acknowledged_ == nullptr)
            return std::uint64_t{0};
        const auto at = acknowledged_->find(scope);
        return at == acknowledged_->end() ? std::uint64_t{0} : at->second;
    };
    const auto* root = changes_.rootOf(row);
    const Standing* last = nullptr;
    for (const auto& standing : (root != nullptr ? *root : row).standings)
        if (standing.removed == v1::Removal::MOVED && standing.seq > read(standing.scope) &&
            (last == nullptr || standing.seq > last->seq) &&
            std::find(scopes_->begin(), scopes_->end(), standing.scope) != scopes_->end())
            last = &standing;
    return last;
}

bool LostRecords::leftPool(const RecordRow& row) const {
    const auto pool = changes_.findScope(ScopeKey::pool(viewer_.unit));
    return pool && std::any_of(row.standings.begin(), row.standings.end(), [&](const Standing& standing) {
               return standing.scope == *pool && !standing.isHere();
           });
}

}  // namespace fieldfare::server::sync
