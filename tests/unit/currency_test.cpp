#include "shared/rules/currency.h"

#include <QTest>
#include <limits>
#include <string>

using namespace fieldfare;

namespace {

v1::Money money(std::int64_t minor, const char* currency) {
    v1::Money made;
    made.set_minor(minor);
    made.set_currency(currency);
    return made;
}

}  // namespace

class CurrencyTest : public QObject {
    Q_OBJECT

  private slots:
    void digitsFollowIso4217() {
        QCOMPARE(rules::decimals("EUR"), 2);
        QCOMPARE(rules::decimals("CNY"), 2);
        QCOMPARE(rules::decimals("JPY"), 0);
        QCOMPARE(rules::decimals("KRW"), 0);
        QCOMPARE(rules::decimals("XPF"), 0);
        QCOMPARE(rules::decimals("BHD"), 3);
        QCOMPARE(rules::decimals("TND"), 3);
        QCOMPARE(rules::decimals("CLF"), 4);
        QCOMPARE(rules::decimals("XQQ"), 2);
        QCOMPARE(rules::decimals(""), 2);
    }

    void currenciesAreThreeCapitals() {
        QVERIFY(rules::isCurrency("EUR"));
        for (const char* wrong : {"", "EU", "EURO", "eur", "E1R", "\xC3\x84R"}) {
            QVERIFY2(!rules::isCurrency(wrong), wrong);
        }
    }

    void amountsRoundTrip_data() {
        QTest::addColumn<qint64>("minor");
        QTest::addColumn<QByteArray>("currency");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("cents") << qint64{1299} << QByteArray{"EUR"} << QByteArray{"12.99"};
        QTest::newRow("below one") << qint64{5} << QByteArray{"EUR"} << QByteArray{"0.05"};
        QTest::newRow("nothing") << qint64{0} << QByteArray{"EUR"} << QByteArray{"0.00"};
        QTest::newRow("owed") << qint64{-5} << QByteArray{"EUR"} << QByteArray{"-0.05"};
        QTest::newRow("no digits") << qint64{1299} << QByteArray{"JPY"} << QByteArray{"1299"};
        QTest::newRow("three") << qint64{12345} << QByteArray{"KWD"} << QByteArray{"12.345"};
        QTest::newRow("four") << qint64{1} << QByteArray{"CLF"} << QByteArray{"0.0001"};
        QTest::newRow("largest") << std::numeric_limits<qint64>::max() << QByteArray{"EUR"}
                                 << QByteArray{"92233720368547758.07"};
    }

    void amountsRoundTrip() {
        QFETCH(qint64, minor);
        QFETCH(QByteArray, currency);
        QFETCH(QByteArray, text);
        QCOMPARE(rules::formatAmount(money(minor, currency)), text.toStdString());
        const auto parsed = rules::parseMoney(text.toStdString(), currency.toStdString());
        QVERIFY(parsed.ok());
        QCOMPARE(qint64{parsed->minor()}, minor);
        QCOMPARE(parsed->currency(), currency.toStdString());
    }

    void theSmallestAmountCanBeShown() {
        QCOMPARE(rules::formatMoney(money(std::numeric_limits<std::int64_t>::min(), "EUR")),
                 std::string{"-92233720368547758.08 EUR"});
    }

    void fewerDigitsAreEnough() {
        QCOMPARE(rules::parseMoney("12.9", "EUR")->minor(), 1290);
        QCOMPARE(rules::parseMoney("12", "EUR")->minor(), 1200);
        QCOMPARE(rules::parseMoney("007", "JPY")->minor(), 7);
    }

    void otherTextIsRefused_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("currency");
        QTest::addColumn<qint64>("limit");
        for (const char* text : {"", "-", ".", ".5", "5.", "1,50", "1 000", "+1", "1.2.3", "12.9x", "0x10",
                                 "1e3", "--1", "\xD9\xA1"}) {
            QTest::newRow(text) << QByteArray{text} << QByteArray{"EUR"} << qint64{0};
        }
        QTest::newRow("too fine") << QByteArray{"1.234"} << QByteArray{"EUR"} << qint64{2};
        QTest::newRow("fine for yen") << QByteArray{"1.5"} << QByteArray{"JPY"} << qint64{0};
        QTest::newRow("too large") << QByteArray{"92233720368547758.08"} << QByteArray{"EUR"}
                                   << std::numeric_limits<qint64>::max();
        QTest::newRow("far too large") << QByteArray{"99999999999999999999999999"} << QByteArray{"JPY"}
                                       << std::numeric_limits<qint64>::max();
        QTest::newRow("no currency") << QByteArray{"1.00"} << QByteArray{"euro"} << qint64{0};
    }

    void otherTextIsRefused() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, currency);
        QFETCH(qint64, limit);
        const auto parsed = rules::parseMoney(text.toStdString(), currency.toStdString());
        QVERIFY(!parsed.ok());
        QCOMPARE(parsed.fault().code(), v1::INVALID);
        QCOMPARE(qint64{parsed.fault().limit()}, limit);
        QVERIFY(!parsed.fault().message().empty());
    }
};

QTEST_APPLESS_MAIN(CurrencyTest)
#include "currency_test.moc"
