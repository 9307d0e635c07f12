#include "mobile/engine/unseen_values.h"

#include "mobile/engine/scope_masks.h"
#include "shared/access/hiding.h"
#include "shared/schema/path_value.h"

namespace fieldfare::engine {

bool isWhole(LocalStore& store, const schema::RecordType& type, const Standings& standings) {
    const auto mask = access::maskOf(store.rights(), store.role(), type);
    ScopeMasks masks{store.database()};
    bool whole = true;
    standings.forEach(
        [&](std::uint32_t scope, std::uint64_t) { whole = whole && masks.is(scope, type.number(), mask); });
    return whole;
}

std::vector<OwnValue> unseenValues(LocalStore& store, const Record& shown, const StoredRow& row,
                                   std::span<const schema::Path> paths) {
    const auto& type = *shown.type;
    std::vector<OwnValue> unseen;
    std::shared_ptr<const google::protobuf::Message> now;
    std::optional<bool> whole;
    for (const auto& path : paths) {
        if (schema::hasValue(*shown.message, type, path))
            continue;
        if (!now) {
            now = type.parse(row.serverBody.value_or(row.body));
            whole = isWhole(store, type, row.head.standings);
        }
        if (!*whole || schema::hasValue(*now, type, path))
            unseen.push_back({path, 0});
    }
    return unseen;
}

}  // namespace fieldfare::engine
