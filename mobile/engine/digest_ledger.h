#pragma once

#include <cstdint>
#include <map>
#include <string_view>
#include <utility>

#include "mobile/engine/records.h"
#include "shared/schema/digest.h"
#include "shared/storage/database.h"

namespace fieldfare::engine {

/// Counts and digests of this device's own rows, by scope and type: the table scope_digest. Changes are
/// gathered here and written by flush(), in the transaction that changes the rows.
class DigestLedger {
  public:
    using ByType = std::map<std::uint32_t, schema::Digest>;
    using ByScopeAndType = std::map<std::pair<std::uint32_t, std::uint32_t>, schema::Digest>;

    explicit DigestLedger(storage::Database& database) : database_{database} {}

    void add(std::uint32_t scope, std::uint32_t type, std::string_view id, std::uint64_t feedSeq) {
        changes_[{scope, type}].add(id, feedSeq);
    }
    void remove(std::uint32_t scope, std::uint32_t type, std::string_view id, std::uint64_t feedSeq) {
        changes_[{scope, type}].remove(id, feedSeq);
    }
    void flush();

    /// As written; types without records are left out.
    [[nodiscard]] ByType of(std::uint32_t scope) const;
    void drop(std::uint32_t scope);

    /// Counts all rows again and writes what it found. Returns the scopes and types where the written count
    /// or sum was another: always none, unless this program is wrong or the file is damaged.
    ByScopeAndType recount(const Records& records);

  private:
    void write(std::uint32_t scope, std::uint32_t type, const schema::Digest& digest);

    storage::Database& database_;
    ByScopeAndType changes_;
};

}  // namespace fieldfare::engine
