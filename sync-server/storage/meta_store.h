#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "shared/storage/database.h"

namespace fieldfare::server::storage {

/// Single values of the store by name: "epoch", "seq", "directory" (seq of the last change of settings, units
/// or people), "secret", "restoring" (while a restore is not finished), "device_code_letters". Works inside
/// its caller's transaction.
class MetaStore {
  public:
    explicit MetaStore(fieldfare::storage::Database& database) : database_{database} {}

    /// Empty when never set.
    [[nodiscard]] std::string get(std::string_view key);
    void set(std::string_view key, std::string_view value);
    /// 0 when never set.
    [[nodiscard]] std::uint64_t number(std::string_view key);
    void setNumber(std::string_view key, std::uint64_t value);

  private:
    fieldfare::storage::Database& database_;
};

}  // namespace fieldfare::server::storage
