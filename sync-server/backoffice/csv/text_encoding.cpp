#include "sync-server/backoffice/csv/text_encoding.h"

#include <array>
#include <stdexcept>

#include <unicode/localpointer.h>
#include <unicode/ucnv.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

namespace fieldfare::server::csv {

namespace {

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";
constexpr std::string_view kUtf16LittleMark = "\xFF\xFE";
constexpr std::string_view kUtf16BigMark = "\xFE\xFF";

void append(std::string& utf8, UChar32 c) {
    // Tab and line breaks are C0; U+0085 is a line break that mainframes write.
    if (c >= 0x80 && c <= 0x9F && c != 0x85) {
        utf8 += kUndecodable;
        return;
    }
    std::array<char, U8_MAX_LENGTH> bytes{};
    std::size_t size = 0;
    U8_APPEND_UNSAFE(bytes.data(), size, c);
    utf8.append(bytes.data(), size);
}

void convert(UConverter& converter, std::string_view bytes, std::string& utf8) {
    std::array<char16_t, 16 * 1024> units;
    const char* source = bytes.data();
    const char* const sourceEnd = source + bytes.size();
    char16_t lead = 0;  // of a pair whose other half has not come yet
    while (true) {
        UErrorCode status = U_ZERO_ERROR;
        char16_t* target = units.data();
        ucnv_toUnicode(&converter, &target, units.data() + units.size(), &source, sourceEnd, nullptr, true,
                       &status);
        for (const char16_t* unit = units.data(); unit != target; ++unit) {
            if (U16_IS_LEAD(*unit)) {
                lead = *unit;
            } else if (U16_IS_TRAIL(*unit)) {
                append(utf8, U16_GET_SUPPLEMENTARY(lead, *unit));
            } else {
                append(utf8, *unit);
            }
        }
        if (U_SUCCESS(status))
            return;
        if (status == U_MEMORY_ALLOCATION_ERROR)
            throw std::bad_alloc{};
        if (status != U_BUFFER_OVERFLOW_ERROR)
            utf8 += kUndecodable;  // the converter has moved on behind the bad bytes
    }
}

}  // namespace

std::optional<DecodedText> decode(std::string_view bytes, const std::string& encoding,
                                  std::string& converted) {
    if (bytes.starts_with(kUtf8Mark))
        return DecodedText{bytes.substr(kUtf8Mark.size()), "UTF-8"};
    std::string name = encoding.empty() ? "UTF-8" : encoding;
    if (bytes.starts_with(kUtf16LittleMark) || bytes.starts_with(kUtf16BigMark)) {
        name = bytes.starts_with(kUtf16BigMark) ? "UTF-16BE" : "UTF-16LE";
        bytes.remove_prefix(2);
    }
    UErrorCode status = U_ZERO_ERROR;
    const icu::LocalUConverterPointer converter{ucnv_open(name.c_str(), &status)};
    if (U_FAILURE(status))
        return std::nullopt;
    if (ucnv_getType(converter.getAlias()) == UCNV_UTF8)
        return DecodedText{bytes, "UTF-8"};
    ucnv_setToUCallBack(converter.getAlias(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
    if (U_FAILURE(status))
        return std::nullopt;
    converted.clear();
    converted.reserve(bytes.size() + bytes.size() / 2);
    convert(*converter, bytes, converted);
    std::string_view text = converted;
    if (text.starts_with(kUtf8Mark))  // GB18030 has a mark too
        text.remove_prefix(kUtf8Mark.size());
    return DecodedText{text, name};
}

}  // namespace fieldfare::server::csv
