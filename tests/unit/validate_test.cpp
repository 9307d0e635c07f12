#include "shared/schema/validate.h"

#include <QTest>

#include "fieldfare/catalogue.pb.h"
#include "fieldfare/customer.pb.h"
#include "fieldfare/field_work.pb.h"
#include "fieldfare/history.pb.h"
#include "fieldfare/people.pb.h"
#include "fieldfare/sale.pb.h"
#include "shared/base/uuid.h"
#include "shared/schema/path_value.h"
#include "shared/schema/schema.h"
#include "tests/support/random_record.h"

using namespace fieldfare;
using schema::Schema;

namespace {

const std::string someText = "0190a5b2-0000-7000-8000-00000000002a";
const std::string someId = base::Uuid::fromText(someText)->bytes();

std::string repeated(std::string_view letter, std::size_t count) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i)
        out += letter;
    return out;
}

/// "path" or "path (limit)" of each fault, in order.
template <typename Record>
QStringList faultsOf(const Record& record) {
    QStringList out;
    for (const auto& fault : schema::validate(record, Schema::of<Record>())) {
        auto line = QString::fromStdString(fault.path());
        if (fault.limit() != 0)
            line += QString{" (%1)"}.arg(fault.limit());
        if (fault.code() != v1::INVALID || fault.message().empty())
            line += " without code or message";
        out << line;
    }
    return out;
}

}  // namespace

class ValidateTest : public QObject {
    Q_OBJECT

  private slots:
    void textsAreCountedInCodePoints() {
        v1::Customer customer;
        customer.set_name(repeated("客", 200));
        customer.set_code(repeated("🐦", 40));
        QCOMPARE(faultsOf(customer), QStringList{});
        customer.set_name(repeated("客", 201));
        customer.set_code(repeated("🐦", 41));
        customer.mutable_address()->set_postcode(std::string(21, '1'));
        QCOMPARE(faultsOf(customer), (QStringList{"name (200)", "code (40)", "address/postcode (20)"}));
    }

