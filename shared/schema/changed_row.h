#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include <google/protobuf/message.h>

#include "fieldfare/sync.pb.h"
#include "shared/schema/path.h"

/// Rows on their way to a device that has an earlier state of the record: the paths that changed instead of
/// all of it, and a check of what must come out. mobile/engine/changed_row.h is the other half.
namespace fieldfare::schema {

/// The first 4 bytes of the SHA-256, big endian.
[[nodiscard]] std::uint32_t bodyCheck(std::string_view body);

/// Makes `row` carry the values of `paths` alone, taken from `record`, which must be canonical (see
/// canonicalise()). Type, id and seqs are the caller's.
void writeChanges(const google::protobuf::Message& record, const RecordType& type,
                  const std::vector<Path>& paths, v1::Row& row);

}  // namespace fieldfare::schema
