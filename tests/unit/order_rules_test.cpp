// Orders, from a quote and without one.
#include <QTest>

#include "tests/support/document_setting.h"

using namespace fieldfare;
using namespace fieldfare::tests;

class OrderRulesTest : public QObject, private DocumentSetting {
    Q_OBJECT

  private slots:
    void init() { begin(); }

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
};

QTEST_APPLESS_MAIN(OrderRulesTest)
#include "order_rules_test.moc"
