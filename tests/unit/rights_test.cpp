#include "shared/access/rights.h"

#include <QTest>
#include <map>
#include <set>
#include <sstream>

#include "fieldfare/access.pb.h"
#include "fieldfare/customer.pb.h"
#include "fieldfare/people.pb.h"
#include "shared/access/access_rule.h"
#include "shared/schema/path.h"
#include "shared/schema/schema.h"
#include "tests/support/random_record.h"

using namespace fieldfare;
using access::Relation;
using access::Rights;
using schema::RecordType;
using schema::Schema;

namespace {

/// Who may do what, by hand. A cell: role, then the relations that give it the right, each alone.
///   roles      R rep, M manager, E executive, U unit administrator, B back office, A administrator
///   relations  o owner, c collaborator, s superior, p pool, d desk, e everyone, n administration,
///              a audience, x everything; * any, or none at all
/// Fields that are not listed follow their type's "edit"; what is not listed at all, nobody may.
const char* const table = R"(
organisation  edit              A:*
unit          create            A:*
unit          edit              A:*
unit          erase             A:*
person        create            U:* A:*
person        edit              U:* A:*
person        last_sign_in_at   -
device        edit              A:*
access_rule   create            A:*
access_rule   edit              A:*
access_rule   erase             A:*

customer      create            R:* M:* E:*
customer      edit              R:oca M:soca E:*
customer      erase             M:soca E:*
customer      code              -
customer      credit_limit      -
customer      arrears           -
customer      unit_id           -
customer      price_list_id     M:soca E:*
customer      collaborator_ids  M:soca E:*
customer      owner_id          M:s E:*
customer      claim             R:p

contact       create            R:oca M:soca E:*
contact       edit              R:oca M:soca E:*
contact       erase             M:soca E:*
visit_plan    create            R:oca M:soca E:*
visit_plan    edit              R:oca M:soca E:*
visit_plan    erase             M:soca E:*
visit         create            R:oca M:soca E:*
visit         edit              R:oca M:soca E:*
visit         erase             M:soca E:*
visit         author_id         -
visit         late              -
visit         review_rating     M:soca E:*
visit         review_comment    M:soca E:*
visit         reviewed_at       M:soca E:*
task          create            R:oca M:soca E:*
task          edit              R:oca M:soca E:*
task          erase             M:soca E:*
file          create            R:oca M:soca E:*

quote         create            R:oca M:soca E:*
quote         edit              R:oca M:soca E:*
quote         author_id         -
quote         totals            -
quote         lines/shipped_milli -
order         create            R:oca M:soca E:*
order         edit              R:oca M:soca E:*
order         author_id         -
order         totals            -
order         lines/shipped_milli -
order         status            R:oca M:soca E:* B:d
order         erp_number        B:d
order         status_reason     B:d
approval      create            R:oca M:soca E:*
approval      edit              M:soca E:*
approval      question          R:oca M:soca E:*
approval      discount_bp       R:oca M:soca E:*
approval      asked_by_id       -
approval      decided_by_id     -

held_change   status            R:oca M:soca E:* B:d
held_change   comment           R:oca M:soca E:* B:d
held_change   decided_by_id     -

category      create            B:* A:*
category      edit              B:* A:*
category      erase             B:* A:*
product       create            B:* A:*
product       edit              B:* A:*
product       erase             B:* A:*
price_list    create            B:* A:*
price_list    edit              B:* A:*
price_list    erase             B:* A:*
)";

const std::map<char, v1::Role> roles{{'R', v1::REP},
                                     {'M', v1::MANAGER},
                                     {'E', v1::EXECUTIVE},
                                     {'U', v1::UNIT_ADMINISTRATOR},
                                     {'B', v1::BACK_OFFICE},
                                     {'A', v1::ADMINISTRATOR},
                                     {'?', v1::ROLE_UNSPECIFIED}};
const std::map<char, Relation> relations{{'o', Relation::Owner},      {'c', Relation::Collaborator},
                                         {'s', Relation::Superior},   {'p', Relation::Pool},
                                         {'d', Relation::Desk},       {'e', Relation::Everyone},
                                         {'a', Relation::Audience},   {'n', Relation::Administration},
                                         {'x', Relation::Everything}, {'0', Relation::None}};

