#include "shared/base/random.h"

#include <cstring>
#include <stdexcept>

#include <openssl/rand.h>

namespace fieldfare::base {

std::uint64_t Random::next() {
    std::uint64_t value = 0;
    fill({reinterpret_cast<std::uint8_t*>(&value), sizeof value});
    return value;
}

std::uint64_t Random::below(std::uint64_t bound) {
    // Rejects the incomplete last interval, so that no value is likelier than another.
    const std::uint64_t reject = -bound % bound;
    for (;;) {
        const auto value = next();
        if (value >= reject)
            return value % bound;
    }
}

std::string Random::bytes(std::size_t count) {
    std::string out(count, '\0');
    fill({reinterpret_cast<std::uint8_t*>(out.data()), count});
    return out;
}

void SystemRandom::fill(std::span<std::uint8_t> out) {
    if (RAND_bytes(out.data(), static_cast<int>(out.size())) != 1)
        throw std::runtime_error{"no random numbers from the operating system"};
}

void SeededRandom::fill(std::span<std::uint8_t> out) {
    const std::lock_guard lock{mutex_};
    for (std::size_t at = 0; at < out.size(); at += 8) {
        const auto value = engine_();
        std::memcpy(out.data() + at, &value, std::min<std::size_t>(8, out.size() - at));
    }
}

}  // namespace fieldfare::base
