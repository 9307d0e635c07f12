#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sync-server/storage/restore_store.h"

namespace fieldfare::server::sync {

/// The restores behind this store, and what they mean for seqs that devices and the ERP still hold.
/// Immutable: a restore happens while no server runs.
class History {
  public:
    /// Nothing was ever restored.
    History() = default;
    explicit History(std::vector<storage::Restored> restores) : restores_{std::move(restores)} {}

    [[nodiscard]] bool isEmpty() const { return restores_.empty(); }
    /// True if the seq was given in a history that ended, after the backup that was restored.
    [[nodiscard]] bool isLost(std::uint64_t seq) const { return storage::isLost(restores_, seq); }
    /// What a seq that somebody has read counts as here: a lost one as the last that was kept.
    [[nodiscard]] std::uint64_t kept(std::uint64_t seq) const;
    /// The restores since an epoch ended, its own among them, the oldest first.
    [[nodiscard]] std::vector<storage::Restored> since(std::string_view epoch) const;
    [[nodiscard]] const std::vector<storage::Restored>& restores() const { return restores_; }
    /// Of the last restore, epoch ms; 0: there was none.
    [[nodiscard]] std::int64_t restoredAt() const { return restores_.empty() ? 0 : restores_.back().at; }
    /// True while devices may still offer again what was lost. Epoch ms.
    [[nodiscard]] bool takesOffers(std::int64_t now) const;

    /// For so long devices keep what they sent, and the server waits for it. Epoch ms.
    static constexpr std::int64_t offerWindow = std::int64_t{30} * 24 * 60 * 60 * 1000;

  private:
    std::vector<storage::Restored> restores_;
};

}  // namespace fieldfare::server::sync
