#include "shared/access/rights.h"

#include <algorithm>

#include "shared/base/hash.h"
#include "shared/schema/fault.h"

namespace fieldfare::access {

using schema::Field;
using schema::RecordType;

namespace {

template <typename Roles>
bool contains(const Roles& roles, v1::Role role) {
    return std::find(roles.begin(), roles.end(), role) != roles.end();
}

std::string roleName(v1::Role role) {
    return v1::Role_Name(role);
}

v1::Fault noRight(const std::string& what, std::string path = {}) {
    return schema::fault(v1::NO_RIGHT, what, std::move(path));
}

}  // namespace

bool Mask::hides(const Field& field) const {
    return std::find(hidden.begin(), hidden.end(), &field) != hidden.end();
}

void Mask::apply(google::protobuf::Message& record) const {
    for (const auto* field : hidden)
        record.GetReflection()->ClearField(&record, field->descriptor());
}

Rights::Rights() {
    const auto types = schema::Schema::instance().types();
    for (std::size_t role = 0; role < roleCount; ++role) {
        auto& masks = masks_[role];
        std::uint64_t print = 0;
        for (const auto* type : types) {
            masks.resize(type->number() + 1);
            for (const auto& field : type->fields())
                if (contains(field.policy().hide_from(), static_cast<v1::Role>(role))) {
                    masks[type->number()].hidden.push_back(&field);
                    print +=
                        base::mix64(type->number() * 65536ULL + static_cast<std::uint64_t>(field.number()));
                }
        }
        fingerprints_[role] = static_cast<std::uint32_t>(print ^ (print >> 32U));
        if (print != 0 && fingerprints_[role] == 0)
            fingerprints_[role] = 1;  // 0 is kept for "hides nothing"
    }
}

bool Rights::reaches(v1::Role role, Relation relation, const RecordType& type) const {
    switch (type.policy().seen_by()) {
        case v1::EVERYONE:
        case v1::ADMINISTRATION:
            return true;  // the role alone decides
        default:
            break;
    }
    switch (role) {
        case v1::REP:
            return any(relation, Relation::Owner | Relation::Collaborator | Relation::Audience);
        case v1::MANAGER:
            return any(relation,
                       Relation::Superior | Relation::Owner | Relation::Collaborator | Relation::Audience);
        case v1::EXECUTIVE:
        case v1::ADMINISTRATOR:
            return true;
        case v1::BACK_OFFICE:
            return any(relation, Relation::Desk);
        default:
            return false;
    }
}

std::optional<v1::Fault> Rights::mayCreate(v1::Role role, Relation toParent, const RecordType& type) const {
    if (!type.policy().device_may_write() || !contains(type.policy().create(), role))
        return noRight("a " + roleName(role) + " may not create a " + type.name());
    // A root of one's own is created out of nothing; what hangs under another needs a right to that one.
    if (type.policy().seen_by() == v1::INHERITED && !reaches(role, toParent, type))
        return noRight("no right to add a " + type.name() + " here");
    return std::nullopt;
}

std::optional<v1::Fault> Rights::mayFill(v1::Role role, Relation relation, const RecordType& type,
                                         const Field& field) const {
    if (field.policy().write().empty() && field.merge() != v1::SERVER_ONLY && !mask(role, type).hides(field))
        return std::nullopt;
    return mayWrite(role, relation, type, {&field, &field});
}

std::optional<v1::Fault> Rights::mayErase(v1::Role role, Relation relation, const RecordType& type) const {
    if (!contains(type.policy().erase(), role))
        return noRight("a " + roleName(role) + " may not delete a " + type.name());
    if (!reaches(role, relation, type))
        return noRight("no right to delete this " + type.name());
    return std::nullopt;
}

std::optional<v1::Fault> Rights::mayWrite(v1::Role role, Relation relation, const RecordType& type,
                                          const schema::ResolvedPath& path) const {
    const auto& inner = path.leaf->policy();
    const auto& outer = path.outer->policy();
    if (inner.merge() == v1::SERVER_ONLY || outer.merge() == v1::SERVER_ONLY)
        return noRight("only the server writes it", path.outer->name());
    const auto& roles = !inner.write().empty()   ? inner.write()
                        : !outer.write().empty() ? outer.write()
                                                 : type.policy().edit();
    if (!type.policy().device_may_write() && role != v1::ADMINISTRATOR)
        return noRight("devices may not write a " + type.name());
    if (!contains(roles, role))
        return noRight("a " + roleName(role) + " may not write it", path.outer->name());
    if (mask(role, type).hides(*path.outer))  // write implies read
        return noRight("it is hidden from a " + roleName(role), path.outer->name());
    if (!reaches(role, relation, type))
        return noRight("no right to edit this " + type.name(), path.outer->name());
    if (outer.owner() && !mayAssign(role, relation))
        return noRight("a " + roleName(role) + " may not assign it", path.outer->name());
    return std::nullopt;
}

bool Rights::mayClaim(v1::Role role, Relation relation, const RecordType& type) const {
    return type.owner() != nullptr && role == v1::REP && any(relation, Relation::Pool);
}

bool Rights::mayAssign(v1::Role role, Relation relation) const {
    return role == v1::EXECUTIVE || role == v1::ADMINISTRATOR ||
           (role == v1::MANAGER && any(relation, Relation::Superior));
}

const Mask& Rights::mask(v1::Role role, const RecordType& type) const {
    return masks_[static_cast<std::size_t>(role)][type.number()];
}

std::uint32_t Rights::maskFingerprint(v1::Role role) const {
    return fingerprints_[static_cast<std::size_t>(role)];
}

}  // namespace fieldfare::access
