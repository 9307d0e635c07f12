#include "shared/rules/currency.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>

#include "shared/schema/fault.h"

namespace fieldfare::rules {

namespace {

struct Digits {
    std::string_view code;
    int count;
};

// The codes of ISO 4217 (list one, 2024) whose minor unit is not a hundredth, in order.
constexpr std::array<Digits, 26> kUnusual{{
    {"BHD", 3}, {"BIF", 0}, {"CLF", 4}, {"CLP", 0}, {"DJF", 0}, {"GNF", 0}, {"IQD", 3},
    {"ISK", 0}, {"JOD", 3}, {"JPY", 0}, {"KMF", 0}, {"KRW", 0}, {"KWD", 3}, {"LYD", 3},
    {"OMR", 3}, {"PYG", 0}, {"RWF", 0}, {"TND", 3}, {"UGX", 0}, {"UYI", 0}, {"UYW", 4},
    {"VND", 0}, {"VUV", 0}, {"XAF", 0}, {"XOF", 0}, {"XPF", 0},
}};
static_assert(std::is_sorted(kUnusual.begin(), kUnusual.end(),
                             [](const Digits& a, const Digits& b) { return a.code < b.code; }));

constexpr std::uint64_t kLargest = std::numeric_limits<std::int64_t>::max();

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

v1::Fault invalid(std::string message, std::int64_t limit = 0) {
    return schema::fault(v1::INVALID, std::move(message), {}, limit);
}

}  // namespace

bool isCurrency(std::string_view code) {
    return code.size() == 3 &&
           std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

int decimals(std::string_view currency) {
    const auto found = std::lower_bound(kUnusual.begin(), kUnusual.end(), currency,
                                        [](const Digits& a, std::string_view code) { return a.code < code; });
    return found != kUnusual.end() && found->code == currency ? found->count : 2;
}

std::string formatAmount(const v1::Money& money) {
    const bool negative = money.minor() < 0;
    // Negated as unsigned: the smallest amount has no positive counterpart.
    const auto bits = static_cast<std::uint64_t>(money.minor());
    std::string digits = std::to_string(negative ? 0 - bits : bits);
    const auto fraction = static_cast<std::size_t>(decimals(money.currency()));
    if (fraction > 0) {
        if (digits.size() <= fraction) {
            digits.insert(0, fraction + 1 - digits.size(), '0');
        }
        digits.insert(digits.size() - fraction, 1, '.');
    }
    return negative ? "-" + digits : digits;
}

std::string formatMoney(const v1::Money& money) {
    return money.currency().empty() ? formatAmount(money) : formatAmount(money) + " " + money.currency();
}

Result<v1::Money> parseMoney(std::string_view text, std::string_view currency) {
    if (!isCurrency(currency)) {
        return invalid("\"" + std::string{currency} + "\" is not a currency: three capitals by ISO 4217");
    }
    std::string_view rest = text;
    const bool negative = !rest.empty() && rest.front() == '-';
    if (negative) {
        rest.remove_prefix(1);
    }
    const std::size_t point = rest.find('.');
    const std::string_view whole = rest.substr(0, point);
    const std::string_view fraction =
        point == std::string_view::npos ? std::string_view{} : rest.substr(point + 1);
    const bool bareFraction = point != std::string_view::npos && fraction.empty();
    if (whole.empty() || bareFraction || !std::all_of(whole.begin(), whole.end(), isDigit) ||
        !std::all_of(fraction.begin(), fraction.end(), isDigit)) {
        return invalid("not an amount: digits with a point, like 12.99");
    }
    const int places = decimals(currency);
    if (fraction.size() > static_cast<std::size_t>(places)) {
        return invalid(std::string{currency} + " has " + std::to_string(places) + " digits after the point",
                       places);
    }
    std::string digits{whole};
    digits += fraction;
    digits.append(static_cast<std::size_t>(places) - fraction.size(), '0');
    std::uint64_t minor = 0;
    for (const char digit : digits) {
        const auto value = static_cast<std::uint64_t>(digit - '0');
        if (minor > (kLargest - value) / 10) {
            return invalid("an amount beyond 64 bits", static_cast<std::int64_t>(kLargest));
        }
        minor = minor * 10 + value;
    }
    v1::Money money;
    money.set_minor(negative ? -static_cast<std::int64_t>(minor) : static_cast<std::int64_t>(minor));
    money.set_currency(std::string{currency});
    return money;
}

}  // namespace fieldfare::rules
