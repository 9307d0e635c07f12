#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "shared/base/random.h"
#include "shared/storage/database.h"

namespace fieldfare::server::storage {

/// One restore from a backup: seqs from `lostFirst` to `lostLast`, both included, were given in the history
/// that ended with it, or could have been, and mean nothing here.
struct Restored {
    std::string epoch;  ///< that ended, 16 bytes
    std::uint64_t lostFirst = 0;
    std::uint64_t lostLast = 0;
    std::int64_t at = 0;  ///< epoch ms
};

/// The restores of this store, from which follows what of a device's knowledge still holds. Works inside its
/// caller's transaction.
class RestoreStore {
  public:
    explicit RestoreStore(fieldfare::storage::Database& database) : database_{database} {}

    /// The oldest first.
    [[nodiscard]] std::vector<Restored> all();

    /// The store was brought back from a backup: it gets another epoch, and its seqs go on above every one
    /// ever given, at the next multiple of 2^40. `earlier`: restores that the backup does not know of, for it
    /// was made before them; `highestGiven`: the highest seq known to have been given in any of these
    /// histories; `ended`: the epoch that ended, if another than the backup's.
    void begin(base::Random& random, const std::vector<Restored>& earlier, const std::string& ended,
               std::uint64_t highestGiven, std::int64_t now);

    /// Up to which of a device's mutations this store holds what the history that ended held: those of the
    /// backup, and those that were offered again without a gap.
    [[nodiscard]] std::uint64_t proved(const std::string& device);
    void setProved(const std::string& device, std::uint64_t number);

  private:
    fieldfare::storage::Database& database_;
};

/// True if the seq was given in a history that a restore ended, after the backup was made.
[[nodiscard]] bool isLost(const std::vector<Restored>& restores, std::uint64_t seq);

}  // namespace fieldfare::server::storage
