#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shared/base/clock.h"
#include "shared/storage/database.h"
#include "sync-server/account/password_hash.h"

namespace fieldfare::server::account {

/// The stored password of each person. Works inside its caller's transaction; not thread-safe. People are
/// named by the 16 bytes of their id. Everything throws StorageError.
class Credentials {
  public:
    Credentials(fieldfare::storage::Database& database, const base::Clock& clock)
        : database_{database}, clock_{clock} {}

    /// None for a person without a password: unknown, or not yet enrolled. Throws std::runtime_error when
    /// what is stored is damaged.
    [[nodiscard]] std::optional<PasswordHash> find(const std::string& person);
    /// When the password was last chosen; none without one.
    [[nodiscard]] std::optional<base::TimePoint> changedAt(const std::string& person);

    /// A new password. The caller ends the person's sessions.
    void set(const std::string& person, const PasswordHash& hash);
    /// The same password at another cost.
    void rehash(const std::string& person, const PasswordHash& hash);
    void remove(const std::string& person);

  private:
    fieldfare::storage::Database& database_;
    const base::Clock& clock_;
};

}  // namespace fieldfare::server::account
