#include "mobile/engine/permissions.h"

#include <algorithm>

namespace fieldfare::engine {

using schema::Field;
using schema::ResolvedPath;

bool Permissions::mayWrite(std::string_view path) const {
    const auto first = path.find('/');
    if (first == std::string_view::npos || writable.contains(path))
        return writable.contains(path);
    const auto last = path.rfind('/');
    const auto outer = path.substr(0, first);
    if (last == first)  // a whole item or member
        return writable.contains(outer);
    return writable.contains(std::string{outer} + std::string{path.substr(last)});
}

Permissions permissionsOn(LocalStore& store, const Record& record) {
    const auto& type = *record.type;
    const auto& policy = type.policy();
    const StoreCatalogue catalogue{store};
    const auto relation = OwnRelation{store}.to(type, *record.message);
    const auto role = store.role();
    const access::Rights rights;
    Permissions permissions;
    permissions.locked = EditChecks{store, catalogue}.isLocked(type, *record.message);
    permissions.mayErase = !rights.mayErase(role, relation, type);
    if (policy.append_only())
        return permissions;
    const auto& except = policy.editable_while().except();
    for (const Field& field : type.fields()) {
        if (permissions.locked && std::find(except.begin(), except.end(), field.name()) == except.end())
            continue;
        const auto allows = [&](const Field& leaf) {
            return leaf.merge() != v1::SERVER_ONLY &&
                   !rights.mayWrite(role, relation, type, ResolvedPath{&field, &leaf});
        };
        if (allows(field))
            permissions.writable.insert(field.name());
        for (const Field& inner : field.inner())
            if (allows(inner))
                permissions.writable.insert(field.name() + "/" + inner.name());
    }
    return permissions;
}

}  // namespace fieldfare::engine
