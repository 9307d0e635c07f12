#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "fieldfare/values.pb.h"
#include "shared/rules/result.h"

/// Numbers as people and spreadsheets of many countries write them. Faults are INVALID and say what was
/// expected; where a text can be read in two ways, it is refused rather than guessed.
namespace fieldfare::server::importing {

/// A decimal number times 10^places: "1.5", "1,5", "1,299.50", "1.299,50", "1 299". A single separator
/// divides fractions; a comma before exactly three digits groups thousands, unless the number may have three
/// or more decimals: then it is refused.
[[nodiscard]] rules::Result<std::int64_t> readDecimal(std::string_view text, int places);

/// Digits with an optional sign.
[[nodiscard]] rules::Result<std::int64_t> readInteger(std::string_view text);

/// A percentage in basis points, with or without "%".
[[nodiscard]] rules::Result<std::int64_t> readPercent(std::string_view text);

/// An amount in `currency` (ISO 4217), or in the one whose code stands beside it: "12.99", "¥1,299.00",
/// "12,99 EUR". A sign of currency must be one of that currency's. Refused when neither says the currency.
[[nodiscard]] rules::Result<v1::Money> readMoney(std::string_view text, std::string_view currency);

}  // namespace fieldfare::server::importing
