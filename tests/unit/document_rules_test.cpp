#include "shared/rules/document_rules.h"

#include <QTest>
#include <memory>
#include <string>
#include <vector>

#include "shared/base/uuid.h"
#include "shared/rules/approval_rules.h"
#include "shared/rules/discount_limit.h"
#include "shared/rules/loaded_catalogue.h"
#include "shared/rules/pricing.h"
#include "shared/rules/record_rules.h"
#include "shared/rules/totals.h"
#include "shared/schema/schema.h"

using namespace fieldfare;

namespace {

constexpr std::int64_t kNow = 1'700'000'000'000;

std::string id(char c) {
    return std::string(16, c);
}

std::string linePath(char line, const std::string& field = {}) {
    return "lines/" + base::idText(id(line)) + (field.empty() ? "" : "/" + field);
}

v1::Money money(std::int64_t minor, const std::string& currency = "EUR") {
    v1::Money made;
    made.set_minor(minor);
    made.set_currency(currency);
    return made;
}

/// "path: limit" of each fault, so that a failing comparison shows all of them.
QStringList shown(const std::vector<v1::Fault>& faults) {
    QStringList made;
    for (const v1::Fault& fault : faults) {
        made << QString::fromStdString(fault.path() + ": " + std::to_string(fault.limit()));
        if (fault.code() != v1::RULE || fault.message().empty()) {
            made.back() += QStringLiteral(" (not a RULE with a message)");
        }
    }
    return made;
}

QStringList expected(const std::string& path, std::int64_t limit = 0) {
    return {QString::fromStdString(path + ": " + std::to_string(limit))};
}

const QStringList kNone;

}  // namespace

class DocumentRulesTest : public QObject {
    Q_OBJECT

