#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace fieldfare::server::csv {

/// A byte that is never part of UTF-8; it stands for what could not be decoded.
inline constexpr char kUndecodable = '\xFF';

struct DecodedText {
    std::string_view text;  ///< without byte order mark; UTF-8 wherever the input was in order
    std::string encoding;   ///< what the file was read as, by its customary name
};

/// Decodes `bytes` as `encoding` names it, or as their byte order mark says, or as UTF-8. The text refers to
/// `bytes` if they are UTF-8, which is not checked here, and otherwise to `converted`, where every sequence
/// that is invalid, and every C1 control character (which only a wrong encoding yields), is kUndecodable.
/// None if there is no such encoding.
[[nodiscard]] std::optional<DecodedText> decode(std::string_view bytes, const std::string& encoding,
                                                std::string& converted);

}  // namespace fieldfare::server::csv
