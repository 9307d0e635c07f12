#include "mobile/engine/search/readings.h"

#include <algorithm>

namespace fieldfare::search {

std::span<const Syllable> readings(char32_t character) {
    std::uint16_t list = 0;
    if (character >= 0x3400 && character <= 0x9FFF) {
        list = table::kDense[character - 0x3400];
    } else {
        const table::Elsewhere* end = table::kElsewhere + table::kElsewhereCount;
        const table::Elsewhere* found =
            std::lower_bound(table::kElsewhere, end, character,
                             [](const table::Elsewhere& a, char32_t b) { return a.character < b; });
        if (found == end || found->character != character)
            return {};
        list = found->list;
    }
    return {table::kSyllables + table::kFirstOfList[list], table::kSyllables + table::kFirstOfList[list + 1]};
}

}  // namespace fieldfare::search
