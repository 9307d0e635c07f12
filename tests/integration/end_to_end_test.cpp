// Real devices, the real edge and the real server, each a process: a rep, a manager and the back office.
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <csignal>
#include <set>

#include "shared/base/random.h"
#include "tests/support/processes/deployment.h"

using namespace std::chrono_literals;
using fieldfare::base::SeededRandom;
using fieldfare::tests::Deployment;
using fieldfare::tests::DeviceStore;
using fieldfare::tests::Json;
using fieldfare::tests::Program;

class EndToEndTest final : public QObject {
    Q_OBJECT

  private slots:
    void initTestCase();
    void enrolsOnlyWithTheRightServer();
    void trustsTheFirstKeyWhereNoneIsGiven();
    void saysWhatIsWrong();
    void letsOneProcessAtAStore();
    void differentFieldsMerge();
    void theSameFieldConflictsAndIsRestored();
    void aQuoteBecomesAnOrderThatTheBackOfficeAccepts();
    void aReassignedCustomerLeavesThePhone();
    void aRefusedEditNeedsAttention();
    void signOutKeepsUnsentWork();
    void aKilledDeviceLosesNothing();
    void aKilledServerLosesNothing();
    void everybodyHoldsTheSame();
    void aRevokedDeviceWipesItself();
    void aCollectedDeviceHandsOverAndWipesItself();
    void saysThatThereIsNoNetwork();

  private:
    /// Everything that the rep made, on every device that may see it, once.
    void compareCustomers(const std::set<std::string>& expected) const;

    QTemporaryDir folder_;
    std::unique_ptr<Deployment> company_;
    std::unique_ptr<DeviceStore> rep_;
    std::unique_ptr<DeviceStore> manager_;
    std::unique_ptr<DeviceStore> office_;
    std::string otherRep_;
    std::set<std::string> bulk_;  // names of customers that were made in numbers
};

#define COMPARE_JSON(actual, expected)                                                            \
    do {                                                                                          \
        const Json isNow = (actual);                                                              \
        const Json shouldBe = (expected);                                                         \
        QVERIFY2(isNow == shouldBe, ("is " + isNow.dump() + ", not " + shouldBe.dump()).c_str()); \
    } while (false)

namespace {

const std::string passwordLine = std::string{Deployment::password} + "\n";

/// Runs a body that throws std::exception, with what it said as the test's failure.
template <typename Body>
void told(Body body) {
    try {
        body();
    } catch (const std::exception& error) {
        QFAIL(error.what());
    }
}

std::string newCustomer(const DeviceStore& device, const std::string& name) {
    return device.put("customer", {{"name", name}, {"tier", "b"}, {"address", {{"city", "上海"}}}});
}

/// A list of new customers as JSON, their names put into `names`.
std::string manyCustomers(const std::string& prefix, int count, std::set<std::string>& names) {
    auto list = Json::array();
    for (int i = 0; i < count; ++i) {
        const auto name = prefix + " " + std::to_string(i);
        names.insert(name);
        list.push_back(
            {{"name", name}, {"notes", std::string(500, 'n')}, {"phones", {{{"number", "021 5555"}}}}});
    }
    return list.dump();
}

}  // namespace

void EndToEndTest::initTestCase() {
    if (!Program::exists("fieldfare-server") || !Program::exists("fieldfare-device"))
        QFAIL("fieldfare-server and fieldfare-device are not built");
    told([&] {
        company_ = std::make_unique<Deployment>(folder_.path().toStdString(), "Acorn Foods", "CNY");
        company_->addPerson("Ann", "rep");
        otherRep_ = company_->addPerson("Ben", "rep");
        company_->addPerson("Mei", "manager");
        company_->addPerson("Olga", "back_office");
        company_->startServer();
        company_->startEdge();
    });
}

