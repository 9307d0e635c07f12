#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <google/protobuf/message.h>

#include "shared/schema/path.h"
#include "shared/schema/record_type.h"

namespace fieldfare::engine {

/// An own value in a shown record that the server had not confirmed then.
struct OwnValue {
    schema::Path path;
    std::uint64_t base = 0;  ///< of the edit that wrote it: of what lay below, its author saw no more
};

/// A record as its person sees it at one moment: the server's last state with their own edits laid over.
/// Cheap to copy; what it holds does not change.
struct Record {
    const schema::RecordType* type = nullptr;
    std::string id;         ///< 16 bytes
    std::uint64_t seq = 0;  ///< of the server's state below it: the base of edits; 0: not at the server yet
    std::shared_ptr<const google::protobuf::Message> message;
    std::vector<OwnValue> own{};  ///< in `message`, over the server's values

    /// Up to which `seq` its person surely saw everything of it.
    [[nodiscard]] std::uint64_t seenUpTo() const {
        auto seen = seq;
        for (const auto& value : own)
            seen = std::min(seen, value.base);
        return seen;
    }

    /// Throws std::bad_cast when it is a record of another type.
    template <typename Message>
    [[nodiscard]] const Message& as() const {
        return dynamic_cast<const Message&>(*message);
    }
};

}  // namespace fieldfare::engine
