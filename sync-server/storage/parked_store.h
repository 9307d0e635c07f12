#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shared/storage/database.h"

namespace fieldfare::server::storage {

/// A change of the history that a restore ended which cannot be made again yet: what it needs is still to be
/// offered by some device.
struct Parked {
    std::uint64_t lostSeq = 0;  ///< at which it had taken effect: the order in which they are tried
    std::string device;         ///< that numbered it; empty: made at the server itself
    std::uint64_t number = 0;   ///< in its device's count; of the server's own, a running number
    std::string person;         ///< its author; empty: the server
    std::string mutation;       ///< v1::Mutation, as it was sent
    bool wasHeld = false;       ///< it had not taken effect, but was held
};

/// What waits for others to be offered again after a restore. Works inside its caller's transaction.
class ParkedStore {
  public:
    explicit ParkedStore(fieldfare::storage::Database& database) : database_{database} {}

    /// In the order in which they had taken effect, as those of the server.
    [[nodiscard]] std::vector<Parked> ofDevices();
    /// The server's own.
    [[nodiscard]] std::vector<Parked> ofServer();
    [[nodiscard]] bool empty();
    /// One that is parked already stays as it is.
    void add(const Parked& parked);
    void remove(const Parked& parked);

    /// What was parked has an outcome, which its device is to be told until it has confirmed it.
    void noteSettled(const std::string& device, std::uint64_t number);
    [[nodiscard]] std::vector<std::uint64_t> settled(const std::string& device);
    void forgetSettled(const std::string& device, std::uint64_t upTo);

  private:
    [[nodiscard]] std::vector<Parked> load(std::string_view where);

    fieldfare::storage::Database& database_;
};

}  // namespace fieldfare::server::storage