void EndToEndTest::enrolsOnlyWithTheRightServer() {
    told([&] {
        const auto pairing = company_->pair("Ann");
        rep_ = std::make_unique<DeviceStore>(folder_.path().toStdString() + "/ann");
        const auto wrong = rep_->run(
            {"enrol", "--pairing", pairing, "--key", std::string(64, 'a'), "--password-stdin"}, passwordLine);
        QCOMPARE(wrong.exitCode, 1);
        COMPARE_JSON(wrong.fault().at("code"), "FORBIDDEN");
        COMPARE_JSON(wrong.fault().at("path"), "key_sha256");
        // Nothing was sent, so the code is good still; and no half store is left.
        QVERIFY(!std::filesystem::exists(rep_->store()));
        const auto session = rep_->ask({"enrol", "--pairing", pairing, "--password-stdin"}, passwordLine);
        COMPARE_JSON(session.at("person"), "Ann");
        COMPARE_JSON(session.at("role"), "rep");
        const auto again = rep_->run({"enrol", "--pairing", pairing, "--password-stdin"}, passwordLine);
        COMPARE_JSON(again.fault().at("code"), "CONTRADICTION");

        const DeviceStore late{folder_.path().toStdString() + "/late"};
        const auto used = late.run({"enrol", "--pairing", pairing, "--password-stdin"}, passwordLine);
        QCOMPARE(used.exitCode, 1);
        COMPARE_JSON(used.fault().at("code"), "CODE_INVALID");
        rep_->sync();
        QVERIFY(rep_->ask({"status"}).at("up_to_date").get<bool>());
    });
}

void EndToEndTest::trustsTheFirstKeyWhereNoneIsGiven() {
    told([&] {
        const auto paper = company_->command({"enrol", "--person", "Mei"});
        manager_ = std::make_unique<DeviceStore>(folder_.path().toStdString() + "/mei");
        const auto ended = manager_->run({"enrol", "--server", paper.at("url"), "--code", paper.at("code"),
                                          "--person", "Mei", "--name", "Mei's tablet", "--password-stdin"},
                                         passwordLine);
        QVERIFY2(ended.exitCode == 0, ended.text().c_str());
        COMPARE_JSON(ended.json().at("key_sha256"), paper.at("key_sha256"));
        QVERIFY(ended.err.find(paper.at("key_sha256").get<std::string>()) != std::string::npos);
        manager_->sync();
        office_ = std::make_unique<DeviceStore>(company_->enrol("Olga", "olga"));
        office_->sync();
    });
}

void EndToEndTest::saysWhatIsWrong() {
    told([&] {
        const DeviceStore none{folder_.path().toStdString() + "/nobody"};
        COMPARE_JSON(none.fail({"status"}).at("code"), "NOT_FOUND");
        QCOMPARE(none.run({"nonsense"}).exitCode, 2);
        QCOMPARE(none.run({"list"}).exitCode, 2);
        for (const Program::Arguments& help :
             {Program::Arguments{"--help"}, Program::Arguments{"put", "--help"},
              Program::Arguments{"attention", "retry", "--help"}})
            QCOMPARE(none.run(help).exitCode, 0);

        COMPARE_JSON(rep_->fail({"put", "customer", "{\"name\": 5}"}).at("path"), "name");
        COMPARE_JSON(rep_->fail({"put", "customer", "{"}).at("code"), "UNREADABLE");
        COMPARE_JSON(rep_->fail({"put", "nothing", "{}"}).at("path"), "type");
        COMPARE_JSON(rep_->fail({"put", "customer", "{}"}).at("path"), "name");
        COMPARE_JSON(rep_->fail({"show", "12"}).at("path"), "id");
        COMPARE_JSON(rep_->fail({"show", "01900000-0000-7000-8000-000000000000"}).at("code"), "NOT_FOUND");
        COMPARE_JSON(rep_->fail({"list", "customer", "--where", "colour=red"}).at("path"), "colour");
        COMPARE_JSON(rep_->fail({"list", "customer", "--where", "tier=z"}).at("path"), "tier");
        COMPARE_JSON(rep_->fail({"put", "product", R"({"sku": "1", "name": "x"})"}).at("code"), "NO_RIGHT");
    });
}

