#include "shared/base/uuid.h"

#include <algorithm>
#include <cstring>

#include "shared/base/hex.h"

namespace fieldfare::base {

std::optional<Uuid> Uuid::fromBytes(std::string_view bytes) {
    if (bytes.size() != 16)
        return std::nullopt;
    Uuid id;
    std::memcpy(id.octets_.data(), bytes.data(), 16);
    return id;
}

std::optional<Uuid> Uuid::fromText(std::string_view text) {
    if (text.size() != 36 || text[8] != '-' || text[13] != '-' || text[18] != '-' || text[23] != '-')
        return std::nullopt;
    std::string digits;
    digits.reserve(32);
    std::copy_if(text.begin(), text.end(), std::back_inserter(digits), [](char c) { return c != '-'; });
    const auto bytes = fromHex(digits);
    return bytes ? fromBytes(*bytes) : std::nullopt;
}

std::string Uuid::bytes() const {
    return {reinterpret_cast<const char*>(octets_.data()), octets_.size()};
}

std::string Uuid::text() const {
    auto digits = toHex(bytes());
    for (const std::size_t at : {20, 16, 12, 8})
        digits.insert(at, 1, '-');
    return digits;
}

std::string idText(std::string_view bytes) {
    const auto id = Uuid::fromBytes(bytes);
    return id ? id->text() : toHex(bytes);
}

Uuid UuidSource::next() {
    std::uint64_t stamp = 0;
    {
        const std::lock_guard lock{mutex_};
        // A clock before 1970 reads as 1970: as an unsigned number it would be the far future, for good.
        const auto ms =
            static_cast<std::uint64_t>(std::max<std::int64_t>(0, epochMs(clock_.now()))) & 0xFFFF'FFFF'FFFFU;
        // A counter in the 12 bits after the time keeps ids ascending within a millisecond and when the
        // wall clock steps back (RFC 9562, section 6.2, method 1).
        last_ = std::max(last_ + 1, ms << 12U);
        stamp = last_;
    }
    Uuid id;
    random_.fill(id.octets_);
    for (int i = 0; i < 6; ++i)
        id.octets_[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(stamp >> (52 - 8 * i));
    id.octets_[6] = static_cast<std::uint8_t>(0x70U | ((stamp >> 8U) & 0x0FU));
    id.octets_[7] = static_cast<std::uint8_t>(stamp);
    id.octets_[8] = static_cast<std::uint8_t>(0x80U | (id.octets_[8] & 0x3FU));
    return id;
}

}  // namespace fieldfare::base
