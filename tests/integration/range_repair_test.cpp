#include <QTest>
#include <algorithm>

#include "fieldfare/customer.pb.h"
#include "fieldfare/people.pb.h"
#include "mobile/engine/digest_ledger.h"
#include "mobile/engine/store_change.h"
#include "tests/support/loopback/loopback.h"

using namespace fieldfare;
using engine::DigestDifference;
using schema::Schema;
using tests::Loopback;
using tests::NoPause;
using tests::Phone;

namespace {

/// What the answers of a sync brought.
struct Wire {
    std::multiset<std::string> rows;    ///< ids, in pages
    std::multiset<std::string> ranged;  ///< ids, as answers to ranges
    std::multiset<std::string> absent;
    int entries = 0;
    int listed = 0;

    void listenTo(Phone& phone) {
        phone.transport().sees = [this](const std::string& body) {
            v1::SyncResponse response;
            response.ParseFromString(body);
            for (const auto& page : response.pages()) {
                listed += page.listed_anew() ? 1 : 0;
                for (const auto& row : page.rows())
                    rows.insert(row.id());
            }
            for (const auto& answer : response.ranges()) {
                entries += answer.entries_size();
                for (const auto& row : answer.rows())
                    ranged.insert(row.id());
                absent.insert(answer.absent().begin(), answer.absent().end());
            }
        };
    }
};

}  // namespace

