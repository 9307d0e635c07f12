#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/clock.h"
#include "shared/base/random.h"

namespace fieldfare::base {

/// A 128-bit identifier. Records, devices and people carry version 7 (RFC 9562): time first, so that
/// inserts are near each other in every index.
class Uuid {
  public:
    constexpr Uuid() = default;  ///< nil

    /// From 16 raw bytes; none when `bytes` has another length.
    [[nodiscard]] static std::optional<Uuid> fromBytes(std::string_view bytes);
    /// From 8-4-4-4-12 hexadecimal digits, either case; none for anything else.
    [[nodiscard]] static std::optional<Uuid> fromText(std::string_view text);

    [[nodiscard]] std::string bytes() const;
    [[nodiscard]] std::string text() const;
    [[nodiscard]] bool isNil() const { return *this == Uuid{}; }

    friend auto operator<=>(const Uuid&, const Uuid&) = default;

  private:
    friend class UuidSource;
    std::array<std::uint8_t, 16> octets_{};
};

/// Text of an id that is stored as raw bytes; hexadecimal of whatever is there if it is no id.
[[nodiscard]] std::string idText(std::string_view bytes);

/// Makes version 7 ids, ascending within one source. Thread-safe.
class UuidSource {
  public:
    UuidSource(const Clock& clock, Random& random) : clock_{clock}, random_{random} {}
    [[nodiscard]] Uuid next();

  private:
    const Clock& clock_;
    Random& random_;
    std::mutex mutex_;
    std::uint64_t last_ = 0;  // 48 bits of milliseconds, 12 bits of counter
};

}  // namespace fieldfare::base

template <>
struct std::hash<fieldfare::base::Uuid> {
    std::size_t operator()(const fieldfare::base::Uuid& id) const noexcept {
        return std::hash<std::string>{}(id.bytes());
    }
};
