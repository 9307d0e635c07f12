// How far a person may go alone, and what counts towards it.
#include <QTest>

#include "tests/support/document_setting.h"

using namespace fieldfare;
using namespace fieldfare::tests;

class DiscountLimitTest : public QObject, private DocumentSetting {
    Q_OBJECT

  private slots:
    void init() { begin(); }

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

    void roundingIsNobodysGenerosity() {
        // 5 % of 1.99 is 0.0995: 1.89 is asked, which is 5.03 % less.
        after_ = before_;
        while (after_.lines_size() > 1)
            after_.mutable_lines()->RemoveLast();
        auto& line = *after_.mutable_lines(0);
        line.clear_product_id();
        line.set_quantity_milli(1'000);
        *line.mutable_list_price() = money(199);
        *line.mutable_unit_price() = money(199);
        line.set_discount_bp(500);
        rules::deriveTotals(after_);
        QCOMPARE(after_.totals().net().minor(), 189);
        QCOMPARE(rules::discretionaryDiscountBp(after_, context()), 500u);
        line.set_discount_bp(0);
        after_.set_header_discount_bp(500);
        QCOMPARE(rules::discretionaryDiscountBp(after_, context()), 500u);
        // A price of 1.89 is what somebody typed.
        after_.set_header_discount_bp(0);
        *line.mutable_unit_price() = money(189);
        QCOMPARE(rules::discretionaryDiscountBp(after_, context()), 503u);
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
};

QTEST_APPLESS_MAIN(DiscountLimitTest)
#include "discount_limit_test.moc"
