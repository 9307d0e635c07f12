#include <QTest>

#include "fieldfare/access.pb.h"
#include "fieldfare/customer.pb.h"
#include "fieldfare/history.pb.h"
#include "mobile/engine/drafts.h"
#include "mobile/engine/permissions.h"
#include "shared/schema/fault.h"
#include "tests/support/loopback/loopback.h"

using namespace fieldfare;
using schema::Schema;
using tests::Loopback;
using tests::Phone;
using Rule = v1::AccessRule;

/// Rules that administrators make, on the phones of those whom they are about.
class DeviceRightsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Loopback> company;
    std::unique_ptr<Phone> ann;
    std::string customer;

    std::string rule(v1::Role role, Rule::Effect effect, Rule::Operation operation, int field = 0) {
        Rule made;
        made.set_role(role);
        made.set_effect(effect);
        made.set_operation(operation);
        made.set_record_type(Schema::of<v1::Customer>().number());
        if (field != 0)
            made.set_field_number(static_cast<std::uint32_t>(field));
        std::string id;
        company->atServer([&](auto& edit) { id = edit.create(Schema::of<Rule>(), {}, made).id; });
        return id;
    }
    void remove(const std::string& id) {
        company->atServer([&](auto& edit) { edit.erase(edit.require(Schema::of<Rule>(), id)); });
    }
    engine::Permissions permissions(Phone& phone) {
        return engine::permissionsOn(phone.store(), phone.editing().require(customer));
    }
    /// True if the text is anywhere in what the phone keeps of customers and drafts.
    static bool holds(Phone& phone, const std::string& text) {
        const auto customers = phone.store().records().of(Schema::of<v1::Customer>()).name();
        for (const auto& table : {customers, std::string{"draft"}}) {
            auto& statement = phone.store().database().prepare("SELECT * FROM " + table);
            while (statement.step())
                for (int i = 0; i < statement.columns(); ++i)
                    if (statement.blob(i).find(text) != std::string_view::npos) {
                        statement.reset();
                        return true;
                    }
            statement.reset();
        }
        return false;
    }

  private slots:
    void init() {
        company = std::make_unique<Loopback>();
        ann = company->phone("Ann");
        ann->sync();
        customer = ann->create<v1::Customer>([](v1::Customer& record) {
            record.set_name("Acorn");
            record.set_industry("catering");
            record.set_tier(v1::Customer::B);
        });
        ann->sync();
    }
    void cleanup() {
        ann.reset();
        company.reset();
    }

    void aFieldThatIsHiddenIsErasedAndComesBack() {
        QVERIFY(holds(*ann, "catering"));
        const auto id = rule(v1::REP, Rule::DENY, Rule::READ, v1::Customer::kIndustryFieldNumber);
        ann->sync();
        QVERIFY(!ann->get<v1::Customer>(customer).has_industry());
        QVERIFY(!holds(*ann, "catering"));
        QVERIFY(!permissions(*ann).mayWrite("industry"));
        QVERIFY(ann->store().verify());
        remove(id);
        const auto result = ann->sync();
        QCOMPARE(ann->get<v1::Customer>(customer).industry(), std::string{"catering"});
        QVERIFY(permissions(*ann).mayWrite("industry"));
        QVERIFY(result.report.differences.empty());
    }

    void aFieldThatIsShownAgainBeforeTheDeviceHasReadOnComesBack() {
        // It has contacts to read on, and no customer.
        auto tablet = company->phone("Ann");
        tablet->sync();
        for (int i = 0; i < 20; ++i)
            (void)tablet->create<v1::Contact>([&](v1::Contact& contact) {
                contact.set_customer_id(customer);
                contact.set_name("Contact " + std::to_string(i));
                contact.set_preferences(std::string(200, 'x'));
            });
        tablet->sync();
        company->answersOf(2'000);
        const auto id = rule(v1::REP, Rule::DENY, Rule::READ, v1::Customer::kIndustryFieldNumber);
        bool taken = false;
        ann->transport().sees = [&](const std::string&) {
            if (!std::exchange(taken, true))
                remove(id);
        };
        ann->sync();
        QCOMPARE(ann->get<v1::Customer>(customer).industry(), std::string{"catering"});
        QVERIFY(permissions(*ann).mayWrite("industry"));
    }

    void onlyRecordsOfTheTypeAreFetchedAgain() {
        std::set<std::string> fetched;
        ann->transport().sees = [&](const std::string& body) {
            v1::SyncResponse response;
            response.ParseFromString(body);
            for (const auto& page : response.pages())
                if (page.listed_anew() || !page.rows().empty())
                    fetched.insert("a page");
            for (const auto& answer : response.ranges())
                for (const auto& row : answer.rows())
                    fetched.insert(row.id());
        };
        const auto id = rule(v1::REP, Rule::DENY, Rule::READ, v1::Customer::kIndustryFieldNumber);
        auto result = ann->sync();
        QCOMPARE(fetched, std::set<std::string>{customer});
        QCOMPARE(result.report.remasked, 1U);
        QCOMPARE(result.report.listedAnew, 0U);
        fetched.clear();
        remove(id);
        result = ann->sync();
        QCOMPARE(fetched, std::set<std::string>{customer});
        QCOMPARE(result.report.remasked, 1U);
        fetched.clear();
        QCOMPARE(ann->sync().exchanges, 1);
        QVERIFY(fetched.empty());
    }

    void whatIsSeenChangesBetweenTwoPages_data() {
        QTest::addColumn<bool>("takenBack");
        QTest::newRow("a rule comes") << false;
        QTest::newRow("a rule comes and is taken back") << true;
    }
    void whatIsSeenChangesBetweenTwoPages() {
        QFETCH(bool, takenBack);
        // Four pages of customers, the first of them under other rights than the last.
        company->atServer([&](auto& edit) {
            for (int i = 0; i < 1800; ++i) {
                v1::Customer record;
                record.set_name("Customer " + std::to_string(i));
                record.set_industry("catering");
                record.set_notes(std::string(2000, 'n'));
                record.set_owner_id(company->colleague("Ann").id);
                record.set_unit_id(company->colleague("Ann").unit);
                edit.create(Schema::of<v1::Customer>(), {}, record);
            }
        });
        auto tablet = company->phone("Ann");
        std::string id;
        int answers = 0;
        tablet->transport().sees = [&](const std::string&) {
            if (++answers == 1)
                id = rule(v1::REP, Rule::DENY, Rule::READ, v1::Customer::kIndustryFieldNumber);
            else if (answers == 2 && takenBack)
                remove(id);
        };
        (void)tablet->sync();
        QVERIFY(answers >= 4);
        std::size_t seen = 0;
        const auto page = tablet->reading().list({.type = &Schema::of<v1::Customer>(), .limit = 3000});
        for (const auto& record : page.records)
            seen += record.as<v1::Customer>().has_industry() ? 1 : 0;
        QCOMPARE(page.records.size(), std::size_t{1801});
        QCOMPARE(seen, std::size_t{takenBack ? 1801U : 0U});
        QCOMPARE(holds(*tablet, "catering"), takenBack);
        QVERIFY(tablet->store().verify());
        QCOMPARE(tablet->sync().exchanges, 1);
    }

    void draftsKeepWhatWasTypedAndLoseWhatWasShown() {
        engine::Drafts drafts{ann->editing()};
        const auto shown = ann->editing().require(customer);
        auto typed = shown.as<v1::Customer>();
        typed.set_name("Acorn Ltd");
        engine::Draft draft{shown.type, customer, shown, std::make_shared<v1::Customer>(typed), {}, 0};
        (void)drafts.keep(draft);
        (void)rule(v1::REP, Rule::DENY, Rule::READ, v1::Customer::kIndustryFieldNumber);
        ann->sync();
        QVERIFY(!holds(*ann, "catering"));
        const auto kept = drafts.of(customer);
        QVERIFY(kept);
        QCOMPARE(static_cast<const v1::Customer&>(*kept->values).name(), std::string{"Acorn Ltd"});
        (void)drafts.commit(*kept);
        ann->sync();
        QCOMPARE(ann->get<v1::Customer>(customer).name(), std::string{"Acorn Ltd"});
        QVERIFY(ann->store().attention().list().empty());
    }

    void anEditMadeBeforeTheRuleCameNeedsAttentionWithWhatWasTyped() {
        ann->edit<v1::Customer>(customer, [](auto& record) { record.set_industry("hotels"); });
        (void)rule(v1::REP, Rule::DENY, Rule::READ, v1::Customer::kIndustryFieldNumber);
        ann->sync();
        const auto items = ann->store().attention().list();
        QCOMPARE(items.size(), 1U);
        QCOMPARE(items[0].fault.code(), v1::NO_RIGHT);
        v1::Customer typed;
        QVERIFY(typed.ParseFromString(items[0].mutation.partial()));
        QCOMPARE(typed.industry(), std::string{"hotels"});
        QVERIFY(!ann->get<v1::Customer>(customer).has_industry());
    }

    void whatWasMadeWhileTheRuleWasUnderWayStaysAsItWasTyped() {
        (void)rule(v1::REP, Rule::DENY, Rule::READ, v1::Customer::kIndustryFieldNumber);
        std::string made;
        std::string shown;
        int answers = 0;
        ann->transport().sees = [&](const std::string&) {
            if (++answers == 1)
                made = ann->create<v1::Customer>([](v1::Customer& record) {
                    record.set_name("Birch");
                    record.set_industry("hotels");
                });
            else if (shown.empty())
                shown = ann->get<v1::Customer>(made).industry();
        };
        ann->sync();
        QCOMPARE(shown, std::string{"hotels"});
        QCOMPARE(ann->store().attention().list().size(), 1U);
    }

    void theNextOneIsRefusedWhereItIsTyped() {
        (void)rule(v1::REP, Rule::DENY, Rule::WRITE, v1::Customer::kTierFieldNumber);
        ann->sync();
        QVERIFY(!permissions(*ann).mayWrite("tier"));
        QVERIFY(permissions(*ann).mayWrite("industry"));
        const auto& type = Schema::of<v1::Customer>();
        QVERIFY(!ann->editing().mayWrite(type, nullptr, {v1::Customer::kTierFieldNumber, {}, 0}));
        const auto refusal = [&](const auto& work) {
            try {
                work();
            } catch (const schema::FaultError& error) {
                return error.fault().code();
            }
            return v1::FAULT_CODE_UNSPECIFIED;
        };
        QCOMPARE(refusal([&] {
                     ann->edit<v1::Customer>(customer,
                                             [](auto& record) { record.set_tier(v1::Customer::A); });
                 }),
                 v1::NO_RIGHT);
        QCOMPARE(refusal([&] {
                     (void)ann->create<v1::Customer>([](auto& record) {
                         record.set_name("Another");
                         record.set_tier(v1::Customer::A);
                     });
                 }),
                 v1::NO_RIGHT);
        QVERIFY(!ann->store().outbox().hasWork());
        // What it learned outlasts the program.
        ann->restart();
        QVERIFY(!permissions(*ann).mayWrite("tier"));
    }

    void aRightToMakeAndToDeleteIsMirrored() {
        QVERIFY(ann->editing().mayCreate(Schema::of<v1::Customer>()));
        QVERIFY(!permissions(*ann).mayErase);
        (void)rule(v1::REP, Rule::DENY, Rule::CREATE);
        (void)rule(v1::REP, Rule::ALLOW, Rule::ERASE);
        ann->sync();
        QVERIFY(!ann->editing().mayCreate(Schema::of<v1::Customer>()));
        QVERIFY(permissions(*ann).mayErase);
        ann->editing().erase(customer);
        ann->sync();
        QVERIFY(!ann->has(customer));
    }

    void aManagersRightIsRemovedOnTheirTablet() {
        auto mei = company->phone("Mei");
        mei->sync();
        QVERIFY(permissions(*mei).mayWrite("owner_id"));
        mei->edit<v1::Customer>(customer, [](auto& record) { record.set_industry("hotels"); });
        (void)rule(v1::MANAGER, Rule::DENY, Rule::WRITE);
        mei->sync();
        QCOMPARE(mei->store().attention().list().size(), 1U);
        QVERIFY(permissions(*mei).writable.empty());
        ann->sync();
        QVERIFY(permissions(*ann).mayWrite("industry"));
        QCOMPARE(ann->get<v1::Customer>(customer).industry(), std::string{"catering"});
    }
};

QTEST_GUILESS_MAIN(DeviceRightsTest)
#include "device_rights_test.moc"
