#pragma once

#include <string>
#include <string_view>
#include <vector>

/// Text from files, made comparable. UTF-8 in and out.
namespace fieldfare::server::importing {

/// As people mean it when they type a name again: without regard to case, width (Unicode NFKC) and white
/// space around or repeated.
[[nodiscard]] std::string folded(std::string_view text);

/// A column's or field's name: folded, without spaces, underscores and hyphens.
[[nodiscard]] std::string squeezed(std::string_view name);

/// Full-width digits and signs as plain ones (Unicode NFKC), typographic minus and spaces too, trimmed.
[[nodiscard]] std::string plainSigns(std::string_view text);

[[nodiscard]] std::string_view trimmed(std::string_view text);

/// The parts between ";" and "|", trimmed, without empty ones.
[[nodiscard]] std::vector<std::string_view> listParts(std::string_view text);

}  // namespace fieldfare::server::importing
