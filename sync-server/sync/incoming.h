#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <google/protobuf/message.h>

#include "fieldfare/sync.pb.h"
#include "shared/schema/record_type.h"

namespace fieldfare::server::sync {

/// Limits of one exchange; what breaks them is refused before it is decoded.
inline constexpr std::size_t maxMutations = 500;
inline constexpr std::size_t maxMutationBytes = 64 * 1024;
inline constexpr std::size_t maxTouchedPaths = 512;
inline constexpr std::size_t maxGroup = 100;
inline constexpr std::size_t maxFrozen = 100;
/// Items and members of one record's lists together: more than every list's own limit allows.
inline constexpr std::size_t maxElements = 2048;
inline constexpr std::size_t maxCursors = 4096;
inline constexpr std::size_t maxConflicts = 100;  ///< given back after a restore
inline constexpr std::size_t maxRanges = 64;
/// In all range queries of a request together.
inline constexpr std::size_t maxRangeIds = 1000;

/// Decodes a SyncRequest after a scan of its raw bytes against the limits. Throws FaultError UNREADABLE,
/// TOO_LARGE or INVALID, which fail the whole request and change nothing.
[[nodiscard]] v1::SyncRequest readRequest(std::string_view body);

/// A decoded mutation. `fault` is set when the mutation alone is bad: it is rejected, the others go on.
struct Incoming {
    v1::Mutation mutation;
    std::string hash;  ///< of the bytes as they came, 16 bytes
    const schema::RecordType* type = nullptr;
    std::unique_ptr<google::protobuf::Message> partial;  ///< null for deletes and bad mutations
    std::optional<v1::Fault> fault;
};

/// Decodes one mutation. Throws FaultError UNREADABLE when it cannot even be numbered.
[[nodiscard]] Incoming readMutation(const std::string& bytes);

}  // namespace fieldfare::server::sync
