#pragma once

#include <functional>
#include <string>
#include <variant>

#include "fieldfare/fault.pb.h"
#include "fieldfare/sync.pb.h"
#include "sync-server/sync/organisation.h"

namespace fieldfare::server::sync {

/// POST /v1/sync: writes what the device sends, then reads what is new to it; with neither, waits for it
/// where the device asks to. Thread-safe. What was begun goes on without it, as long as the organisation is
/// there.
class Exchange {
  public:
    /// The encoded SyncResponse, or why there is none.
    using Answer = std::variant<std::string, v1::Fault>;
    /// Must not throw, and must be quick.
    using Reply = std::function<void(Answer)>;

    explicit Exchange(Organisation& organisation) : organisation_{organisation} {}

    /// Returns at once; replies exactly once, from a thread of the organisation, or from this one when there
    /// is too much to do. Every reply comes before the organisation is gone; what waits is answered with BUSY
    /// when its WaitingRoom closes, or when its device asks something else.
    void handle(std::string token, std::string body, Reply reply);

  private:
    Organisation& organisation_;
};

/// Who a token belongs to now, in the caller's transaction. Throws FaultError UNAUTHENTICATED for a session
/// that ended or a person who may not sign in, DEVICE_REVOKED, DEVICE_COLLECTED.
[[nodiscard]] Viewer identify(fieldfare::storage::Database& database, Organisation& organisation,
                              const std::string& token);
/// As above, for what a device that is collected may still hand over.
[[nodiscard]] Viewer identifySender(fieldfare::storage::Database& database, Organisation& organisation,
                                    const std::string& token);

}  // namespace fieldfare::server::sync
