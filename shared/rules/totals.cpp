#include "shared/rules/totals.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <string>
#include <tuple>
#include <utility>

#include "shared/base/uuid.h"
#include "shared/rules/basis_points.h"
#include "shared/rules/wide.h"
#include "shared/schema/fault.h"

namespace fieldfare::rules {

namespace {

constexpr Wide kMilli = 1'000;
constexpr std::int64_t kLargestMinor = std::numeric_limits<std::int64_t>::max();

v1::Fault tooLarge(std::string path) {
    return schema::fault(v1::RULE, "an amount beyond 64 bits", std::move(path), kLargestMinor);
}

std::optional<v1::Fault> faultIn(const v1::Line& line) {
    if (line.quantity_milli() < 0) {
        return schema::fault(v1::RULE, "a quantity is not negative", "quantity_milli");
    }
    if (line.unit_price().minor() < 0) {
        return schema::fault(v1::RULE, "a price is not negative", "unit_price");
    }
    if (line.list_price().minor() < 0) {
        return schema::fault(v1::RULE, "a price is not negative", "list_price");
    }
    const std::pair<const char*, std::uint32_t> rates[] = {{"volume_discount_bp", line.volume_discount_bp()},
                                                           {"discount_bp", line.discount_bp()},
                                                           {"tax_bp", line.tax_bp()}};
    for (const auto& [name, rate] : rates) {
        if (rate > kWhole) {
            return schema::fault(v1::RULE, "a rate is at most the whole", name, kWhole);
        }
    }
    return std::nullopt;
}

// Of a line without faultIn(). None beyond 64 bits: a product beyond 128 bits is far beyond that after
// division.
std::optional<std::int64_t> netOf(const v1::Line& line) {
    const Wide quantityTimesPrice =
        static_cast<Wide>(line.quantity_milli()) * static_cast<Wide>(line.unit_price().minor());
    const Wide kept = Wide{kWhole - line.volume_discount_bp()} * Wide{kWhole - line.discount_bp()};
    const auto exact = product(quantityTimesPrice, kept);
    return exact ? toMinor(roundedQuotient(*exact, kMilli * kWhole * kWhole)) : std::nullopt;
}

std::optional<std::int64_t> listOf(const v1::Line& line) {
    const std::int64_t price = line.has_list_price() ? line.list_price().minor() : line.unit_price().minor();
    return toMinor(
        roundedQuotient(static_cast<Wide>(line.quantity_milli()) * static_cast<Wide>(price), kMilli));
}

Result<LineAmounts> amountsOf(const v1::Line& line, std::string_view currency) {
    if (auto fault = faultIn(line)) {
        return *std::move(fault);
    }
    for (const auto& [name, set, money] :
         {std::tuple{"unit_price", line.has_unit_price(), &line.unit_price()},
          std::tuple{"list_price", line.has_list_price(), &line.list_price()}}) {
        if (set && money->currency() != currency) {
            return schema::fault(v1::RULE, "the price is not in the document's currency", name);
        }
    }
    const auto net = netOf(line);
    if (!net) {
        return tooLarge("unit_price");
    }
    const auto list = listOf(line);
    if (!list) {
        return tooLarge("list_price");
    }
    LineAmounts amounts;
    amounts.net = *net;
    amounts.list = *list;
    return amounts;
}

// Indices of the lines as they stand on paper.
std::vector<std::size_t> paperOrder(const Lines& lines) {
    std::vector<std::size_t> order(static_cast<std::size_t>(lines.size()));
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto before = [&lines](std::size_t a, std::size_t b) {
        const v1::Line& left = lines[static_cast<int>(a)];
        const v1::Line& right = lines[static_cast<int>(b)];
        return left.position() != right.position() ? left.position() < right.position()
                                                   : left.id() < right.id();
    };
    if (!std::is_sorted(order.begin(), order.end(), before)) {
        std::stable_sort(order.begin(), order.end(), before);
    }
    return order;
}

void spreadHeader(const Lines& lines, std::uint32_t discountBp, std::vector<LineAmounts>& amounts) {
    if (discountBp == 0) {
        return;
    }
    const std::vector<std::size_t> order = paperOrder(lines);
    std::vector<std::int64_t> nets;
    nets.reserve(order.size());
    for (const std::size_t index : order) {
        nets.push_back(amounts[index].net);
    }
    const std::vector<std::int64_t> shares = spreadDiscount(nets, discountBp);
    for (std::size_t i = 0; i < order.size(); ++i) {
        amounts[order[i]].headerDiscount = shares[i];
    }
}

std::vector<TaxAmounts> taxesOf(const Lines& lines, const std::vector<LineAmounts>& amounts) {
    std::vector<TaxAmounts> taxes;
    for (std::size_t i = 0; i < amounts.size(); ++i) {
        const std::uint32_t rate = lines[static_cast<int>(i)].tax_bp();
        auto at = std::find_if(taxes.begin(), taxes.end(),
                               [rate](const TaxAmounts& tax) { return tax.rateBp >= rate; });
        if (at == taxes.end() || at->rateBp != rate) {
            at = taxes.insert(at, TaxAmounts{rate, 0, 0});
        }
        at->base += amounts[i].net - amounts[i].headerDiscount;
    }
    for (TaxAmounts& tax : taxes) {
        // Not above the base, which is part of a sum that fits.
        tax.tax =
            static_cast<std::int64_t>(roundedQuotient(static_cast<Wide>(tax.base) * tax.rateBp, kWhole));
    }
    return taxes;
}

void setMoney(v1::Money& money, std::int64_t minor, std::string_view currency) {
    money.set_minor(minor);
    money.set_currency(currency.data(), currency.size());
}

}  // namespace

Result<std::int64_t> lineNet(const v1::Line& line) {
    if (auto fault = faultIn(line)) {
        return *std::move(fault);
    }
    const auto net = netOf(line);
    if (!net) {
        return tooLarge("unit_price");
    }
    return *net;
}

std::uint32_t discountBp(std::int64_t due, std::int64_t asked) {
    if (asked >= due) {
        return 0;
    }
    return static_cast<std::uint32_t>(
        roundedQuotient(static_cast<Wide>(due - asked) * kWhole, static_cast<Wide>(due)));
}

std::vector<std::int64_t> spreadDiscount(std::span<const std::int64_t> amounts, std::uint32_t discountBp) {
    std::vector<std::int64_t> shares(amounts.size(), 0);
    const std::int64_t sum = std::accumulate(amounts.begin(), amounts.end(), std::int64_t{0});
    if (sum == 0 || discountBp == 0) {
        return shares;
    }
    const auto discount =
        static_cast<std::int64_t>(roundedQuotient(static_cast<Wide>(sum) * discountBp, kWhole));
    std::int64_t remainder = discount;
    for (std::size_t i = 0; i < amounts.size(); ++i) {
        shares[i] = static_cast<std::int64_t>(static_cast<Wide>(discount) * static_cast<Wide>(amounts[i]) /
                                              static_cast<Wide>(sum));
        remainder -= shares[i];
    }
    const auto largest =
        static_cast<std::size_t>(std::max_element(amounts.begin(), amounts.end()) - amounts.begin());
    const std::int64_t taken = std::min(remainder, amounts[largest] - shares[largest]);
    shares[largest] += taken;
    remainder -= taken;
    if (remainder == 0) {
        return shares;
    }
    std::vector<std::size_t> bySize(amounts.size());
    std::iota(bySize.begin(), bySize.end(), std::size_t{0});
    std::stable_sort(bySize.begin(), bySize.end(),
                     [amounts](std::size_t a, std::size_t b) { return amounts[a] > amounts[b]; });
    for (const std::size_t index : bySize) {
        const std::int64_t more = std::min(remainder, amounts[index] - shares[index]);
        shares[index] += more;
        remainder -= more;
    }
    return shares;
}

Result<Calculation> calculate(std::string_view currency, const Lines& lines, std::uint32_t headerDiscountBp) {
    if (headerDiscountBp > kWhole) {
        return schema::fault(v1::RULE, "a discount is at most the whole", "header_discount_bp", kWhole);
    }
    Calculation made;
    made.lines.reserve(static_cast<std::size_t>(lines.size()));
    Wide listSum = 0;
    Wide netSum = 0;
    for (const v1::Line& line : lines) {
        Result<LineAmounts> amounts = amountsOf(line, currency);
        if (!amounts) {
            v1::Fault fault = amounts.fault();
            fault.set_path("lines/" + base::idText(line.id()) + "/" + fault.path());
            return fault;
        }
        listSum += static_cast<Wide>(amounts->list);
        netSum += static_cast<Wide>(amounts->net);
        made.lines.push_back(*amounts);
    }
    const auto list = toMinor(listSum);
    const auto beforeHeader = toMinor(netSum);
    if (!list || !beforeHeader) {
        return tooLarge("totals");
    }
    spreadHeader(lines, headerDiscountBp, made.lines);
    made.taxes = taxesOf(lines, made.lines);

    Wide net = 0;
    Wide tax = 0;
    for (const TaxAmounts& rate : made.taxes) {
        net += static_cast<Wide>(rate.base);
        tax += static_cast<Wide>(rate.tax);
    }
    const auto gross = toMinor(net + tax);
    if (!gross) {
        return tooLarge("totals");
    }
    setMoney(*made.totals.mutable_list(), *list, currency);
    setMoney(*made.totals.mutable_net(), static_cast<std::int64_t>(net), currency);
    setMoney(*made.totals.mutable_tax(), static_cast<std::int64_t>(tax), currency);
    setMoney(*made.totals.mutable_gross(), *gross, currency);
    made.totals.set_discount_bp(discountBp(*list, static_cast<std::int64_t>(net)));
    return made;
}

Result<v1::Totals> totalsOf(std::string_view currency, const Lines& lines, std::uint32_t headerDiscountBp) {
    Result<Calculation> made = calculate(currency, lines, headerDiscountBp);
    if (!made) {
        return made.fault();
    }
    return made->totals;
}

}  // namespace fieldfare::rules
