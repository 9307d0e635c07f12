#include "sync-server/backoffice/import/number_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <optional>

#include "shared/rules/currency.h"
#include "shared/schema/fault.h"
#include "sync-server/backoffice/import/folded_text.h"

namespace fieldfare::server::importing {

using rules::Result;

namespace {

v1::Fault invalid(std::string message) {
    return schema::fault(v1::INVALID, std::move(message));
}

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

bool areDigits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), isDigit);
}

/// "1,299" without its separators; none where a group is not of three digits.
std::optional<std::string> ungrouped(std::string_view whole, char separator) {
    std::string out;
    for (bool first = true;; first = false) {
        const auto end = whole.find(separator);
        const auto group = whole.substr(0, end);
        const bool fits = first ? !group.empty() && group.size() <= 3 : group.size() == 3;
        if (!areDigits(group) || (!fits && !(first && end == std::string_view::npos)))
            return std::nullopt;
        out += group;
        if (end == std::string_view::npos)
            return out;
        whole.remove_prefix(end + 1);
    }
}

/// "-1299.50" however it was written.
Result<std::string> plainNumber(std::string_view text, int places) {
    const std::string plain = plainSigns(text);
    std::string_view rest = plain;
    std::string out;
    if (!rest.empty() && (rest.front() == '-' || rest.front() == '+')) {
        if (rest.front() == '-')
            out = "-";
        rest.remove_prefix(1);
        rest = trimmed(rest);
    }
    const auto notNumber = [&] { return invalid("\"" + std::string{text} + "\" is not a number"); };
    // The separator that stands last divides the fraction, any other groups.
    const auto last = rest.find_last_of(".,");
    std::string_view whole = rest.substr(0, last);
    std::string_view fraction = last == std::string_view::npos ? std::string_view{} : rest.substr(last + 1);
    if (last != std::string_view::npos) {
        const char mark = rest[last];
        const bool repeated = whole.find(mark) != std::string_view::npos;
        const bool onlyOne = !repeated && whole.find_first_of(".,' ") == std::string_view::npos;
        if (repeated || (onlyOne && mark == ',' && fraction.size() == 3 && places < 3)) {
            whole = rest;
            fraction = {};
        } else if (onlyOne && mark == ',' && fraction.size() == 3 && whole != "0") {
            return invalid("\"" + std::string{text} +
                           "\" can mean thousands or a fraction: write a point before a fraction and no mark "
                           "between thousands");
        } else if (!areDigits(fraction)) {
            return notNumber();
        }
    }
    const auto separator = whole.find_first_of(".,' ");
    std::optional<std::string> digits;
    if (separator != std::string_view::npos)
        digits = ungrouped(whole, whole[separator]);
    else if (areDigits(whole))
        digits = std::string{whole};
    if (!digits)
        return notNumber();
    out += *digits;
    if (!fraction.empty())
        out.append(".").append(fraction);
    return out;
}

/// Signs that name a currency, or a few of which the row must say the right one.
struct Sign {
    std::string_view sign;
    std::string_view currencies;
};
constexpr std::array<Sign, 12> signs{{
    {"€", "EUR"},
    {"£", "GBP"},
    {"¥", "CNY JPY"},
    {"元", "CNY"},
    {"円", "JPY"},
    {"₩", "KRW"},
    {"₹", "INR"},
    {"₽", "RUB"},
    {"US$", "USD"},
    {"HK$", "HKD"},
    {"S$", "SGD"},
    {"$", "USD AUD CAD HKD MXN NZD SGD TWD ARS CLP COP BRL"},
}};

struct Split {
    std::string_view number;
    std::string_view mark;  // what stands beside the number
};

