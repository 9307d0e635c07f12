#include "shared/schema/path.h"

#include <QTest>

#include "fieldfare/catalogue.pb.h"
#include "fieldfare/customer.pb.h"
#include "fieldfare/sale.pb.h"
#include "shared/base/uuid.h"
#include "shared/schema/path_value.h"
#include "shared/schema/schema.h"
#include "tests/support/random_record.h"

using namespace fieldfare;
using schema::Path;
using schema::Schema;

namespace {

const std::string someText = "0190a5b2-0000-7000-8000-00000000002a";
const std::string someId = base::Uuid::fromText(someText)->bytes();

std::string tierKey(int tier) {
    return std::string(7, '\0') + static_cast<char>(tier);
}

}  // namespace

class PathTest : public QObject {
    Q_OBJECT

  private slots:
    void pathsHaveTexts_data() {
        QTest::addColumn<QString>("type");
        QTest::addColumn<int>("field");
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<int>("inner");
        QTest::addColumn<QString>("text");
        const auto id = QByteArray::fromStdString(someId);
        const auto lines = QString::fromStdString("lines/" + someText);
        QTest::newRow("field") << "customer" << 1 << QByteArray{} << 0 << "name";
        QTest::newRow("whole message") << "customer" << 13 << QByteArray{} << 0 << "credit_limit";
        QTest::newRow("split message") << "customer" << 7 << QByteArray{} << 3 << "address/city";
        QTest::newRow("item") << "customer" << 9 << id << 0 << QString::fromStdString("phones/" + someText);
        QTest::newRow("split item") << "quote" << 7 << id << 0 << lines;
        QTest::newRow("field of an item") << "quote" << 7 << id << 5 << lines + "/quantity_milli";
        QTest::newRow("member") << "customer" << 11 << QByteArray{"VIP"} << 0 << "tags/VIP";
        QTest::newRow("member with slashes") << "customer" << 11 << QByteArray{"a/b/"} << 0 << "tags/a/b/";
        QTest::newRow("id member") << "customer" << 32 << id << 0
                                   << QString::fromStdString("collaborator_ids/" + someText);
        QTest::newRow("enum key") << "price_list" << 6 << QByteArray::fromStdString(tierKey(2)) << 0
                                  << "tier_discounts/B";
        QTest::newRow("enum key of a newer schema")
            << "price_list" << 6 << QByteArray::fromStdString(tierKey(9)) << 0 << "tier_discounts/9";
    }
    void pathsHaveTexts() {
        QFETCH(QString, type);
        QFETCH(int, field);
        QFETCH(QByteArray, key);
        QFETCH(int, inner);
        QFETCH(QString, text);
        const auto& record = *Schema::instance().type(std::string_view{type.toStdString()});
        const Path path{field, key.toStdString(), inner};
        QVERIFY(schema::resolve(record, path));
        QCOMPARE(QString::fromStdString(schema::pathText(record, path)), text);
        const auto parsed = schema::parsePath(record, text.toStdString());
        QVERIFY(parsed);
        QVERIFY(*parsed == path);
    }

    void resolvingFindsTheDecidingField() {
        const auto& quote = Schema::of<v1::Quote>();
        const auto field = schema::resolve(quote, {4, {}, 0});
        QVERIFY(field->outer == quote.field("status") && field->leaf == field->outer);
        const auto inner = schema::resolve(quote, {7, someId, 11});
        QVERIFY(inner->outer == quote.field("lines"));
        QCOMPARE(inner->leaf->name(), std::string{"shipped_milli"});
        QVERIFY(inner->leaf->merge() == v1::SERVER_ONLY);
    }

    void whatIsNoPathIsNotResolved() {
        const auto& customer = Schema::of<v1::Customer>();
        const auto& quote = Schema::of<v1::Quote>();
        const auto none = [](const schema::RecordType& type, const Path& path) {
            return !schema::resolve(type, path);
        };
        QVERIFY(none(customer, {0, {}, 0}));
        QVERIFY(none(customer, {-3, {}, 0}));
        QVERIFY(none(customer, {999, {}, 0}));
        QVERIFY(none(customer, {1, "key", 0}));  // no list
        QVERIFY(none(customer, {1, {}, 1}));     // nothing inside a text
        QVERIFY(none(customer, {8, {}, 1}));     // a position merges whole
        QVERIFY(none(customer, {7, {}, 0}));     // the whole of a split message
        QVERIFY(none(customer, {7, {}, 99}));
        QVERIFY(none(customer, {7, "key", 3}));
        QVERIFY(none(customer, {9, {}, 0}));      // the whole of a list
        QVERIFY(none(customer, {9, someId, 3}));  // phones merge item by item
        QVERIFY(none(customer, {11, {}, 0}));     // the whole of a set
        QVERIFY(none(quote, {7, {}, 5}));
        QVERIFY(none(quote, {7, someId, 99}));
        QVERIFY(none(quote, {7, someId, -1}));
        QVERIFY(none(Schema::of<v1::PriceList>(), {6, "B", 0}));  // enum keys are 8 bytes
    }

