#pragma once

#include <vector>

#include <google/protobuf/message.h>

#include "fieldfare/fault.pb.h"
#include "shared/schema/record_type.h"

/// The limits that the schema states, checked on a decoded record.
namespace fieldfare::schema {

/// Everything in `record` that breaks a limit of the schema, each as a fault INVALID with path and limit:
/// text that is too long, not UTF-8 or holds NUL; lists that are too long; items without key or with one
/// twice; numbers out of range; ids that are not 16 bytes; enum numbers this build does not know; currencies
/// that are not three capitals. Required fields are not looked at: see missing().
[[nodiscard]] std::vector<v1::Fault> validate(const google::protobuf::Message& record,
                                              const RecordType& type);

/// The names of required fields that are unset.
[[nodiscard]] std::vector<std::string> missing(const google::protobuf::Message& record,
                                               const RecordType& type);

}  // namespace fieldfare::schema
