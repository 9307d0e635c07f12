#include "mobile/engine/own_rights.h"

#include <algorithm>

namespace fieldfare::engine {

bool OwnRights::mayWrite(const schema::ResolvedPath& path) const {
    if (isNew_)
        return !rights_.mayFill(role_, relation_, type_, *path.outer);
    return !locks(*path.outer) && !rights_.mayWrite(role_, relation_, type_, path);
}

bool OwnRights::mayErase() const {
    return !rights_.mayErase(role_, relation_, type_);
}

bool OwnRights::locks(const schema::Field& field) const {
    if (isNew_)
        return false;
    if (type_.policy().append_only())
        return true;
    const auto& except = type_.policy().editable_while().except();
    return locked_ && std::find(except.begin(), except.end(), field.name()) == except.end();
}

}  // namespace fieldfare::engine
