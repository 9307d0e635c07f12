#include "shared/schema/json.h"

#include <QTest>
#include <functional>

#include "fieldfare/account.pb.h"
#include "fieldfare/backoffice.pb.h"
#include "fieldfare/catalogue.pb.h"
#include "fieldfare/customer.pb.h"
#include "fieldfare/field_work.pb.h"
#include "fieldfare/history.pb.h"
#include "fieldfare/sync.pb.h"
#include "shared/base/uuid.h"
#include "shared/schema/fault.h"
#include "shared/schema/schema.h"
#include "tests/support/protocol_files.h"
#include "tests/support/random_record.h"

using namespace fieldfare;
using google::protobuf::Message;
using schema::fromJson;
using schema::parseJson;
using schema::Schema;
using schema::toJson;

namespace {

const std::string someText = "0190a5b2-0000-7000-8000-00000000002a";
const std::string someId = base::Uuid::fromText(someText)->bytes();

v1::Fault faultOf(const std::function<void()>& act) {
    try {
        act();
    } catch (const schema::FaultError& error) {
        return error.fault();
    }
    return {};
}

std::unique_ptr<Message> make(const google::protobuf::Descriptor* type) {
    return std::unique_ptr<Message>{
        google::protobuf::MessageFactory::generated_factory()->GetPrototype(type)->New()};
}

}  // namespace

class JsonTest : public QObject {
    Q_OBJECT

  private slots:
    void everyMessageRoundTrips() {
        for (std::uint64_t seed = 0; seed < 30; ++seed)
            for (const auto* type : tests::protocolMessages()) {
                tests::RandomRecord random{seed};
                const auto message = make(type);
                random.fill(*message);
                const auto text = toJson(*message).dump();
                const auto again = make(type);
                fromJson(parseJson(text), *again);
                QVERIFY2(again->SerializeAsString() == message->SerializeAsString(), text.c_str());
            }
    }

    void recordsReadAsPeopleExpect() {
        v1::Customer customer;
        customer.set_name("Käserei Alp");
        customer.set_lifecycle(v1::Customer::POTENTIAL);
        customer.mutable_address()->set_city("Bern");
        customer.mutable_position()->set_latitude_e7(-469480000);
        auto* phone = customer.add_phones();
        phone->set_id(someId);
        phone->set_kind(v1::Phone::MOBILE);
        phone->set_number("+41 31 000 00 00");
        customer.add_tags("VIP");
        customer.mutable_credit_limit()->set_minor(9007199254740993);
        customer.mutable_credit_limit()->set_currency("CHF");
        customer.set_last_contact_at(0);
        customer.set_owner_id(someId);
        customer.add_collaborator_ids(someId);
        QCOMPARE(QString::fromStdString(toJson(customer).dump()),
                 QString{R"({"name":"Käserei Alp","lifecycle":"potential","address":{"city":"Bern"},)"
                         R"("position":{"latitude_e7":-469480000},)"
                         R"("phones":[{"id":"0190a5b2-0000-7000-8000-00000000002a","kind":"mobile",)"
                         R"("number":"+41 31 000 00 00"}],"tags":["VIP"],)"
                         R"("credit_limit":{"minor":9007199254740993,"currency":"CHF"},"last_contact_at":0,)"
                         R"("owner_id":"0190a5b2-0000-7000-8000-00000000002a",)"
                         R"("collaborator_ids":["0190a5b2-0000-7000-8000-00000000002a"]})"});
        QCOMPARE(toJson(v1::Customer{}).dump(), std::string{"{}"});
    }

