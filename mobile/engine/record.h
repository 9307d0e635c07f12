#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include <google/protobuf/message.h>

#include "shared/schema/record_type.h"

namespace fieldfare::engine {

/// A record as its person sees it at one moment: the server's last state with their own edits laid over.
/// Cheap to copy; what it holds does not change.
struct Record {
    const schema::RecordType* type = nullptr;
    std::string id;         ///< 16 bytes
    std::uint64_t seq = 0;  ///< of the server's state below it: the base of edits; 0: not at the server yet
    std::shared_ptr<const google::protobuf::Message> message;

    /// Throws std::bad_cast when it is a record of another type.
    template <typename Message>
    [[nodiscard]] const Message& as() const {
        return dynamic_cast<const Message&>(*message);
    }
};

}  // namespace fieldfare::engine