void EndToEndTest::letsOneProcessAtAStore() {
    told([&] {
        // Holds the store while it waits for the server to come back.
        company_->killServer();
        const auto syncing = manager_->start({"sync", "--timeout", "60", "--progress"});
        syncing->waitFor("\"pausing\"");
        const auto fault = manager_->fail({"status"}, 3);
        COMPARE_JSON(fault.at("code"), "BUSY");
        COMPARE_JSON(fault.at("path"), "store");
        company_->startServer();
        const auto ended = syncing->end();
        QVERIFY2(ended.exitCode == 0, ended.text().c_str());
        QVERIFY(manager_->ask({"status"}).at("up_to_date").get<bool>());
    });
}

void EndToEndTest::differentFieldsMerge() {
    told([&] {
        const auto id = newCustomer(*rep_, "天成食品有限公司");
        rep_->put("contact", {{"customer_id", id}, {"name", "王芳"}, {"phones", {{{"number", "021 6666"}}}}});
        rep_->sync();
        manager_->sync();
        rep_->edit(id, {{"address", {{"street", "216 High Street"}}}});
        manager_->edit(id, {{"address", {{"city", "苏州"}}}, {"industry", "food"}});
        QCOMPARE(rep_->ask({"outbox"}).size(), std::size_t{1});
        COMPARE_JSON(rep_->ask({"show", id}).at("state"), "waiting");
        manager_->sync();
        rep_->sync();
        manager_->sync();
        for (const auto* device : {rep_.get(), manager_.get()}) {
            const auto customer = device->record(id);
            COMPARE_JSON(customer.at("address").at("street"), "216 High Street");
            COMPARE_JSON(customer.at("address").at("city"), "苏州");
            COMPARE_JSON(customer.at("industry"), "food");
            QVERIFY(device->ask({"conflicts"}).empty());
            QCOMPARE(device->ask({"list", "customer", "--search", "tian cheng"}).size(), std::size_t{1});
            QCOMPARE(device->ask({"list", "customer", "--where", "address_city=苏州"}).size(),
                     std::size_t{1});
        }
    });
}

void EndToEndTest::theSameFieldConflictsAndIsRestored() {
    told([&] {
        const auto id = newCustomer(*rep_, "Conflict Ltd");
        rep_->sync();
        manager_->sync();
        rep_->edit(id, {{"industry", "food"}});
        manager_->edit(id, {{"industry", "retail"}});  // the later edit
        manager_->sync();
        rep_->sync();
        manager_->sync();
        for (const auto* device : {rep_.get(), manager_.get()}) {
            COMPARE_JSON(device->record(id).at("industry"), "retail");
            const auto conflicts = device->ask({"conflicts"});
            QCOMPARE(conflicts.size(), std::size_t{1});
            COMPARE_JSON(conflicts[0].at("path"), "industry");
            COMPARE_JSON(conflicts[0].at("losing").at("industry"), "food");
            COMPARE_JSON(conflicts[0].at("standing").at("industry"), "retail");
            COMPARE_JSON(conflicts[0].at("losing_by").at("person"), "Ann");
            COMPARE_JSON(device->ask({"show", id}).at("state"), "two_versions");
        }
        rep_->ask({"restore", rep_->ask({"conflicts"})[0].at("id")});
        rep_->sync();
        manager_->sync();
        for (const auto* device : {rep_.get(), manager_.get()}) {
            COMPARE_JSON(device->record(id).at("industry"), "food");
            QVERIFY(device->ask({"conflicts"}).empty());
        }
    });
}

