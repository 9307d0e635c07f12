#pragma once

#include <google/protobuf/message.h>

#include "shared/access/rights.h"

/// Records as somebody of a role may see them.
namespace fieldfare::access {

/// False if a record of the type shows the role all that it holds.
[[nodiscard]] bool mayHide(const Rights& rights, v1::Role role, const schema::RecordType& type);

/// Fingerprint of all that a record of the type may hide from the role, also of what it quotes of others; 0
/// when nothing is hidden. Where it changes, records that somebody of the role has are to be sent again.
[[nodiscard]] std::uint32_t maskOf(const Rights& rights, v1::Role role, const schema::RecordType& type);

/// Takes from the record what is hidden from the role: fields of its own, and what conflicts and held work
/// quote of other records' hidden fields. True if there was any.
bool hide(const Rights& rights, v1::Role role, const schema::RecordType& type,
          google::protobuf::Message& record);

}  // namespace fieldfare::access