  private slots:
    void init() {
        catalogue_ = std::make_unique<rules::LoadedCatalogue>(rules::defaultOrganisation("Fieldfare", "EUR"));
        v1::PriceList list;
        list.set_currency("EUR");
        list.set_version(4);
        catalogue_->put(id('L'), list);
        v1::PriceList cheap = list;
        catalogue_->put(id('C'), cheap);
        for (const char product : {'1', '2'}) {
            v1::Product made;
            *made.mutable_standard_price() = money(2'000);
            addPrice(made, 'L', 1'000);
            addPrice(made, 'C', 500);
            addPrice(made, 'T', 1'000);
            catalogue_->put(id(product), made);
        }
        before_ = quote();
        after_ = before_;
    }

    void aPlainQuoteMayBeIssued() {
        QCOMPARE(shown(check(nullptr, before_)), kNone);
        after_.set_status(v1::Quote::ISSUED);
        QCOMPARE(shown(check(&before_, after_)), kNone);
        after_.set_status(v1::Quote::ORDERED);
        QCOMPARE(shown(check(&before_, after_)), kNone);
    }

    void linesAreSound_data() {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QStringList>("faults");
        QTest::newRow("quantity") << "quantity" << expected(linePath('a', "quantity_milli"), 1);
        QTest::newRow("unit price") << "unit" << expected(linePath('a', "unit_price"));
        QTest::newRow("currency") << "currency" << expected(linePath('a', "unit_price"));
        QTest::newRow("list currency") << "list currency" << expected(linePath('a', "list_price"));
        QTest::newRow("id twice") << "id" << expected(linePath('a'));
        QTest::newRow("list price") << "list" << expected(linePath('a', "list_price"), 1'000);
        QTest::newRow("totals") << "totals" << expected("totals");
        QTest::newRow("overflow") << "overflow" << expected(linePath('a', "unit_price"), INT64_MAX);
    }

    void linesAreSound() {
        QFETCH(QString, what);
        QFETCH(QStringList, faults);
        v1::Line& line = *after_.mutable_lines(0);
        if (what == "quantity") {
            line.set_quantity_milli(0);
        } else if (what == "unit") {
            line.mutable_unit_price()->set_minor(-1);
        } else if (what == "currency") {
            line.mutable_unit_price()->set_currency("USD");
        } else if (what == "list currency") {
            line.mutable_list_price()->set_currency("USD");
            line.clear_product_id();
        } else if (what == "id") {
            *after_.add_lines() = line;
        } else if (what == "list") {
            line.mutable_list_price()->set_minor(999);
        } else if (what == "overflow") {
            line.mutable_unit_price()->set_minor(INT64_MAX);
        }
        rules::deriveTotals(after_);
        if (what == "totals") {
            after_.mutable_totals()->mutable_net()->set_minor(1);
        }
        QCOMPARE(shown(check(&before_, after_)), faults);
        QCOMPARE(shown(check(nullptr, after_)), faults);
    }

    void everyWrongLineIsNamed() {
        after_.mutable_lines(0)->set_quantity_milli(-5);
        after_.mutable_lines(1)->set_quantity_milli(0);
        rules::deriveTotals(after_);
        QVERIFY(!after_.has_totals());
        QCOMPARE(shown(check(&before_, after_)),
                 expected(linePath('a', "quantity_milli"), 1) + expected(linePath('b', "quantity_milli"), 1));
    }

    void emptyQuotesAreNotIssued() {
        after_.clear_lines();
        rules::deriveTotals(after_);
        QCOMPARE(shown(check(&before_, after_)), kNone);
        after_.set_status(v1::Quote::WAITING);
        QCOMPARE(shown(check(&before_, after_)), kNone);
        after_.set_status(v1::Quote::ISSUED);
        QCOMPARE(shown(check(&before_, after_)), expected("lines", 1));
        QCOMPARE(shown(check(nullptr, after_)), expected("lines", 1));
    }

    void linesWithoutPriceAreNotIssued() {
        v1::Line* line = after_.add_lines();
        line->set_id(id('c'));
        line->set_quantity_milli(1'000);
        rules::deriveTotals(after_);
        QCOMPARE(shown(check(&before_, after_)), kNone);
        after_.set_status(v1::Quote::ISSUED);
        QCOMPARE(shown(check(&before_, after_)), expected(linePath('c', "unit_price")));
    }

    void limitHoldsWhenIssued_data() {
        QTest::addColumn<int>("role");
        QTest::addColumn<uint>("header");
        QTest::addColumn<int>("status");
        QTest::addColumn<QStringList>("faults");
        const int issued = v1::Quote::ISSUED;
        const int ordered = v1::Quote::ORDERED;
        const int waiting = v1::Quote::WAITING;
        const int lost = v1::Quote::LOST;
        QTest::newRow("rep within") << int{v1::REP} << 500u << issued << kNone;
        QTest::newRow("rep beyond") << int{v1::REP} << 501u << issued << expected("status", 500);
        QTest::newRow("rep beyond, straight to order")
            << int{v1::REP} << 501u << ordered << expected("status", 500);
        QTest::newRow("rep beyond, waiting") << int{v1::REP} << 5'000u << waiting << kNone;
        QTest::newRow("rep within, waiting") << int{v1::REP} << 0u << waiting << kNone;
        QTest::newRow("rep beyond, lost") << int{v1::REP} << 5'000u << lost << kNone;
        QTest::newRow("manager within") << int{v1::MANAGER} << 1'500u << issued << kNone;
        QTest::newRow("manager beyond") << int{v1::MANAGER} << 1'501u << issued << expected("status", 1'500);
        QTest::newRow("executive") << int{v1::EXECUTIVE} << 9'000u << issued << kNone;
        QTest::newRow("back office") << int{v1::BACK_OFFICE} << 1u << issued << expected("status", 0);
    }

    void limitHoldsWhenIssued() {
        QFETCH(int, role);
        QFETCH(uint, header);
        QFETCH(int, status);
        QFETCH(QStringList, faults);
        role_ = static_cast<v1::Role>(role);
        before_.set_header_discount_bp(header);
        after_.set_header_discount_bp(header);
        rules::deriveTotals(after_);
        after_.set_status(static_cast<v1::Quote::Status>(status));
        QCOMPARE(shown(check(&before_, after_)), faults);
        QCOMPARE(shown(check(nullptr, after_)), faults);
    }

    void limitIsOffWithTheSetting() {
        v1::Organisation organisation = catalogue_->organisation();
        organisation.set_check_discounts(false);
        catalogue_->put(organisation);
        after_.set_header_discount_bp(9'000);
        after_.set_status(v1::Quote::ISSUED);
        rules::deriveTotals(after_);
        QCOMPARE(shown(check(&before_, after_)), kNone);
    }

    void everyKindOfDiscountCounts_data() {
        QTest::addColumn<QString>("what");
        for (const char* what : {"line", "volume", "unit price", "header"}) {
            QTest::newRow(what) << QString{what};
        }
    }

    void everyKindOfDiscountCounts() {
        QFETCH(QString, what);
        for (v1::Line& line : *after_.mutable_lines()) {
            if (what == "line") {
                line.set_discount_bp(600);
            } else if (what == "volume") {
                line.set_volume_discount_bp(600);
            } else if (what == "unit price") {
                line.mutable_unit_price()->set_minor(940);
            }
        }
        if (what == "header") {
            after_.set_header_discount_bp(600);
        }
        after_.set_status(v1::Quote::ISSUED);
        rules::deriveTotals(after_);
        QCOMPARE(after_.totals().discount_bp(), 600u);
        QCOMPARE(shown(check(&before_, after_)), expected("status", 500));
    }

    void theListsOwnTermsAreNobodysDiscount_data() {
        QTest::addColumn<QString>("what");
        QTest::addColumn<uint>("volume");
        QTest::addColumn<uint>("line");
        QTest::addColumn<uint>("header");
        QTest::addColumn<uint>("discretionary");
        // 30,000.00 at list, of which tier A pays 27,000.00 by the list's own terms.
        QTest::newRow("the terms alone") << "" << 1'000u << 0u << 0u << 0u;
        QTest::newRow("5 % on a line") << "" << 1'000u << 500u << 0u << 500u;
        QTest::newRow("6 % on a line") << "" << 1'000u << 600u << 0u << 600u;
        QTest::newRow("5 % on the document") << "" << 1'000u << 0u << 500u << 500u;
        QTest::newRow("6 % on the document") << "" << 1'000u << 0u << 600u << 600u;
        QTest::newRow("3 % and 3 %") << "" << 1'000u << 300u << 300u << 591u;
        // 25,650.00 is 1,350.00 below the terms, 25,350.00 is 1,650.00.
        QTest::newRow("overstated, within") << "" << 1'450u << 0u << 0u << 500u;
        QTest::newRow("overstated, beyond") << "" << 1'550u << 0u << 0u << 611u;
        QTest::newRow("overstated and 5 %") << "" << 1'450u << 500u << 0u << 975u;
        QTest::newRow("understated") << "" << 400u << 0u << 0u << 0u;
        QTest::newRow("the terms, by way of the line") << "" << 0u << 1'000u << 0u << 0u;
        QTest::newRow("beyond the terms, by way of the line") << "" << 0u << 1'600u << 0u << 667u;
        QTest::newRow("low unit price") << "unit price" << 1'000u << 0u << 0u << 600u;
        QTest::newRow("another tier") << "tier" << 1'000u << 0u << 0u << 1'000u;
        QTest::newRow("no customer") << "customer" << 1'000u << 0u << 0u << 1'000u;
        QTest::newRow("unknown product") << "product" << 1'000u << 0u << 0u << 1'000u;
        QTest::newRow("another currency") << "currency" << 1'000u << 0u << 0u << 1'000u;
        // Without the list the standard price of 60,000.00 counts.
        QTest::newRow("no list") << "list" << 1'000u << 0u << 0u << 5'500u;
        QTest::newRow("the list has ended") << "ended" << 1'000u << 0u << 0u << 5'500u;
        // From 2,000 on 12 %: 17,600.00 and 9,000.00 are due, 17,600.00 and 8,800.00 are asked.
        QTest::newRow("from a quantity on") << "quantity" << 1'200u << 0u << 0u << 75u;
        // The list asks 31,200.00 now, the terms give 28,080.00: 1,080.00 more than the 27,000.00 asked.
        QTest::newRow("a stale list price") << "stale" << 1'000u << 0u << 0u << 385u;
        QTest::newRow("a stale list price and 2 %") << "stale" << 1'000u << 200u << 0u << 577u;
        // The document names a list of half the price; the customer's terms still are 27,000.00.
        QTest::newRow("a cheaper list") << "cheaper" << 0u << 0u << 0u << 4'444u;
    }

    void theListsOwnTermsAreNobodysDiscount() {
        QFETCH(QString, what);
        QFETCH(uint, volume);
        QFETCH(uint, line);
        QFETCH(uint, header);
        QFETCH(uint, discretionary);
        v1::PriceList list = tieredList();
        if (what == "quantity") {
            v1::QuantityDiscount* discount = list.add_quantity_discounts();
            discount->set_from_quantity_milli(2'000'000);
            discount->set_discount_bp(1'200);
        } else if (what == "ended") {
            list.set_valid_until(kNow);
        }
        catalogue_->put(id('T'), list);
        v1::Customer customer = tierCustomer();
        customer_ = what == "customer" ? nullptr : &customer;
        after_ = tieredQuote(volume);
        for (v1::Line& each : *after_.mutable_lines()) {
            each.set_discount_bp(line);
            if (what == "unit price") {
                each.mutable_unit_price()->set_minor(940);
            } else if (what == "product") {
                each.set_product_id(id('9'));
            } else if (what == "currency") {
                *each.mutable_unit_price() = money(1'000, "USD");
                *each.mutable_list_price() = money(1'000, "USD");
            } else if (what == "cheaper") {
                *each.mutable_unit_price() = money(500);
                *each.mutable_list_price() = money(500);
            }
        }
        after_.set_header_discount_bp(header);
        if (what == "tier") {
            customer.set_tier(v1::Customer::B);
        } else if (what == "list") {
            customer.set_price_list_id(id('U'));
            after_.set_price_list_id(id('U'));
        } else if (what == "currency") {
            after_.set_currency("USD");
        } else if (what == "cheaper") {
            after_.set_price_list_id(id('C'));
        } else if (what == "stale") {
            setListPrice('T', 1'040);
            after_.set_price_version(3);
        }
        QCOMPARE(rules::discretionaryDiscountBp(after_, context()), discretionary);
        QCOMPARE(rules::discretionaryDiscountBp(rules::orderFrom(after_, id('q')), context()), discretionary);

        rules::deriveTotals(after_);
        after_.set_status(v1::Quote::ISSUED);
        const auto faults = shown(check(nullptr, after_));
        QCOMPARE(faults.contains(expected("status", 500).front()), discretionary > 500);
    }

    void theWholeDiscountIsPrintedAllTheSame() {
        catalogue_->put(id('T'), tieredList());
        after_ = tieredQuote(1'000);
        after_.set_header_discount_bp(500);
        rules::deriveTotals(after_);
        QCOMPARE(after_.totals().discount_bp(), 1'450u);
    }

    void theListsOwnTermsNeedNoLimit() {
        v1::Organisation organisation = catalogue_->organisation();
        organisation.set_rep_discount_limit_bp(0);
        catalogue_->put(organisation);
        catalogue_->put(id('T'), tieredList());
        const v1::Customer customer = tierCustomer();
        customer_ = &customer;
        after_ = tieredQuote(1'000);
        // Amounts that round, so that both sums must round alike.
        after_.mutable_lines(0)->set_quantity_milli(1'234'567);
        after_.mutable_lines(1)->set_quantity_milli(7);
        rules::deriveTotals(after_);
        after_.set_status(v1::Quote::ISSUED);
        QCOMPARE(shown(check(nullptr, after_)), kNone);
        after_.mutable_lines(0)->set_discount_bp(1);
        rules::deriveTotals(after_);
        QCOMPARE(shown(check(nullptr, after_)), expected("status", 0));
    }

    void amountsBeyondMeasureAreTheWhole() {
        after_.mutable_lines(0)->mutable_list_price()->set_minor(INT64_MAX);
        QCOMPARE(rules::discretionaryDiscountBp(after_, context()), 10'000u);
        // The stated prices can be summed, those of the catalogue cannot.
        after_ = before_;
        setListPrice('L', INT64_MAX);
        QCOMPARE(rules::discretionaryDiscountBp(after_, context()), 10'000u);
    }

    void oneCustomersTermsAreNotAnothers() {
        catalogue_->put(id('T'), tieredList());
        before_ = tieredQuote(1'000);
        before_.set_status(v1::Quote::ISSUED);
        after_ = before_;
        after_.set_customer_id(id('j'));
        v1::Customer another = tierCustomer();
        another.set_tier(v1::Customer::C);
        customer_ = &another;
        QCOMPARE(shown(check(&before_, after_)), expected("status", 500));
        customer_ = nullptr;
        QCOMPARE(shown(check(&before_, after_)), expected("status", 500));
        another.set_tier(v1::Customer::A);
        customer_ = &another;
        QCOMPARE(shown(check(&before_, after_)), kNone);
    }

    void approvalReachesAsFarAsItWasAsked() {
        after_.set_header_discount_bp(2'000);
        after_.set_status(v1::Quote::ISSUED);
        rules::deriveTotals(after_);
        approvedBp_ = 2'000;
        QCOMPARE(shown(check(&before_, after_)), kNone);
        // Approved at 20 %, taken back, raised, issued.
        approvedBp_ = 1'999;
        QCOMPARE(shown(check(&before_, after_)), expected("status", 500));
    }

    void approvedQuotesMayBeIssuedAsApproved() {
        before_.set_header_discount_bp(2'000);
        before_.set_status(v1::Quote::APPROVED);
        after_ = before_;
        after_.set_status(v1::Quote::ISSUED);
        rules::deriveTotals(after_);
        QCOMPARE(shown(check(&before_, after_)), kNone);
        after_.set_header_discount_bp(2'001);
        rules::deriveTotals(after_);
        QCOMPARE(shown(check(&before_, after_)), expected("status", 500));
    }

    void unlockedQuotesKeepToTheLimit() {
        for (const v1::Quote::Status status : {v1::Quote::APPROVED, v1::Quote::ISSUED, v1::Quote::ORDERED}) {
            before_.set_status(status);
            before_.set_header_discount_bp(2'000);
            after_ = before_;
            after_.set_header_discount_bp(1'900);
            rules::deriveTotals(after_);
            QCOMPARE(shown(check(&before_, after_)), kNone);
            after_.set_header_discount_bp(2'100);
            rules::deriveTotals(after_);
            QCOMPARE(shown(check(&before_, after_)), expected("status", 500));
        }
    }

    void whoeverApprovesNeedsTheLimit() {
        before_.set_status(v1::Quote::WAITING);
        before_.set_header_discount_bp(2'000);
        after_ = before_;
        after_.set_status(v1::Quote::APPROVED);
        rules::deriveTotals(after_);
        role_ = v1::MANAGER;
        QCOMPARE(shown(check(&before_, after_)), expected("status", 1'500));
        role_ = v1::EXECUTIVE;
        QCOMPARE(shown(check(&before_, after_)), kNone);
    }

    void mergedDiscountsBreakTheLimitTogether() {
        // Each of two edits gave 3 % within 5 %; merged they give 5.91 %.
        before_.set_status(v1::Quote::ISSUED);
        before_.set_header_discount_bp(300);
        after_ = before_;
        for (v1::Line& line : *after_.mutable_lines()) {
            line.set_discount_bp(300);
        }
        rules::deriveTotals(after_);
        QCOMPARE(shown(check(&before_, after_)), expected("status", 500));
    }

    void listPriceIsAskedOfChangedLinesOnly() {
        setListPrice('L', 1'100);
        after_.set_terms("Thirty days");
        QCOMPARE(shown(check(&before_, after_)), kNone);
        after_.mutable_lines(0)->set_quantity_milli(9'000);
        rules::deriveTotals(after_);
        QCOMPARE(shown(check(&before_, after_)), kNone);
        after_.mutable_lines(1)->set_product_id(id('2'));
        QCOMPARE(shown(check(&before_, after_)), expected(linePath('b', "list_price"), 1'100));
        QCOMPARE(shown(check(nullptr, before_)),
                 expected(linePath('a', "list_price"), 1'100) + expected(linePath('b', "list_price"), 1'100));
    }

    void anotherPriceListAsksAllLines() {
        before_.set_price_list_id(id('C'));
        for (v1::Line& line : *before_.mutable_lines()) {
            *line.mutable_list_price() = money(500);
            *line.mutable_unit_price() = money(500);
        }
        after_ = before_;
        after_.set_price_list_id(id('L'));
        rules::deriveTotals(after_);
        QCOMPARE(shown(check(&before_, after_)),
                 expected(linePath('a', "list_price"), 1'000) + expected(linePath('b', "list_price"), 1'000));
    }

    void earlierPriceVersionsArePricedAsTheyWere() {
        before_.set_price_version(3);
        setListPrice('L', 1'040);
        after_ = before_;
        QCOMPARE(shown(check(nullptr, after_)), kNone);
        // ... but the limit looks at the price of today: 1.000 is 3.85 % below 1.040.
        after_.set_status(v1::Quote::ISSUED);
        QCOMPARE(shown(check(nullptr, after_)), kNone);
        after_.set_header_discount_bp(200);
        rules::deriveTotals(after_);
        QCOMPARE(shown(check(nullptr, after_)), expected("status", 500));
        after_.set_price_version(4);
        QCOMPARE(shown(check(&before_, after_)), expected(linePath('a', "list_price"), 1'040) +
                                                     expected(linePath('b', "list_price"), 1'040) +
                                                     expected("status", 500));
    }

    void aCheaperListHidesNoDiscount() {
        after_.set_price_list_id(id('C'));
        for (v1::Line& line : *after_.mutable_lines()) {
            *line.mutable_list_price() = money(500);
            *line.mutable_unit_price() = money(500);
        }
        after_.set_status(v1::Quote::ISSUED);
        rules::deriveTotals(after_);
        QCOMPARE(shown(check(nullptr, after_)), kNone);
        v1::Customer customer;
        customer.set_price_list_id(id('L'));
        customer_ = &customer;
        QCOMPARE(shown(check(nullptr, after_)), expected("status", 500));
    }

    void freeLinesHideNoDiscount() {
        // A line of text with a list price of one cent would else make up for the 30 %.
        v1::Line* free = after_.add_lines();
        free->set_id(id('c'));
        free->set_quantity_milli(1'000'000);
        *free->mutable_unit_price() = money(1'500);
        *free->mutable_list_price() = money(1);
        after_.set_header_discount_bp(3'000);
        after_.set_status(v1::Quote::ISSUED);
        rules::deriveTotals(after_);
        QCOMPARE(after_.totals().discount_bp(), 0u);
        QCOMPARE(shown(check(&before_, after_)), expected("status", 500));
    }

    void productsWithoutPriceInTheCurrencyAreRefused() {
        v1::Quote dollars = before_;
        dollars.set_currency("USD");
        for (v1::Line& line : *dollars.mutable_lines()) {
            *line.mutable_unit_price() = money(1, "USD");
            *line.mutable_list_price() = money(1, "USD");
        }
        rules::deriveTotals(dollars);
        QCOMPARE(shown(check(nullptr, dollars)),
                 expected(linePath('a', "list_price")) + expected(linePath('b', "list_price")));
    }

    void unknownProductsAreTakenAtTheirWord() {
        after_.mutable_lines(0)->set_product_id(id('9'));
        after_.mutable_lines(0)->mutable_list_price()->set_minor(7'777);
        rules::deriveTotals(after_);
        QCOMPARE(shown(check(&before_, after_)), kNone);
    }

    void linesFoundElsewhereAreTheSameLines() {
        setListPrice('L', 1'100);
        after_.mutable_lines()->SwapElements(0, 1);
        rules::deriveTotals(after_);
        QCOMPARE(shown(check(&before_, after_)), kNone);
    }

    void aRevisionKeepsThePricesItRevises() {
        setListPrice('L', 1'010);
        source_ = &before_;
        QCOMPARE(shown(check(nullptr, after_)), kNone);
    }

    void anOrderIsItsQuote() {
        before_.set_header_discount_bp(250);
        before_.set_status(v1::Quote::ORDERED);
        const v1::Order order = ordered();
        QCOMPARE(order.totals().SerializeAsString(),
                 rules::totalsOf("EUR", before_.lines(), 250)->SerializeAsString());
        QCOMPARE(shown(checkOrder(nullptr, order)), expected("quote_id"));
        source_ = &before_;
        setListPrice('L', 1'100);  // the quote's prices stand
        QCOMPARE(shown(checkOrder(nullptr, order)), kNone);
    }

    void anOrderUnlikeItsQuoteIsRefused_data() {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QStringList>("faults");
        QTest::newRow("header") << "header" << expected("header_discount_bp", 250);
        QTest::newRow("line discount") << "discount" << expected(linePath('a'));
        QTest::newRow("quantity") << "quantity" << expected(linePath('a'));
        QTest::newRow("unit price") << "unit" << expected(linePath('a'));
        QTest::newRow("another line") << "more" << expected(linePath('c'));
        QTest::newRow("a line less") << "less" << expected(linePath('b'));
        QTest::newRow("another customer") << "customer" << expected("customer_id");
    }

    void anOrderUnlikeItsQuoteIsRefused() {
        QFETCH(QString, what);
        QFETCH(QStringList, faults);
        before_.set_header_discount_bp(250);
        before_.set_status(v1::Quote::ORDERED);
        source_ = &before_;
        v1::Order order = ordered();
        v1::Line& line = *order.mutable_lines(0);
        if (what == "header") {
            order.set_header_discount_bp(0);
        } else if (what == "discount") {
            line.set_discount_bp(1);
        } else if (what == "quantity") {
            line.set_quantity_milli(1);
        } else if (what == "unit") {
            line.mutable_unit_price()->set_minor(1);
        } else if (what == "more") {
            v1::Line more = line;
            more.set_id(id('c'));
            *order.add_lines() = more;
        } else if (what == "less") {
            order.mutable_lines()->RemoveLast();
        } else if (what == "customer") {
            order.set_customer_id(id('z'));
        }
        rules::deriveTotals(order);
        QCOMPARE(shown(checkOrder(nullptr, order)), faults);
        order.set_status(v1::Order::DRAFT);
        QCOMPARE(shown(checkOrder(nullptr, order)), kNone);
    }

    void aQuoteThatWasNotAgreedDoesNotLiftTheLimit() {
        before_.set_header_discount_bp(2'000);
        source_ = &before_;
        const v1::Order order = ordered();
        QCOMPARE(shown(checkOrder(nullptr, order)), expected("status", 500));
        before_.set_status(v1::Quote::APPROVED);
        QCOMPARE(shown(checkOrder(nullptr, order)), kNone);
    }

    void directOrdersKeepToTheLimit() {
        before_.set_header_discount_bp(501);
        v1::Order order = ordered();
        order.clear_quote_id();
        QCOMPARE(shown(checkOrder(nullptr, order)), expected("status", 500));
        approvedBp_ = 501;
        QCOMPARE(shown(checkOrder(nullptr, order)), kNone);
        approvedBp_.reset();
        order.set_status(v1::Order::CANCELLED);
        QCOMPARE(shown(checkOrder(nullptr, order)), kNone);
        order.set_status(v1::Order::SUBMITTED);
        order.clear_lines();
        rules::deriveTotals(order);
        QCOMPARE(shown(checkOrder(nullptr, order)), expected("lines", 1));
    }

    void theBackOfficeMovesOrdersWithoutTheQuote() {
        before_.set_header_discount_bp(2'000);
        const v1::Order submitted = ordered();
        v1::Order accepted = submitted;
        accepted.set_status(v1::Order::ACCEPTED);
        accepted.set_erp_number("4711");
        accepted.mutable_lines(0)->set_shipped_milli(1'000);
        role_ = v1::BACK_OFFICE;
        setListPrice('L', 3'000);
        QCOMPARE(shown(checkOrder(&submitted, accepted)), kNone);
    }

    void decisionsMoveTheQuote() {
        QCOMPARE(rules::statusAfter(v1::Approval::APPROVED), std::optional{v1::Quote::APPROVED});
        QCOMPARE(rules::statusAfter(v1::Approval::DECLINED), std::optional{v1::Quote::DECLINED});
        QVERIFY(!rules::statusAfter(v1::Approval::DECISION_UNSPECIFIED));
        v1::Approval approval = asked(1'200);
        QVERIFY(!rules::approvedUpTo(approval));
        approval.set_decision(v1::Approval::DECLINED);
        QVERIFY(!rules::approvedUpTo(approval));
        approval.set_decision(v1::Approval::APPROVED);
        QCOMPARE(rules::approvedUpTo(approval).value(), 1'200u);
    }

    void approvalsAreDecidedOnceWithinTheLimit() {
        const v1::Approval open = asked(1'600);
        QCOMPARE(shown(checkApproval(nullptr, open)), kNone);
        v1::Approval decided = open;
        decided.set_decision(v1::Approval::APPROVED);
        role_ = v1::MANAGER;
        QCOMPARE(shown(checkApproval(&open, decided)), expected("decision", 1'500));
        role_ = v1::EXECUTIVE;
        QCOMPARE(shown(checkApproval(&open, decided)), kNone);
        v1::Approval again = decided;
        again.set_decision(v1::Approval::DECLINED);
        QCOMPARE(shown(checkApproval(&decided, again)), expected("decision"));
        again = decided;
        again.set_comment("Only this once");
        role_ = v1::MANAGER;
        QCOMPARE(shown(checkApproval(&decided, again)), kNone);
        again.set_question("May I have a car?");
        QCOMPARE(shown(checkApproval(&decided, again)), expected("question"));
        v1::Approval declined = open;
        declined.set_decision(v1::Approval::DECLINED);
        QCOMPARE(shown(checkApproval(&open, declined)), kNone);
    }

    void approvalsSayWhichDiscount() {
        v1::Approval open = asked(1'000);
        v1::Approval raised = asked(1'100);
        QCOMPARE(shown(checkApproval(&open, raised)), expected("discount_bp", 1'000));
        open.clear_discount_bp();
        QCOMPARE(shown(checkApproval(nullptr, open)), expected("discount_bp"));
    }

    void approvalsCoverTheirQuote() {
        before_.set_header_discount_bp(2'000);
        source_ = &before_;
        QCOMPARE(shown(checkApproval(nullptr, asked(1'999))), expected("discount_bp", 2'000));
        const v1::Approval open = asked(2'000);
        QCOMPARE(shown(checkApproval(nullptr, open)), kNone);
        before_.set_header_discount_bp(3'000);
        v1::Approval decided = open;
        decided.set_decision(v1::Approval::APPROVED);
        role_ = v1::EXECUTIVE;
        QCOMPARE(shown(checkApproval(&open, decided)), expected("discount_bp", 3'000));
    }

    void approvalsAreAboutWhatLiesBeyondTheTerms() {
        catalogue_->put(id('T'), tieredList());
        const v1::Customer customer = tierCustomer();
        customer_ = &customer;
        before_ = tieredQuote(1'000);
        before_.set_header_discount_bp(1'500);
        source_ = &before_;
        QCOMPARE(shown(checkApproval(nullptr, asked(1'499))), expected("discount_bp", 1'500));
        const v1::Approval open = asked(1'500);
        QCOMPARE(shown(checkApproval(nullptr, open)), kNone);
        v1::Approval decided = open;
        decided.set_decision(v1::Approval::APPROVED);
        role_ = v1::MANAGER;
        QCOMPARE(shown(checkApproval(&open, decided)), kNone);
        // The customer fell to a tier without terms since.
        v1::Customer fallen = customer;
        fallen.set_tier(v1::Customer::B);
        customer_ = &fallen;
        QCOMPARE(shown(checkApproval(&open, decided)), expected("discount_bp", 2'350));
    }

    void visitsEndAfterTheyBegin() {
        v1::Visit visit;
        visit.set_outcome(v1::Visit::NOT_MET);
        QCOMPARE(shown(rules::checkVisit(visit)), kNone);
        visit.mutable_check_out()->set_at(kNow);
        QCOMPARE(shown(rules::checkVisit(visit)), expected("check_out"));
        visit.mutable_check_in()->set_at(kNow);
        QCOMPARE(shown(rules::checkVisit(visit)), kNone);
        visit.mutable_check_in()->set_at(kNow + 1);
        QCOMPARE(shown(rules::checkVisit(visit)), expected("check_out", kNow + 1));
    }

    void otherRecordsHaveTheirRules() {
        v1::VisitPlan plan;
        plan.set_starts_at(kNow);
        plan.set_ends_at(kNow - 1);
        QCOMPARE(shown(rules::checkVisitPlan(plan)), expected("ends_at"));
        plan.set_ends_at(kNow);
        QCOMPARE(shown(rules::checkVisitPlan(plan)), kNone);

        v1::Customer customer;
        *customer.mutable_potential() = money(-1);
        QCOMPARE(shown(rules::checkCustomer(customer)), expected("potential"));

        v1::Product product = *catalogue_->product(id('1'));
        QCOMPARE(shown(rules::checkProduct(product, *catalogue_)), kNone);
        product.mutable_standard_price()->set_minor(-1);
        product.mutable_prices(0)->mutable_price()->set_currency("USD");
        QCOMPARE(shown(rules::checkProduct(product, *catalogue_)),
                 expected("standard_price") + expected("prices/" + base::idText(id('L'))));

        v1::PriceList list;
        list.set_valid_from(kNow);
        list.set_valid_until(kNow);
        QCOMPARE(shown(rules::checkPriceList(list)), expected("valid_until"));

        v1::Category root;
        catalogue_->put(id('R'), root);
        v1::Category middle;
        middle.set_superior_id(id('R'));
        catalogue_->put(id('M'), middle);
        QCOMPARE(shown(rules::checkCategory(middle, *catalogue_)), kNone);
        v1::Category leaf;
        leaf.set_superior_id(id('M'));
        QCOMPARE(shown(rules::checkCategory(leaf, *catalogue_)), expected("superior_id"));
    }

    void everyTypeFindsItsRules() {
        const auto& schema = schema::Schema::instance();
        for (const schema::RecordType* type : schema.types()) {
            const auto record = type->make();
            const bool derives = type->name() == "quote" || type->name() == "order";
            QCOMPARE(rules::derive(*type, *record), derives);
            const auto faults = rules::checkRecord(*type, nullptr, *record, context());
            QCOMPARE(shown(faults), type->name() == "approval" ? expected("discount_bp") : kNone);
        }
        after_.set_header_discount_bp(600);
        after_.set_status(v1::Quote::ISSUED);
        const schema::RecordType& type = schema::Schema::of<v1::Quote>();
        QVERIFY(rules::derive(type, after_));
        QCOMPARE(after_.totals().discount_bp(), 600u);
        QCOMPARE(shown(rules::checkRecord(type, &before_, after_, context())), expected("status", 500));
        v1::Visit visit;
        visit.mutable_check_out()->set_at(kNow);
        QCOMPARE(shown(rules::checkRecord(schema::Schema::of<v1::Visit>(), nullptr, visit, context())),
                 expected("check_out"));
    }

    void aNewOrganisationHasItsDefaults() {
        const v1::Organisation made = rules::defaultOrganisation("Acme", "JPY");
        QCOMPARE(made.name(), std::string{"Acme"});
        QCOMPARE(made.currency(), std::string{"JPY"});
        QCOMPARE(rules::discountLimitBp(made, v1::REP), 500u);
        QCOMPARE(rules::discountLimitBp(made, v1::MANAGER), 1'500u);
        QCOMPARE(rules::discountLimitBp(made, v1::EXECUTIVE), 10'000u);
        QVERIFY(made.lock_issued() && made.seal_visits() && made.check_discounts());
    }

  private:
    static void addPrice(v1::Product& product, char list, std::int64_t minor) {
        v1::ListPrice* named = product.add_prices();
        named->set_price_list_id(id(list));
        *named->mutable_price() = money(minor);
    }

    void setListPrice(char list, std::int64_t minor) {
        for (const char product : {'1', '2'}) {
            v1::Product changed = *catalogue_->product(id(product));
            for (v1::ListPrice& named : *changed.mutable_prices()) {
                if (named.price_list_id() == id(list)) {
                    named.mutable_price()->set_minor(minor);
                }
            }
            catalogue_->put(id(product), changed);
        }
    }

    // A draft of 2,000 and 1,000 of product 1 at list price: 30,000.00, so that a basis point shows.
    v1::Quote quote() {
        v1::Quote made;
        made.set_customer_id(id('k'));
        made.set_currency("EUR");
        made.set_status(v1::Quote::DRAFT);
        made.set_price_list_id(id('L'));
        made.set_price_version(4);
        const rules::Terms terms{v1::Customer::A, id('L'), "EUR"};
        *made.add_lines() = rules::makeLine(*catalogue_, terms, id('a'), 1, id('1'), 2'000'000, kNow).value();
        *made.add_lines() = rules::makeLine(*catalogue_, terms, id('b'), 2, id('1'), 1'000'000, kNow).value();
        rules::deriveTotals(made);
        return made;
    }

    // 10 % for tier A.
    static v1::PriceList tieredList() {
        v1::PriceList list;
        list.set_currency("EUR");
        list.set_version(4);
        v1::TierDiscount* discount = list.add_tier_discounts();
        discount->set_tier(v1::Customer::A);
        discount->set_discount_bp(1'000);
        return list;
    }

    static v1::Customer tierCustomer() {
        v1::Customer customer;
        customer.set_tier(v1::Customer::A);
        customer.set_price_list_id(id('T'));
        return customer;
    }

    // quote() in tieredList(), stating this tier discount on every line.
    v1::Quote tieredQuote(std::uint32_t volumeBp) {
        v1::Quote made = quote();
        made.set_price_list_id(id('T'));
        for (v1::Line& line : *made.mutable_lines()) {
            line.set_volume_discount_bp(volumeBp);
        }
        rules::deriveTotals(made);
        return made;
    }

    // The order that before_ becomes, submitted.
    v1::Order ordered() {
        v1::Order order = rules::orderFrom(before_, id('q'));
        order.set_status(v1::Order::SUBMITTED);
        return order;
    }

    static v1::Approval asked(std::uint32_t discountBp) {
        v1::Approval made;
        made.set_subject_id(id('q'));
        made.set_question("A good customer");
        made.set_discount_bp(discountBp);
        return made;
    }

    rules::Context context() const { return {*catalogue_, role_, kNow, approvedBp_, source_, customer_}; }

    std::vector<v1::Fault> check(const v1::Quote* before, const v1::Quote& after) const {
        return rules::checkQuote(before, after, context());
    }
    std::vector<v1::Fault> checkOrder(const v1::Order* before, const v1::Order& after) const {
        return rules::checkOrder(before, after, context());
    }
    std::vector<v1::Fault> checkApproval(const v1::Approval* before, const v1::Approval& after) const {
        return rules::checkApproval(before, after, context());
    }

    std::unique_ptr<rules::LoadedCatalogue> catalogue_;
    v1::Quote before_;
    v1::Quote after_;
    v1::Role role_ = v1::REP;
    std::optional<std::uint32_t> approvedBp_;
    const v1::Quote* source_ = nullptr;
    const v1::Customer* customer_ = nullptr;

  private slots:
    void cleanup() {
        role_ = v1::REP;
        approvedBp_.reset();
        source_ = nullptr;
        customer_ = nullptr;
    }
};

QTEST_APPLESS_MAIN(DocumentRulesTest)
#include "document_rules_test.moc"