void EndToEndTest::aQuoteBecomesAnOrderThatTheBackOfficeAccepts() {
    told([&] {
        const auto product =
            office_->put("product", {{"sku", "OIL-5"},
                                     {"name", "Rapeseed oil 5 l"},
                                     {"tax_bp", 1300},
                                     {"standard_price", {{"minor", 5000}, {"currency", "CNY"}}}});
        office_->sync();
        rep_->sync();
        const auto customer = newCustomer(*rep_, "Quoting Ltd");
        const auto quote = rep_->put(
            "quote",
            {{"customer_id", customer},
             {"lines", {{{"product_id", product}, {"quantity_milli", 3000}, {"discount_bp", 200}}}}});
        auto shown = rep_->record(quote);
        COMPARE_JSON(shown.at("status"), "draft");
        COMPARE_JSON(shown.at("currency"), "CNY");
        QVERIFY(shown.at("number").get<std::string>().starts_with("Q-"));
        COMPARE_JSON(shown.at("lines")[0].at("list_price").at("minor"), 5000);
        COMPARE_JSON(shown.at("lines")[0].at("description"), "Rapeseed oil 5 l");
        COMPARE_JSON(shown.at("totals").at("net").at("minor"), 14700);
        COMPARE_JSON(shown.at("totals").at("gross").at("minor"), 16611);
        const auto order = rep_->ask({"order", quote}).at("id").get<std::string>();
        COMPARE_JSON(rep_->record(order).at("status"), "submitted");
        COMPARE_JSON(rep_->fail({"order", quote}).at("code"), "STEP_NOT_ALLOWED");
        rep_->sync();
        shown = rep_->record(order);
        COMPARE_JSON(shown.at("totals").at("gross").at("minor"), 16611);
        QVERIFY(!office_->has(order));
        office_->sync();
        QVERIFY(office_->has(order));

        company_->command({"orders", "accept", shown.at("number"), "--erp-number", "ERP-4711"});
        rep_->sync();
        shown = rep_->record(order);
        COMPARE_JSON(shown.at("status"), "accepted");
        COMPARE_JSON(shown.at("erp_number"), "ERP-4711");
        COMPARE_JSON(rep_->record(quote).at("status"), "ordered");
    });
}

void EndToEndTest::aReassignedCustomerLeavesThePhone() {
    told([&] {
        const auto id = newCustomer(*rep_, "Moving Ltd");
        const auto contact = rep_->put("contact", {{"customer_id", id}, {"name", "Li Wei"}});
        rep_->sync();
        manager_->sync();
        manager_->edit(id, {{"owner_id", otherRep_}});
        manager_->sync();
        // Meanwhile and offline, its old owner goes on.
        rep_->edit(id, {{"industry", "logistics"}});
        const auto other = newCustomer(*rep_, "Staying Ltd");
        const auto result = rep_->sync();
        COMPARE_JSON(result.at("held"), 1);
        QVERIFY(!rep_->has(id) && !rep_->has(contact));
        QVERIFY(rep_->has(other));
        const auto attention = rep_->ask({"attention"});
        QCOMPARE(attention.size(), std::size_t{1});
        COMPARE_JSON(attention[0].at("kind"), "held");
        COMPARE_JSON(attention[0].at("edit").at("values").at("industry"), "logistics");
        manager_->sync();
        QVERIFY(manager_->has(contact));
        QVERIFY(!manager_->record(id).contains("industry"));
        QCOMPARE(manager_->ask({"list", "held_change", "--where", "status=open"}).size(), std::size_t{1});
        rep_->ask({"attention", "discard", std::to_string(attention[0].at("no").get<int>())});
        QVERIFY(rep_->ask({"attention"}).empty());
        QVERIFY(rep_->ask({"status"}).at("up_to_date").get<bool>());
    });
}

void EndToEndTest::aRefusedEditNeedsAttention() {
    told([&] {
        const auto id = newCustomer(*rep_, "Vanishing Ltd");
        rep_->sync();
        manager_->sync();
        manager_->ask({"delete", id});
        manager_->sync();
        const auto visit = rep_->put("contact", {{"customer_id", id}, {"name", "Nobody's"}});
        const auto result = rep_->sync();
        QCOMPARE(result.at("rejected").get<int>() + result.at("held").get<int>(), 1);
        const auto attention = rep_->ask({"attention"});
        QCOMPARE(attention.size(), std::size_t{1});
        COMPARE_JSON(attention[0].at("edit").at("values").at("name"), "Nobody's");
        QVERIFY(!rep_->ask({"status"}).at("up_to_date").get<bool>());
        const auto no = std::to_string(attention[0].at("no").get<int>());
        rep_->ask({"attention", "discard", no});
        QVERIFY(rep_->ask({"attention"}).empty());
        rep_->ask({"attention", "undo", no});
        QCOMPARE(rep_->ask({"attention"}).size(), std::size_t{1});
        rep_->ask({"attention", "discard", no});
    });
}