    void idsAreUuidsAndOtherBytesBase64() {
        v1::File file;
        file.set_parent_id(someId);
        file.set_sha256(std::string("\x00\xFF\x10", 3));
        QCOMPARE(toJson(file).dump(), R"({"parent_id":")" + someText + R"(","sha256":"AP8Q"})");
        // Outside the records fields state no limits, and their names tell.
        v1::Session session;
        session.set_device_id(someId);
        QCOMPARE(toJson(session).dump(), R"({"device_id":")" + someText + R"("})");
        v1::FeedOrder order;
        order.set_id(someId);
        QCOMPARE(toJson(order).dump(), R"({"id":")" + someText + R"("})");
        v1::SyncRequest request;
        request.set_nonce("M");
        request.add_mutations("");
        request.add_mutations("Ma");
        QCOMPARE(toJson(request).dump(), std::string{R"({"nonce":"TQ==","mutations":["","TWE="]})"});
    }

    void whatHasNoNameIsShownRaw() {
        v1::Customer customer;
        customer.set_tier(static_cast<v1::Customer::Tier>(77));
        customer.set_owner_id("ab");
        QCOMPARE(toJson(customer).dump(), std::string{R"({"tier":77,"owner_id":"6162"})"});
    }

    void sixtyFourBitsAreExact() {
        v1::TypeDigest digest;
        digest.set_digest(std::numeric_limits<std::uint64_t>::max());
        QCOMPARE(toJson(digest).dump(), std::string{R"({"digest":18446744073709551615})"});
        v1::TypeDigest again;
        fromJson(parseJson(R"({"digest":18446744073709551615,"count":"18446744073709551614"})"), again);
        QCOMPARE(again.digest(), std::numeric_limits<std::uint64_t>::max());
        QCOMPARE(again.count(), std::numeric_limits<std::uint64_t>::max() - 1);
        v1::Customer customer;
        fromJson(parseJson(R"({"last_contact_at":"-9223372036854775808","next_follow_up_at":1e3})"),
                 customer);
        QCOMPARE(customer.last_contact_at(), std::numeric_limits<std::int64_t>::min());
        QCOMPARE(customer.next_follow_up_at(), 1000);
    }

