#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// Bodies on the wire, compressed with zstd ("Content-Encoding: zstd", RFC 8878).
namespace fieldfare::base {

[[nodiscard]] std::string compress(std::string_view bytes);

/// Throws std::runtime_error when `bytes` is no complete zstd frame or opens to more than `limit` bytes.
[[nodiscard]] std::string decompress(std::string_view bytes, std::size_t limit);

}  // namespace fieldfare::base
