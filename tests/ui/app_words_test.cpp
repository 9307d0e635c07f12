#include <QDateTime>
#include <QLocale>
#include <QTest>
#include <cmath>

#include "fieldfare/customer.pb.h"
#include "fieldfare/sale.pb.h"
#include "mobile/app/desk/fault_words.h"
#include "mobile/app/desk/now.h"
#include "mobile/app/desk/values.h"
#include "mobile/app/services/format.h"
#include "mobile/app/services/schema_catalog.h"
#include "shared/schema/fault.h"

using namespace fieldfare;
using app::Format;
using app::SchemaCatalog;

namespace {

qint64 ms(const char* moment) {
    return QDateTime::fromString(QLatin1String{moment}, Qt::ISODate).toMSecsSinceEpoch();
}

}  // namespace

/// Values in the words and signs of people.
class AppWordsTest : public QObject {
    Q_OBJECT

  private slots:
    void init() { QLocale::setDefault(QLocale{QLocale::English, QLocale::UnitedKingdom}); }
    void cleanup() { app::fixNow(0); }

    void amountsFollowTheCurrency() {
        const Format format;
        QCOMPARE(format.money(129900, "EUR"), QString{"€1,299.00"});
        QCOMPARE(format.money(1299, "JPY"), QString{"¥1,299"});
        QCOMPARE(format.money(1299, "CNY"), QString{"CN¥12.99"});
        QCOMPARE(format.money(QVariant{}, "EUR"), QString{});
        QCOMPARE(format.moneyInput(129900, "EUR"), QString{"1299.00"});
        QLocale::setDefault(QLocale{QLocale::Chinese, QLocale::China});
        QCOMPARE(Format{}.money(1299, "CNY"), QString{"¥12.99"});
    }

