#include "sync-server/backoffice/import/folded_text.h"

#include <stdexcept>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace fieldfare::server::importing {
namespace {

bool isAscii(std::string_view text) {
    for (const char c : text)
        if ((static_cast<unsigned char>(c) & 0x80U) != 0)
            return false;
    return true;
}

icu::UnicodeString normalised(std::string_view text, bool foldCase) {
    UErrorCode status = U_ZERO_ERROR;
    const auto* form = foldCase ? icu::Normalizer2::getNFKCCasefoldInstance(status)
                                : icu::Normalizer2::getNFKCInstance(status);
    if (U_FAILURE(status))
        throw std::runtime_error{"ICU has no normalisation data"};
    const icu::StringPiece piece{text.data(), static_cast<std::int32_t>(text.size())};
    auto out = form->normalize(icu::UnicodeString::fromUTF8(piece), status);
    if (U_FAILURE(status))
        throw std::runtime_error{"text could not be normalised"};
    return out;
}

/// `keep(c)` gives the character to write, or nothing for one to leave out; runs of spaces become one.
template <typename Keep>
std::string rebuilt(const icu::UnicodeString& text, Keep keep) {
    icu::UnicodeString out;
    bool space = false;
    for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        const UChar32 c = text.char32At(i);
        if (u_isUWhiteSpace(c) != 0) {
            space = true;
            continue;
        }
        const UChar32 kept = keep(c);
        if (kept == 0)
            continue;
        if (space && !out.isEmpty())
            out.append(UChar32{' '});
        space = false;
        out.append(kept);
    }
    std::string utf8;
    out.toUTF8String(utf8);
    return utf8;
}

}  // namespace

std::string folded(std::string_view text) {
    if (isAscii(text)) {
        std::string out;
        bool space = false;
        for (const char c : text) {
            if (c == ' ' || (c >= '\t' && c <= '\r')) {
                space = true;
                continue;
            }
            if (space && !out.empty())
                out += ' ';
            space = false;
            out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        }
        return out;
    }
    return rebuilt(normalised(text, true), [](UChar32 c) { return c; });
}

std::string squeezed(std::string_view name) {
    std::string out = folded(name);
    std::erase_if(out, [](char c) { return c == ' ' || c == '_' || c == '-'; });
    return out;
}

std::string plainSigns(std::string_view text) {
    if (isAscii(text))
        return std::string{trimmed(text)};
    constexpr UChar32 minus = 0x2212;
    constexpr UChar32 apostrophe = 0x2019;
    return rebuilt(normalised(text, false), [](UChar32 c) -> UChar32 {
        return c == minus ? UChar32{'-'} : c == apostrophe ? UChar32{'\''} : c;
    });
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n\v\f";
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::vector<std::string_view> listParts(std::string_view text) {
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        const auto end = text.find_first_of(";|");
        if (const auto part = trimmed(text.substr(0, end)); !part.empty())
            parts.push_back(part);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return parts;
}

}  // namespace fieldfare::server::importing
