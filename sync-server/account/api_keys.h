#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/clock.h"
#include "shared/base/random.h"
#include "shared/storage/database.h"

namespace fieldfare::server::account {

/// A program of the back office and what it may do.
struct ApiKey {
    std::string name;                 ///< unique; may be logged
    std::vector<std::string> scopes;  ///< "orders.read"; sorted, each once
    base::TimePoint addedAt;

    [[nodiscard]] bool allows(std::string_view scope) const;
};

/// Keys of programs: "ffk_" and 256 random bits, shown once, of which only the SHA-256 is stored. They do
/// not expire. Works inside its caller's transaction; not thread-safe.
class ApiKeys {
  public:
    ApiKeys(fieldfare::storage::Database& database, const base::Clock& clock)
        : database_{database}, clock_{clock} {}

    /// The new key. Throws FaultError ALREADY_EXISTS for a name in use; INVALID, at "name", for one that is
    /// empty or longer than 100 bytes and, at "scopes", for none or one that is not made of small letters,
    /// digits, '.', ':', '-' and '_'.
    [[nodiscard]] std::string add(base::Random& random, const std::string& name,
                                  std::vector<std::string> scopes);

    /// None for an unknown or removed key.
    [[nodiscard]] std::optional<ApiKey> find(std::string_view key);
    /// The same; throws FaultError UNAUTHENTICATED instead of none.
    [[nodiscard]] ApiKey require(std::string_view key);

    /// Throws FaultError NOT_FOUND.
    void remove(const std::string& name);
    /// By name.
    [[nodiscard]] std::vector<ApiKey> list();

  private:
    fieldfare::storage::Database& database_;
    const base::Clock& clock_;
};

}  // namespace fieldfare::server::account
