#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace fieldfare::base {

/// 32 raw bytes of SHA-256.
[[nodiscard]] std::string sha256(std::string_view bytes);

/// 32 raw bytes of HMAC-SHA-256.
[[nodiscard]] std::string hmacSha256(std::string_view key, std::string_view bytes);

/// Compares without telling by its duration where two secrets differ.
[[nodiscard]] bool equalSecrets(std::string_view a, std::string_view b);

/// A fast mix of one word (the finaliser of SplitMix64, Steele, Lea and Flood 2014); not a secret.
[[nodiscard]] constexpr std::uint64_t mix64(std::uint64_t x) {
    x += 0x9E3779B97F4A7C15U;
    x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9U;
    x = (x ^ (x >> 27U)) * 0x94D049BB133111EBU;
    return x ^ (x >> 31U);
}

}  // namespace fieldfare::base
