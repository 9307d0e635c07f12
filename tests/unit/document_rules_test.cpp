// Quotes: what their lines say, and prices that move under them.
#include <QTest>

#include "tests/support/document_setting.h"

using namespace fieldfare;
using namespace fieldfare::tests;

class DocumentRulesTest : public QObject, private DocumentSetting {
    Q_OBJECT

  private slots:
    void init() { begin(); }

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
};

QTEST_APPLESS_MAIN(DocumentRulesTest)
#include "document_rules_test.moc"
