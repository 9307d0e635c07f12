#include "sync-server/backoffice/orders/order_cursor.h"

#include <algorithm>

#include "shared/base/base64.h"
#include "shared/base/hash.h"
#include "shared/schema/fault.h"

namespace fieldfare::server::orders {

namespace {

// 8 octets of seq, big endian, and 4 of checksum: 12, which base64 writes without padding.
constexpr std::size_t seqOctets = 8;
constexpr std::size_t checkOctets = 4;

std::string packed(const std::string& organisationId, std::uint64_t seq) {
    std::string bytes;
    for (std::size_t i = 0; i < seqOctets; ++i)
        bytes += static_cast<char>((seq >> (8 * (seqOctets - 1 - i))) & 0xFFU);
    return bytes + base::sha256("order cursor" + organisationId + bytes).substr(0, checkOctets);
}

}  // namespace

std::string cursorText(const std::string& organisationId, std::uint64_t seq) {
    auto text = base::toBase64(packed(organisationId, seq));
    std::replace(text.begin(), text.end(), '+', '-');
    std::replace(text.begin(), text.end(), '/', '_');
    return text;
}

std::uint64_t readCursor(const std::string& organisationId, std::string_view text) {
    if (text.empty())
        return 0;
    std::string plain{text};
    std::replace(plain.begin(), plain.end(), '-', '+');
    std::replace(plain.begin(), plain.end(), '_', '/');
    std::uint64_t seq = 0;
    if (const auto bytes = base::fromBase64(plain); bytes && bytes->size() == seqOctets + checkOctets)
        for (std::size_t i = 0; i < seqOctets; ++i)
            seq = seq << 8U | static_cast<unsigned char>((*bytes)[i]);
    // Written anew, it is the same text or was never one of ours.
    if (cursorText(organisationId, seq) != text)
        throw schema::FaultError{v1::INVALID,
                                 "this cursor was not given by this server: pass `next` as it was", "after"};
    return seq;
}

}  // namespace fieldfare::server::orders
