#include "sync-server/storage/record_row.h"

#include <stdexcept>

namespace fieldfare::server::storage {
namespace {

// Scope 4 bytes, seq 8 bytes, reason 1 byte and, where it left, the time of that 8 bytes; little endian.
constexpr std::size_t hereSize = 13;
constexpr std::size_t leftSize = hereSize + 8;

void put(std::string& out, std::uint64_t value, unsigned bytes) {
    for (unsigned i = 0; i < bytes; ++i)
        out += static_cast<char>(value >> (8 * i));
}

std::uint64_t take(std::string_view& in, unsigned bytes) {
    std::uint64_t value = 0;
    for (unsigned i = 0; i < bytes; ++i)
        value |= std::uint64_t{static_cast<unsigned char>(in[i])} << (8 * i);
    in.remove_prefix(bytes);
    return value;
}

}  // namespace

std::string packStandings(const std::vector<Standing>& standings) {
    std::string out;
    out.reserve(standings.size() * leftSize);
    for (const auto& standing : standings) {
        put(out, standing.scope, 4);
        put(out, standing.seq, 8);
        put(out, static_cast<std::uint64_t>(standing.removed), 1);
        if (!standing.isHere())
            put(out, static_cast<std::uint64_t>(standing.at), 8);
    }
    return out;
}

std::vector<Standing> unpackStandings(std::string_view blob) {
    std::vector<Standing> out;
    while (!blob.empty()) {
        if (blob.size() < hereSize)
            throw std::runtime_error{"damaged standings"};
        auto& standing = out.emplace_back();
        standing.scope = static_cast<std::uint32_t>(take(blob, 4));
        standing.seq = take(blob, 8);
        standing.removed = static_cast<v1::Removal::Reason>(take(blob, 1));
        if (standing.isHere())
            continue;
        if (blob.size() < leftSize - hereSize)
            throw std::runtime_error{"damaged standings"};
        standing.at = static_cast<std::int64_t>(take(blob, 8));
    }
    return out;
}

}  // namespace fieldfare::server::storage