    void namedMembersReplaceAndNullClears() {
        v1::Customer customer;
        customer.set_name("old");
        customer.set_notes("stays");
        customer.set_industry("goes");
        customer.mutable_address()->set_city("Bern");
        customer.mutable_address()->set_street("goes");
        customer.add_tags("a");
        customer.add_tags("b");
        customer.add_phones()->set_id(someId);
        fromJson(parseJson(R"({"name":"new","industry":null,"address":{"street":null,"country":"CH"},
                               "tags":["c"],"phones":null,"mails":[{"address":"x@example.org"}]})"),
                 customer);
        QCOMPARE(customer.name(), std::string{"new"});
        QCOMPARE(customer.notes(), std::string{"stays"});
        QVERIFY(!customer.has_industry());
        QCOMPARE(toJson(customer.address()).dump(), std::string{R"({"city":"Bern","country":"CH"})"});
        QCOMPARE(customer.tags_size(), 1);
        QCOMPARE(customer.phones_size(), 0);
        QCOMPARE(customer.mails(0).id(), std::string{});
        fromJson(parseJson(R"({"tags":[],"address":null})"), customer);
        QCOMPARE(customer.tags_size(), 0);
        QVERIFY(!customer.has_address());
    }

    void whatDoesNotFitIsRefused_data() {
        QTest::addColumn<QString>("json");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("hint");
        const auto row = [](const char* name, const char* json, const char* path, const char* hint = "") {
            QTest::newRow(name) << json << path << hint;
        };
        row("not an object", "[]", "", "not an object");
        row("null", "null", "", "not an object");
        row("unknown", R"({"zzz":1})", "zzz", "unknown member");
        row("nearly known", R"({"nmae":"x"})", "nmae", "\"name\"");
        row("camel case", R"({"taxId":"x"})", "taxId", "\"tax_id\"");
        row("unknown inside", R"({"address":{"town":"x"}})", "address/town");
        row("unknown in an item", R"({"phones":[{},{"nummer":"x"}]})", "phones[1]/nummer", "\"number\"");
        row("number for text", R"({"name":5})", "name", "text");
        row("list for text", R"({"name":["x"]})", "name", "text");
        row("text for a list", R"({"tags":"x"})", "tags", "list");
        row("object for a list", R"({"phones":{}})", "phones", "list");
        row("null in a list", R"({"tags":["x",null]})", "tags[1]", "text");
        row("text for a message", R"({"address":"Bern"})", "address", "object");
        row("list for a message", R"({"credit_limit":[1,"EUR"]})", "credit_limit", "object");
        row("text for a number", R"({"last_contact_at":"soon"})", "last_contact_at", "whole number");
        row("number and more", R"({"last_contact_at":"12 "})", "last_contact_at", "whole number");
        row("empty number", R"({"last_contact_at":""})", "last_contact_at", "whole number");
        row("bool for a number", R"({"last_contact_at":true})", "last_contact_at", "whole number");
        row("half", R"({"last_contact_at":1.5})", "last_contact_at", "whole number");
        row("text for 32 bits", R"({"position":{"latitude_e7":"1"}})", "position/latitude_e7",
            "whole number");
        row("beyond 32 bits", R"({"position":{"latitude_e7":2147483648}})", "position/latitude_e7",
            "outside");
        row("below 32 bits", R"({"position":{"latitude_e7":-2147483649}})", "position/latitude_e7",
            "outside");
        row("negative", R"({"position":{"accuracy_mm":-1}})", "position/accuracy_mm", "outside");
        row("beyond 64 bits", R"({"last_contact_at":9223372036854775808})", "last_contact_at", "outside");
        row("far beyond 64 bits", R"({"last_contact_at":1e300})", "last_contact_at", "outside");
        row("beyond 64 bits in text", R"({"last_contact_at":"9223372036854775808"})", "last_contact_at",
            "outside");
        row("unknown enum", R"({"tier":"z9"})", "tier", "unknown value");
        row("nearly known enum", R"({"lifecycle":"dormnat"})", "lifecycle", "\"dormant\"");
        row("capitals", R"({"lifecycle":"LEAD"})", "lifecycle", "unknown value");
        row("number for an enum", R"({"tier":1})", "tier", "name");
        row("bad id", R"({"owner_id":"12"})", "owner_id", "UUID");
        row("id without dashes", R"({"owner_id":"0190a5b200007000800000000000002a"})", "owner_id", "UUID");
        row("number for an id", R"({"owner_id":12})", "owner_id", "text");
        row("bad id in a set", R"({"collaborator_ids":["0190a5b2-0000-7000-8000-00000000002a","x"]})",
            "collaborator_ids[1]", "UUID");
        row("bad id in an item", R"({"mails":[{"id":"x"}]})", "mails[0]/id", "UUID");
    }
    void whatDoesNotFitIsRefused() {
        QFETCH(QString, json);
        QFETCH(QString, path);
        QFETCH(QString, hint);
        v1::Customer customer;
        customer.set_name("before");
        customer.add_tags("kept");
        const auto before = customer.SerializeAsString();
        auto object = parseJson(json.toStdString());
        if (object.is_object())
            object["industry"] = "read before most others";
        const auto fault = faultOf([&] { fromJson(object, customer); });
        QVERIFY(fault.code() == v1::INVALID);
        QCOMPARE(QString::fromStdString(fault.path()), path);
        QVERIFY2(QString::fromStdString(fault.message()).contains(hint), fault.message().c_str());
        QCOMPARE(customer.SerializeAsString(), before);
    }

    void otherKindsAreRefusedToo_data() {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("json");
        QTest::addColumn<QString>("path");
        const auto row = [](const char* name, const char* type, const char* json, const char* path) {
            QTest::newRow(name) << type << json << path;
        };
        row("bad base64", "file", R"({"sha256":"AP8"})", "sha256");
        row("base64 with a space", "file", R"({"sha256":"AP 8"})", "sha256");
        row("base64 with stray bits", "file", R"({"sha256":"AP9="})", "sha256");
        row("base64 of padding alone", "file", R"({"sha256":"===="})", "sha256");
        row("base64url", "file", R"({"sha256":"__-_"})", "sha256");
        row("number for a bool", "visit", R"({"late":1})", "late");
        row("text for a bool", "visit", R"({"late":"true"})", "late");
        row("deep", "visit", R"({"check_in":{"position":{"latitude":1}}})", "check_in/position/latitude");
        row("enum in a list", "price_list", R"({"tier_discounts":[{"tier":"a"},{"tier":"d"}]})",
            "tier_discounts[1]/tier");
        row("negative unsigned", "price_list", R"({"version":-1})", "version");
    }
    void otherKindsAreRefusedToo() {
        QFETCH(QString, type);
        QFETCH(QString, json);
        QFETCH(QString, path);
        const auto record = Schema::instance().type(std::string_view{type.toStdString()})->make();
        const auto fault = faultOf([&] { fromJson(parseJson(json.toStdString()), *record); });
        QVERIFY(fault.code() == v1::INVALID);
        QCOMPARE(QString::fromStdString(fault.path()), path);
    }

    void negativeNumbersInTextAreNoUnsignedOnes() {
        v1::TypeDigest digest;
        const auto fault = faultOf([&] { fromJson(parseJson(R"({"count":"-1"})"), digest); });
        QVERIFY(fault.code() == v1::INVALID);
    }

    void endlessNamesAreCutBetweenLetters() {
        const std::string name = "x" + [] {
            std::string umlauts;
            for (int i = 0; i < 1000; ++i)
                umlauts += "ä";
            return umlauts;
        }();
        v1::Customer customer;
        const auto fault = faultOf([&] { fromJson(nlohmann::json{{name, 1}}, customer); });
        QVERIFY(fault.code() == v1::INVALID);
        QVERIFY(fault.path().size() < 100);
        v1::Fault again;
        QVERIFY(again.ParseFromString(fault.SerializeAsString()));
    }

    void whatIsNotJsonSaysWhere_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("where");
        QTest::newRow("empty") << QByteArray{""} << "line 1, column 1";
        QTest::newRow("bare word") << QByteArray{"{\"a\": nope}"} << "line 1, column 8";
        QTest::newRow("third line") << QByteArray{"{\n  \"a\": 1,\n  ]\n}"} << "line 3, column 3";
        QTest::newRow("cut off") << QByteArray{"{\"a\":1"} << "line 1, column 7";
        QTest::newRow("more behind") << QByteArray{"{} x"} << "line 1, column 4";
        QTest::newRow("not UTF-8") << QByteArray{"{\"a\":\"\xFF\"}"} << "line 1, column 7";
    }
    void whatIsNotJsonSaysWhere() {
        QFETCH(QByteArray, text);
        QFETCH(QString, where);
        const auto fault = faultOf([&] { (void)parseJson(text.toStdString()); });
        QVERIFY(fault.code() == v1::UNREADABLE);
        QVERIFY2(QString::fromStdString(fault.message()).endsWith(where), fault.message().c_str());
    }

    void enumsAreFoundBySmallNames() {
        const auto& outcome = *v1::Visit::Outcome_descriptor();
        QCOMPARE(schema::enumText(*outcome.FindValueByName("FOLLOW_UP")), std::string{"follow_up"});
        QCOMPARE(schema::enumFromText(outcome, "follow_up")->number(), int{v1::Visit::FOLLOW_UP});
        QVERIFY(schema::enumFromText(outcome, "FOLLOW_UP") == nullptr);
        QVERIFY(schema::enumFromText(outcome, "") == nullptr);
    }
};

QTEST_APPLESS_MAIN(JsonTest)
#include "json_test.moc"
