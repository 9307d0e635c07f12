#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sync-server/storage/device_store.h"

namespace fieldfare::server::sync {

/// Tells the copies of one device's store apart: each answer to a push carries a nonce, the next request
/// presents it. Nonces are in order, so that every one that is not older than the last presented is good: of
/// two answers to one request either may have arrived. Only this server, of this epoch, makes them.
class Nonces {
  public:
    /// What it is given must outlive it.
    Nonces(std::string_view secret, std::string_view device, std::string_view epoch)
        : secret_{secret}, device_{device}, epoch_{epoch} {}

    /// Throws FaultError STALE when a newer one than `presented` has been presented, or it is none of ours.
    /// The first contact in an epoch, told by the epoch that the device last heard of, is exempt.
    void check(const storage::DeviceProgress& progress, std::string_view presented,
               std::string_view heardEpoch) const;
    /// Notes what was presented and gives the next one.
    [[nodiscard]] std::string next(storage::DeviceProgress& progress, std::string_view presented) const;
    /// `presented`, if it may be presented again; else empty, as before the first.
    [[nodiscard]] std::string again(std::string_view presented) const;

  private:
    /// Its place in the order, from 1; none for what is not ours.
    [[nodiscard]] std::optional<std::uint64_t> place(std::string_view nonce) const;
    [[nodiscard]] std::string at(std::uint64_t place) const;

    std::string_view secret_;
    std::string_view device_;
    std::string_view epoch_;
};

}  // namespace fieldfare::server::sync
