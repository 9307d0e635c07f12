#include "mobile/engine/search/sort_key.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "mobile/engine/search/readings.h"
#include "mobile/engine/search/search_text.h"

namespace fieldfare::search {

namespace {

constexpr int mostCharacters = 48;
// Neither is in folded text. DEL stands behind every Latin letter; the other before every letter of a
// syllable, so that "shan" and all its characters stand before "shang".
constexpr char beforeSyllable = '\x7f';
constexpr char afterSyllable = '\x01';
constexpr char withoutLetters = '!';

void append(std::string& key, UChar32 character) {
    char bytes[U8_MAX_LENGTH];
    int length = 0;
    U8_APPEND_UNSAFE(bytes, length, character);
    key.append(bytes, static_cast<std::size_t>(length));
}

}  // namespace

std::string sortKey(std::string_view utf8) {
    const auto folded = foldText(utf8);
    const auto size = static_cast<int32_t>(folded.size());
    std::string key;
    int characters = 0;
    for (int32_t at = 0; at < size && characters < mostCharacters;) {
        UChar32 character = 0;
        U8_NEXT(folded.data(), at, size, character);
        if (key.empty() && u_isalnum(character) == 0)
            continue;
        ++characters;
        const auto digit = u_charDigitValue(character);
        const auto read = readings(static_cast<char32_t>(character));
        if (digit >= 0)
            key += static_cast<char>('0' + digit);
        else if (read.empty())
            append(key, character);
        else {
            (key += beforeSyllable).append(read.front().text()) += afterSyllable;
            append(key, character);
        }
    }
    return key.empty() ? withoutLetters + folded : key;
}

std::string sectionOf(std::string_view sortKey) {
    if (sortKey.empty())
        return {};
    const auto first = sortKey.front();
    const auto letter = first == beforeSyllable && sortKey.size() > 1 ? sortKey[1] : first;
    if (letter >= 'a' && letter <= 'z')
        return {static_cast<char>(letter - 'a' + 'A')};
    if (static_cast<unsigned char>(letter) < 0x80)
        return "#";
    int32_t at = 0;
    UChar32 character = 0;
    U8_NEXT(sortKey.data(), at, static_cast<int32_t>(sortKey.size()), character);
    std::string section;
    append(section, u_toupper(character));
    return section;
}

}  // namespace fieldfare::search