void EndToEndTest::signOutKeepsUnsentWork() {
    told([&] {
        const auto id = newCustomer(*rep_, "Unsent Ltd");
        const auto refused = rep_->fail({"sign-out"});
        COMPARE_JSON(refused.at("code"), "CONTRADICTION");
        COMPARE_JSON(refused.at("limit"), 1);
        const auto file = folder_.path().toStdString() + "/unsent";
        rep_->ask({"sign-out", "--export", file, "--password-stdin"}, "a passphrase\n");
        QVERIFY(!rep_->ask({"status"}).at("signed_in").get<bool>());
        COMPARE_JSON(rep_->fail({"sync"}).at("code"), "UNAUTHENTICATED");
        const auto edits = rep_->ask({"show-export", file, "--password-stdin"}, "a passphrase\n");
        QCOMPARE(edits.size(), std::size_t{1});
        COMPARE_JSON(edits[0].at("id"), id);
        COMPARE_JSON(edits[0].at("values").at("name"), "Unsent Ltd");
        COMPARE_JSON(rep_->run({"show-export", file, "--password-stdin"}, "another\n").fault().at("code"),
                     "UNREADABLE");

        QCOMPARE(rep_->run({"sign-in", "--password-stdin"}, "wrong\n").exitCode, 1);
        // After a wrong password the server takes none for a moment.
        QTRY_VERIFY(rep_->run({"sign-in", "--password-stdin"}, passwordLine).exitCode == 0);
        // What waited goes on; this one is taken back instead.
        const auto outbox = rep_->ask({"outbox"});
        QCOMPARE(outbox.size(), std::size_t{1});
        const auto undo = rep_->ask({"outbox", "discard", std::to_string(outbox[0].at("no").get<int>())});
        QVERIFY(!rep_->has(id));
        rep_->ask({"attention", "undo", std::to_string(undo.at("attention").get<int>())});
        QVERIFY(rep_->has(id));
        rep_->sync();
        manager_->sync();
        QVERIFY(manager_->has(id));
    });
}

void EndToEndTest::aKilledDeviceLosesNothing() {
    told([&] {
        SeededRandom random{20260301};
        int hits = 0;
        for (int round = 0; round < 6; ++round) {
            rep_->ask({"put", "customer", "-"}, manyCustomers("Killed " + std::to_string(round), 60, bulk_));
            for (int attempt = 0; attempt < 2; ++attempt) {
                const auto syncing = rep_->start({"sync"});
                if (!syncing->endsWithin(std::chrono::milliseconds{5 + random.below(120)})) {
                    syncing->kill();
                    ++hits;
                }
            }
        }
        QVERIFY2(hits > 0, "every sync was over before it was killed");
        rep_->sync();
        QVERIFY(rep_->ask({"verify"}).at("ok").get<bool>());
        QVERIFY(rep_->ask({"attention"}).empty());
        compareCustomers(bulk_);
    });
}

void EndToEndTest::aKilledServerLosesNothing() {
    told([&] {
        SeededRandom random{20260302};
        for (int round = 0; round < 4; ++round) {
            rep_->ask({"put", "customer", "-"},
                      manyCustomers("Survived " + std::to_string(round), 60, bulk_));
            // It tries again by itself while the server comes back.
            const auto syncing = rep_->start({"sync", "--timeout", "30"});
            syncing->endsWithin(std::chrono::milliseconds{10 + random.below(120)});
            company_->killServer();
            company_->startServer();
            const auto ended = syncing->end();
            QVERIFY2(ended.exitCode == 0, ended.text().c_str());
            QVERIFY(ended.json().at("complete").get<bool>());
        }
        QVERIFY(rep_->ask({"attention"}).empty());
        compareCustomers(bulk_);
        QCOMPARE(company_->stopServer(), 0);
        company_->startServer();
        compareCustomers(bulk_);
    });
}

