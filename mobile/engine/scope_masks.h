#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <utility>

#include "shared/storage/database.h"

namespace fieldfare::engine {

/// What is hidden in the rows of each type in each scope, as fingerprints that the server gives: the table
/// scope_mask. Remembers what it has read: for use within one transaction.
class ScopeMasks {
  public:
    explicit ScopeMasks(storage::Database& database) : database_{database} {}

    /// Rows of the type came that were made under `mask`.
    void note(std::uint32_t scope, std::uint32_t type, std::uint32_t mask);
    /// All rows of the type that stand in the scope were made under `mask`.
    void set(std::uint32_t scope, std::uint32_t type, std::uint32_t mask);
    /// Something was hidden in rows of the type, whatever they were made under.
    void forget(std::uint32_t type);
    /// True if that is known.
    [[nodiscard]] bool is(std::uint32_t scope, std::uint32_t type, std::uint32_t mask);

  private:
    /// Rows were made under several masks, or it is not known under which.
    static constexpr std::int64_t several = -1;

    /// None: no row came.
    [[nodiscard]] std::optional<std::int64_t>& of(std::uint32_t scope, std::uint32_t type);
    void write(std::uint32_t scope, std::uint32_t type, std::int64_t mask);

    storage::Database& database_;
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::optional<std::int64_t>> known_;
};

}  // namespace fieldfare::engine
