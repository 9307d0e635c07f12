#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/clock.h"
#include "shared/base/random.h"
#include "shared/storage/database.h"

namespace fieldfare::server::account {

/// Somebody signed in, on some device.
struct Session {
    std::string tokenHash;  ///< SHA-256 of the token
    std::string person;     ///< 16 bytes
    std::string device;     ///< 16 bytes
    base::TimePoint openedAt;
    base::TimePoint usedAt;   ///< to the hour
    bool needsTouch = false;  ///< its last use should be noted: call touch() in a writing transaction
};

/// Sessions by bearer token: 256 random bits of which only the SHA-256 is stored. One ends after 30 days
/// without use, 90 days after it began, at sign-out, when the password changes, when the person is frozen or
/// leaves, and when an administrator says so.
///
/// Works inside its caller's transaction; not thread-safe. Whether the person may still come in and the
/// device is not revoked is for the caller to check, on every request, in the transaction of its work.
class Sessions {
  public:
    static constexpr std::chrono::milliseconds idleLimit = std::chrono::days{30};
    static constexpr std::chrono::milliseconds lifeLimit = std::chrono::days{90};
    /// The last use is noted this coarsely, so that reading requests only read.
    static constexpr std::chrono::milliseconds touchStep = std::chrono::hours{1};

    Sessions(fieldfare::storage::Database& database, const base::Clock& clock)
        : database_{database}, clock_{clock} {}

    /// A new session's token. It cannot be had again.
    [[nodiscard]] std::string open(base::Random& random, const std::string& person,
                                   const std::string& device);

    /// None for a token that is unknown or whose session ended. Only reads.
    [[nodiscard]] std::optional<Session> find(std::string_view token);
    /// The same; throws FaultError UNAUTHENTICATED instead of none.
    [[nodiscard]] Session require(std::string_view token);

    /// Notes that the session is in use.
    void touch(const Session& session);

    /// Ends one session; nothing if it ended already.
    void end(std::string_view token);
    void endAllOfPerson(const std::string& person);
    /// All of the person's sessions but this one.
    void endOthersOfPerson(const std::string& person, std::string_view token);
    void endAllOfDevice(const std::string& device);
    /// Everybody signs in again: after a restore that may have lost some ends.
    void endAll();
    void dropExpired();

  private:
    fieldfare::storage::Database& database_;
    const base::Clock& clock_;
};

}  // namespace fieldfare::server::account
