#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

/// What the search over everything compares. A record's searched fields become one index text, a query
/// becomes terms, and the record is found when its index text contains every term: in SQL `instr(index_text,
/// ?) > 0` a term, nothing more. Everything here is pure, thread-safe and takes any bytes: what is not UTF-8
/// reads as U+FFFD.
namespace fieldfare::search {

/// Text as it is compared: letters of one case, accents removed (also the strokes of ø and ł), full-width and
/// other compatibility forms made plain, apostrophes removed, white space and control characters collapsed to
/// single spaces and trimmed. The result is valid UTF-8 without NUL or line breaks.
[[nodiscard]] std::string foldText(std::string_view utf8);

/// The index text of a record's searched fields: each folded; then, on lines of their own so that no term
/// matches across two, the pinyin of its Chinese (syllables, first letters, first letters with zh, ch and sh
/// whole, see spelling.h) and the bare digits of numbers written with punctuation. Characters with several
/// readings are found by each. At most a field's folded text plus about 4 KB.
[[nodiscard]] std::string indexText(std::span<const std::string_view> fields);

/// The decimal digits of `text` of any script as 0 to 9, and nothing else.
[[nodiscard]] std::string phoneDigits(std::string_view text);

/// The terms of what somebody typed: folded, split at spaces, without repetitions and terms that are
/// punctuation alone. A term that looks like a part of a phone number loses its punctuation. Empty: the query
/// restricts nothing.
[[nodiscard]] std::vector<std::string> queryTerms(std::string_view query);

/// The rule that SQL applies.
[[nodiscard]] bool matches(std::string_view indexText, std::span<const std::string> terms);

}  // namespace fieldfare::search
