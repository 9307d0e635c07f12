#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shared/storage/database.h"

namespace fieldfare::server::storage {

/// Which File records have their bytes at the server, sent by their author or had by them already. That bytes
/// with a record's hash lie in the content store does not make them that record's: anybody can name a hash.
/// Works inside its caller's transaction.
class ReceivedFiles {
  public:
    explicit ReceivedFiles(fieldfare::storage::Database& database) : database_{database} {}

    [[nodiscard]] bool has(std::string_view record);
    /// At most `limit` records that have their bytes, which have this hash.
    [[nodiscard]] std::vector<std::string> withHash(std::string_view sha256, int limit);
    /// `at`: epoch ms.
    void note(std::string_view record, std::string_view sha256, std::int64_t at);

  private:
    fieldfare::storage::Database& database_;
};

}  // namespace fieldfare::server::storage
