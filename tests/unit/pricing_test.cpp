#include "shared/rules/pricing.h"

#include <QTest>
#include <algorithm>
#include <limits>
#include <memory>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include "shared/rules/loaded_catalogue.h"
#include "shared/rules/totals.h"

using namespace fieldfare;

namespace {

constexpr std::int64_t kLargest = std::numeric_limits<std::int64_t>::max();

std::string id(char c) {
    return std::string(16, c);
}

v1::Money money(std::int64_t minor, const std::string& currency = "EUR") {
    v1::Money made;
    made.set_minor(minor);
    made.set_currency(currency);
    return made;
}

struct LineSpec {
    std::int64_t quantityMilli = 1'000;
    std::int64_t unit = 0;
    std::int64_t list = 0;
    std::uint32_t volumeBp = 0;
    std::uint32_t discountBp = 0;
    std::uint32_t taxBp = 0;
};

v1::Line line(const LineSpec& spec, const std::string& currency = "EUR") {
    v1::Line made;
    made.set_quantity_milli(spec.quantityMilli);
    *made.mutable_unit_price() = money(spec.unit, currency);
    *made.mutable_list_price() = money(spec.list, currency);
    made.set_volume_discount_bp(spec.volumeBp);
    made.set_discount_bp(spec.discountBp);
    made.set_tax_bp(spec.taxBp);
    return made;
}

rules::Lines linesOf(const std::vector<v1::Line>& lines) {
    rules::Lines made;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        v1::Line* added = made.Add();
        *added = lines[i];
        if (added->id().empty()) {
            added->set_id(id(static_cast<char>('a' + i % 26)));
        }
        if (added->position() == 0) {
            added->set_position(static_cast<std::uint32_t>(i + 1));
        }
    }
    return made;
}

std::int64_t sumOf(const std::vector<std::int64_t>& values) {
    return std::accumulate(values.begin(), values.end(), std::int64_t{0});
}

}  // namespace

class PricingTest : public QObject {
    Q_OBJECT

