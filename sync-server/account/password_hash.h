#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/random.h"

namespace fieldfare::server::account {

/// The cost of scrypt (RFC 7914): 128 * r * 2^logN bytes of memory, p times over.
struct ScryptCost {
    std::uint32_t logN = 15;
    std::uint32_t r = 8;
    std::uint32_t p = 3;

    friend bool operator==(const ScryptCost&, const ScryptCost&) = default;
};

/// `length` octets of scrypt. Throws std::runtime_error when the cost is beyond 256 MiB or OpenSSL lacks it.
[[nodiscard]] std::string scrypt(std::string_view password, std::string_view salt, ScryptCost cost,
                                 std::size_t length);

/// What is stored of a password: scrypt's output with the salt and the cost it was made with. Making and
/// matching take about a third of a second of one core and 32 MiB: never inside a transaction, and only
/// with a slot of the HashGate.
class PasswordHash {
  public:
    /// Hashes with a new salt.
    [[nodiscard]] static PasswordHash make(std::string_view password, base::Random& random,
                                           ScryptCost cost = {});
    /// A hash that no password matches, of today's cost: who is unknown takes as long as who is known.
    [[nodiscard]] static const PasswordHash& ofNobody();

    /// The stored form: "scrypt$15$8$3$<salt>$<hash>", hexadecimal. None for anything else.
    [[nodiscard]] static std::optional<PasswordHash> fromText(std::string_view text);
    [[nodiscard]] std::string text() const;

    [[nodiscard]] bool matches(std::string_view password) const;
    /// True when it was made at another cost than today's.
    [[nodiscard]] bool needsRehash() const { return cost_ != ScryptCost{}; }

  private:
    PasswordHash(ScryptCost cost, std::string salt, std::string hash)
        : cost_{cost}, salt_{std::move(salt)}, hash_{std::move(hash)} {}

    ScryptCost cost_;
    std::string salt_;
    std::string hash_;
};

}  // namespace fieldfare::server::account
