#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>

#include "fieldfare/sync.pb.h"
#include "shared/storage/database.h"

namespace fieldfare::server::storage {

/// How far the mutations and the nonces of one device have come.
struct DeviceProgress {
    std::uint64_t lastNumber = 0;  ///< highest mutation number answered
    std::uint64_t confirmed = 0;   ///< outcomes up to here are forgotten
    std::string nonce;             ///< last issued
    std::string nonceBefore;       ///< last presented
    std::int64_t presentedAt = 0;  ///< epoch ms of its last pushing exchange
    /// By number of a user's or unit's scope: up to which seq the device is known to have read it. Never goes
    /// back, whatever cursors the device presents later.
    std::map<std::uint32_t, std::uint64_t> acknowledged;
};

/// A stored answer to a mutation, with the hash of what was asked.
struct StoredOutcome {
    std::string device;
    std::string hash;
    v1::Outcome outcome;
};

/// Progress and outcomes by device. Works inside its caller's transaction.
class DeviceStore {
  public:
    explicit DeviceStore(fieldfare::storage::Database& database) : database_{database} {}

    [[nodiscard]] DeviceProgress progress(const std::string& device);
    void saveProgress(const std::string& device, const DeviceProgress& progress);
    [[nodiscard]] std::optional<StoredOutcome> outcome(const std::string& device, std::uint64_t number);
    void saveOutcomes(std::span<const StoredOutcome> outcomes);
    /// One that was stored comes to another end.
    void replaceOutcome(const std::string& device, const v1::Outcome& outcome);
    /// Forgets outcomes up to `number`.
    void forgetOutcomes(const std::string& device, std::uint64_t number);

  private:
    fieldfare::storage::Database& database_;
};

}  // namespace fieldfare::server::storage
