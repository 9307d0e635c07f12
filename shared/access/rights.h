#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include <google/protobuf/message.h>

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

/// Who may do what: role x relation x record type x field, as the schema's options say. Pure: no I/O, no
/// time. Immutable, so that every thread may ask.
///
/// A null optional means allowed; otherwise the fault NO_RIGHT says what is missing.
class Rights {
  public:
    Rights();

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
    /// Of everything hidden from the role in every type; 0 when nothing is. A reader whose fingerprint
    /// changed is sent its records again.
    [[nodiscard]] std::uint32_t maskFingerprint(v1::Role role) const;

  private:
    [[nodiscard]] bool reaches(v1::Role role, Relation relation, const schema::RecordType& type) const;

    static constexpr std::size_t roleCount = v1::Role_ARRAYSIZE;
    std::array<std::vector<Mask>, roleCount> masks_;  // by type number
    std::array<std::uint32_t, roleCount> fingerprints_{};
};

}  // namespace fieldfare::access