/// "<type> <operation or field>" -> cells as "Ro".
std::map<std::string, std::set<std::string>> readTable() {
    std::map<std::string, std::set<std::string>> out;
    std::istringstream lines{table};
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words{line};
        std::string type;
        std::string what;
        if (!(words >> type >> what))
            continue;
        auto& cells = out[type + " " + what];
        for (std::string cell; words >> cell && cell != "-";)
            for (const auto& [letter, relation] : relations)
                if (cell.find('*') != std::string::npos || cell.find(letter, 2) != std::string::npos)
                    cells.insert({cell[0], letter});
    }
    return out;
}

}  // namespace

class RightsTest : public QObject {
    Q_OBJECT

    const Rights rights;
    const std::map<std::string, std::set<std::string>> allowed = readTable();
    std::set<std::string> used;

    void compare(const std::string& row, char role, char relation, bool may) {
        used.insert(row);
        const auto at = allowed.find(row);
        const bool should = at != allowed.end() && at->second.contains({role, relation});
        QVERIFY2(may == should, qPrintable(QString{"%1 as %2 with %3: %4"}
                                               .arg(QString::fromStdString(row))
                                               .arg(role)
                                               .arg(relation)
                                               .arg(may ? "allowed" : "refused")));
    }

  private slots:
    void everyRoleInEveryRelationMayWhatTheTableSays() {
        for (const auto* type : Schema::instance().types())
            for (const auto& [role, roleValue] : roles)
                for (const auto& [letter, relation] : relations) {
                    const auto& name = type->name();
                    compare(name + " create", role, letter, !rights.mayCreate(roleValue, relation, *type));
                    compare(name + " erase", role, letter, !rights.mayErase(roleValue, relation, *type));
                    compare(name + " claim", role, letter, rights.mayClaim(roleValue, relation, *type));
                    for (const auto& field : type->fields()) {
                        compareField(*type, {&field, &field}, field.name(), role, letter);
                        for (const auto& inner : field.inner())
                            compareField(*type, {&field, &inner}, field.name() + "/" + inner.name(), role,
                                         letter);
                    }
                    if (QTest::currentTestFailed())
                        return;
                }
        for (const auto& [row, cells] : allowed)
            QVERIFY2(used.contains(row), row.c_str());
    }

    void rightsOfSeveralRelationsAddUp() {
        const auto& customer = Schema::of<v1::Customer>();
        const auto* name = customer.field("name");
        const auto both = Relation::Pool | Relation::Collaborator;
        QVERIFY(!rights.mayWrite(v1::REP, both, customer, {name, name}));
        QVERIFY(rights.mayClaim(v1::REP, both, customer));
    }

    void whoLeadsAssigns() {
        for (const auto& [letter, role] : roles)
            for (const auto& [mark, relation] : relations)
                QCOMPARE(rights.mayAssign(role, relation),
                         letter == 'E' || letter == 'A' || (letter == 'M' && mark == 's'));
    }

    void refusalsSayWhat() {
        const auto& customer = Schema::of<v1::Customer>();
        const auto* code = customer.field("code");
        const auto fault = rights.mayWrite(v1::REP, Relation::Owner, customer, {code, code});
        QVERIFY(fault);
        QCOMPARE(fault->code(), v1::NO_RIGHT);
        QCOMPARE(fault->path(), std::string{"code"});
    }

    void masksHideFromTheRolesThatTheSchemaNames() {
        const auto& person = Schema::of<v1::Person>();
        tests::RandomRecord random{3};
        const auto everything = Schema::instance().types();
        for (const auto& [letter, role] : roles) {
            const bool hidden = std::string{"RMEB"}.find(letter) != std::string::npos;
            for (const auto* type : Schema::instance().types())
                QCOMPARE(rights.mask(role, *type).hidden.size(),
                         static_cast<std::size_t>(hidden && type == &person ? 1 : 0));
            const auto record = random.filled(person);
            const auto before = record->SerializeAsString();
            rights.mask(role, person).apply(*record);
            QCOMPARE(static_cast<const v1::Person&>(*record).has_last_sign_in_at(), !hidden);
            QVERIFY(static_cast<const v1::Person&>(*record).has_name());
            QCOMPARE(record->SerializeAsString() == before, !hidden);
            QCOMPARE(rights.mask(role, person).hides(*person.field("last_sign_in_at")), hidden);
            QVERIFY(!rights.mask(role, person).hides(*person.field("name")));
            // 0 means that nothing is hidden; who sees alike has the same.
            QCOMPARE(rights.maskFingerprint(role, everything) != 0, hidden);
            if (hidden)
                QCOMPARE(rights.maskFingerprint(role, everything),
                         rights.maskFingerprint(v1::REP, everything));
        }
    }

