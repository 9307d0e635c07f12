#include <QTemporaryDir>
#include <QtTest/QtTest>
#include <filesystem>
#include <map>

#include "fieldfare/catalogue.pb.h"
#include "fieldfare/customer.pb.h"
#include "fieldfare/people.pb.h"
#include "shared/base/random.h"
#include "shared/schema/fault.h"
#include "shared/schema/schema.h"
#include "sync-server/backoffice/import/csv_import.h"
#include "sync-server/storage/record_store.h"
#include "sync-server/sync/server_edit.h"
#include "tests/support/manual_clock.h"

using namespace fieldfare;
using namespace fieldfare::server;
using importing::ImportOptions;
using importing::ImportResult;
using schema::Schema;
using server::storage::RecordStore;

namespace {

/// "3 2 Price" a problem: line, column, column name; each has a reason.
QString places(const ImportResult& result) {
    std::string text;
    for (const auto& problem : result.problems) {
        text += std::to_string(problem.line) + ' ' + std::to_string(problem.column) + ' ' +
                problem.columnName + '\n';
        if (problem.reason.empty())
            text += "no reason\n";
    }
    return QString::fromStdString(text);
}

/// "2 created, 1 updated, 0 unchanged", and what is wrong.
QString summary(const ImportResult& result) {
    std::string text = std::to_string(result.created) + " created, " + std::to_string(result.updated) +
                       " updated, " + std::to_string(result.unchanged) + " unchanged" +
                       (result.written ? "" : ", not written");
    for (const auto& problem : result.problems)
        text += "\nline " + std::to_string(problem.line) + " column " + std::to_string(problem.column) +
                " (" + problem.columnName + "): " + problem.reason;
    return QString::fromStdString(text);
}

QString joined(const std::vector<std::string>& texts) {
    QStringList list;
    for (const auto& text : texts)
        list << QString::fromStdString(text);
    return list.join(", ");
}

}  // namespace

class ImportTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> folder_;
    tests::ManualClock clock_;
    std::unique_ptr<base::SeededRandom> random_;
    std::unique_ptr<sync::Organisation> organisation_;

    ImportResult import(const char* type, const std::string& bytes, ImportOptions options = {}) {
        options.type = importing::importableType(type);
        options.bytes = bytes;
        return importing::importCsv(*organisation_, options);
    }

    /// The living records by title.
    template <typename Record>
    std::map<std::string, Record> all() {
        std::map<std::string, Record> out;
        organisation_->readers().run([&](fieldfare::storage::Database& database) {
            const auto& type = Schema::of<Record>();
            for (const auto& row : RecordStore{database}.loadAll(type))
                if (row.deleted == 0)
                    out[schema::bytesOf(*row.record, type.title())] = static_cast<const Record&>(*row.record);
        });
        return out;
    }
    template <typename Record>
    std::string idOf(const std::string& title) {
        std::string id;
        organisation_->readers().run([&](fieldfare::storage::Database& database) {
            for (const auto& row : RecordStore{database}.loadAll(Schema::of<Record>()))
                if (schema::bytesOf(*row.record, Schema::of<Record>().title()) == title)
                    id = row.id;
        });
        return id;
    }
    std::uint64_t lastSeq() {
        std::uint64_t seq = 0;
        organisation_->readers().run([&](fieldfare::storage::Database& database) {
            auto query = database.query("SELECT max(seq) FROM feed");
            query.step();
            seq = query.unsignedInteger(0);
        });
        return seq;
    }
    template <typename Record>
    std::string create(const Record& record) {
        std::string id;
        organisation_->writer().run([&](sync::Turn& turn) {
            sync::ServerEdit edit{turn};
            id = edit.create(Schema::of<Record>(), {}, record).id;
            edit.save();
        });
        return id;
    }

  private slots:
    void init() {
        folder_ = std::make_unique<QTemporaryDir>();
        random_ = std::make_unique<base::SeededRandom>(11);
        const std::filesystem::path path = folder_->filePath("organisation").toStdString();
        sync::Organisation::make(path, "Acme", "CNY", clock_, *random_);
        organisation_ = std::make_unique<sync::Organisation>(path, clock_, *random_);
    }
    void cleanup() { organisation_.reset(); }

    void peopleGetTheirUnitAndMayWork() {
        v1::Unit east;
        east.set_name("East");
        east.set_superior_id(idOf<v1::Unit>("Acme"));
        const auto eastId = create(east);
        const auto result = import("people",
                                   "Name,Role,Unit,Phone,Mail\n"
                                   "Ana Silva,rep,east,+86 138 0013 8000,ana@example.com\n"
                                   "高建国,Unit Administrator,,,\n");
        QCOMPARE(summary(result), "2 created, 0 updated, 0 unchanged");
        const auto people = all<v1::Person>();
        const auto& ana = people.at("Ana Silva");
        QCOMPARE(ana.role(), v1::REP);
        QVERIFY(ana.unit_id() == eastId);
        QCOMPARE(ana.status(), v1::Person::ACTIVE);
        QCOMPARE(ana.phone().c_str(), "+8613800138000");
        QCOMPARE(people.at("高建国").role(), v1::UNIT_ADMINISTRATOR);
        QVERIFY(people.at("高建国").unit_id() == idOf<v1::Unit>("Acme"));
    }

    void productsOfEveryKindOfCell() {
        const auto result = import("product",
                                   "SKU,Name,Category,Unit name,standard_price,Tax,Stock,Discontinued\n"
                                   "A-1,Hammer,Tools > Hand tools,pcs,\"¥1,299.00\",13%,12.5,no\n"
                                   "A-2,Drill,Tools/Power tools,box,\"12,99\",\"7,5\",0,Yes\n"
                                   "A-3,Tea,Drinks,kg,12.99 EUR,,,\n"
                                   "A-4,Sample,tools > HAND  TOOLS,,,,,\n");
        QCOMPARE(summary(result), "4 created, 0 updated, 0 unchanged");
        QCOMPARE(result.categoriesCreated, 4U);
        QVERIFY(result.unmapped.empty());
        const auto products = all<v1::Product>();
        const auto& hammer = products.at("Hammer");
        QCOMPARE(hammer.standard_price().minor(), 129'900);
        QCOMPARE(hammer.standard_price().currency().c_str(), "CNY");
        QCOMPARE(hammer.tax_bp(), 1'300U);
        QCOMPARE(hammer.stock_milli(), 12'500);
        QVERIFY(hammer.has_discontinued() && !hammer.discontinued());
        QCOMPARE(products.at("Drill").standard_price().minor(), 1'299);
        QCOMPARE(products.at("Drill").tax_bp(), 750U);
        QVERIFY(products.at("Drill").discontinued());
        QCOMPARE(products.at("Tea").standard_price().currency().c_str(), "EUR");
        QVERIFY(!products.at("Sample").has_standard_price());
        QVERIFY(products.at("Sample").category_id() == hammer.category_id());
        const auto categories = all<v1::Category>();
        QVERIFY(categories.at("Hand tools").superior_id() == idOf<v1::Category>("Tools"));
        QVERIFY(!categories.at("Tools").has_superior_id());
    }

    void moneyTakesTheCurrencyOfItsColumn() {
        const auto result = import("product",
                                   "sku,name,standard_price,currency\n"
                                   "J-1,Yen,\"1,299\",jpy\n"
                                   "U-1,Dollar,$5,USD\n"
                                   "C-1,Home,3.50,\n");
        QCOMPARE(summary(result), "3 created, 0 updated, 0 unchanged");
        const auto products = all<v1::Product>();
        QCOMPARE(products.at("Yen").standard_price().minor(), 1'299);
        QCOMPARE(products.at("Yen").standard_price().currency().c_str(), "JPY");
        QCOMPARE(products.at("Dollar").standard_price().minor(), 500);
        QCOMPARE(products.at("Home").standard_price().currency().c_str(), "CNY");
    }

    void customersWithEverything() {
        QVERIFY(import("person", "name,role\nAna,rep\n").ok());
        ImportOptions options;
        options.maps = {{"Firma", "name"},      {"Ort", "city"},     {"Land", "address.country"},
                        {"Telefon", "number"},  {"E-Mail", "mails"}, {"Seit", "last_contact_at"},
                        {"Breite", "latitude"}, {"Intern", ""}};
        options.ownerColumn = "Verkäufer";
        const auto result =
            import("customer",
                   "Firma;Ort;Land;Telefon;E-Mail;Tier;Kind;Tags;Seit;Breite;Verkäufer;Intern;Farbe\r\n"
                   "Müller GmbH;Köln;DE;\"0221 4710123; +49 (0)30 901820\";a@b.de|c@d.de;a;End Customer;"
                   "\"VIP;neu\";2024-03-05 14:30;50,9375;ana;x;rot\r\n"
                   "Pool AG;;;\"ext 12\";;;;;1709649000;;;;\r\n",
                   options);
        QCOMPARE(summary(result), "2 created, 0 updated, 0 unchanged");
        QCOMPARE(joined(result.unmapped), "Farbe");
        const auto customers = all<v1::Customer>();
        const auto& mueller = customers.at("Müller GmbH");
        QCOMPARE(mueller.address().city().c_str(), "Köln");
        QCOMPARE(mueller.phones_size(), 2);
        std::set<std::string> numbers{mueller.phones(0).number(), mueller.phones(1).number()};
        QVERIFY((numbers == std::set<std::string>{"+492214710123", "+4930901820"}));
        QVERIFY(mueller.phones(0).id().size() == 16 && mueller.phones(0).id() != mueller.phones(1).id());
        QCOMPARE(mueller.mails_size(), 2);
        QCOMPARE(mueller.tier(), v1::Customer::A);
        QCOMPARE(mueller.kind(), v1::Customer::END_CUSTOMER);
        QCOMPARE(mueller.tags_size(), 2);
        QCOMPARE(mueller.last_contact_at(), 1'709'649'000'000);
        QCOMPARE(mueller.position().latitude_e7(), 509'375'000);
        QVERIFY(mueller.owner_id() == idOf<v1::Person>("Ana"));
        const auto& pool = customers.at("Pool AG");
        QVERIFY(pool.owner_id().empty());
        QVERIFY(pool.unit_id() == idOf<v1::Unit>("Acme"));
        QCOMPARE(pool.phones(0).number().c_str(), "ext 12");
        QCOMPARE(pool.last_contact_at(), 1'709'649'000'000);
        QCOMPARE(lastSeq() > 0, true);
    }

    void poolCustomersStandInTheRootsPool() {
        QVERIFY(import("customer", "name\nNobody's\n").ok());
        const auto id = idOf<v1::Customer>("Nobody's");
        bool found = false;
        organisation_->readers().run([&](fieldfare::storage::Database& database) {
            auto query = database.query(
                "SELECT s.kind, s.id FROM feed f JOIN scope s ON s.no = f.scope WHERE f.id = $1",
                std::string_view{id});
            while (query.step())
                found = found || (query.integer(0) == v1::Scope::POOL && query.blob(1).size() == 16);
        });
        QVERIFY(found);
    }

    void regionOfPhonesIsTheCustomersElseTheOption() {
        QVERIFY(import("customer", "name,address.country,phones\nHome,CN,\nAway,,138 0013 8001\n").ok());
        ImportOptions options;
        options.region = "gb";
        options.maps = {{"Firm", "customer"}};
        const auto result = import("contact",
                                   "Firm,name,phones\n"
                                   "home,Li,138 0013 8000\n"
                                   "Away,Pat,020 7946 0958\n"
                                   "Away,Sam,7 ext\n",
                                   options);
        QCOMPARE(summary(result), "3 created, 0 updated, 0 unchanged");
        const auto contacts = all<v1::Contact>();
        QCOMPARE(contacts.at("Li").phones(0).number().c_str(), "+8613800138000");
        QCOMPARE(contacts.at("Pat").phones(0).number().c_str(), "+442079460958");
        QCOMPARE(contacts.at("Sam").phones(0).number().c_str(), "7 ext");
        QCOMPARE(all<v1::Customer>().at("Away").phones(0).number().c_str(), "138 0013 8001");
    }

    void encodings_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("encoding");
        const QString text = "name,city\r\n\"上海\n百货\",上海\r\n";
        QTest::newRow("UTF-8") << text.toUtf8() << "";
        QTest::newRow("UTF-8 with its mark") << "\xEF\xBB\xBF" + text.toUtf8() << "";
        QByteArray utf16{"\xFF\xFE"};
        for (const QChar c : text)
            utf16.append(static_cast<char>(c.unicode() & 0xFF)).append(static_cast<char>(c.unicode() >> 8));
        QTest::newRow("UTF-16 little endian") << utf16 << "";
        QTest::newRow("GB18030")
            << QByteArray{"name,city\r\n\"\xC9\xCF\xBA\xA3\n\xB0\xD9\xBB\xF5\",\xC9\xCF\xBA\xA3\r\n"}
            << "GB18030";
    }
    void encodings() {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, encoding);
        ImportOptions options;
        options.encoding = encoding.toStdString();
        const auto result = import("customer", bytes.toStdString(), options);
        QCOMPARE(summary(result), "1 created, 0 updated, 0 unchanged");
        QCOMPARE(all<v1::Customer>().at("上海\n百货").address().city().c_str(), "上海");
    }

    void maps_data() {
        QTest::addColumn<QString>("column");
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("reason");
        QTest::newRow("no such column") << "Town"
                                        << "city"
                                        << "no column";
        QTest::newRow("no such field") << "Place"
                                       << "cty"
                                       << "no field \"cty\"";
        QTest::newRow("several could be meant") << "Place"
                                                << "currency"
                                                << "credit_limit/currency, arrears/currency";
        QTest::newRow("made of parts") << "Place"
                                       << "address"
                                       << "address/street";
        QTest::newRow("not for files") << "Place"
                                       << "id"
                                       << "no field";
        QTest::newRow("filled already") << "Place"
                                        << "name"
                                        << "already";
    }
    void maps() {
        QFETCH(QString, column);
        QFETCH(QString, field);
        QFETCH(QString, reason);
        ImportOptions options;
        options.maps = {{"Company", "name"}, {column.toStdString(), field.toStdString()}};
        const auto result = import("customer", "Company,Place\nA,B\n", options);
        QCOMPARE(result.problems.size(), 1U);
        QCOMPARE(result.problems[0].line, 1U);
        QVERIFY2(result.problems[0].reason.find(reason.toStdString()) != std::string::npos,
                 result.problems[0].reason.c_str());
        QVERIFY(!result.written && all<v1::Customer>().empty());
    }

    void aMapMayBringBackTheColumnThatWouldFillTheFieldByItself() {
        ImportOptions options;
        options.maps = {{"Company", "name"}};
        const auto result = import("customer", "Company,Name,Number,Currency,Address\nA,B,C,D,E\n", options);
        QVERIFY(result.ok());
        QCOMPARE(joined(result.unmapped), "Name, Number, Currency, Address");
        QVERIFY(all<v1::Customer>().contains("A"));
    }

    void everyProblemSaysWhereAndNothingIsDone() {
        QVERIFY(import("person", "name,role\nAna,rep\nTwin,rep\n").ok());
        v1::Person twin = all<v1::Person>().at("Twin");
        create(twin);
        const auto before = lastSeq();
        const auto result = import("product",
                                   "sku,name,standard_price,tax_bp,category\n"
                                   "A,Good,1.00,13,Tools\n"
                                   "B,,1.00,13,Tools\n"
                                   "C,Bad price,cheap,13,Tools\n"
                                   "D,\"two\nlines\",1.234,130,Tools\n"
                                   "E,Deep,1,1,Tools > Hand > Small\n"
                                   "F,short,1\n"
                                   "A,Again,1,1,Tools\n" +
                                       std::string{"G,"} + std::string(201, 'x') + ",-1,,\n");
        QCOMPARE(places(result),
                 "3 2 name\n"
                 "4 3 standard_price\n"
                 "5 3 standard_price\n"
                 "5 4 tax_bp\n"
                 "7 5 category\n"
                 "8 4 tax_bp\n"
                 "9 1 sku\n"
                 "10 2 name\n");
        QVERIFY(!result.written);
        QCOMPARE(result.created, 1U);
        QCOMPARE(lastSeq(), before);
        QVERIFY(all<v1::Product>().empty() && all<v1::Category>().empty());

        const auto customers = import("customer",
                                      "name,owner,tier,next_follow_up_at,mails,position.latitude\n"
                                      "A,Nobody,A,2024-02-30,a@b.c,91\n"
                                      "B,Twin,D,01/02/2024,none,120.5\n"
                                      ",Ana,A,,,\n");
        QCOMPARE(places(customers),
                 "2 2 owner\n2 4 next_follow_up_at\n2 6 position.latitude\n"
                 "3 2 owner\n3 3 tier\n3 4 next_follow_up_at\n3 5 mails\n3 6 position.latitude\n"
                 "4 1 name\n");
        QVERIFY(all<v1::Customer>().empty());
    }

    void aFileWithoutWhatNamesARecordIsRefusedOnce() {
        QCOMPARE(places(import("customer", "Company,City\nA,B\nC,D\n")), "1 0 \n");
        QCOMPARE(places(import("contact", "Person\nA\nB\n")), "1 0 \n1 0 \n");
    }

    void ruleOfTheTypeIsAProblemToo() {
        const auto result = import("product", "sku,name,standard_price\nA,B,-1\n");
        QCOMPARE(places(result), "2 3 standard_price\n");
    }

    void thousandsOfProblemsAreCounted() {
        std::string text = "sku,name,tax\n";
        for (int i = 0; i < 3'000; ++i)
            text += "S" + std::to_string(i) + ",N,high\n";
        const auto result = import("product", text);
        QCOMPARE(result.problems.size(), ImportResult::maxProblems);
        QCOMPARE(result.moreProblems, 2'000U);
        QCOMPARE(result.problems.front().line, 2U);
        QCOMPARE(result.problems.back().line, 1'001U);
    }

    void aReportQuotesOnlyAsMuchAsPeopleRead() {
        const auto result = import("product", "sku,name,tax\nA,B," + std::string(100'000, 'x') + "\n");
        QCOMPARE(places(result), "2 3 tax\n");
        QVERIFY(result.problems[0].reason.size() < 1'100);
    }

    void dryRunReportsTheSameAndWritesNothing() {
        const std::string text = "sku,name,category\nA,Hammer,Tools\nB,Drill,Tools > Power\n";
        ImportOptions dry;
        dry.dryRun = true;
        const auto before = lastSeq();
        QCOMPARE(summary(import("product", text, dry)), "2 created, 0 updated, 0 unchanged, not written");
        QCOMPARE(lastSeq(), before);
        QVERIFY(all<v1::Product>().empty() && all<v1::Category>().empty());
        QCOMPARE(summary(import("product", text)), "2 created, 0 updated, 0 unchanged");
        QCOMPARE(summary(import("product", text, dry)), "0 created, 0 updated, 2 unchanged, not written");
    }

    void theSameFileAgainChangesNothing() {
        QVERIFY(import("person", "name,role\nAna,rep\n").ok());
        const std::string customers =
            "name,code,street,city,country,phones,tags,owner,potential\n"
            "A,K1,Main 1,Basel,CH,061 266 11 11;+41 44 668 18 00,x;y,Ana,\"1,000.00\"\n"
            "A,,Main 2,Basel,CH,,,,\n"
            "A,,Main 3,Basel,CH,,,,\n";
        const std::string contacts = "customer,name,phones,birthday\nK1,Bo,061 266 11 12,1980-1-31\n";
        const std::string products = "sku,name,category,standard_price\nA,Hammer,Tools > Hand,12.99\n";
        const std::string people = "name,role,unit\nAna,rep,Acme\n";
        QCOMPARE(summary(import("customer", customers)), "3 created, 0 updated, 0 unchanged");
        QCOMPARE(summary(import("contact", contacts)), "1 created, 0 updated, 0 unchanged");
        QCOMPARE(summary(import("product", products)), "1 created, 0 updated, 0 unchanged");
        const auto before = lastSeq();
        QCOMPARE(summary(import("customer", customers)), "0 created, 0 updated, 3 unchanged");
        QCOMPARE(summary(import("contact", contacts)), "0 created, 0 updated, 1 unchanged");
        QCOMPARE(summary(import("product", products)), "0 created, 0 updated, 1 unchanged");
        QCOMPARE(summary(import("person", people)), "0 created, 0 updated, 1 unchanged");
        QCOMPARE(lastSeq(), before);
    }

    void knownRecordsAreUpdated() {
        QVERIFY(import("product", "sku,name,standard_price,stock\nA,Hammer,12.99,5\nB,Drill,1,1\n").ok());
        const auto id = idOf<v1::Product>("Hammer");
        QCOMPARE(
            summary(import("product", "sku,name,standard_price,stock\na,Claw hammer,13.99,\nB,Drill,1,1\n")),
            "0 created, 1 updated, 1 unchanged");
        const auto products = all<v1::Product>();
        QCOMPARE(products.size(), 2U);
        QVERIFY(idOf<v1::Product>("Claw hammer") == id);
        QCOMPARE(products.at("Claw hammer").standard_price().minor(), 1'399);
        QCOMPARE(products.at("Claw hammer").stock_milli(), 5'000);  // the cell was empty

        QVERIFY(import("customer", "code,name,phones,tags\nK1,Old name,+41612661111,x\n").ok());
        QCOMPARE(summary(import("customer", "code,name,phones,tags\nk1,New name,+41446681800,X;z\n")),
                 "0 created, 1 updated, 0 unchanged");
        const auto customer = all<v1::Customer>().at("New name");
        QCOMPARE(customer.phones_size(), 2);
        QCOMPARE(customer.tags_size(), 2);
    }

    void oneRecordTwiceInAFileIsAProblem() {
        const auto result = import("customer", "name,city\nA,Basel\nA,Bern\na,bern\n");
        QCOMPARE(places(result), "4 1 name\n");
        QVERIFY(result.problems[0].reason.find("line 3") != std::string::npos);
    }

    void referencesByNameCodeAndId() {
        QVERIFY(import("customer", "name,code,city\nSame,K1,Bern\nSame,K2,Basel\nOther,K3,\n").ok());
        const auto other = base::idText(idOf<v1::Customer>("Other"));
        const auto result = import("contact", "customer,name\nk2,Ann\n" + other + ",Bob\nOTHER,Cid\n");
        QCOMPARE(summary(result), "3 created, 0 updated, 0 unchanged");
        const auto wrong = import("contact", "customer,name\nSame,Ann\nNone,Bob\n,Cid\n");
        QCOMPARE(places(wrong), "2 1 customer\n3 1 customer\n4 1 customer\n");
        QVERIFY(wrong.problems[0].reason.find("2 records") != std::string::npos);
        // The superior is a contact of the same customer.
        const auto superior = import("contact", "customer,name,superior\nK3,Dan,Bob\nK2,Eve,Bob\n");
        QCOMPARE(places(superior), "3 3 superior\n");
    }

    void emptyAndUnreadableFiles() {
        QCOMPARE(places(import("customer", "")), "0 0 \n");
        ImportOptions options;
        options.encoding = "klingon";
        QCOMPARE(places(import("customer", "name\nA\n", options)), "0 0 \n");
        const auto header = import("customer", "name\n");
        QVERIFY(header.ok() && header.rows == 0);
        QVERIFY_THROWS_EXCEPTION(schema::FaultError, import("quote", "number\n1\n"));
    }
};

QTEST_GUILESS_MAIN(ImportTest)
#include "import_test.moc"