  private slots:
    void init() {
        v1::Organisation organisation;
        organisation.set_currency("EUR");
        catalogue_ = std::make_unique<rules::LoadedCatalogue>(organisation);

        v1::Category tools;
        catalogue_->put(id('T'), tools);
        v1::Category drills;
        drills.set_superior_id(id('T'));
        catalogue_->put(id('D'), drills);

        v1::PriceList list;
        list.set_currency("EUR");
        list.set_valid_from(1'000);
        list.set_valid_until(2'000);
        catalogue_->put(id('L'), list);

        v1::Product drill;
        drill.set_sku("D-1");
        drill.set_name("Drill");
        drill.set_category_id(id('D'));
        drill.set_tax_bp(1'900);
        *drill.mutable_standard_price() = money(10'000);
        v1::ListPrice* named = drill.add_prices();
        named->set_price_list_id(id('L'));
        *named->mutable_price() = money(9'000);
        catalogue_->put(id('1'), drill);

        v1::Product screw;
        screw.set_sku("S-1");
        *screw.mutable_standard_price() = money(5);
        catalogue_->put(id('2'), screw);

        v1::Product unpriced;
        unpriced.set_sku("U-1");
        catalogue_->put(id('3'), unpriced);
        terms_ = rules::Terms{v1::Customer::A, id('L'), "EUR"};
    }

    void priceComesFromTheListWhileItIsValid_data() {
        QTest::addColumn<qint64>("at");
        QTest::addColumn<qint64>("price");
        QTest::newRow("before") << qint64{999} << qint64{10'000};
        QTest::newRow("first moment") << qint64{1'000} << qint64{9'000};
        QTest::newRow("last moment") << qint64{1'999} << qint64{9'000};
        QTest::newRow("after") << qint64{2'000} << qint64{10'000};
    }

    void priceComesFromTheListWhileItIsValid() {
        QFETCH(qint64, at);
        QFETCH(qint64, price);
        QCOMPARE(qint64{rules::priceOf(*catalogue_, id('1'), terms_, 1'000, at)->list.minor()}, price);
        QCOMPARE(qint64{rules::listPriceOf(*catalogue_, id('1'), id('L'), "EUR", at).value()}, price);
    }

    void standardPriceStandsInWhereTheListIsSilent() {
        QCOMPARE(rules::priceOf(*catalogue_, id('2'), terms_, 1'000, 1'500)->list.minor(), 5);
        terms_.priceListId = id('X');
        QCOMPARE(rules::priceOf(*catalogue_, id('1'), terms_, 1'000, 1'500)->list.minor(), 10'000);
    }

    void withoutAPriceThereIsNoQuote_data() {
        QTest::addColumn<char>("product");
        QTest::addColumn<QByteArray>("currency");
        QTest::newRow("no price") << '3' << QByteArray{"EUR"};
        QTest::newRow("other currency") << '1' << QByteArray{"USD"};
        QTest::newRow("unknown") << '9' << QByteArray{"EUR"};
    }

    void withoutAPriceThereIsNoQuote() {
        QFETCH(char, product);
        QFETCH(QByteArray, currency);
        terms_.currency = currency.toStdString();
        const auto price = rules::priceOf(*catalogue_, id(product), terms_, 1'000, 1'500);
        QVERIFY(!price.ok());
        QCOMPARE(price.fault().code(), v1::RULE);
        QCOMPARE(price.fault().path(), std::string{"product_id"});
        QVERIFY(!rules::listPriceOf(*catalogue_, id(product), id('L'), currency.toStdString(), 1'500));
    }

    void negativePricesDoNotCount() {
        v1::Product broken;
        *broken.mutable_standard_price() = money(-1);
        catalogue_->put(id('4'), broken);
        QVERIFY(!rules::priceOf(*catalogue_, id('4'), terms_, 1'000, 1'500).ok());
    }

    void largestDiscountOfTheListCounts_data() {
        QTest::addColumn<char>("product");
        QTest::addColumn<int>("tier");
        QTest::addColumn<qint64>("quantity");
        QTest::addColumn<uint>("discount");
        const int a = v1::Customer::A;
        const int b = v1::Customer::B;
        const int none = v1::Customer::TIER_UNSPECIFIED;
        QTest::newRow("tier") << '2' << a << qint64{1'000} << 300u;
        QTest::newRow("other tier") << '2' << b << qint64{1'000} << 0u;
        QTest::newRow("without tier") << '2' << none << qint64{1'000} << 0u;
        QTest::newRow("everything, just below") << '2' << a << qint64{99'999} << 300u;
        QTest::newRow("everything, from its quantity on") << '2' << a << qint64{100'000} << 400u;
        QTest::newRow("a product's is not another's") << '2' << none << qint64{10'000} << 0u;
        QTest::newRow("the superior category's") << '1' << none << qint64{5'000} << 250u;
        QTest::newRow("the tier's is larger") << '1' << a << qint64{5'000} << 300u;
        QTest::newRow("the product's is larger") << '1' << a << qint64{10'000} << 700u;
        QTest::newRow("the product's stays larger") << '1' << a << qint64{100'000} << 700u;
    }

    void largestDiscountOfTheListCounts() {
        v1::PriceList list = *catalogue_->priceList(id('L'));
        v1::TierDiscount* tierDiscount = list.add_tier_discounts();
        tierDiscount->set_tier(v1::Customer::A);
        tierDiscount->set_discount_bp(300);
        tierDiscount = list.add_tier_discounts();  // an item that lost its tier is nobody's
        tierDiscount->set_discount_bp(9'000);
        const auto add = [&list](std::int64_t from, std::uint32_t bp) {
            v1::QuantityDiscount* made = list.add_quantity_discounts();
            made->set_from_quantity_milli(from);
            made->set_discount_bp(bp);
            return made;
        };
        add(100'000, 400);
        add(5'000, 250)->set_category_id(id('T'));
        v1::QuantityDiscount* both = add(10'000, 700);
        both->set_product_id(id('1'));
        both->set_category_id(id('T'));
        catalogue_->put(id('L'), list);

        QFETCH(char, product);
        QFETCH(int, tier);
        QFETCH(qint64, quantity);
        QFETCH(uint, discount);
        terms_.tier = static_cast<v1::Customer::Tier>(tier);
        QCOMPARE(rules::priceOf(*catalogue_, id(product), terms_, quantity, 1'500)->volumeDiscountBp,
                 discount);
        QCOMPARE(rules::priceOf(*catalogue_, id(product), terms_, quantity, 2'500)->volumeDiscountBp, 0u);
    }

    void termsFollowTheCustomer() {
        v1::PriceList dollars;
        dollars.set_currency("USD");
        catalogue_->put(id('U'), dollars);
        v1::Customer customer;
        customer.set_tier(v1::Customer::B);
        QCOMPARE(rules::termsFor(*catalogue_, customer, 1'500).currency, std::string{"EUR"});
        QCOMPARE(rules::termsFor(*catalogue_, customer, 1'500).priceListId, std::string{});
        customer.set_price_list_id(id('U'));
        QCOMPARE(rules::termsFor(*catalogue_, customer, 1'500).currency, std::string{"USD"});
        QCOMPARE(rules::termsFor(*catalogue_, customer, 1'500).priceListId, id('U'));
        QCOMPARE(rules::termsFor(*catalogue_, customer, 1'500).tier, v1::Customer::B);
        customer.set_price_list_id(id('L'));
        QCOMPARE(rules::termsFor(*catalogue_, customer, 2'500).priceListId, std::string{});
    }

    void aMadeLineIsPriced() {
        const auto made = rules::makeLine(*catalogue_, terms_, id('x'), 3, id('1'), 2'500, 1'500);
        QVERIFY(made.ok());
        QCOMPARE(made->id(), id('x'));
        QCOMPARE(made->position(), 3u);
        QCOMPARE(made->product_id(), id('1'));
        QCOMPARE(made->description(), std::string{"Drill"});
        QCOMPARE(made->quantity_milli(), 2'500);
        QCOMPARE(made->unit_price().minor(), 9'000);
        QCOMPARE(made->list_price().minor(), 9'000);
        QCOMPARE(made->tax_bp(), 1'900u);
        const auto nothing = rules::makeLine(*catalogue_, terms_, id('x'), 3, id('1'), 0, 1'500);
        QVERIFY(!nothing.ok());
        QCOMPARE(nothing.fault().path(), std::string{"quantity_milli"});
        QVERIFY(!rules::makeLine(*catalogue_, terms_, id('x'), 3, id('3'), 1'000, 1'500).ok());
    }

    void repricingKeepsAPriceThatWasSetApart() {
        v1::Line made = rules::makeLine(*catalogue_, terms_, id('x'), 1, id('1'), 1'000, 1'500).value();
        QVERIFY(!rules::repriceLine(*catalogue_, terms_, made, 2'500));
        QCOMPARE(made.list_price().minor(), 10'000);
        QCOMPARE(made.unit_price().minor(), 10'000);
        made.mutable_unit_price()->set_minor(9'500);
        QVERIFY(!rules::repriceLine(*catalogue_, terms_, made, 1'500));
        QCOMPARE(made.list_price().minor(), 9'000);
        QCOMPARE(made.unit_price().minor(), 9'500);
        const v1::Line before = made;
        terms_.currency = "USD";
        QVERIFY(rules::repriceLine(*catalogue_, terms_, made, 1'500).has_value());
        QCOMPARE(made.SerializeAsString(), before.SerializeAsString());
    }

    void lineIsRoundedOnceHalfUp_data() {
        QTest::addColumn<qint64>("quantity");
        QTest::addColumn<qint64>("unit");
        QTest::addColumn<uint>("volume");
        QTest::addColumn<uint>("discount");
        QTest::addColumn<qint64>("net");
        QTest::newRow("whole") << qint64{1'000} << qint64{1'299} << 0u << 0u << qint64{1'299};
        QTest::newRow("499.5") << qint64{1'500} << qint64{333} << 0u << 0u << qint64{500};
        QTest::newRow("0.5") << qint64{500} << qint64{1} << 0u << 0u << qint64{1};
        QTest::newRow("0.499") << qint64{499} << qint64{1} << 0u << 0u << qint64{0};
        QTest::newRow("both discounts") << qint64{3'000} << qint64{1'000} << 1'000u << 500u << qint64{2'565};
        QTest::newRow("94.5") << qint64{1'000} << qint64{105} << 0u << 1'000u << qint64{95};
        QTest::newRow("0.25, not 0.5 rounded first")
            << qint64{1'000} << qint64{1} << 5'000u << 5'000u << qint64{0};
        QTest::newRow("1255.7433") << qint64{1'000} << qint64{1'299} << 0u << 333u << qint64{1'256};
        QTest::newRow("given away") << qint64{7'000} << qint64{1'299} << 0u << 10'000u << qint64{0};
        QTest::newRow("largest") << qint64{1'000} << qint64{kLargest} << 0u << 0u << qint64{kLargest};
        QTest::newRow("large in between")
            << qint64{100'000'000'000} << qint64{kLargest} << 9'999u << 9'999u << qint64{kLargest};
    }

    void lineIsRoundedOnceHalfUp() {
        QFETCH(qint64, quantity);
        QFETCH(qint64, unit);
        QFETCH(uint, volume);
        QFETCH(uint, discount);
        QFETCH(qint64, net);
        const auto made = rules::lineNet(line({quantity, unit, 0, volume, discount, 0}));
        QVERIFY(made.ok());
        QCOMPARE(qint64{*made}, net);
    }

    void lineFaultsNameTheField_data() {
        QTest::addColumn<qint64>("quantity");
        QTest::addColumn<qint64>("unit");
        QTest::addColumn<uint>("discount");
        QTest::addColumn<QByteArray>("path");
        QTest::newRow("beyond 64 bits")
            << qint64{1'001} << qint64{kLargest} << 0u << QByteArray{"unit_price"};
        QTest::newRow("beyond 128 bits")
            << qint64{kLargest} << qint64{kLargest} << 0u << QByteArray{"unit_price"};
        QTest::newRow("negative price") << qint64{1'000} << qint64{-1} << 0u << QByteArray{"unit_price"};
        QTest::newRow("negative quantity") << qint64{-1} << qint64{1} << 0u << QByteArray{"quantity_milli"};
        QTest::newRow("beyond the whole")
            << qint64{1'000} << qint64{1} << 10'001u << QByteArray{"discount_bp"};
    }

    void lineFaultsNameTheField() {
        QFETCH(qint64, quantity);
        QFETCH(qint64, unit);
        QFETCH(uint, discount);
        QFETCH(QByteArray, path);
        const v1::Line made = line({quantity, unit, 0, 0, discount, 0});
        const auto net = rules::lineNet(made);
        QVERIFY(!net.ok());
        QCOMPARE(net.fault().code(), v1::RULE);
        QCOMPARE(net.fault().path(), path.toStdString());
        const auto totals = rules::totalsOf("EUR", linesOf({made}), 0);
        QVERIFY(!totals.ok());
        QCOMPARE(totals.fault().path(), "lines/61616161-6161-6161-6161-616161616161/" + path.toStdString());
    }

    void headerDiscountIsSpread_data() {
        QTest::addColumn<QList<qint64>>("amounts");
        QTest::addColumn<uint>("discount");
        QTest::addColumn<QList<qint64>>("shares");
        using List = QList<qint64>;
        QTest::newRow("in proportion") << List{1'000, 2'000, 3'000} << 1'000u << List{100, 200, 300};
        QTest::newRow("remainder on the largest") << List{333, 333, 334} << 1'000u << List{33, 33, 34};
        QTest::newRow("halves") << List{100, 50, 50} << 100u << List{2, 0, 0};
        QTest::newRow("largest in the middle") << List{10, 90, 10} << 500u << List{0, 6, 0};
        QTest::newRow("first of equals") << List{5, 5, 5} << 1'000u << List{2, 0, 0};
        QTest::newRow("never below zero") << List{1, 1, 1, 1} << 5'000u << List{1, 1, 0, 0};
        QTest::newRow("next largest") << List{1, 2, 1, 1, 1} << 6'666u << List{1, 2, 1, 0, 0};
        QTest::newRow("everything") << List{7, 11, 13} << 10'000u << List{7, 11, 13};
        QTest::newRow("nothing") << List{7, 11, 13} << 0u << List{0, 0, 0};
        QTest::newRow("of nothing") << List{0, 0} << 5'000u << List{0, 0};
        QTest::newRow("no lines") << List{} << 5'000u << List{};
        QTest::newRow("large") << List{kLargest - 1, 1} << 10'000u << List{kLargest - 1, 1};
    }

    void headerDiscountIsSpread() {
        QFETCH(QList<qint64>, amounts);
        QFETCH(uint, discount);
        QFETCH(QList<qint64>, shares);
        const std::vector<std::int64_t> given{amounts.begin(), amounts.end()};
        const auto made = rules::spreadDiscount(given, discount);
        QCOMPARE(QList<qint64>(made.begin(), made.end()), shares);
    }

    void sharesAlwaysAddUp() {
        std::mt19937_64 random{20240611};
        for (int round = 0; round < 3'000; ++round) {
            std::vector<std::int64_t> amounts(random() % 200 + 1);
            const std::int64_t scale = std::int64_t{1} << (random() % 50);
            for (std::int64_t& amount : amounts) {
                amount = static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(scale + 1));
            }
            const auto bp = static_cast<std::uint32_t>(random() % 10'001);
            const auto shares = rules::spreadDiscount(amounts, bp);
            const __int128_t exact = static_cast<__int128_t>(sumOf(amounts)) * bp;
            QCOMPARE(sumOf(shares), static_cast<std::int64_t>((exact + 5'000) / 10'000));
            for (std::size_t i = 0; i < amounts.size(); ++i) {
                QVERIFY(shares[i] >= 0 && shares[i] <= amounts[i]);
            }
        }
    }

    void documentIsSummedByHand() {
        // 3 x 12.99 less 5 % = 37.02 (37.0215); 2.5 x 4.00 less 2.5 % = 9.75; 3 % of 46.77 = 1.40, of which
        // 1.10 and 0.29 by proportion and 0.01 on the first.
        const auto lines =
            linesOf({line({3'000, 1'299, 1'299, 500, 0, 1'900}), line({2'500, 400, 420, 0, 250, 700})});
        const auto made = rules::calculate("EUR", lines, 300);
        QVERIFY(made.ok());
        QCOMPARE(made->lines[0].list, 3'897);
        QCOMPARE(made->lines[0].net, 3'702);
        QCOMPARE(made->lines[0].headerDiscount, 111);
        QCOMPARE(made->lines[1].list, 1'050);
        QCOMPARE(made->lines[1].net, 975);
        QCOMPARE(made->lines[1].headerDiscount, 29);
        QCOMPARE(made->taxes.size(), std::size_t{2});
        QCOMPARE(made->taxes[0].rateBp, 700u);
        QCOMPARE(made->taxes[0].base, 946);
        QCOMPARE(made->taxes[0].tax, 66);  // 66.22
        QCOMPARE(made->taxes[1].rateBp, 1'900u);
        QCOMPARE(made->taxes[1].base, 3'591);
        QCOMPARE(made->taxes[1].tax, 682);  // 682.29
        QCOMPARE(made->totals.list().minor(), 4'947);
        QCOMPARE(made->totals.net().minor(), 4'537);
        QCOMPARE(made->totals.tax().minor(), 748);
        QCOMPARE(made->totals.gross().minor(), 5'285);
        QCOMPARE(made->totals.gross().currency(), std::string{"EUR"});
        QCOMPARE(made->totals.discount_bp(), 829u);  // 410 of 4947
    }

    void taxIsRoundedPerRateOnTheTotal() {
        // Three times 0.13 at 19 %: 0.0247 each, 0.0741 together.
        const auto totals =
            rules::totalsOf("EUR",
                            linesOf({line({1'000, 13, 13, 0, 0, 1'900}), line({1'000, 13, 13, 0, 0, 1'900}),
                                     line({1'000, 13, 13, 0, 0, 1'900})}),
                            0);
        QCOMPARE(totals->tax().minor(), 7);
        // 0.50 at 19 % is 0.095.
        QCOMPARE(rules::totalsOf("EUR", linesOf({line({1'000, 50, 50, 0, 0, 1'900})}), 0)->tax().minor(), 10);
    }

    void yenHaveNoFraction() {
        const auto totals =
            rules::totalsOf("JPY", linesOf({line({3'000, 333, 333, 0, 250, 1'000}, "JPY")}), 100);
        QCOMPARE(totals->list().minor(), 999);
        QCOMPARE(totals->net().minor(), 964);  // 974.025 -> 974, less 9.74 -> 10
        QCOMPARE(totals->tax().minor(), 96);   // 96.4
        QCOMPARE(totals->gross().minor(), 1'060);
        QCOMPARE(totals->net().currency(), std::string{"JPY"});
    }

    void wholeDiscountIsAgainstList_data() {
        QTest::addColumn<qint64>("unit");
        QTest::addColumn<qint64>("list");
        QTest::addColumn<uint>("discount");
        QTest::newRow("12.5 basis points") << qint64{799} << qint64{800} << 13u;
        QTest::newRow("none") << qint64{800} << qint64{800} << 0u;
        QTest::newRow("dearer than list") << qint64{900} << qint64{800} << 0u;
        QTest::newRow("free") << qint64{0} << qint64{800} << 10'000u;
        QTest::newRow("without list") << qint64{0} << qint64{0} << 0u;
    }

    void wholeDiscountIsAgainstList() {
        QFETCH(qint64, unit);
        QFETCH(qint64, list);
        QFETCH(uint, discount);
        QCOMPARE(rules::totalsOf("EUR", linesOf({line({1'000, unit, list, 0, 0, 0})}), 0)->discount_bp(),
                 discount);
    }

    void lineWithoutListPriceCountsItsOwn() {
        v1::Line free = line({2'000, 700, 0, 0, 1'000, 0});
        free.clear_list_price();
        const auto totals = rules::totalsOf("EUR", linesOf({free}), 0);
        QCOMPARE(totals->list().minor(), 1'400);
        QCOMPARE(totals->discount_bp(), 1'000u);
    }

    void emptyDocumentIsZero() {
        const auto totals = rules::totalsOf("EUR", {}, 500);
        QCOMPARE(totals->gross().minor(), 0);
        QCOMPARE(totals->gross().currency(), std::string{"EUR"});
        QCOMPARE(totals->discount_bp(), 0u);
    }

    void twoHundredLinesDoNotDependOnTheirOrderInMemory() {
        std::mt19937 random{7};
        std::vector<v1::Line> lines;
        for (int i = 0; i < 200; ++i) {
            v1::Line made = line(
                {static_cast<std::int64_t>(random() % 100'000 + 1), static_cast<std::int64_t>(random() % 3),
                 static_cast<std::int64_t>(random() % 9), static_cast<std::uint32_t>(random() % 3'000),
                 static_cast<std::uint32_t>(random() % 3'000),
                 static_cast<std::uint32_t>(random() % 3 * 700)});
            made.set_id(id('a') + std::to_string(i));
            made.set_position(static_cast<std::uint32_t>(i / 3 + 1));  // some share one
            lines.push_back(made);
        }
        for (const std::uint32_t header : {0u, 1u, 1'234u, 5'000u, 9'999u}) {
            const auto first = rules::calculate("EUR", linesOf(lines), header);
            QVERIFY(first.ok());
            std::int64_t net = 0;
            std::int64_t spread = 0;
            for (const rules::LineAmounts& amounts : first->lines) {
                net += amounts.net;
                spread += amounts.headerDiscount;
            }
            QCOMPARE(spread, (net * header + 5'000) / 10'000);
            QCOMPARE(first->totals.net().minor(), net - spread);
            for (int round = 0; round < 10; ++round) {
                std::shuffle(lines.begin(), lines.end(), random);
                QCOMPARE(rules::totalsOf("EUR", linesOf(lines), header)->SerializeAsString(),
                         first->totals.SerializeAsString());
            }
        }
    }

    void sumsBeyond64BitsAreFaults() {
        const v1::Line half = line({1'000, kLargest / 2 + 1, 0, 0, 0, 0});
        const auto net = rules::totalsOf("EUR", linesOf({half, half}), 0);
        QVERIFY(!net.ok());
        QCOMPARE(net.fault().path(), std::string{"totals"});
        QCOMPARE(net.fault().limit(), kLargest);
        const auto list =
            rules::totalsOf("EUR", linesOf({line({1'000, 1, kLargest, 0, 0, 0}), half, half}), 0);
        QVERIFY(!list.ok());
        const auto gross =
            rules::totalsOf("EUR", linesOf({line({1'000, kLargest, kLargest, 0, 0, 1'900})}), 0);
        QVERIFY(!gross.ok());
        QCOMPARE(gross.fault().path(), std::string{"totals"});
        const auto listLine = rules::totalsOf("EUR", linesOf({line({2'000, 1, kLargest, 0, 0, 0})}), 0);
        QVERIFY(!listLine.ok());
        QVERIFY(QByteArray::fromStdString(listLine.fault().path()).endsWith("/list_price"));
    }

    void otherCurrenciesAndHeadersAreFaults() {
        const auto mixed = rules::totalsOf("EUR", linesOf({line({1'000, 5, 5, 0, 0, 0}, "USD")}), 0);
        QVERIFY(!mixed.ok());
        QVERIFY(QByteArray::fromStdString(mixed.fault().path()).endsWith("/unit_price"));
        const auto header = rules::totalsOf("EUR", linesOf({line({1'000, 5, 5, 0, 0, 0})}), 10'001);
        QVERIFY(!header.ok());
        QCOMPARE(header.fault().path(), std::string{"header_discount_bp"});
        QCOMPARE(header.fault().limit(), 10'000);
    }

  private:
    std::unique_ptr<rules::LoadedCatalogue> catalogue_;
    rules::Terms terms_;
};

QTEST_APPLESS_MAIN(PricingTest)
#include "pricing_test.moc"