    void aRuleAboutAFieldGoesBeforeOneAboutAllOfThem() {
        const auto& customer = Schema::of<v1::Customer>();
        const auto may = [&](const Rights& ruled, v1::Role role, std::string_view name) {
            const auto* field = customer.field(name);
            return !ruled.mayWrite(role, Relation::Owner | Relation::Superior, customer, {field, field});
        };
        const Rights closed{std::vector{ruleOf(v1::REP, Rule::DENY, Rule::WRITE)}};
        QVERIFY(!may(closed, v1::REP, "tier") && !may(closed, v1::REP, "industry"));
        QVERIFY(may(closed, v1::MANAGER, "tier"));
        QVERIFY(!closed.mayFill(v1::REP, Relation::Owner, customer, *customer.field("tier")));
        const Rights one{std::vector{ruleOf(v1::REP, Rule::DENY, Rule::WRITE),
                                     ruleOf(v1::REP, Rule::ALLOW, Rule::WRITE, "tier")}};
        QVERIFY(may(one, v1::REP, "tier") && !may(one, v1::REP, "industry"));
        // What names its roles itself is not opened by a rule about everything, nor what only the server
        // writes.
        const Rights open{std::vector{ruleOf(v1::REP, Rule::ALLOW, Rule::WRITE)}};
        QVERIFY(!may(open, v1::REP, "price_list_id") && !may(open, v1::REP, "code"));
        const Rights list{std::vector{ruleOf(v1::REP, Rule::ALLOW, Rule::WRITE, "price_list_id")}};
        QVERIFY(may(list, v1::REP, "price_list_id"));
    }

    void ofTwoOppositeRulesTheOneThatDeniesHolds() {
        const auto& customer = Schema::of<v1::Customer>();
        for (const auto effect : {Rule::ALLOW, Rule::DENY}) {
            const auto other = effect == Rule::ALLOW ? Rule::DENY : Rule::ALLOW;
            const Rights ruled{
                std::vector{ruleOf(v1::REP, effect, Rule::ERASE), ruleOf(v1::REP, other, Rule::ERASE)}};
            QVERIFY(ruled.mayErase(v1::REP, Relation::Owner, customer));
        }
        const Rights erasing{std::vector{ruleOf(v1::REP, Rule::ALLOW, Rule::ERASE)}};
        QVERIFY(!erasing.mayErase(v1::REP, Relation::Owner, customer));
        // A rule changes what a role may, not whom it reaches.
        QVERIFY(erasing.mayErase(v1::REP, Relation::Pool, customer));
        const Rights denied{std::vector{ruleOf(v1::MANAGER, Rule::DENY, Rule::CREATE)}};
        QVERIFY(denied.mayCreate(v1::MANAGER, Relation::None, customer));
        QVERIFY(!denied.mayCreate(v1::REP, Relation::None, customer));
    }

    void hiddenFieldsAreNeitherReadNorWritten() {
        const auto& customer = Schema::of<v1::Customer>();
        const auto& person = Schema::of<v1::Person>();
        const auto* industry = customer.field("industry");
        const Rights ruled{std::vector{ruleOf(v1::REP, Rule::DENY, Rule::READ, "industry"), [&] {
                                           auto shown = ruleOf(v1::MANAGER, Rule::ALLOW, Rule::READ);
                                           shown.set_record_type(person.number());
                                           shown.set_field_number(v1::Person::kLastSignInAtFieldNumber);
                                           return shown;
                                       }()}};
        QVERIFY(ruled.mask(v1::REP, customer).hides(*industry));
        QVERIFY(ruled.mayWrite(v1::REP, Relation::Owner, customer, {industry, industry}));
        QVERIFY(ruled.mayFill(v1::REP, Relation::Owner, customer, *industry));
        QVERIFY(!ruled.mask(v1::MANAGER, customer).hides(*industry));
        QVERIFY(ruled.mask(v1::MANAGER, person).hidden.empty());
        // Only scopes in which such records stand are listed again.
        const RecordType* const people[] = {&person};
        const RecordType* const customers[] = {&customer};
        QCOMPARE(ruled.maskFingerprint(v1::REP, people), rights.maskFingerprint(v1::REP, people));
        QVERIFY(ruled.maskFingerprint(v1::REP, customers) != rights.maskFingerprint(v1::REP, customers));
    }

