#include "shared/access/rights.h"

#include <algorithm>

#include "shared/access/access_rule.h"
#include "shared/base/hash.h"
#include "shared/base/planted_bug.h"
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

/// 32 bits of 64; 0 only of 0.
std::uint32_t folded(std::uint64_t print) {
    const auto half = static_cast<std::uint32_t>(print ^ (print >> 32U));
    return half == 0 && print != 0 ? 1 : half;
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

Rights::Rights() : Rights{std::span<const v1::AccessRule>{}} {}

Rights::Rights(std::span<const v1::AccessRule> rules) {
    for (std::size_t role = 0; role < roleCount; ++role) {
        for (const auto* type : schema::Schema::instance().types()) {
            types_[role].resize(type->number() + 1);
            for (const auto& field : type->fields())
                if (contains(field.policy().hide_from(), static_cast<v1::Role>(role)))
                    types_[role][type->number()].mask.hidden.push_back(&field);
        }
        ruled_[role].set_role(static_cast<v1::Role>(role));
    }
    // Those that deny come last, and so they hold.
    for (const auto effect : {v1::AccessRule::ALLOW, v1::AccessRule::DENY})
        for (const auto& rule : rules)
            if (rule.effect() == effect && !checkRule(rule))
                apply(rule);
    for (std::size_t role = 0; role < roleCount; ++role)
        finishRole(static_cast<v1::Role>(role));
}

void Rights::apply(const v1::AccessRule& rule) {
    const auto role = static_cast<std::size_t>(rule.role());
    auto& rights = types_[role][rule.record_type()];
    const bool allows = rule.effect() == v1::AccessRule::ALLOW;
    const auto number = static_cast<int>(rule.field_number());
    switch (rule.operation()) {
        case v1::AccessRule::READ: {
            const auto* field = schema::Schema::instance().type(rule.record_type())->field(number);
            std::erase(rights.mask.hidden, field);
            if (!allows)
                rights.mask.hidden.push_back(field);
            break;
        }
        case v1::AccessRule::WRITE:
            if (number == 0) {
                rights.write = allows;
            } else {
                std::erase_if(rights.fields, [&](const auto& ruled) { return ruled.first == number; });
                rights.fields.emplace_back(number, allows);
            }
            break;
        case v1::AccessRule::CREATE:
            rights.create = allows;
            break;
        default:
            rights.erase = allows;
            break;
    }
    auto& told = *ruled_[role].add_rules();
    told = rule;
    told.clear_reason();
}

void Rights::finishRole(v1::Role role) {
    for (const auto* type : schema::Schema::instance().types()) {
        auto& rights = types_[static_cast<std::size_t>(role)][type->number()];
        for (const auto* field : rights.mask.hidden)
            rights.maskPrint +=
                base::mix64(type->number() * 65536ULL + static_cast<std::uint64_t>(field->number()));
    }
    // A sum: the order in which rules are stored means nothing.
    auto& ruled = ruled_[static_cast<std::size_t>(role)];
    auto print = base::mix64(static_cast<std::uint64_t>(role) + 1);
    for (const auto& rule : ruled.rules())
        print += base::mix64(base::mix64(rule.record_type() * 65536ULL + rule.field_number()) +
                             static_cast<std::uint64_t>(rule.operation()) * 4 +
                             static_cast<std::uint64_t>(rule.effect()));
    ruled.set_version(folded(print));
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
    const bool creates = of(role, type).create.value_or(contains(type.policy().create(), role));
    if (!type.policy().device_may_write() || !creates)
        return noRight("a " + roleName(role) + " may not create a " + type.name());
    // A root of one's own is created out of nothing; what hangs under another needs a right to that one.
    if (type.policy().seen_by() == v1::INHERITED && !reaches(role, toParent, type))
        return noRight("no right to add a " + type.name() + " here");
    return std::nullopt;
}

std::optional<v1::Fault> Rights::mayFill(v1::Role role, Relation relation, const RecordType& type,
                                         const Field& field) const {
    const bool comes = ruledField(role, type, field).value_or(field.policy().write().empty());
    if (comes && field.merge() != v1::SERVER_ONLY && !mask(role, type).hides(field))
        return std::nullopt;
    return mayWrite(role, relation, type, {&field, &field});
}

std::optional<v1::Fault> Rights::mayErase(v1::Role role, Relation relation, const RecordType& type) const {
    if (!of(role, type).erase.value_or(contains(type.policy().erase(), role)) &&
        !base::isPlanted("anybody-deletes"))
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
    if (!ruledWrite(role, type, path).value_or(contains(roles, role)))
        return noRight("a " + roleName(role) + " may not write it", path.outer->name());
    if (mask(role, type).hides(*path.outer))  // write implies read
        return noRight("it is hidden from a " + roleName(role), path.outer->name());
    if (!reaches(role, relation, type))
        return noRight("no right to edit this " + type.name(), path.outer->name());
    if (outer.owner() && !mayAssign(role, relation))
        return noRight("a " + roleName(role) + " may not assign it", path.outer->name());
    return std::nullopt;
}

std::optional<bool> Rights::ruledField(v1::Role role, const RecordType& type, const Field& field) const {
    for (const auto& [number, allows] : of(role, type).fields)
        if (number == field.number())
            return allows;
    return std::nullopt;
}

std::optional<bool> Rights::ruledWrite(v1::Role role, const RecordType& type,
                                       const schema::ResolvedPath& path) const {
    if (const auto ruled = ruledField(role, type, *path.outer))
        return ruled;
    const auto& whole = of(role, type).write;
    const bool namesRoles = !path.leaf->policy().write().empty() || !path.outer->policy().write().empty();
    return whole && *whole && namesRoles ? std::nullopt : whole;
}

bool Rights::mayClaim(v1::Role role, Relation relation, const RecordType& type) const {
    return type.owner() != nullptr && role == v1::REP && any(relation, Relation::Pool) &&
           ruledWrite(role, type, {type.owner(), type.owner()}).value_or(true);
}

bool Rights::mayAssign(v1::Role role, Relation relation) const {
    return role == v1::EXECUTIVE || role == v1::ADMINISTRATOR ||
           (role == v1::MANAGER && any(relation, Relation::Superior));
}

const Mask& Rights::mask(v1::Role role, const RecordType& type) const {
    return of(role, type).mask;
}

std::uint32_t Rights::maskFingerprint(v1::Role role, std::span<const RecordType* const> types) const {
    std::uint64_t print = 0;
    for (const auto* type : types)
        print += of(role, *type).maskPrint;
    return folded(print);
}

}  // namespace fieldfare::access
