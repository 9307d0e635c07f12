#pragma once

#include <string>
#include <string_view>

namespace fieldfare::search {

/// What names are ordered by: SQL compares the keys byte by byte. Digits first, then Latin letters without
/// regard to case and accents, then Chinese by pinyin, character by character, each by its customary reading;
/// other scripts last. Punctuation before the first letter or digit does not count. Names that begin alike
/// for 48 characters have the same key. Valid UTF-8 without NUL; pure, thread-safe, takes any bytes.
[[nodiscard]] std::string sortKey(std::string_view utf8);

/// Where people look for a name with this key: "A", of Chinese the first letter of its pinyin; "#" for digits
/// and for what has no letters; another script's first letter. Names with one section are next to each other
/// in the order of the keys, but for a letter's Latin and its Chinese names: all Latin ones come first.
[[nodiscard]] std::string sectionOf(std::string_view sortKey);

/// Another number after every change of what sortKey() gives: stored keys are made again.
inline constexpr int sortKeyVersion = 1;

}  // namespace fieldfare::search
