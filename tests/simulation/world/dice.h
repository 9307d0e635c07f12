#pragma once

#include <cstdint>
#include <vector>

#include "shared/base/hash.h"

namespace fieldfare::simulation {

/// Everything that a run leaves to chance. Small and quick, so that each step can carry dice of its own: what
/// one step throws does not change when another is left out.
class Dice {
  public:
    explicit Dice(std::uint64_t seed) : state_{base::mix64(seed)} {}

    std::uint64_t next() { return base::mix64(state_ += 0x9E3779B97F4A7C15); }
    /// Uniform in [0, bound); bound > 0.
    std::uint64_t below(std::uint64_t bound) { return next() % bound; }
    /// Uniform in [least, most].
    std::int64_t between(std::int64_t least, std::int64_t most) {
        return least + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(most - least) + 1));
    }
    /// True `percent` times in a hundred.
    bool chance(unsigned percent) { return below(100) < percent; }
    template <typename Item>
    const Item& pick(const std::vector<Item>& from) {
        return from[below(from.size())];
    }

  private:
    std::uint64_t state_;
};

}  // namespace fieldfare::simulation
