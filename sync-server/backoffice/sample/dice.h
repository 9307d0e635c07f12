#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "shared/base/random.h"

namespace fieldfare::server::sample {

/// Choices that follow from a seed. Not thread-safe.
class Dice {
  public:
    explicit Dice(std::uint64_t seed) : random_{seed} {}

    /// From `least` to `most`, both included.
    [[nodiscard]] std::int64_t between(std::int64_t least, std::int64_t most) {
        return least + static_cast<std::int64_t>(random_.below(static_cast<std::uint64_t>(most - least) + 1));
    }
    [[nodiscard]] bool chance(int percent) { return between(1, 100) <= percent; }
    template <typename Values>
    [[nodiscard]] const auto& pick(const Values& values) {
        return values[random_.below(std::size(values))];
    }
    /// The index of one of the weights, as often as it is heavy.
    [[nodiscard]] std::size_t weighted(std::span<const int> weights) {
        int sum = 0;
        for (const int weight : weights)
            sum += weight;
        auto at = between(1, sum);
        for (std::size_t i = 0;; ++i)
            if ((at -= weights[i]) <= 0)
                return i;
    }
    /// Decimal digits, as of a phone number.
    [[nodiscard]] std::string digits(int count) {
        std::string out;
        for (int i = 0; i < count; ++i)
            out += static_cast<char>('0' + between(0, 9));
        return out;
    }
    /// A version 7 id (RFC 9562) of that moment, epoch ms.
    [[nodiscard]] std::string id(std::int64_t at) {
        std::string bytes = random_.bytes(16);
        for (std::size_t i = 0; i < 6; ++i)
            bytes[i] = static_cast<char>(at >> (8 * (5 - i)));
        bytes[6] = static_cast<char>((static_cast<unsigned char>(bytes[6]) & 0x0FU) | 0x70U);
        bytes[8] = static_cast<char>((static_cast<unsigned char>(bytes[8]) & 0x3FU) | 0x80U);
        return bytes;
    }
    template <typename Value>
    void shuffle(std::vector<Value>& values) {
        for (std::size_t i = values.size(); i > 1; --i)
            std::swap(values[i - 1], values[random_.below(i)]);
    }

  private:
    base::SeededRandom random_;
};

}  // namespace fieldfare::server::sample
