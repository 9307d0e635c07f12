#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "shared/base/clock.h"

namespace fieldfare::server::account {

constexpr std::chrono::milliseconds longestPause = std::chrono::minutes{15};

/// How long to wait after the `failures`-th failure in a row: 1 s, doubling, at most 15 min.
[[nodiscard]] std::chrono::milliseconds pauseAfter(std::size_t failures);

/// Failures by key, in memory: those of client addresses and of names that nobody has. Measured on the
/// monotonic clock. Thread-safe.
class Pauses {
  public:
    /// The first `free` failures of a key cost nothing; a key rests after a day without one. Beyond
    /// `capacity` keys those that rested longest are forgotten.
    Pauses(const base::Clock& clock, std::size_t free, std::size_t capacity = 65536)
        : clock_{clock}, free_{free}, capacity_{capacity} {}

    /// None if the key may try now, otherwise how long it has to wait.
    [[nodiscard]] std::optional<std::chrono::milliseconds> pause(const std::string& key) const;
    void failed(const std::string& key);
    /// Takes one failure back: an attempt that was counted before it was known to be right.
    void takeBack(const std::string& key);
    void forget(const std::string& key);

    [[nodiscard]] std::size_t size() const;

  private:
    struct Failures {
        std::size_t count = 0;
        std::chrono::milliseconds last{0};
    };
    void makeRoom();

    const base::Clock& clock_;
    const std::size_t free_;
    const std::size_t capacity_;
    mutable std::mutex mutex_;
    std::unordered_map<std::string, Failures> failures_;
};

}  // namespace fieldfare::server::account