    /// An edit of "lines/ID/id" would make another item of it, or one without a key.
    void anItemsKeyIsNotAPath() {
        const auto& quote = Schema::of<v1::Quote>();
        QVERIFY(!schema::resolve(quote, {7, someId, 1}));
        QVERIFY(!schema::parsePath(quote, "lines/" + someText + "/id"));
    }

    void whatIsNoPathIsNotParsed_data() {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("text");
        const auto item = QString::fromStdString("lines/" + someText);
        for (const char* text :
             {"", "/", "nome", "name/", "name/x", "address", "address/", "address/nowhere", "address/city/x",
              "phones", "phones/", "phones/12", "tags", "tags/", "#1", "Name"})
            QTest::addRow("customer: %s", text) << "customer" << text;
        QTest::newRow("no id") << "quote"
                               << "lines/1/quantity_milli";
        QTest::newRow("no field") << "quote" << item + "/nothing";
        QTest::newRow("trailing slash") << "quote" << item + "/";
        QTest::newRow("too deep") << "quote" << item + "/unit_price/minor";
        QTest::newRow("not split") << "customer" << QString::fromStdString("phones/" + someText + "/number");
        QTest::newRow("no value") << "price_list"
                                  << "tier_discounts/Z";
        QTest::newRow("small letters") << "price_list"
                                       << "tier_discounts/b";
        QTest::newRow("a number and more") << "price_list"
                                           << "tier_discounts/9x";
        QTest::newRow("a known number") << "price_list"
                                        << "tier_discounts/2";
    }
    void whatIsNoPathIsNotParsed() {
        QFETCH(QString, type);
        QFETCH(QString, text);
        const auto& record = *Schema::instance().type(std::string_view{type.toStdString()});
        QVERIFY(!schema::parsePath(record, text.toStdString()));
    }

    void unknownFieldsHaveANumber() {
        const auto& quote = Schema::of<v1::Quote>();
        QCOMPARE(schema::pathText(quote, {999, {}, 0}), std::string{"#999"});
        QCOMPARE(schema::pathText(quote, {7, someId, 77}), "lines/" + someText + "/#77");
    }

    void everyPathOfRandomRecordsRoundTrips() {
        for (std::uint64_t seed = 0; seed < 20; ++seed)
            for (const auto* type : Schema::instance().types()) {
                tests::RandomRecord random{seed};
                const auto empty = type->make();
                const auto record = random.filled(*type);
                auto edited = random.filled(*type);
                edited->CopyFrom(*record);
                random.edit(*edited);
                auto paths = schema::differences(*empty, *record, *type);
                const auto more = schema::differences(*record, *edited, *type);
                paths.insert(paths.end(), more.begin(), more.end());
                for (const auto& path : paths) {
                    QVERIFY(schema::resolve(*type, path));
                    const auto text = schema::pathText(*type, path);
                    const auto parsed = schema::parsePath(*type, text);
                    QVERIFY2(parsed && *parsed == path, text.c_str());
                }
            }
    }

    void coveringGoesDownwards() {
        const Path item{7, someId, 0};
        const Path inside{7, someId, 5};
        const Path other{7, std::string(16, 'x'), 5};
        QVERIFY(item.covers(item));
        QVERIFY(item.covers(inside));
        QVERIFY(!inside.covers(item));
        QVERIFY(!item.covers(other));
        QVERIFY((Path{7, {}, 0}.covers(other)));
        QVERIFY(!(Path{6, {}, 0}.covers(other)));
        QVERIFY(!(Path{7, someId, 4}.covers(inside)));
    }
};

QTEST_APPLESS_MAIN(PathTest)
#include "path_test.moc"
