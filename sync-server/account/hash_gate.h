#pragma once

#include <atomic>
#include <cstdint>
#include <utility>

namespace fieldfare::server::account {

/// Lets at most two password hashes run at once: each takes 32 MiB and a core for a third of a second, and
/// anybody may ask for one. Who comes third is told to come again, nobody waits. Thread-safe; must outlive
/// its slots.
class HashGate {
  public:
    static constexpr int places = 2;

    /// A place in the gate, free again when it is destroyed, on whatever thread.
    class Slot {
      public:
        Slot(Slot&& other) noexcept : gate_{std::exchange(other.gate_, nullptr)} {}
        Slot& operator=(Slot&&) = delete;
        Slot(const Slot&) = delete;
        Slot& operator=(const Slot&) = delete;
        ~Slot();

      private:
        friend class HashGate;
        explicit Slot(HashGate& gate) : gate_{&gate} {}

        HashGate* gate_;
    };

    /// Throws FaultError THROTTLED, with a pause, when both places are taken. Ask before the attempt is
    /// counted by SignInThrottle, or a crowd at the gate counts as wrong passwords.
    [[nodiscard]] Slot enter();

  private:
    std::atomic<int> taken_ = 0;
    std::atomic<std::uint32_t> refused_ = 0;
};

}  // namespace fieldfare::server::account
