#include "tests/fuzz/mutator.h"

#include <algorithm>

namespace fieldfare::fuzz {

namespace {

void damageOnce(std::string& bytes, const std::string& other, base::Random& random) {
    if (bytes.empty()) {
        bytes = random.bytes(1 + random.below(8));
        return;
    }
    const auto at = random.below(bytes.size());
    const auto some = [&](std::size_t size) { return 1 + random.below(std::min<std::size_t>(size, 32)); };
    switch (random.below(7)) {
        case 0:
            bytes[at] = static_cast<char>(bytes[at] ^ (1 << random.below(8)));
            break;
        case 1:
            bytes[at] = static_cast<char>(random.below(256));
            break;
        // Where lengths and numbers go wrong.
        case 2:
            bytes[at] = "\x00\x01\x7f\x80\xff"[random.below(5)];
            break;
        case 3:
            bytes.erase(at, some(bytes.size()));
            break;
        case 4:
            bytes.insert(at, bytes.substr(random.below(bytes.size()), some(bytes.size())));
            break;
        case 5:
            if (!other.empty())
                bytes.insert(at, other.substr(random.below(other.size()), some(other.size())));
            break;
        default:
            bytes.resize(at);
            break;
    }
}

}  // namespace

std::string damaged(std::string bytes, const std::string& other, base::Random& random) {
    for (auto left = 1 + random.below(8); left > 0; --left)
        damageOnce(bytes, other, random);
    return bytes;
}

}  // namespace fieldfare::fuzz
