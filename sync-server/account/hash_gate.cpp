#include "sync-server/account/hash_gate.h"

#include "sync-server/account/throttled.h"

namespace fieldfare::server::account {

HashGate::Slot::~Slot() {
    if (gate_ != nullptr)
        gate_->taken_.fetch_sub(1);
}

HashGate::Slot HashGate::enter() {
    int taken = taken_.load();
    while (taken < places)
        if (taken_.compare_exchange_weak(taken, taken + 1))
            return Slot{*this};
    // Different pauses, so that those refused together do not come back together.
    const std::chrono::milliseconds pause{500 + 250 * static_cast<int>(refused_.fetch_add(1) % 8)};
    throw throttled("others are signing in at this moment", pause);
}

}  // namespace fieldfare::server::account
