#include "sync-server/backoffice/import/date_text.h"

#include <array>
#include <chrono>
#include <cstdio>
#include <optional>

#include "shared/schema/fault.h"
#include "sync-server/backoffice/import/folded_text.h"

namespace fieldfare::server::importing {

using rules::Result;
using namespace std::chrono;

namespace {

v1::Fault notDate(std::string_view text) {
    return schema::fault(v1::INVALID, "\"" + std::string{text} +
                                          "\" is not a date: write it like 2024-03-05 or 2024-03-05 14:30");
}

/// Takes numbers and signs off the front of a text.
class Scanner {
  public:
    explicit Scanner(std::string_view text) : rest_{text} {}

    [[nodiscard]] bool done() const { return rest_.empty(); }
    bool take(char c) {
        if (!rest_.starts_with(c))
            return false;
        rest_.remove_prefix(1);
        return true;
    }
    bool takeAny(std::string_view signs, char& taken) {
        if (rest_.empty() || signs.find(rest_.front()) == std::string_view::npos)
            return false;
        taken = rest_.front();
        rest_.remove_prefix(1);
        return true;
    }
    /// A number of at least `least` and at most `most` digits.
    std::optional<int> number(std::size_t least, std::size_t most) {
        std::size_t size = 0;
        int value = 0;
        while (size < most && size < rest_.size() && rest_[size] >= '0' && rest_[size] <= '9')
            value = value * 10 + (rest_[size++] - '0');
        if (size < least)
            return std::nullopt;
        rest_.remove_prefix(size);
        return value;
    }

  private:
    std::string_view rest_;
};

std::optional<sys_days> dayOf(int y, int m, int d) {
    const year_month_day date{year{y}, month{static_cast<unsigned>(m)}, day{static_cast<unsigned>(d)}};
    if (y < 1 || !date.ok())
        return std::nullopt;
    return sys_days{date};
}

std::optional<sys_days> takeDay(Scanner& in) {
    const auto y = in.number(4, 4);
    char mark = 0;
    if (!y || !in.takeAny("-/.", mark))
        return std::nullopt;
    const auto m = in.number(1, 2);
    if (!m || !in.take(mark))
        return std::nullopt;
    const auto d = in.number(1, 2);
    return d ? dayOf(*y, *m, *d) : std::nullopt;
}

std::optional<milliseconds> takeTime(Scanner& in) {
    const auto h = in.number(1, 2);
    if (!h || *h > 23 || !in.take(':'))
        return std::nullopt;
    const auto min = in.number(2, 2);
    if (!min || *min > 59)
        return std::nullopt;
    milliseconds time = hours{*h} + minutes{*min};
    if (!in.take(':'))
        return time;
    const auto s = in.number(2, 2);
    if (!s || *s > 59)
        return std::nullopt;
    time += seconds{*s};
    if (char point = 0; in.takeAny(".,", point)) {
        int scale = 100;
        bool any = false;
        for (auto digit = in.number(1, 1); digit; digit = in.number(1, 1)) {
            time += milliseconds{*digit * scale};
            scale /= 10;  // what is finer than a millisecond adds nothing
            any = true;
        }
        if (!any)
            return std::nullopt;
    }
    return time;
}

std::optional<minutes> takeOffset(Scanner& in) {
    if (in.done() || in.take('Z') || in.take('z'))
        return minutes{0};
    char sign = 0;
    if (!in.takeAny("+-", sign))
        return std::nullopt;
    const auto h = in.number(2, 2);
    in.take(':');
    const auto min = in.done() ? std::optional{0} : in.number(2, 2);
    if (!h || !min || *h > 14 || *min > 59)
        return std::nullopt;
    const minutes offset = hours{*h} + minutes{*min};
    return sign == '-' ? -offset : offset;
}

/// Of digits alone: a compact date or the epoch.
std::optional<sys_time<milliseconds>> compactMoment(const std::string& digits) {
    constexpr std::size_t longest = 13;
    if (digits.size() > longest || digits.find_first_not_of("0123456789") != std::string::npos)
        return std::nullopt;
    const auto value = digits.empty() ? 0 : std::stoll(digits);
    switch (digits.size()) {
        case 8: {
            const auto date = dayOf(static_cast<int>(value / 10'000), static_cast<int>(value / 100 % 100),
                                    static_cast<int>(value % 100));
            return date ? std::optional{sys_time<milliseconds>{*date}} : std::nullopt;
        }
        case 9:
        case 10:
            return sys_time<milliseconds>{seconds{value}};
        case 12:
        case 13:
            return sys_time<milliseconds>{milliseconds{value}};
        default:
            return std::nullopt;
    }
}

}  // namespace

Result<std::int64_t> readMoment(std::string_view text) {
    const std::string plain = plainSigns(text);
    if (const auto compact = compactMoment(plain))
        return compact->time_since_epoch().count();
    Scanner in{plain};
    const auto date = takeDay(in);
    if (!date)
        return notDate(text);
    sys_time<milliseconds> moment{*date};
    if (in.done())
        return moment.time_since_epoch().count();
    char divider = 0;
    if (!in.takeAny("Tt ", divider))
        return notDate(text);
    const auto time = takeTime(in);
    if (!time)
        return notDate(text);
    in.take(' ');
    const auto offset = takeOffset(in);
    if (!offset || !in.done())
        return notDate(text);
    return (moment + *time - *offset).time_since_epoch().count();
}

Result<std::string> readDay(std::string_view text) {
    const std::string plain = plainSigns(text);
    std::optional<sys_days> date;
    if (const auto compact = compactMoment(plain)) {
        date = floor<days>(*compact);
    } else {
        Scanner in{plain};
        date = takeDay(in);
        if (!in.done())
            return schema::fault(v1::INVALID,
                                 "\"" + std::string{text} + "\" is not a day: write it like 2024-03-05");
    }
    if (!date)
        return schema::fault(v1::INVALID,
                             "\"" + std::string{text} + "\" is not a day: write it like 2024-03-05");
    const year_month_day ymd{*date};
    std::array<char, 16> out{};
    std::snprintf(out.data(), out.size(), "%04d-%02u-%02u", static_cast<int>(ymd.year()),
                  static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()));
    return std::string{out.data()};
}

}  // namespace fieldfare::server::importing
