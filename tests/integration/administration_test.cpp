#include "tests/support/server/server_test.h"

using namespace fieldfare;
using namespace fieldfare::tests;
using schema::Schema;

/// Units and people, kept by devices of those who administer: no way up, and always a tree.
class AdministrationTest : public QObject {
    Q_OBJECT

    std::unique_ptr<ServerSite> site;
    std::unique_ptr<ServerClient> ada;
    std::unique_ptr<ServerClient> uma;

    v1::Person personIn(const std::string& unit, v1::Role role) {
        v1::Person person;
        person.set_name("new");
        person.set_role(role);
        person.set_unit_id(unit);
        person.set_status(v1::Person::ACTIVE);
        return person;
    }
    v1::Outcome change(ServerClient& client, const std::string& name,
                       const std::function<void(v1::Person&)>& change) {
        client.edit<v1::Person>(site->person(name).id, change);
        return client.syncOne();
    }

  private slots:
    void init() {
        site = std::make_unique<ServerSite>();
        ada = site->client("ada");
        uma = site->client("uma");
        (void)ada->sync();
        (void)uma->sync();
    }
    void cleanup() {
        ada.reset();
        uma.reset();
        site.reset();
    }

    void aUnitAdministratorMaintainsTheUnitsPeople() {
        (void)uma->create(personIn(site->unit("North"), v1::REP));
        COMPARE_RESULT(uma->syncOne(), APPLIED);
        (void)uma->create(personIn(site->unit("Harbour"), v1::MANAGER));
        COMPARE_RESULT(uma->syncOne(), APPLIED);
        COMPARE_RESULT(change(*uma, "rita", [](auto& p) { p.set_phone("1"); }), APPLIED);
        COMPARE_RESULT(change(*uma, "hal", [](auto& p) { p.set_status(v1::Person::FROZEN); }), APPLIED);
        COMPARE_RESULT(change(*uma, "rita", [&](auto& p) { p.set_unit_id(site->unit("Harbour")); }), APPLIED);
    }

    void butNobodyElse() {
        (void)uma->create(personIn(site->unit("South"), v1::REP));
        COMPARE_FAULT(uma->syncOne(), REJECTED, NO_RIGHT);
        COMPARE_FAULT(change(*uma, "stan", [](auto& p) { p.set_phone("1"); }), REJECTED, NO_RIGHT);
        COMPARE_FAULT(change(*uma, "ada", [](auto& p) { p.set_status(v1::Person::FROZEN); }), REJECTED,
                      NO_RIGHT);
        // Not by taking them in, nor by sending somebody out.
        COMPARE_FAULT(change(*uma, "stan", [&](auto& p) { p.set_unit_id(site->unit("North")); }), REJECTED,
                      NO_RIGHT);
        COMPARE_FAULT(change(*uma, "rita", [&](auto& p) { p.set_unit_id(site->unit("South")); }), REJECTED,
                      NO_RIGHT);
    }

    void andMakesNobodyMoreThanThemselves() {
        for (const auto role : {v1::EXECUTIVE, v1::ADMINISTRATOR, v1::BACK_OFFICE}) {
            COMPARE_FAULT(change(*uma, "rita", [&](auto& p) { p.set_role(role); }), REJECTED, NO_RIGHT);
            COMPARE_FAULT(change(*uma, "uma", [&](auto& p) { p.set_role(role); }), REJECTED, NO_RIGHT);
            (void)uma->create(personIn(site->unit("North"), role));
            COMPARE_FAULT(uma->syncOne(), REJECTED, NO_RIGHT);
        }
        COMPARE_RESULT(change(*ada, "rita", [&](auto& p) { p.set_role(v1::EXECUTIVE); }), APPLIED);
        (void)uma->sync();
        COMPARE_FAULT(change(*uma, "rita", [](auto& p) { p.set_phone("1"); }), REJECTED, NO_RIGHT);
    }

    void unitsStayATree() {
        const auto unitOf = [](const std::string& superior) {
            v1::Unit unit;
            unit.set_name("new");
            if (!superior.empty())
                unit.set_superior_id(superior);
            return unit;
        };
        const auto fresh = ada->create(unitOf(site->unit("South")));
        COMPARE_RESULT(ada->syncOne(), APPLIED);
        for (const auto& superior : {std::string{}, std::string(16, 'x')}) {
            (void)ada->create(unitOf(superior));
            COMPARE_FAULT(ada->syncOne(), REJECTED, RULE);
        }
        const auto hang = [&](const std::string& unit, const std::string& below) {
            ada->edit<v1::Unit>(unit, [&](auto& u) {
                if (below.empty())
                    u.clear_superior_id();
                else
                    u.set_superior_id(below);
            });
            return ada->syncOne();
        };
        COMPARE_FAULT(hang(site->unit("North"), site->unit("Harbour")), REJECTED, RULE);
        COMPARE_FAULT(hang(site->unit("North"), site->unit("North")), REJECTED, RULE);
        COMPARE_FAULT(hang(site->unit("North"), {}), REJECTED, RULE);
        COMPARE_FAULT(hang(site->unit("Acme"), site->unit("North")), REJECTED, RULE);
        COMPARE_RESULT(hang(fresh, site->unit("North")), APPLIED);
        // Two moves that are fine alone and a ring together, in one request.
        ada->edit<v1::Unit>(fresh, [&](auto& u) { u.set_superior_id(site->unit("Harbour")); });
        ada->edit<v1::Unit>(site->unit("Harbour"), [&](auto& u) { u.set_superior_id(fresh); });
        const auto outcomes = ada->sync();
        COMPARE_RESULT(outcomes[0], APPLIED);
        COMPARE_FAULT(outcomes[1], REJECTED, RULE);
    }

    void aUnitIsDeletedOnlyWhenNothingIsLeftInIt() {
        const auto erase = [&](const std::string& unit) {
            ada->erase<v1::Unit>(unit);
            return ada->syncOne();
        };
        COMPARE_FAULT(erase(site->unit("Acme")), REJECTED, RULE);
        COMPARE_FAULT(erase(site->unit("North")), REJECTED, RULE);
        COMPARE_FAULT(erase(site->unit("South")), REJECTED, RULE);
        v1::Unit unit;
        unit.set_name("new");
        unit.set_superior_id(site->unit("South"));
        const auto fresh = ada->create(unit);
        // It and who works there may come in one request.
        (void)ada->create(personIn(fresh, v1::REP));
        for (const auto& outcome : ada->sync())
            COMPARE_RESULT(outcome, APPLIED);
        COMPARE_FAULT(erase(fresh), REJECTED, RULE);
        const auto empty = ada->create(unit);
        COMPARE_RESULT(ada->syncOne(), APPLIED);
        COMPARE_RESULT(erase(empty), APPLIED);
    }

    void peopleWorkInUnitsThatExist() {
        (void)ada->create(personIn(std::string(16, 'x'), v1::REP));
        COMPARE_FAULT(ada->syncOne(), REJECTED, RULE);
        COMPARE_FAULT(change(*ada, "rita", [](auto& p) { p.clear_unit_id(); }), REJECTED, RULE);
    }
};

QTEST_GUILESS_MAIN(AdministrationTest)
#include "administration_test.moc"
