#pragma once

#include <memory>

#include "shared/schema/record_type.h"

/// Fields that only the server writes, in the records that devices send.
namespace fieldfare::server::sync {

/// A copy of `partial` whose items have in these fields what `record` has there; null when the type has none
/// inside items, and `partial` can be taken as it is.
[[nodiscard]] std::unique_ptr<google::protobuf::Message> keepServerOnly(
    const google::protobuf::Message& partial, const google::protobuf::Message& record,
    const schema::RecordType& type);

}  // namespace fieldfare::server::sync
