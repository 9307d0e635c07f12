#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace fieldfare::search {

/// One Mandarin reading without tone: small letters a to z, "zhuang" being the longest in use.
struct Syllable {
    char letters[8];  ///< ends with NUL
    std::uint8_t size;

    [[nodiscard]] std::string_view text() const { return {letters, size}; }
    /// "z" of "zhong", as most people abbreviate.
    [[nodiscard]] std::string_view initial() const { return {letters, 1}; }
    /// "zh" of "zhong", as others do; the same as initial() where it is a single letter.
    [[nodiscard]] std::string_view longInitial() const {
        return {letters, letters[1] == 'h' && letters[0] != 'h' ? 2U : 1U};
    }
};

/// The readings of a Chinese character, the customary one first; empty for anything else. Never throws.
[[nodiscard]] std::span<const Syllable> readings(char32_t character);

namespace table {  // generated: see generator/make_reading_table.cpp

struct Elsewhere {
    std::uint32_t character;
    std::uint16_t list;
};

extern const Syllable kSyllables[];  // the lists, one after the other
extern const std::uint16_t
    kFirstOfList[];                   // in kSyllables; list 0 is empty, and one more than there are lists
extern const std::uint16_t kDense[];  // list of each character from U+3400 to U+9FFF
extern const Elsewhere kElsewhere[];  // those outside, by character
extern const std::size_t kElsewhereCount;

}  // namespace table

}  // namespace fieldfare::search
