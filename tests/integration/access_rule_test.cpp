#include "fieldfare/access.pb.h"
#include "tests/support/server/server_test.h"

using namespace fieldfare;
using namespace fieldfare::tests;
using schema::Schema;

/// Rules that administrators make while devices are out: what the server sends, takes and tells.
class AccessRuleTest : public QObject {
    Q_OBJECT

    std::unique_ptr<ServerSite> site;
    std::unique_ptr<ServerClient> ada;
    std::unique_ptr<ServerClient> rita;
    std::unique_ptr<ServerClient> nora;
    std::string customer;

    static v1::AccessRule rule(v1::Role role, v1::AccessRule::Effect effect,
                               v1::AccessRule::Operation operation, const schema::RecordType& type,
                               std::string_view field = {}) {
        v1::AccessRule out;
        out.set_role(role);
        out.set_effect(effect);
        out.set_operation(operation);
        out.set_record_type(type.number());
        if (!field.empty())
            out.set_field_number(static_cast<std::uint32_t>(type.field(field)->number()));
        return out;
    }
    static v1::AccessRule hides(v1::Role role, std::string_view field) {
        return rule(role, v1::AccessRule::DENY, v1::AccessRule::READ, Schema::of<v1::Customer>(), field);
    }
    std::string add(const v1::AccessRule& made) {
        const auto id = ada->create(made);
        const auto outcome = ada->syncOne();
        if (outcome.result() != v1::Outcome::APPLIED)
            throw std::runtime_error{outcome.ShortDebugString()};
        return id;
    }
    void remove(const std::string& id) {
        ada->erase<v1::AccessRule>(id);
        if (ada->syncOne().result() != v1::Outcome::APPLIED)
            throw std::runtime_error{"the rule stays"};
    }
    /// Types of the records that the client's last exchange fetched again.
    static std::set<std::uint32_t> fetchedAgain(const ServerClient& client) {
        std::set<std::uint32_t> types;
        for (const auto& answer : client.answer().ranges())
            for (const auto& row : answer.rows())
                types.insert(row.type());
        return types;
    }

  private slots:
    void init() {
        site = std::make_unique<ServerSite>();
        ada = site->client("ada");
        rita = site->client("rita");
        nora = site->client("nora");
        auto acme = customerOf("Acme");
        acme.set_industry("catering");
        customer = rita->create(acme);
        (void)rita->sync();
        (void)nora->sync();
        (void)ada->sync();
    }
    void cleanup() {
        ada.reset();
        rita.reset();
        nora.reset();
        site.reset();
    }

    void aHiddenFieldLeavesTheServerForNobodyOfTheRole() {
        const auto id = add(hides(v1::REP, "industry"));
        (void)rita->sync();
        QVERIFY(!rita->get<v1::Customer>(customer).has_industry());
        QCOMPARE(rita->get<v1::Customer>(customer).name(), std::string{"Acme"});
        // Nothing else is fetched again for it, no scope is listed anew, and nobody else notices.
        QCOMPARE(rita->exchanges, 2);
        QCOMPARE(fetchedAgain(*rita), std::set<std::uint32_t>{Schema::of<v1::Customer>().number()});
        for (const auto& page : rita->answer().pages())
            QVERIFY(!page.listed_anew());
        (void)nora->sync();
        QCOMPARE(nora->get<v1::Customer>(customer).industry(), std::string{"catering"});
        QCOMPARE(nora->exchanges, 1);
        auto tablet = site->client("rita");
        (void)tablet->sync();
        QVERIFY(!tablet->get<v1::Customer>(customer).has_industry());

        remove(id);
        (void)rita->sync();
        QCOMPARE(rita->get<v1::Customer>(customer).industry(), std::string{"catering"});
    }

    void whatIsHiddenIsNotWritten() {
        rita->edit<v1::Customer>(customer, [](auto& record) { record.set_industry("retail"); });
        (void)add(hides(v1::REP, "industry"));
        COMPARE_FAULT(rita->syncOne(), REJECTED, NO_RIGHT);
        QCOMPARE(site->stored<v1::Customer>(customer).industry(), std::string{"catering"});
    }

    void aConflictQuotesNothingHidden() {
        auto tablet = site->client("rita");
        (void)tablet->sync();
        rita->edit<v1::Customer>(customer, [](auto& record) { record.set_industry("retail"); });
        (void)rita->sync();
        site->clock().advance(std::chrono::seconds{1});
        tablet->edit<v1::Customer>(customer, [](auto& record) { record.set_industry("hotels"); });
        (void)tablet->sync();
        (void)rita->sync();
        QCOMPARE(rita->all<v1::Conflict>().size(), 1U);
        QVERIFY(rita->all<v1::Conflict>().begin()->second.has_losing());
        (void)add(hides(v1::REP, "industry"));
        (void)rita->sync();
        QVERIFY(fetchedAgain(*rita).contains(Schema::of<v1::Conflict>().number()));
        const auto conflict = rita->all<v1::Conflict>().begin()->second;
        QVERIFY(!conflict.has_losing() && !conflict.has_standing());
    }

    void anEditMadeBeforeTheRuleArrivedIsAnsweredWithTheReason() {
        (void)add(
            rule(v1::REP, v1::AccessRule::DENY, v1::AccessRule::WRITE, Schema::of<v1::Customer>(), "tier"));
        rita->edit<v1::Customer>(customer, [](auto& record) { record.set_tier(v1::Customer::A); });
        rita->edit<v1::Customer>(customer, [](auto& record) { record.set_industry("retail"); });
        const auto outcomes = rita->sync();
        COMPARE_FAULT(outcomes.at(0), REJECTED, NO_RIGHT);
        QCOMPARE(outcomes.at(0).fault().path(), std::string{"tier"});
        COMPARE_RESULT(outcomes.at(1), APPLIED);
        // It learned in the same answer what it may do from now on.
        QCOMPARE(rita->rights.rules_size(), 1);
        QCOMPARE(rita->rights.role(), v1::REP);
    }

