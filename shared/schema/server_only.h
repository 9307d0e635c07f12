#pragma once

#include <google/protobuf/message.h>

#include "shared/schema/record_type.h"

namespace fieldfare::schema {

/// Clears the fields that only the server writes, those inside items and split messages too.
void clearServerOnly(google::protobuf::Message& record, const RecordType& type);

}  // namespace fieldfare::schema
