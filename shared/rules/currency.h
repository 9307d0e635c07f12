#pragma once

#include <string>
#include <string_view>

#include "fieldfare/values.pb.h"
#include "shared/rules/result.h"

/// Amounts of money as people type and read them.
namespace fieldfare::rules {

/// Three capitals, as ISO 4217 spells a currency; whether the code is assigned is not looked at.
[[nodiscard]] bool isCurrency(std::string_view code);

/// Digits after the point by ISO 4217: 2 for EUR, 0 for JPY, 3 for KWD. Codes that the standard gained since
/// count as two.
[[nodiscard]] int decimals(std::string_view currency);

/// An amount in major units with a point and no grouping, "12.99", "-0.05", "1299" for JPY.
[[nodiscard]] std::string formatAmount(const v1::Money& money);
/// The same with its currency: "12.99 EUR". For logs, exports and faults; pages for people localise.
[[nodiscard]] std::string formatMoney(const v1::Money& money);

/// The reverse of formatAmount: an optional minus, digits and at most decimals() of them after a point. No
/// spaces, signs of currency or grouping. INVALID for anything else, for a code that is no currency and for
/// amounts beyond 64 bits of minor units (`limit` says the largest).
[[nodiscard]] Result<v1::Money> parseMoney(std::string_view text, std::string_view currency);

}  // namespace fieldfare::rules