    void textsAreUtf8WithoutNul_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("fits");
        const auto row = [](const char* name, const QByteArray& text, bool fits) {
            QTest::newRow(name) << text << fits;
        };
        row("empty", "", true);
        row("one octet", "a\x7F", true);
        row("two", "\xC2\x80\xDF\xBF", true);
        row("three", "\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80\xEF\xBF\xBF", true);
        row("four", "\xF0\x90\x80\x80\xF4\x8F\xBF\xBF", true);
        row("NUL", QByteArray{"a\0b", 3}, false);
        row("lone continuation", "\x80", false);
        row("cut off", "\xE2\x82", false);
        row("cut off in the middle", "\xE2\x82z", false);
        row("overlong in two", "\xC0\xAF", false);
        row("overlong in three", "\xE0\x80\xAF", false);
        row("overlong in four", "\xF0\x80\x80\xAF", false);
        row("surrogate", "\xED\xA0\x80", false);
        row("beyond U+10FFFF", "\xF4\x90\x80\x80", false);
        row("no lead", "\xFE", false);
    }
    void textsAreUtf8WithoutNul() {
        QFETCH(QByteArray, text);
        QFETCH(bool, fits);
        v1::Customer customer;
        customer.set_notes(text.toStdString());
        QCOMPARE(faultsOf(customer), fits ? QStringList{} : QStringList{"notes"});
    }

    void listsAreLimited() {
        v1::Customer customer;
        for (int i = 0; i < 50; ++i)
            customer.add_tags(std::to_string(i));
        for (char c = 'a'; c < 'a' + 20; ++c)
            customer.add_phones()->set_id(std::string(16, c));
        QCOMPARE(faultsOf(customer), QStringList{});
        customer.add_tags("one more");
        customer.add_phones()->set_id("not even looked at");
        QCOMPARE(faultsOf(customer), (QStringList{"phones (20)", "tags (50)"}));
    }

    void membersAreLimitedAndNotEmptyAndThereOnce() {
        v1::Customer customer;
        customer.add_tags(repeated("ä", 40));
        customer.add_collaborator_ids(someId);
        QCOMPARE(faultsOf(customer), QStringList{});
        customer.add_tags(repeated("ä", 41));
        customer.add_tags("");
        customer.add_tags(repeated("ä", 40));
        customer.add_collaborator_ids("short");
        customer.add_collaborator_ids(someId);
        QCOMPARE(faultsOf(customer), (QStringList{"tags[1] (40)", "tags[2]", "tags[3]",
                                                  "collaborator_ids[1] (16)", "collaborator_ids[2]"}));
    }

    void itemsHaveOneKeyEach() {
        v1::Customer customer;
        customer.add_phones()->set_id(someId);
        customer.add_phones()->set_number("1");
        customer.add_phones()->set_id("short");
        customer.add_phones()->set_id(someId);
        QCOMPARE(faultsOf(customer), (QStringList{"phones[1]", "phones[2]/id (16)",
                                                  QString::fromStdString("phones/" + someText)}));

        v1::PriceList list;
        list.add_tier_discounts()->set_tier(v1::Customer::B);
        list.add_tier_discounts();
        list.add_tier_discounts()->set_tier(v1::Customer::B);
        QCOMPARE(faultsOf(list), (QStringList{"tier_discounts[1]", "tier_discounts/B"}));
    }

    void numbersAreInRange() {
        v1::Visit visit;
        visit.set_review_rating(1);
        visit.mutable_check_in()->mutable_position()->set_latitude_e7(900000000);
        visit.mutable_check_in()->mutable_position()->set_longitude_e7(-1800000000);
        QCOMPARE(faultsOf(visit), QStringList{});
        visit.set_review_rating(0);
        visit.mutable_check_in()->mutable_position()->set_latitude_e7(900000001);
        visit.mutable_check_in()->mutable_position()->set_longitude_e7(-1800000001);
        QCOMPARE(faultsOf(visit),
                 (QStringList{"check_in/position/latitude_e7 (900000000)",
                              "check_in/position/longitude_e7 (-1800000000)", "review_rating (1)"}));
        visit.Clear();
        visit.set_review_rating(4'294'967'295U);
        QCOMPARE(faultsOf(visit), QStringList{"review_rating (5)"});

        v1::Organisation organisation;
        organisation.set_rep_discount_limit_bp(10001);
        QCOMPARE(faultsOf(organisation), QStringList{"rep_discount_limit_bp (10000)"});
    }

    void limitsHoldInsideItems() {
        v1::Quote quote;
        auto* line = quote.add_lines();
        line->set_id(someId);
        line->set_quantity_milli(-1);
        line->set_tax_bp(10001);
        line->set_product_id("x");
        line->set_description(std::string(201, 'd'));
        line->mutable_unit_price()->set_currency("eur");
        const auto at = QString::fromStdString("lines/" + someText + "/");
        QCOMPARE(faultsOf(quote),
                 (QStringList{at + "product_id (16)", at + "description (200)", at + "quantity_milli (1)",
                              at + "unit_price/currency", at + "tax_bp (10000)"}));
    }

    void bytesAreLimited() {
        v1::File file;
        file.set_sha256(std::string(32, 'x'));
        file.set_parent_id(someId);
        QCOMPARE(faultsOf(file), QStringList{});
        file.set_sha256(std::string(33, 'x'));
        file.set_parent_id(std::string(17, 'x'));
        QCOMPARE(faultsOf(file), (QStringList{"parent_id (16)", "sha256 (32)"}));
        file.Clear();
        file.set_parent_id("");
        QCOMPARE(faultsOf(file), QStringList{"parent_id (16)"});

        v1::HeldChange held;
        held.set_mutation(std::string(65536, '\0'));
        QCOMPARE(faultsOf(held), QStringList{});
        held.set_mutation(std::string(65537, '\0'));
        QCOMPARE(faultsOf(held), QStringList{"mutation (65536)"});
    }

    void enumsAreKnown() {
        v1::Customer customer;
        customer.set_tier(v1::Customer::C);
        customer.add_phones()->set_id(someId);
        customer.mutable_phones(0)->set_kind(v1::Phone::FAX);
        QCOMPARE(faultsOf(customer), QStringList{});
        customer.set_tier(static_cast<v1::Customer::Tier>(4));
        customer.mutable_phones(0)->set_kind(static_cast<v1::Phone::Kind>(-1));
        QCOMPARE(faultsOf(customer),
                 (QStringList{"tier", QString::fromStdString("phones/" + someText + "/kind")}));
    }

    void currenciesAreThreeCapitals() {
        for (const char* currency : {"EUR", "JPY", "XXX"}) {
            v1::Organisation organisation;
            organisation.set_currency(currency);
            QCOMPARE(faultsOf(organisation), QStringList{});
        }
        for (const char* currency : {"", "EU", "eur", "E1R", "Éa"}) {
            v1::Organisation organisation;
            organisation.set_currency(currency);
            QCOMPARE(faultsOf(organisation), QStringList{"currency"});
        }
        v1::Customer customer;
        customer.mutable_credit_limit()->set_minor(1299);
        customer.mutable_potential()->set_currency("CHF");
        QCOMPARE(faultsOf(customer), QStringList{"credit_limit/currency"});
    }

    void partialRecordsOfEditsAreFine() {
        for (std::uint64_t seed = 0; seed < 50; ++seed)
            for (const auto* type : Schema::instance().types()) {
                tests::RandomRecord random{seed};
                const auto before = random.sparse(*type);
                const auto after = random.sparse(*type);
                const auto partial =
                    schema::partialOf(*after, *type, schema::differences(*before, *after, *type));
                QVERIFY(schema::validate(*partial, *type).empty());
            }
        // A line of which only the discount is edited has no quantity that could be too small.
        v1::Quote quote;
        quote.add_lines()->set_id(someId);
        quote.mutable_lines(0)->set_discount_bp(500);
        QCOMPARE(faultsOf(quote), QStringList{});
    }

    void whatIsReportedStaysInProportion() {
        v1::Quote quote;
        for (int i = 0; i < 100'000; ++i)
            quote.add_lines();
        QCOMPARE(faultsOf(quote), QStringList{"lines (200)"});
    }

    void missingFieldsAreNamed() {
        const auto& type = Schema::of<v1::Contact>();
        v1::Contact contact;
        QVERIFY((schema::missing(contact, type) == std::vector<std::string>{"customer_id", "name"}));
        contact.set_customer_id(someId);
        contact.set_name("");
        QVERIFY((schema::missing(contact, type) == std::vector<std::string>{"name"}));
        contact.set_name("Anna");
        QVERIFY(schema::missing(contact, type).empty());
        v1::File file;
        file.set_parent_id(someId);
        file.set_sha256(std::string(32, 'x'));
        QVERIFY((schema::missing(file, Schema::of<v1::File>()) == std::vector<std::string>{"size"}));
        file.set_size(1);
        QVERIFY(schema::missing(file, Schema::of<v1::File>()).empty());
        QVERIFY(schema::validate(v1::Contact{}, type).empty());
    }
};

QTEST_APPLESS_MAIN(ValidateTest)
#include "validate_test.moc"
