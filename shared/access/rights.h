#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include <google/protobuf/message.h>

#include "fieldfare/access.pb.h"
#include "fieldfare/fault.pb.h"
#include "shared/access/relation.h"
#include "shared/schema/path.h"
#include "shared/schema/schema.h"

namespace fieldfare::access {

/// The fields of a type that a role may not see.
struct Mask {
    std::vector<const schema::Field*> hidden;

    [[nodiscard]] bool hides(const schema::Field& field) const;
    /// Removes the hidden fields.
    void apply(google::protobuf::Message& record) const;
};

/// Who may do what: role x relation x record type x field, as the schema's options say and the
/// administrators' rules change it. Pure: no I/O, no time. Immutable, so that every thread may ask.
///
/// A null optional means allowed; otherwise the fault NO_RIGHT says what is missing.
class Rights {
  public:
    /// Of the schema alone.
    Rights();
    /// And these rules, in any order. One that checkRule() refuses, of another version of the schema, say,
    /// has no effect.
    explicit Rights(std::span<const v1::AccessRule> rules);

    [[nodiscard]] std::optional<v1::Fault> mayCreate(v1::Role role, Relation toParent,
                                                     const schema::RecordType& type) const;
    /// Setting a field of a new record: creating includes every field that names no roles of its own.
    [[nodiscard]] std::optional<v1::Fault> mayFill(v1::Role role, Relation relation,
                                                   const schema::RecordType& type,
                                                   const schema::Field& field) const;
    [[nodiscard]] std::optional<v1::Fault> mayErase(v1::Role role, Relation relation,
                                                    const schema::RecordType& type) const;
    /// Writing the field, or, for an owner field, assigning it. Claiming is mayClaim().
    [[nodiscard]] std::optional<v1::Fault> mayWrite(v1::Role role, Relation relation,
                                                    const schema::RecordType& type,
                                                    const schema::ResolvedPath& path) const;
    /// Taking an unowned record out of the pool.
    [[nodiscard]] bool mayClaim(v1::Role role, Relation relation, const schema::RecordType& type) const;
    /// Giving a record to a person of a unit that one leads.
    [[nodiscard]] bool mayAssign(v1::Role role, Relation relation) const;

    [[nodiscard]] const Mask& mask(v1::Role role, const schema::RecordType& type) const;
    /// Of everything hidden from the role in these types; 0 when nothing is. See maskOf() in hiding.h.
    [[nodiscard]] std::uint32_t maskFingerprint(v1::Role role,
                                                std::span<const schema::RecordType* const> types) const;

    /// What a device of somebody with this role needs to come to the same decisions.
    [[nodiscard]] const v1::RoleRights& ruled(v1::Role role) const {
        return ruled_[static_cast<std::size_t>(role)];
    }

  private:
    /// What a role may do with a type: what rules say about it; none: the schema decides.
    struct TypeRights {
        Mask mask;
        std::uint64_t maskPrint = 0;
        std::optional<bool> create;
        std::optional<bool> erase;
        std::optional<bool> write;                 // without naming a field
        std::vector<std::pair<int, bool>> fields;  // WRITE, by number
    };
    void apply(const v1::AccessRule& rule);
    void finishRole(v1::Role role);
    [[nodiscard]] bool reaches(v1::Role role, Relation relation, const schema::RecordType& type) const;
    [[nodiscard]] const TypeRights& of(v1::Role role, const schema::RecordType& type) const {
        return types_[static_cast<std::size_t>(role)][type.number()];
    }
    /// What a rule says about writing this very field.
    [[nodiscard]] std::optional<bool> ruledField(v1::Role role, const schema::RecordType& type,
                                                 const schema::Field& field) const;

    /// What rules say about writing the path.
    [[nodiscard]] std::optional<bool> ruledWrite(v1::Role role, const schema::RecordType& type,
                                                 const schema::ResolvedPath& path) const;

    static constexpr std::size_t roleCount = v1::Role_ARRAYSIZE;
    std::array<std::vector<TypeRights>, roleCount> types_;  // by type number
    std::array<v1::RoleRights, roleCount> ruled_;
};

}  // namespace fieldfare::access
