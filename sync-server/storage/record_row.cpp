#include "sync-server/storage/record_row.h"

#include <cstring>
#include <stdexcept>

namespace fieldfare::server::storage {
namespace {

// scope 4 bytes, seq 8 bytes, reason 1 byte, little endian
constexpr std::size_t packedSize = 13;

}  // namespace

std::string packStandings(const std::vector<Standing>& standings) {
    std::string out;
    out.reserve(standings.size() * packedSize);
    for (const auto& standing : standings) {
        for (unsigned i = 0; i < 4; ++i)
            out += static_cast<char>(standing.scope >> (8 * i));
        for (unsigned i = 0; i < 8; ++i)
            out += static_cast<char>(standing.seq >> (8 * i));
        out += static_cast<char>(standing.removed);
    }
    return out;
}

std::vector<Standing> unpackStandings(std::string_view blob) {
    if (blob.size() % packedSize != 0)
        throw std::runtime_error{"damaged standings"};
    std::vector<Standing> out(blob.size() / packedSize);
    for (auto& standing : out) {
        const auto octet = [&](std::size_t i) {
            return static_cast<std::uint64_t>(static_cast<unsigned char>(blob[i]));
        };
        for (unsigned i = 0; i < 4; ++i)
            standing.scope |= static_cast<std::uint32_t>(octet(i) << (8 * i));
        for (unsigned i = 0; i < 8; ++i)
            standing.seq |= octet(4 + i) << (8 * i);
        standing.removed = static_cast<v1::Removal::Reason>(octet(12));
        blob.remove_prefix(packedSize);
    }
    return out;
}

}  // namespace fieldfare::server::storage
