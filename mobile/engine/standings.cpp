#include "mobile/engine/standings.h"

namespace fieldfare::engine {

std::uint64_t Standings::read(std::size_t& at) const {
    std::uint64_t value = 0;
    for (unsigned shift = 0; at < packed_.size() && shift < 64; shift += 7) {
        const auto byte = static_cast<unsigned char>(packed_[at++]);
        value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
        if ((byte & 0x80U) == 0)
            break;
    }
    return value;
}

void Standings::append(std::uint64_t value) {
    while (value >= 0x80U) {
        packed_ += static_cast<char>((value & 0x7FU) | 0x80U);
        value >>= 7U;
    }
    packed_ += static_cast<char>(value);
}

std::optional<std::uint64_t> Standings::in(std::uint32_t scope) const {
    std::optional<std::uint64_t> found;
    forEach([&](std::uint32_t number, std::uint64_t feedSeq) {
        if (number == scope)
            found = feedSeq;
    });
    return found;
}

void Standings::set(std::uint32_t scope, std::uint64_t feedSeq) {
    remove(scope);
    append(scope);
    append(feedSeq);
}

void Standings::remove(std::uint32_t scope) {
    if (packed_.empty())
        return;
    Standings rest;
    forEach([&](std::uint32_t number, std::uint64_t feedSeq) {
        if (number != scope) {
            rest.append(number);
            rest.append(feedSeq);
        }
    });
    packed_ = std::move(rest.packed_);
}

}  // namespace fieldfare::engine
