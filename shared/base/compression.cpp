#include "shared/base/compression.h"

#include <memory>
#include <stdexcept>

#include <zstd.h>

namespace fieldfare::base {
namespace {

// zstd's own default; see tests/bench for what it makes of a rep's records.
constexpr int level = ZSTD_CLEVEL_DEFAULT;

}  // namespace

std::string compress(std::string_view bytes) {
    thread_local const std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context{ZSTD_createCCtx(),
                                                                                    &ZSTD_freeCCtx};
    std::string out(ZSTD_compressBound(bytes.size()), '\0');
    const auto size =
        ZSTD_compressCCtx(context.get(), out.data(), out.size(), bytes.data(), bytes.size(), level);
    if (ZSTD_isError(size) != 0)
        throw std::runtime_error{std::string{"zstd: "} + ZSTD_getErrorName(size)};
    out.resize(size);
    return out;
}

std::string decompress(std::string_view bytes, std::size_t limit) {
    const auto size = ZSTD_getFrameContentSize(bytes.data(), bytes.size());
    if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN)
        throw std::runtime_error{"not a zstd frame of known size"};
    if (size > limit)
        throw std::runtime_error{"opens to more than " + std::to_string(limit) + " bytes"};
    std::string out(size, '\0');
    const auto got = ZSTD_decompress(out.data(), out.size(), bytes.data(), bytes.size());
    if (ZSTD_isError(got) != 0 || got != size)
        throw std::runtime_error{"a damaged zstd frame"};
    return out;
}

}  // namespace fieldfare::base
