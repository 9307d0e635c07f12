#include "shared/base/base64.h"

#include <openssl/evp.h>

namespace fieldfare::base {

std::string toBase64(std::string_view bytes) {
    // The encoder writes a NUL behind the text: one octet more than it reports.
    std::string out((bytes.size() + 2) / 3 * 4 + 1, '\0');
    const int length =
        EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                        reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
    out.resize(static_cast<std::size_t>(length));
    return out;
}

std::optional<std::string> fromBase64(std::string_view text) {
    if (text.size() % 4 != 0)
        return std::nullopt;
    std::string out(text.size() / 4 * 3, '\0');
    if (EVP_DecodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                        reinterpret_cast<const unsigned char*>(text.data()),
                        static_cast<int>(text.size())) < 0)
        return std::nullopt;
    // The decoder counts padding as zero octets and lets white space pass.
    for (std::size_t padding = 0; padding < 2 && !out.empty() && text.ends_with('='); ++padding) {
        out.pop_back();
        if (text[text.size() - 2] != '=')
            break;
    }
    return toBase64(out) == text ? std::optional{out} : std::nullopt;
}

}  // namespace fieldfare::base
