#include "mobile/engine/permissions.h"

namespace fieldfare::engine {

using schema::Field;

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
    const StoreCatalogue catalogue{store};
    const EditChecks checks{store, catalogue};
    const auto rights = checks.rightsOn(type, record.message.get());
    Permissions permissions;
    permissions.locked = rights.isLocked();
    permissions.mayErase = rights.mayErase();
    for (const Field& field : type.fields()) {
        if (rights.mayWrite({&field, &field}))
            permissions.writable.insert(field.name());
        for (const Field& inner : field.inner())
            if (rights.mayWrite({&field, &inner}))
                permissions.writable.insert(field.name() + "/" + inner.name());
    }
    return permissions;
}

}  // namespace fieldfare::engine
