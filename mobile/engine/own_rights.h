#pragma once

#include <optional>

#include <google/protobuf/message.h>

#include "shared/access/rights.h"

namespace fieldfare::engine {

/// What this device's person may do with one record as it is, or with a new one: asked once, then answered
/// for every field. Valid until the store changes.
class OwnRights {
  public:
    /// Of a record in this state, to which they stand like this. `locked`: its state leaves only the schema's
    /// exceptions.
    OwnRights(const access::Rights& rights, v1::Role role, access::Relation relation,
              const schema::RecordType& type, bool locked)
        : rights_{rights}, role_{role}, relation_{relation}, type_{type}, locked_{locked} {}
    /// Of a new record.
    OwnRights(const access::Rights& rights, v1::Role role, const schema::RecordType& type)
        : rights_{rights}, role_{role}, relation_{newRecord}, type_{type}, isNew_{true} {}

    /// How its author stands to a record that nobody else has seen.
    static constexpr auto newRecord = access::Relation::Owner | access::Relation::Everyone;

    [[nodiscard]] bool mayWrite(const schema::ResolvedPath& path) const;
    [[nodiscard]] bool mayErase() const;
    [[nodiscard]] bool isLocked() const { return locked_; }
    /// True if the record's state, or its kind, keeps the field as it is.
    [[nodiscard]] bool locks(const schema::Field& field) const;

  private:
    const access::Rights& rights_;
    v1::Role role_;
    access::Relation relation_;
    const schema::RecordType& type_;
    bool locked_ = false;
    bool isNew_ = false;
};

}  // namespace fieldfare::engine