/// Rows of a device that are not what the server's digests say: only what differs is fetched again.
class RangeRepairTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Loopback> company;
    std::unique_ptr<Phone> ann;
    std::vector<std::string> customers;
    Wire wire;

    void addCustomers(int count) {
        company->atServer([&](auto& edit) {
            for (int i = 0; i < count; ++i) {
                v1::Customer customer;
                customer.set_name("Customer " + std::to_string(i));
                customer.set_owner_id(company->colleague("Ann").id);
                customer.set_unit_id(company->colleague("Ann").unit);
                customers.push_back(edit.create(Schema::of<v1::Customer>(), {}, customer).id);
            }
        });
    }
    std::vector<std::string> addContacts(int count) {
        std::vector<std::string> contacts;
        company->atServer([&](auto& edit) {
            for (int i = 0; i < count; ++i) {
                v1::Contact contact;
                contact.set_name("Contact " + std::to_string(i));
                contact.set_customer_id(customers.at(0));
                contacts.push_back(edit.create(Schema::of<v1::Contact>(), {}, contact).id);
            }
        });
        return contacts;
    }

    // --- a device whose file was damaged, or whose program was wrong: rows and their digests agree ---

    template <typename Record>
    void lose(const std::string& id) {
        auto& store = ann->store();
        const auto& type = Schema::of<Record>();
        engine::StoreChange change{store.database()};
        engine::DigestLedger ledger{store.database()};
        store.records().of(type).load(id)->head.standings.forEach(
            [&](std::uint32_t scope, std::uint64_t seq) { ledger.remove(scope, type.number(), id, seq); });
        ledger.flush();
        store.records().remove(type, id);
        change.commit();
    }
    /// Puts another record in the same places beside it.
    template <typename Record>
    std::string copy(const std::string& id) {
        auto& store = ann->store();
        const auto& type = Schema::of<Record>();
        const auto another = store.ids().next().bytes();
        engine::StoreChange change{store.database()};
        engine::DigestLedger ledger{store.database()};
        const auto row = *store.records().of(type).load(id);
        row.head.standings.forEach(
            [&](std::uint32_t scope, std::uint64_t seq) { ledger.add(scope, type.number(), another, seq); });
        ledger.flush();
        store.records().put(type, another, row, *type.parse(row.body));
        change.commit();
        return another;
    }
    /// As it was before its last change.
    template <typename Record>
    void setBack(const std::string& id) {
        auto& store = ann->store();
        const auto& type = Schema::of<Record>();
        engine::StoreChange change{store.database()};
        engine::DigestLedger ledger{store.database()};
        auto row = *store.records().of(type).load(id);
        engine::Standings older;
        row.head.standings.forEach([&](std::uint32_t scope, std::uint64_t seq) {
            ledger.remove(scope, type.number(), id, seq);
            ledger.add(scope, type.number(), id, seq - 1);
            older.set(scope, seq - 1);
        });
        ledger.flush();
        row.head.standings = older;
        --row.head.seq;
        Record record;
        record.set_name("Old");
        row.body = record.SerializeAsString();
        store.records().put(type, id, row, record);
        change.commit();
    }

    template <typename Record>
    std::uint64_t count() {
        return ann->reading().count(Schema::of<Record>());
    }
    void endsEqual() {
        QVERIFY(ann->store().verify());
        const auto again = ann->sync();
        QVERIFY(again.report.differences.empty());
        QCOMPARE(again.exchanges, 1);
    }

  private slots:
    void init() {
        company = std::make_unique<Loopback>();
        ann = company->phone("Ann");
        customers.clear();
        wire = {};
    }
    void cleanup() {
        ann.reset();
        company.reset();
    }

    void onlyWhatDiffersIsFetchedAgain() {
        addCustomers(5000);
        ann->sync();
        lose<v1::Customer>(customers.at(1234));
        const auto extra = copy<v1::Customer>(customers.at(77));
        setBack<v1::Customer>(customers.at(4321));
        QVERIFY(ann->store().verify());
        wire.listenTo(*ann);
        const auto result = ann->sync();
        QCOMPARE(wire.ranged, (std::multiset<std::string>{customers.at(1234), customers.at(4321)}));
        QCOMPARE(wire.absent, std::multiset<std::string>{extra});
        QVERIFY(wire.rows.empty());
        QCOMPARE(wire.listed, 0);
        QVERIFY2(wire.entries < 500, std::to_string(wire.entries).c_str());
        QVERIFY2(result.exchanges <= 6, std::to_string(result.exchanges).c_str());
        QCOMPARE(result.report.repaired, 3U);
        QCOMPARE(result.report.listedAnew, 0U);
        QCOMPARE(result.report.differences.size(), 1U);
        const auto& difference = result.report.differences.front();
        QCOMPARE(difference.type, Schema::of<v1::Customer>().number());
        QCOMPARE(difference.ourCount, 5000U);
        QCOMPARE(difference.theirCount, 5000U);
        QVERIFY(difference.healing == DigestDifference::Healing::Ranges);
        QCOMPARE(ann->get<v1::Customer>(customers.at(1234)).name(), std::string{"Customer 1234"});
        QCOMPARE(ann->reading().search("Customer 1234", 5).size(), 1U);
        QCOMPARE(ann->get<v1::Customer>(customers.at(4321)).name(), std::string{"Customer 4321"});
        QVERIFY(!ann->store().records().of(Schema::of<v1::Customer>()).has(extra));
        QCOMPARE(count<v1::Customer>(), 5000U);
        endsEqual();
    }

    void manyDifferencesAreFetchedAgainToo() {
        addCustomers(3000);
        ann->sync();
        std::multiset<std::string> lost;
        for (std::size_t i = 0; i < customers.size(); i += 2)
            lost.insert(customers.at(i));
        for (const auto& id : lost)
            lose<v1::Customer>(id);
        wire.listenTo(*ann);
        const auto result = ann->sync();
        QCOMPARE(wire.ranged, lost);
        QCOMPARE(wire.listed, 0);
        QCOMPARE(result.report.repaired, 1500U);
        QCOMPARE(count<v1::Customer>(), 3000U);
        endsEqual();
    }

    void differencesInTwoTypesAreRepairedTogether() {
        addCustomers(300);
        const auto contacts = addContacts(300);
        ann->sync();
        lose<v1::Customer>(customers.at(3));
        lose<v1::Contact>(contacts.at(200));
        const auto extra = copy<v1::Contact>(contacts.at(4));
        wire.listenTo(*ann);
        const auto result = ann->sync();
        QCOMPARE(wire.ranged, (std::multiset<std::string>{customers.at(3), contacts.at(200)}));
        QCOMPARE(wire.absent, std::multiset<std::string>{extra});
        QCOMPARE(wire.listed, 0);
        QCOMPARE(result.report.differences.size(), 2U);
        QCOMPARE(result.report.repaired, 3U);
        QVERIFY2(result.exchanges <= 5, std::to_string(result.exchanges).c_str());
        endsEqual();
    }

    void whatChangesMeanwhileDoesNotConfuseIt() {
        addCustomers(2000);
        ann->sync();
        for (std::size_t i = 100; i < 110; ++i)
            lose<v1::Customer>(customers.at(i));
        const auto extra = copy<v1::Customer>(customers.at(5));
        int answers = 0;
        ann->transport().sees = [&](const std::string&) {
            // Between two exchanges of the repair, in the ranges that are looked at.
            company->atServer([&](auto& edit) {
                const auto& type = Schema::of<v1::Customer>();
                const auto at = static_cast<std::size_t>(100 + 2 * answers);
                if (answers++ > 4)
                    return;
                edit.change(edit.require(type, customers.at(at)), [](auto& record) {
                    static_cast<v1::Customer&>(record).set_name("Changed meanwhile");
                });
                edit.erase(edit.require(type, customers.at(at + 1)));
            });
        };
        const auto result = ann->sync();
        QVERIFY(answers > 3);
        QCOMPARE(result.report.listedAnew, 0U);
        ann->transport().sees = nullptr;
        ann->sync();
        QVERIFY(!ann->has(extra));
        for (std::size_t i = 100; i < 110; ++i) {
            const bool erased = i % 2 == 1 && i < static_cast<std::size_t>(100 + 2 * answers);
            QCOMPARE(ann->has(customers.at(i)), !erased);
        }
        endsEqual();
    }

    void itGoesOnWhereAnswersWereLostAndBeginsAnewWhenKilled() {
        addCustomers(1000);
        ann->sync();
        lose<v1::Customer>(customers.at(500));
        wire.listenTo(*ann);
        ann->transport().loses = [](const std::string&, int number) { return number % 2 == 0; };
        bool complete = false;
        for (int i = 0; i < 20 && !complete; ++i) {
            try {
                ann->sync();
                complete = true;
            } catch (const std::runtime_error&) {
                if (i == 1)
                    ann->restart();
            }
        }
        QVERIFY(complete);
        QCOMPARE(wire.ranged, std::multiset<std::string>{customers.at(500)});
        QCOMPARE(wire.listed, 0);
        ann->transport().loses = nullptr;
        endsEqual();
    }

    void whatIsMissingWithoutAReasonIsNotLetGo() {
        addCustomers(4);
        ann->sync();
        std::vector<std::string> extra;
        for (int i = 0; i < 30; ++i)
            extra.push_back(copy<v1::Customer>(customers.at(0)));
        NoPause pause;
        base::SystemRandom random;
        engine::SyncRunner runner{ann->store(), ann->transport(), pause, random};
        auto result = runner.run(1);
        QVERIFY(result.stop == engine::Stop::Absence);
        QCOMPARE(result.fault->limit(), 30);
        QCOMPARE(result.report.listedAnew, 0U);
        QCOMPARE(count<v1::Customer>(), 34U);
        QCOMPARE(ann->store().meta().number(engine::Meta::absence), 30U);
        // So it stays, also for a program that starts anew, until somebody agrees.
        ann->restart();
        engine::SyncRunner another{ann->store(), ann->transport(), pause, random};
        QVERIFY(another.run(1).stop == engine::Stop::Absence);
        another.cycle().acceptAbsence();
        result = another.run(1);
        QVERIFY(result.complete);
        QCOMPARE(result.report.repaired, 30U);
        QCOMPARE(count<v1::Customer>(), 4U);
        QCOMPARE(ann->store().meta().number(engine::Meta::absence), 0U);
        // They agreed to these only.
        QCOMPARE(ann->store().meta().number(engine::Meta::absenceAccepted), 0U);
        endsEqual();
    }

    void aFewThatAreMissingGo() {
        addCustomers(2);
        ann->sync();
        for (int i = 0; i < 20; ++i)
            (void)copy<v1::Customer>(customers.at(0));
        const auto result = ann->sync();
        QCOMPARE(result.report.repaired, 20U);
        QCOMPARE(count<v1::Customer>(), 2U);
        endsEqual();
    }

    void aDamagedLedgerIsRepairedWithoutTheServer() {
        addCustomers(100);
        ann->sync();
        ann->store().database().execute("UPDATE scope_digest SET sum = sum + 1");
        wire.listenTo(*ann);
        const auto result = ann->sync();
        QCOMPARE(result.exchanges, 1);
        QVERIFY(result.report.ledgerRepaired);
        QVERIFY(result.report.differences.empty());
        QCOMPARE(result.report.repaired, 0U);
        QCOMPARE(wire.entries, 0);
        endsEqual();
    }

    void hiddenFieldsDoNotComeWithARepair() {
        const auto mei = company->colleague("Mei").id;
        company->atServer([&](auto& edit) {
            edit.change(edit.require(Schema::of<v1::Person>(), mei),
                        [](auto& record) { static_cast<v1::Person&>(record).set_last_sign_in_at(1234); });
        });
        ann->sync();
        lose<v1::Person>(mei);
        wire.listenTo(*ann);
        ann->sync();
        QCOMPARE(wire.ranged, std::multiset<std::string>{mei});
        QCOMPARE(ann->get<v1::Person>(mei).name(), std::string{"Mei"});
        QVERIFY(!ann->get<v1::Person>(mei).has_last_sign_in_at());
        endsEqual();
    }
};

QTEST_GUILESS_MAIN(RangeRepairTest)
#include "range_repair_test.moc"
