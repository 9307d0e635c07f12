#include <algorithm>
#include <array>
#include <cmath>

#include "fieldfare/catalogue.pb.h"
#include "shared/rules/currency.h"
#include "sync-server/backoffice/sample/sample_world.h"

namespace fieldfare::server::sample {
namespace {

/// What one yuan, in which the families' prices are stated, is worth roughly: so that prices look right.
struct Worth {
    std::string_view currency;
    double ofYuan;
};
constexpr std::array<Worth, 10> worths{{{"CNY", 1.0},
                                        {"USD", 0.14},
                                        {"EUR", 0.13},
                                        {"GBP", 0.11},
                                        {"CHF", 0.12},
                                        {"SGD", 0.19},
                                        {"HKD", 1.1},
                                        {"JPY", 21.0},
                                        {"INR", 11.7},
                                        {"AUD", 0.21}}};

v1::Money price(int hundredthsOfYuan, double factor, const std::string& currency) {
    const auto worth = std::find_if(worths.begin(), worths.end(),
                                    [&](const Worth& known) { return known.currency == currency; });
    const double yuan = hundredthsOfYuan / 100.0 * (worth == worths.end() ? 1.0 : worth->ofYuan) * factor;
    v1::Money money;
    money.set_minor(
        std::max<std::int64_t>(1, std::llround(yuan * std::pow(10.0, rules::decimals(currency)))));
    money.set_currency(currency);
    return money;
}

/// EAN-13 in a range that no member organisation has; the last digit checks the others.
std::string barcode(std::size_t number) {
    auto text = std::to_string(200'000'000'000U + number);
    int sum = 0;
    for (std::size_t i = 0; i < text.size(); ++i)
        sum += (text[i] - '0') * (i % 2 == 0 ? 1 : 3);
    return text + static_cast<char>('0' + (10 - sum % 10) % 10);
}

/// One use.
class CatalogueMaker {
  public:
    explicit CatalogueMaker(SampleWorld& world)
        : world_{world},
          currency_{world.catalogue.organisation().currency()},
          foreign_{currency_ == "GBP" ? "EUR" : "GBP"} {}

    void make() {
        makeCategories();
        world_.standardList = newId();
        world_.channelList = newId();
        world_.foreignList = newId();
        for (std::size_t i = 0; i < world_.options.products; ++i)
            makeProduct(i);
        makeLists();
    }

  private:
    [[nodiscard]] std::string newId() {
        constexpr std::int64_t age = 600 * dayMs;
        return world_.dice.id(world_.now - age);
    }
    template <typename Record>
    void keep(const std::string& id, const Record& record) {
        world_.catalogue.put(id, record);
        world_.add(id, record);
    }
    std::string category(std::string_view chinese, std::string_view english, const std::string& superior) {
        v1::Category category;
        category.set_name(std::string{chinese} + ' ' + std::string{english});
        if (!superior.empty())
            category.set_superior_id(superior);
        auto id = newId();
        keep(id, category);
        ++world_.counts.categories;
        return id;
    }
    void makeCategories() {
        for (const auto& family : families) {
            tops_.push_back(category(family.chinese, family.english, {}));
            for (const auto& kind : family.kinds)
                subs_.push_back(category(kind.chinese, kind.english, tops_.back()));
        }
    }
    void makeProduct(std::size_t number);
    v1::PriceList list(std::string_view name, const std::string& currency, std::uint32_t version,
                       std::uint32_t tierA, std::uint32_t tierB) const;
    void fromQuantity(v1::PriceList& list, std::int64_t quantity, std::uint32_t discountBp,
                      const std::string& categoryId);
    void makeLists();

    SampleWorld& world_;
    std::string currency_;
    std::string foreign_;
    std::vector<std::string> tops_;
    std::vector<std::string> subs_;
};

void CatalogueMaker::makeProduct(std::size_t number) {
    constexpr std::size_t kindsInAll = std::size(families) * 5;
    const auto kindNumber = number % kindsInAll;
    const auto round = number / kindsInAll;
    const auto& family = families[kindNumber / 5];
    const auto& kind = family.kinds[kindNumber % 5];
    const auto& variant = variants[round % variants.size()];
    const auto& size = kind.sizes[(round + kindNumber) % kind.sizes.size()];
    auto& dice = world_.dice;

    v1::Product product;
    product.set_sku(std::string{family.code} + '-' + std::string{kind.code} + '-' +
                    std::to_string(100 + round));
    product.set_name(std::string{variant.chinese}
                         .append(kind.chinese)
                         .append(" ")
                         .append(variant.english)
                         .append(" ")
                         .append(kind.english)
                         .append(" ")
                         .append(size));
    product.set_barcode(barcode(number + 1));
    product.set_category_id(subs_[kindNumber]);
    product.set_unit_name(std::string{kind.unit});
    product.set_tax_bp(static_cast<std::uint32_t>(family.taxBp));
    product.set_stock_milli(dice.between(0, 900) * 1'000);
    // Larger sizes cost more; prices end in 90.
    const auto span = kind.mostPrice - kind.leastPrice;
    const auto step = static_cast<int>((round + kindNumber) % kind.sizes.size());
    const int base = kind.leastPrice + span * step / 4 + static_cast<int>(dice.between(0, span / 4));
    const int rounded = base / 100 * 100 + 90;

    constexpr std::size_t everyUnpriced = 97;      // new ones, still without a price
    constexpr std::size_t everyDiscontinued = 41;  // old ones
    const bool priced = number % everyUnpriced != everyUnpriced - 1;
    product.set_discontinued(number % everyDiscontinued == everyDiscontinued - 1);
    if (priced) {
        *product.mutable_standard_price() = price(rounded, 1.0, currency_);
        const auto inList = [&](const std::string& listId, const std::string& currency, double factor) {
            auto& named = *product.add_prices();
            named.set_price_list_id(listId);
            *named.mutable_price() = price(rounded, factor, currency);
        };
        if (number % 10 == 0)
            inList(world_.standardList, currency_, 0.95);
        inList(world_.channelList, currency_, 0.88);
        inList(world_.foreignList, foreign_, 1.15);
    }
    const auto id = newId();
    keep(id, product);
    ++world_.counts.products;
    if (priced && !product.discontinued())
        world_.sellable.push_back(id);
}

v1::PriceList CatalogueMaker::list(std::string_view name, const std::string& currency, std::uint32_t version,
                                   std::uint32_t tierA, std::uint32_t tierB) const {
    constexpr std::int64_t age = 500 * dayMs;
    v1::PriceList list;
    list.set_name(std::string{name});
    list.set_currency(currency);
    list.set_version(version);
    list.set_valid_from(world_.now - age);
    for (const auto& [tier, discount] :
         {std::pair{v1::Customer::A, tierA}, std::pair{v1::Customer::B, tierB}}) {
        auto& granted = *list.add_tier_discounts();
        granted.set_tier(tier);
        granted.set_discount_bp(discount);
    }
    return list;
}

void CatalogueMaker::fromQuantity(v1::PriceList& list, std::int64_t quantity, std::uint32_t discountBp,
                                  const std::string& categoryId) {
    auto& granted = *list.add_quantity_discounts();
    granted.set_id(newId());
    granted.set_from_quantity_milli(quantity * 1'000);
    granted.set_discount_bp(discountBp);
    if (!categoryId.empty())
        granted.set_category_id(categoryId);
}

void CatalogueMaker::makeLists() {
    auto standard = list("标准 Standard", currency_, 3, 500, 200);
    fromQuantity(standard, 50, 300, {});
    fromQuantity(standard, 200, 600, {});
    auto channel = list("渠道 Channel", currency_, 2, 300, 100);
    fromQuantity(channel, 100, 800, tops_.front());
    fromQuantity(channel, 500, 500, {});
    auto foreign = list("英国 United Kingdom", foreign_, 1, 400, 150);
    fromQuantity(foreign, 100, 700, tops_[5]);
    fromQuantity(foreign, 60, 250, {});
    keep(world_.standardList, standard);
    keep(world_.channelList, channel);
    keep(world_.foreignList, foreign);
    world_.counts.priceLists = 3;
}

}  // namespace

void makeCatalogue(SampleWorld& world) {
    CatalogueMaker{world}.make();
}

}  // namespace fieldfare::server::sample