/// Cuts what is not part of the number off either end.
std::optional<Split> withoutMark(std::string_view text) {
    const auto isPart = [](char c) { return isDigit(c) || c == '-' || c == '+'; };
    const auto first = std::find_if(text.begin(), text.end(), isPart);
    const auto last = std::find_if(text.rbegin(), text.rend(), isDigit).base();
    if (first >= last)
        return std::nullopt;
    const auto begin = static_cast<std::size_t>(first - text.begin());
    const auto end = static_cast<std::size_t>(last - text.begin());
    const auto before = trimmed(text.substr(0, begin));
    const auto after = trimmed(text.substr(end));
    if (!before.empty() && !after.empty())
        return std::nullopt;
    return Split{text.substr(begin, end - begin), before.empty() ? after : before};
}

}  // namespace

Result<std::int64_t> readDecimal(std::string_view text, int places) {
    auto plain = plainNumber(text, places);
    if (!plain)
        return plain.fault();
    std::string digits = std::move(plain).value();
    const auto point = digits.find('.');
    std::size_t decimals = point == std::string::npos ? 0 : digits.size() - point - 1;
    if (point != std::string::npos)
        digits.erase(point, 1);
    while (decimals > static_cast<std::size_t>(places) && digits.back() == '0') {
        digits.pop_back();
        --decimals;
    }
    if (decimals > static_cast<std::size_t>(places))
        return invalid("\"" + std::string{text} + "\" has more than " + std::to_string(places) +
                       " digits after the point");
    digits.append(static_cast<std::size_t>(places) - decimals, '0');
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc{} || end != digits.data() + digits.size())
        return invalid("\"" + std::string{text} + "\" is too large");
    return value;
}

Result<std::int64_t> readInteger(std::string_view text) {
    const std::string plain = plainSigns(text);
    std::string_view rest = plain;
    if (rest.starts_with('+'))
        rest.remove_prefix(1);
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), value);
    if (error == std::errc::result_out_of_range)
        return invalid("\"" + std::string{text} + "\" is too large");
    if (error != std::errc{} || end != rest.data() + rest.size())
        return invalid("\"" + std::string{text} + "\" is not a whole number");
    return value;
}

Result<std::int64_t> readPercent(std::string_view text) {
    const std::string plain = plainSigns(text);
    std::string_view rest = plain;
    if (rest.ends_with('%'))
        rest = trimmed(rest.substr(0, rest.size() - 1));
    return readDecimal(rest, 2);
}

Result<v1::Money> readMoney(std::string_view text, std::string_view currency) {
    const std::string plain = plainSigns(text);
    std::string_view rest = plain;
    bool negative = false;
    if (rest.starts_with('-')) {  // "-€5"
        negative = true;
        rest = trimmed(rest.substr(1));
    }
    const auto split = withoutMark(rest);
    if (!split)
        return invalid("\"" + std::string{text} + "\" is not an amount: write it like 12.99");
    std::string code{currency};
    if (!split->mark.empty()) {
        if (rules::isCurrency(split->mark)) {
            code = split->mark;
        } else {
            const auto sign = std::find_if(signs.begin(), signs.end(),
                                           [&](const Sign& known) { return known.sign == split->mark; });
            if (sign == signs.end())
                return invalid("\"" + std::string{text} + "\" is not an amount: write it like 12.99");
            if (code.empty() && sign->currencies.size() == 3)
                code = sign->currencies;
            else if (!code.empty() && sign->currencies.find(code) == std::string_view::npos)
                return invalid("\"" + std::string{text} + "\" is not in " + code +
                               ": say the currency in a column of its own, or as a code (\"12.99 EUR\")");
        }
    }
    if (code.empty())
        return invalid("\"" + std::string{text} + "\" has no currency");
    if (!rules::isCurrency(code))
        return invalid("\"" + code + "\" is not a currency: three capitals by ISO 4217");
    auto number = plainNumber(split->number, rules::decimals(code));
    if (!number)
        return number.fault();
    std::string digits = std::move(number).value();
    if (negative)
        digits = digits.starts_with('-') ? digits.substr(1) : "-" + digits;
    return rules::parseMoney(digits, code);
}

}  // namespace fieldfare::server::importing
