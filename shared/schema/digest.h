#pragma once

#include <cstdint>
#include <string_view>

#include "shared/base/hash.h"

namespace fieldfare::schema {

/// Count and wrapping sum over a set of records: equal on both sides exactly when, but for an accident of
/// 1 in 2^64, both hold the same records at the same feed positions under the same mask.
///
/// The mask's part is added, not mixed in, so that the server keeps one sum for all readers:
/// sum of (h(id, feed seq) + g(mask)) = sum of h + count * g(mask).
struct Digest {
    std::uint64_t count = 0;
    std::uint64_t sum = 0;

    /// Hash of one record of 16 id bytes at one place of a feed.
    [[nodiscard]] static std::uint64_t of(std::string_view id, std::uint64_t feedSeq);

    void add(std::string_view id, std::uint64_t feedSeq) {
        ++count;
        sum += of(id, feedSeq);
    }
    void remove(std::string_view id, std::uint64_t feedSeq) {
        --count;
        sum -= of(id, feedSeq);
    }
    /// As a reader with this mask fingerprint sees it; 0 hides nothing.
    [[nodiscard]] std::uint64_t masked(std::uint32_t mask) const {
        return mask == 0 ? sum : sum + count * base::mix64(mask);
    }

    friend bool operator==(const Digest&, const Digest&) = default;
};

}  // namespace fieldfare::schema
