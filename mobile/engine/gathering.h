#pragma once

#include <optional>
#include <span>
#include <vector>

#include <google/protobuf/message.h>

#include "mobile/engine/outbox_entry.h"
#include "mobile/engine/record.h"
#include "shared/base/hybrid_clock.h"
#include "shared/schema/path.h"

/// How a further edit of a record joins what waits already. Pure.
namespace fieldfare::engine {

/// An edit of an existing record.
struct PathEdit {
    std::vector<schema::Path> paths;
    const google::protobuf::Message& values;  ///< the new values at the paths
    std::uint64_t shownSeq = 0;               ///< of the server's state its author was shown
    base::HybridTime time = 0;
    std::uint64_t group = 0;
    std::vector<v1::Frozen> frozen;
    /// Own values that its author was shown there, and paths that showed nothing of what stands there.
    std::vector<OwnValue> shownOwn{};
};

/// The mutation of an edit on its own. Where an own value that the server has not confirmed covers a path,
/// its base is inherited: the author saw their own value, not the server's. `pending`: the record's entries.
[[nodiscard]] v1::Mutation mutationOf(const schema::RecordType& type, std::string_view id,
                                      const PathEdit& edit, std::span<const OutboxEntry> pending);

/// True if the edit may go into the record's newest entry. Never into one whose number is fixed or across a
/// group (`lastGrouped`: place of the last grouped entry of the outbox). Steps, claims and moves stand alone:
/// two of them in one would be another step.
[[nodiscard]] bool mayGather(const schema::RecordType& type, const OutboxEntry& newest, const PathEdit& edit,
                             std::int64_t lastGrouped);

/// The newest entry's mutation with `alone`, what mutationOf() gave for the edit, gathered in: per path the
/// oldest base and the newest time.
[[nodiscard]] v1::Mutation gathered(const schema::RecordType& type, const v1::Mutation& newest,
                                    const v1::Mutation& alone);

/// The record as a step that freezes it names it.
[[nodiscard]] v1::Frozen frozenAs(const Record& shown);

}  // namespace fieldfare::engine