    void aDeviceThatWasToldItsRulesDecidesAlike() {
        const Rights ruled{std::vector{ruleOf(v1::REP, Rule::DENY, Rule::READ, "industry"),
                                       ruleOf(v1::REP, Rule::ALLOW, Rule::ERASE),
                                       ruleOf(v1::MANAGER, Rule::DENY, Rule::WRITE, "tier")}};
        const auto& told = ruled.ruled(v1::REP);
        QCOMPARE(told.rules_size(), 2);
        const Rights device{std::vector<Rule>{told.rules().begin(), told.rules().end()}};
        QCOMPARE(device.ruled(v1::REP).version(), told.version());
        for (const auto* type : Schema::instance().types()) {
            QCOMPARE(device.mask(v1::REP, *type).hidden, ruled.mask(v1::REP, *type).hidden);
            for (const auto& field : type->fields())
                QCOMPARE(device.mayWrite(v1::REP, Relation::Owner, *type, {&field, &field}).has_value(),
                         ruled.mayWrite(v1::REP, Relation::Owner, *type, {&field, &field}).has_value());
        }
        // The order in which rules were made says nothing; their absence does, and so does the role.
        const Rights turned{std::vector{ruleOf(v1::REP, Rule::ALLOW, Rule::ERASE),
                                        ruleOf(v1::REP, Rule::DENY, Rule::READ, "industry")}};
        QCOMPARE(turned.ruled(v1::REP).version(), told.version());
        QVERIFY(rights.ruled(v1::REP).version() != told.version());
        QVERIFY(rights.ruled(v1::REP).version() != rights.ruled(v1::MANAGER).version());
        QVERIFY(rights.ruled(v1::REP).version() != 0);
    }

    void rulesThatMayNotBeHaveNoEffect() {
        auto foreign = ruleOf(v1::ADMINISTRATOR, Rule::DENY, Rule::WRITE);
        foreign.set_record_type(Schema::of<Rule>().number());
        auto unknown = ruleOf(v1::REP, Rule::DENY, Rule::WRITE);
        unknown.set_field_number(9'999);
        for (const auto& rule :
             {foreign, unknown, ruleOf(v1::REP, Rule::DENY, Rule::READ, "name"),
              ruleOf(v1::REP, Rule::DENY, Rule::READ, "owner_id"), ruleOf(v1::REP, Rule::DENY, Rule::READ),
              ruleOf(v1::REP, Rule::ALLOW, Rule::WRITE, "code"),
              ruleOf(v1::REP, Rule::DENY, Rule::CREATE, "name"), Rule{}}) {
            QVERIFY(access::checkRule(rule));
            const Rights ruled{std::vector{rule}};
            for (const auto& [letter, role] : roles)
                QCOMPARE(ruled.ruled(role).version(), rights.ruled(role).version());
        }
    }

  private:
    using Rule = v1::AccessRule;

    /// About customers.
    static Rule ruleOf(v1::Role role, Rule::Effect effect, Rule::Operation operation,
                       std::string_view field = {}) {
        const auto& type = Schema::of<v1::Customer>();
        Rule rule;
        rule.set_role(role);
        rule.set_effect(effect);
        rule.set_operation(operation);
        rule.set_record_type(type.number());
        if (!field.empty())
            rule.set_field_number(static_cast<std::uint32_t>(type.field(field)->number()));
        return rule;
    }

    void compareField(const RecordType& type, const schema::ResolvedPath& path, const std::string& name,
                      char role, char letter) {
        const auto& outer = path.outer->name();
        std::string row = type.name() + " edit";
        for (const auto& special : {type.name() + " " + name, type.name() + " " + outer})
            if (allowed.contains(special)) {
                row = special;
                break;
            }
        compare(row, role, letter, !rights.mayWrite(roles.at(role), relations.at(letter), type, path));
    }
};

QTEST_GUILESS_MAIN(RightsTest)
#include "rights_test.moc"