    void aManagersRightIsRemovedAndGivenBack() {
        const auto edit = [&] {
            nora->edit<v1::Customer>(customer,
                                     [](auto& record) { record.set_industry(record.industry() + "!"); });
            return nora->syncOne();
        };
        COMPARE_RESULT(edit(), APPLIED);
        const auto id =
            add(rule(v1::MANAGER, v1::AccessRule::DENY, v1::AccessRule::WRITE, Schema::of<v1::Customer>()));
        COMPARE_FAULT(edit(), REJECTED, NO_RIGHT);
        nora->edit<v1::Customer>(customer,
                                 [&](auto& record) { record.set_owner_id(site->person("rob").id); });
        COMPARE_FAULT(nora->syncOne(), REJECTED, NO_RIGHT);
        remove(id);
        COMPARE_RESULT(edit(), APPLIED);
    }

    void aRightIsGiven() {
        rita->erase<v1::Customer>(customer);
        COMPARE_FAULT(rita->syncOne(), REJECTED, NO_RIGHT);
        (void)add(rule(v1::REP, v1::AccessRule::ALLOW, v1::AccessRule::ERASE, Schema::of<v1::Customer>()));
        rita->erase<v1::Customer>(customer);
        COMPARE_RESULT(rita->syncOne(), APPLIED);
        (void)add(rule(v1::REP, v1::AccessRule::DENY, v1::AccessRule::CREATE, Schema::of<v1::Customer>()));
        (void)rita->create(customerOf("Another"));
        COMPARE_FAULT(rita->syncOne(), REJECTED, NO_RIGHT);
    }

    void aRepMayBeKeptFromClaiming() {
        std::string pooled;
        site->atServer([&](auto& edit) {
            auto free = customerOf("Nobody's");
            free.set_unit_id(site->unit("North"));
            pooled = edit.create(Schema::of<v1::Customer>(), {}, free).id;
        });
        (void)add(rule(v1::REP, v1::AccessRule::DENY, v1::AccessRule::WRITE, Schema::of<v1::Customer>(),
                       "owner_id"));
        (void)rita->sync();
        rita->edit<v1::Customer>(pooled, [&](auto& record) { record.set_owner_id(site->person("rita").id); });
        COMPARE_FAULT(rita->syncOne(), REJECTED, NO_RIGHT);
    }

    void onlyAdministratorsSeeAndMakeRules() {
        const auto made = hides(v1::REP, "industry");
        const auto id = add(made);
        for (const auto* name : {"rita", "nora", "eve", "bo", "uma"}) {
            auto other = site->client(name);
            (void)other->sync();
            QVERIFY2(!other->has<v1::AccessRule>(id), name);
            (void)other->create(made);
            const auto outcome = other->syncOne();
            QVERIFY2(outcome.result() == v1::Outcome::REJECTED && outcome.fault().code() == v1::NO_RIGHT,
                     name);
        }
        auto second = site->client("ada");
        (void)second->sync();
        QVERIFY(second->has<v1::AccessRule>(id));
    }

    void noRuleLocksTheAdministratorsOut() {
        const auto& rules = Schema::of<v1::AccessRule>();
        const auto& people = Schema::of<v1::Person>();
        const auto refuse = [&](const v1::AccessRule& made) {
            (void)ada->create(made);
            return ada->syncOne();
        };
        using Rule = v1::AccessRule;
        COMPARE_FAULT(refuse(rule(v1::ADMINISTRATOR, Rule::DENY, Rule::WRITE, rules)), REJECTED, RULE);
        COMPARE_FAULT(refuse(rule(v1::ADMINISTRATOR, Rule::DENY, Rule::ERASE, rules)), REJECTED, RULE);
        COMPARE_FAULT(refuse(rule(v1::MANAGER, Rule::ALLOW, Rule::CREATE, rules)), REJECTED, RULE);
        COMPARE_FAULT(refuse(rule(v1::REP, Rule::ALLOW, Rule::WRITE, people, "role")), REJECTED, RULE);
        COMPARE_FAULT(refuse(rule(v1::REP, Rule::DENY, Rule::READ, Schema::of<v1::Customer>(), "owner_id")),
                      REJECTED, RULE);
        COMPARE_FAULT(refuse(rule(v1::REP, Rule::DENY, Rule::READ, Schema::of<v1::Customer>())), REJECTED,
                      INVALID);
        QVERIFY(site->all<v1::AccessRule>().empty());
    }

    void anotherRoleIsToldItsOwnRules() {
        (void)add(hides(v1::MANAGER, "industry"));
        (void)rita->sync();
        QCOMPARE(rita->rights.rules_size(), 0);
        const auto before = rita->rights.version();
        site->atServer([&](auto& edit) {
            edit.change(edit.require(Schema::of<v1::Person>(), site->person("rita").id),
                        [](auto& record) { static_cast<v1::Person&>(record).set_role(v1::MANAGER); });
        });
        (void)rita->sync();
        QCOMPARE(rita->rights.rules_size(), 1);
        QVERIFY(rita->rights.version() != before);
        QVERIFY(!rita->get<v1::Customer>(customer).has_industry());
    }
};

QTEST_GUILESS_MAIN(AccessRuleTest)
#include "access_rule_test.moc"
