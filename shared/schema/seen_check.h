#pragma once

#include <cstdint>

#include <google/protobuf/message.h>

#include "shared/schema/record_type.h"

namespace fieldfare::schema {

/// Of what people typed into a record: the first 4 bytes of the SHA-256, big endian, of the canonical record
/// (see canonicalise()) without unknown fields and without what nobody types, which is what only the server
/// writes, MAX and MIN. A step that freezes a record names it, so that it can be told after a restore whether
/// what stands is what its author saw. Hidden fields are to be gone from `record`.
[[nodiscard]] std::uint32_t seenCheck(const google::protobuf::Message& record, const RecordType& type);

}  // namespace fieldfare::schema