    void amountsAreReadAsPeopleTypeThem_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("currency");
        QTest::addColumn<double>("minor");
        const double none = std::nan("");
        QTest::newRow("plain") << "12.99"
                               << "EUR" << 1299.0;
        QTest::newRow("grouped") << "1,299.5"
                                 << "EUR" << 129950.0;
        QTest::newRow("sign") << "€ 12"
                              << "EUR" << 1200.0;
        QTest::newRow("full width") << "１２．５"
                                    << "CNY" << 1250.0;
        QTest::newRow("no decimals in yen") << "12.5"
                                            << "JPY" << none;
        QTest::newRow("too many decimals") << "1.234"
                                           << "EUR" << none;
        QTest::newRow("letters") << "12a"
                                 << "EUR" << none;
        QTest::newRow("wrong groups") << "1,2,3"
                                      << "EUR" << none;
        QTest::newRow("empty") << ""
                               << "EUR" << none;
        QTest::newRow("negative") << "-3"
                                  << "EUR" << -300.0;
        QTest::newRow("beyond what a script holds") << "99999999999999999"
                                                    << "EUR" << none;
    }
    void amountsAreReadAsPeopleTypeThem() {
        QFETCH(const QString, text);
        QFETCH(const QString, currency);
        QFETCH(const double, minor);
        const double found = Format{}.parseMoney(text, currency);
        QVERIFY2(std::isnan(minor) ? std::isnan(found) : found == minor, qPrintable(QString::number(found)));
    }

    void quantitiesAndPercentagesHaveNoIdleZeros() {
        const Format format;
        QCOMPARE(format.quantity(12000), QString{"12"});
        QCOMPARE(format.quantity(1500), QString{"1.5"});
        QCOMPARE(format.quantity(1), QString{"0.001"});
        QCOMPARE(format.parseQuantity("1.5"), 1500.0);
        QCOMPARE(format.percent(1000), QString{"10%"});
        QCOMPARE(format.percent(1250), QString{"12.5%"});
        QCOMPARE(format.parsePercent("12.5 %"), 1250.0);
        QVERIFY(std::isnan(format.parsePercent("twelve")));
    }

    void daysAreNamedFromToday() {
        app::fixNow(ms("2026-11-22T10:00:00"));
        const Format format;
        QCOMPARE(format.day(ms("2026-11-22T23:59:00")), QString{"Today"});
        QCOMPARE(format.day(ms("2026-11-23T00:01:00")), QString{"Tomorrow"});
        QCOMPARE(format.day(ms("2026-11-21T12:00:00")), QString{"Yesterday"});
        QCOMPARE(format.day(ms("2026-12-01T12:00:00")), QString{"Tue 1 Dec"});
        QCOMPARE(format.day(ms("2027-01-03T12:00:00")), QString{"3 Jan 2027"});
        QCOMPARE(format.date(ms("2026-11-03T12:00:00")), QString{"3 Nov 2026"});
        QCOMPARE(format.time(ms("2026-11-03T14:05:00")), QString{"14:05"});
        QCOMPARE(format.ago(ms("2026-11-22T09:59:30")), QString{"just now"});
        QLocale::setDefault(QLocale{QLocale::Chinese, QLocale::China});
        QCOMPARE(Format{}.date(ms("2026-11-03T12:00:00")), QString{"2026年11月3日"});
    }

    void namesAddressesAndPhones() {
        const Format format;
        QCOMPARE(format.initials("Ann Example"), QString{"AE"});
        QCOMPARE(format.initials("陈思远"), QString{"思远"});
        QCOMPARE(format.initials(""), QString{});
        QCOMPARE(format.phone("+8613800138000"), QString{"+86 138 0013 8000"});
        QCOMPARE(format.phone("020 7946 0000"), QString{"020 7946 0000"});
        QCOMPARE(format.address({{"street", "216 High Street"}, {"city", "London"}, {"postcode", "N1 9AG"}}),
                 QString{"216 High Street, N1 9AG London"});
        QCOMPARE(format.address({{"street", "南京西路1266号"}, {"district", "静安区"}, {"city", "上海"}}),
                 QString{"上海静安区南京西路1266号"});
        QCOMPARE(format.distance(350.4), QString{"350 m"});
        QCOMPARE(format.distance(1240), QString{"1.2 km"});
        QCOMPARE(format.distance(-1), QString{});
    }

    void labelsAreMadeFromTheSchema() {
        const SchemaCatalog schema;
        QCOMPARE(schema.label("customer", "payment_terms"), QString{"Payment terms"});
        QCOMPARE(schema.label("customer", "next_follow_up_at"), QString{"Next follow up"});
        QCOMPARE(schema.label("customer", "owner_id"), QString{"Owner"});
        QCOMPARE(schema.label("customer", "address/city"), QString{"City"});
        QCOMPARE(schema.label("quote", "lines/0190a6f2-0000-7000-8000-000000000000/quantity_milli"),
                 QString{"Quantity"});
        QCOMPARE(schema.valueLabel("visit", "outcome", "FOLLOW_UP"), QString{"Follow up"});
        QCOMPARE(schema.typeLabel("category", true), QString{"Categories"});
        QCOMPARE(schema.typeLabel("visit_plan"), QString{"Visit plan"});
        const auto tier = schema.field("customer", "tier");
        QCOMPARE(tier.value("kind").toString(), QString{"choice"});
        QCOMPARE(tier.value("values").toList().size(), 3);
        QCOMPARE(schema.field("customer", "name").value("max").toInt(), 200);
        QVERIFY(schema.field("customer", "name").value("required").toBool());
        QCOMPARE(schema.field("customer", "potential").value("message").toString(), QString{"money"});
        QCOMPARE(schema.field("customer", "colour"), QVariantMap{});
    }

    void recordsGoToScriptsAndBackUnchanged() {
        v1::Customer customer;
        customer.set_name("Acorn");
        customer.set_tier(v1::Customer::A);
        customer.set_lifecycle(v1::Customer::ACTIVE);
        customer.mutable_address()->set_city("上海");
        customer.mutable_potential()->set_minor(9007199254740991);
        customer.mutable_potential()->set_currency("CNY");
        customer.set_owner_id(std::string(16, '\x07'));
        customer.add_tags("key account");
        auto* phone = customer.add_phones();
        phone->set_id(std::string(16, '\x01'));
        phone->set_kind(v1::Phone::MOBILE);
        phone->set_number("138");
        const auto values = app::valuesOf(customer);
        QCOMPARE(values.value("lifecycle").toString(), QString{"ACTIVE"});
        v1::Customer back;
        app::applyValues(values, back);
        QCOMPARE(back.SerializeAsString(), customer.SerializeAsString());
    }

    void everyFaultHasASentence() {
        for (int i = 0; i < v1::FaultCode_ARRAYSIZE; ++i) {
            if (!v1::FaultCode_IsValid(i))
                continue;
            const auto fault = schema::fault(static_cast<v1::FaultCode>(i), "technical");
            const auto values = app::FaultWords::values(fault);
            QVERIFY(values.value("message").toString().endsWith('.'));
            QVERIFY(!values.value("message").toString().contains("technical"));
        }
    }
};

QTEST_GUILESS_MAIN(AppWordsTest)
#include "app_words_test.moc"