void EndToEndTest::compareCustomers(const std::set<std::string>& expected) const {
    rep_->sync();
    manager_->sync();
    for (const auto* device : {rep_.get(), manager_.get()}) {
        std::multiset<std::string> names;
        for (const auto& item : device->ask({"list", "customer", "--limit", "0"})) {
            const auto name = item.at("record").at("name").get<std::string>();
            if (name.starts_with("Killed ") || name.starts_with("Survived "))
                names.insert(name);
        }
        QVERIFY(std::equal(names.begin(), names.end(), expected.begin(), expected.end()));
        QVERIFY(device->ask({"verify"}).at("ok").get<bool>());
        COMPARE_JSON(device->ask({"status"}).at("unsent"), 0);
    }
}

void EndToEndTest::everybodyHoldsTheSame() {
    told([&] {
        // A second device of the rep reads everything from the beginning.
        const auto second = company_->enrol("Ann", "ann-2");
        second.sync();
        rep_->sync();
        manager_->sync();
        const auto digest = rep_->ask({"digest"});
        COMPARE_JSON(second.ask({"digest"}), digest);
        QVERIFY(digest.contains("everyone"));
        COMPARE_JSON(manager_->ask({"digest"}).at("everyone"), digest.at("everyone"));
        for (const char* type : {"customer", "contact", "quote", "order", "product", "person"}) {
            std::map<std::string, Json> records;
            for (const auto& item : manager_->ask({"list", type, "--limit", "0"}))
                records[item.at("id")] = item.at("record");
            const auto own = rep_->ask({"list", type, "--limit", "0"});
            QVERIFY2(!own.empty(), type);
            COMPARE_JSON(second.ask({"list", type, "--limit", "0"}), own);
            for (const auto& item : own)
                COMPARE_JSON(item.at("record"), records.at(item.at("id")));
        }
    });
}

void EndToEndTest::aRevokedDeviceWipesItself() {
    told([&] {
        const auto lost = company_->enrol("Ann", "ann-lost");
        lost.sync();
        QVERIFY(!lost.ask({"list", "customer"}).empty());
        company_->command({"device", "revoke", lost.ask({"status"}).at("device_code"), "--lost"});
        const auto ended = lost.run({"sync"});
        QCOMPARE(ended.exitCode, 1);
        COMPARE_JSON(ended.fault().at("code"), "DEVICE_REVOKED");
        QVERIFY(!std::filesystem::exists(lost.store()));
        COMPARE_JSON(lost.fail({"list", "customer"}).at("code"), "NOT_FOUND");
    });
}

void EndToEndTest::aCollectedDeviceHandsOverAndWipesItself() {
    told([&] {
        const auto returned = company_->enrol("Ann", "ann-returned");
        returned.sync();
        const auto id = newCustomer(returned, "Left Behind Ltd");
        company_->command({"device", "revoke", returned.ask({"status"}).at("device_code"), "--collect"});
        const auto ended = returned.run({"sync"});
        QCOMPARE(ended.exitCode, 1);
        COMPARE_JSON(ended.fault().at("code"), "DEVICE_REVOKED");
        QVERIFY(!std::filesystem::exists(returned.store()));

        manager_->sync();
        QVERIFY(!manager_->has(id));
        const auto held = manager_->ask({"held"});
        const auto at = std::find_if(held.begin(), held.end(),
                                     [&](const Json& item) { return item.at("record_id") == id; });
        QVERIFY(at != held.end());
        manager_->ask({"held", "take", at->at("id")});
        manager_->sync();
        QVERIFY(manager_->has(id));
    });
}

void EndToEndTest::saysThatThereIsNoNetwork() {
    told([&] {
        company_->killServer();
        // The edge answers for the server.
        auto fault = rep_->fail({"sync"}, 3);
        COMPARE_JSON(fault.at("code"), "BUSY");
        company_.reset();
        const auto id = newCustomer(*rep_, "Offline Ltd");
        fault = rep_->fail({"sync"}, 3);
        COMPARE_JSON(fault.at("code"), "BUSY");
        QVERIFY(rep_->has(id));
        COMPARE_JSON(rep_->ask({"outbox"})[0].at("fault").at("code"), "BUSY");
        COMPARE_JSON(rep_->ask({"status"}).at("unsent"), 1);
    });
}

QTEST_GUILESS_MAIN(EndToEndTest)
#include "end_to_end_test.moc"
