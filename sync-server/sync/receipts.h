#pragma once

#include <string>
#include <string_view>

#include "fieldfare/sync.pb.h"
#include "sync-server/sync/applier.h"
#include "sync-server/sync/incoming.h"

namespace fieldfare::server::sync {

/// The server's MAC over a mutation, as it was sent, and what it came to. With it a device proves after a
/// restore what the server has forgotten. `secret`: the organisation's.
[[nodiscard]] std::string receiptOf(std::string_view secret, const Incoming& incoming,
                                    v1::Outcome::Result result, std::uint64_t seq);

/// True if this server once acknowledged the mutation as the proof says.
[[nodiscard]] bool isProved(std::string_view secret, const Incoming& incoming, const v1::Proof& proof);

/// As it is stored and answered, with its receipt.
[[nodiscard]] v1::Outcome outcomeOf(std::string_view secret, const Incoming& incoming, Applied applied);

}  // namespace fieldfare::server::sync
