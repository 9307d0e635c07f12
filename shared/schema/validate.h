#pragma once

#include <string>
#include <vector>

#include <google/protobuf/message.h>

#include "fieldfare/fault.pb.h"
#include "shared/schema/record_type.h"

/// The limits that the schema states, checked on a decoded record.
namespace fieldfare::schema {

/// Everything in `record` that breaks a limit of the schema, each as a fault INVALID with path and limit:
/// text that is too long, not UTF-8 or holds NUL; lists that are too long; items without key or with one
/// twice, and so the members of sets; numbers out of range; ids that are not 16 bytes; enum numbers this
/// build does not know; currencies that are not three capitals, and amounts without one. What is unset
/// breaks no limit, so that the partial record of an edit can be checked too. Required fields are not looked
/// at: see missing(). Paths are those of pathText(), going on inside messages that merge whole
/// ("credit_limit/currency"); an item or member that its key cannot name is "lines[3]".
[[nodiscard]] std::vector<v1::Fault> validate(const google::protobuf::Message& record,
                                              const RecordType& type);

/// The names of required fields that are unset, or set to an empty text.
[[nodiscard]] std::vector<std::string> missing(const google::protobuf::Message& record,
                                               const RecordType& type);

}  // namespace fieldfare::schema
