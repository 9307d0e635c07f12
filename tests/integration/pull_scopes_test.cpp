#include "fieldfare/catalogue.pb.h"
#include "fieldfare/history.pb.h"
#include "tests/support/server/server_test.h"

using namespace fieldfare;
using namespace fieldfare::tests;
using schema::Schema;

/// Who receives what, and that it leaves with the right to it. The client compares digests at every complete
/// pull.
class PullScopesTest : public QObject {
    Q_OBJECT

    std::unique_ptr<ServerSite> site;
    std::map<std::string, std::unique_ptr<ServerClient>> clients;

    ServerClient& client(const std::string& name) {
        auto& slot = clients[name];
        if (!slot)
            slot = site->client(name);
        return *slot;
    }
    /// Everybody syncs; then exactly these hold the record.
    template <typename Record>
    void seenBy(const std::string& id, const std::set<std::string>& names) {
        for (const char* name : {"eve", "bo", "ada", "uma", "nora", "rita", "rob", "hal", "sam", "stan"}) {
            (void)client(name).sync();
            QVERIFY2(client(name).has<Record>(id) == names.contains(name), name);
        }
    }
    std::string customerOfRita() {
        const auto id = client("rita").create(customerOf("Acme"));
        (void)client("rita").sync();
        return id;
    }
    void assign(const std::string& by, const std::string& id, const std::string& to) {
        (void)client(by).sync();
        client(by).edit<v1::Customer>(id, [&](auto& c) {
            if (to.empty())
                c.clear_owner_id();
            else
                c.set_owner_id(site->person(to).id);
        });
        if (const auto outcome = client(by).syncOne(); outcome.result() != v1::Outcome::APPLIED)
            throw std::runtime_error{outcome.ShortDebugString()};
    }
    std::string madeBy(const std::string& name, const google::protobuf::Message& record) {
        const auto& type = *Schema::instance().referenced(record.GetDescriptor()->name());
        const auto id = client(name).createAs(type, record, site->ids().next().bytes());
        if (const auto outcome = client(name).syncOne(); outcome.result() != v1::Outcome::APPLIED)
            throw std::runtime_error{outcome.ShortDebugString()};
        return id;
    }

  private slots:
    void init() { site = std::make_unique<ServerSite>(); }
    void cleanup() {
        clients.clear();
        site.reset();
    }

    void anOwnedCustomerIsSeenByItsOwnerAndThoseAbove() {
        const auto id = customerOfRita();
        seenBy<v1::Customer>(id, {"rita", "nora", "eve"});
        const auto contact = madeBy("rita", contactAt(id, "Ann"));
        seenBy<v1::Contact>(contact, {"rita", "nora", "eve"});
        // A manager reads the units below, not beside or above.
        const auto harbour = madeBy("hal", customerOf("Dock"));
        seenBy<v1::Customer>(harbour, {"hal", "nora", "eve"});
    }

    void theUnitsRepsSeeThePool() {
        const auto id = customerOfRita();
        const auto contact = madeBy("rita", contactAt(id, "Ann"));
        assign("nora", id, {});
        seenBy<v1::Customer>(id, {"rita", "rob", "nora", "eve"});
        seenBy<v1::Contact>(contact, {"rita", "rob", "nora", "eve"});
    }

    void collaboratorsSeeItAndWhatIsUnderIt() {
        const auto id = customerOfRita();
        const auto contact = madeBy("rita", contactAt(id, "Ann"));
        (void)client("nora").sync();
        client("nora").edit<v1::Customer>(id,
                                          [&](auto& c) { c.add_collaborator_ids(site->person("stan").id); });
        COMPARE_RESULT(client("nora").syncOne(), APPLIED);
        seenBy<v1::Customer>(id, {"rita", "nora", "eve", "stan"});
        seenBy<v1::Contact>(contact, {"rita", "nora", "eve", "stan"});
        client("stan").edit<v1::Contact>(contact, [](auto& c) { c.set_title("CEO"); });
        COMPARE_RESULT(client("stan").syncOne(), APPLIED);
        (void)client("nora").sync();
        client("nora").edit<v1::Customer>(id, [&](auto& c) { c.clear_collaborator_ids(); });
        COMPARE_RESULT(client("nora").syncOne(), APPLIED);
        seenBy<v1::Contact>(contact, {"rita", "nora", "eve"});
        QCOMPARE(client("stan").removal(contact), v1::Removal::MOVED);
    }

    void theAssigneeSeesTheTaskAlone() {
        const auto id = customerOfRita();
        v1::Task task;
        task.set_customer_id(id);
        task.set_title("call");
        task.set_assignee_id(site->person("hal").id);
        const auto taskId = madeBy("rita", task);
        seenBy<v1::Task>(taskId, {"rita", "nora", "eve", "hal"});
        QVERIFY(!client("hal").has<v1::Customer>(id));
        client("hal").edit<v1::Task>(taskId, [](auto& t) { t.set_status(v1::Task::OPEN); });
        COMPARE_RESULT(client("hal").syncOne(), APPLIED);
        (void)client("rita").sync();
        client("rita").edit<v1::Task>(taskId, [&](auto& t) { t.set_assignee_id(site->person("rob").id); });
        COMPARE_RESULT(client("rita").syncOne(), APPLIED);
        seenBy<v1::Task>(taskId, {"rita", "nora", "eve", "rob"});
    }

    void whatIsEverybodysIsSeenByEverybody() {
        v1::Product product;
        product.set_name("Seed");
        product.set_sku("S-1");
        const auto id = madeBy("bo", product);
        seenBy<v1::Product>(id, {"eve", "bo", "ada", "uma", "nora", "rita", "rob", "hal", "sam", "stan"});
    }

    void devicesAreSeenByThoseWhoAdministerAndTheirPerson() {
        seenBy<v1::Device>(client("rita").device(), {"ada", "uma", "rita"});
    }

    void aReassignedCustomerMovesWithEverythingUnderIt() {
        const auto id = customerOfRita();
        const auto contact = madeBy("rita", contactAt(id, "Ann"));
        const auto visit = madeBy("rita", visitAt(id, 1000));
        const auto quote = madeBy("rita", quoteFor(id, "Q-1"));
        const auto approval = madeBy("rita", approvalOf(quote, 0));
        seenBy<v1::Approval>(approval, {"rita", "nora", "eve"});
        const auto version = client("rita").seqOf(Schema::of<v1::Contact>(), contact);
        assign("eve", id, "stan");
        seenBy<v1::Customer>(id, {"stan", "sam", "eve"});
        seenBy<v1::Contact>(contact, {"stan", "sam", "eve"});
        seenBy<v1::Visit>(visit, {"stan", "sam", "eve"});
        seenBy<v1::Quote>(quote, {"stan", "sam", "eve"});
        seenBy<v1::Approval>(approval, {"stan", "sam", "eve"});
        QCOMPARE(client("rita").removal(approval), v1::Removal::MOVED);
        QCOMPARE(client("nora").removal(approval), v1::Removal::MOVED);
        // The move is a change of the feeds: the record keeps its version.
        QCOMPARE(client("stan").seqOf(Schema::of<v1::Contact>(), contact), version);
        // Each place in a feed has a seq of its own.
        QCOMPARE(site->number("SELECT count(*) FROM (SELECT scope, seq FROM feed GROUP BY scope, seq HAVING "
                              "count(*) > 1)"),
                 std::int64_t{0});
        QCOMPARE(site->number("SELECT count(*) FROM (SELECT scope, type, id FROM feed GROUP BY scope, type, "
                              "id HAVING count(*) > 1)"),
                 std::int64_t{0});
        // And back again.
        assign("eve", id, "rita");
        seenBy<v1::Approval>(approval, {"rita", "nora", "eve"});
    }

    void theBackOfficeSeesOrdersOnceTheyAreSubmitted() {
        const auto id = customerOfRita();
        const auto contact = madeBy("rita", contactAt(id, "Ann"));
        const auto order = madeBy("rita", orderFor(id, "O-1"));
        seenBy<v1::Order>(order, {"rita", "nora", "eve"});
        client("rita").edit<v1::Order>(order, [](auto& o) { o.set_status(v1::Order::SUBMITTED); });
        COMPARE_RESULT(client("rita").syncOne(), APPLIED);
        seenBy<v1::Order>(order, {"rita", "nora", "eve", "bo"});
        seenBy<v1::Customer>(id, {"rita", "nora", "eve", "bo"});
        seenBy<v1::Contact>(contact, {"rita", "nora", "eve"});
        // It stays there when the customer moves.
        assign("eve", id, "stan");
        seenBy<v1::Order>(order, {"stan", "sam", "eve", "bo"});
        // The back office does not write the customer's fields by that.
        client("bo").edit<v1::Customer>(id, [](auto& c) { c.set_notes("hm"); });
        COMPARE_FAULT(client("bo").syncOne(), REJECTED, NO_RIGHT);
    }

    void hiddenFieldsNeverLeaveTheServer() {
        const auto rita = site->person("rita").id;
        site->atServer([&](auto& edit) {
            edit.change(edit.require(Schema::of<v1::Person>(), rita),
                        [](auto& record) { static_cast<v1::Person&>(record).set_last_sign_in_at(1234); });
        });
        for (const char* name : {"rita", "nora", "eve", "bo", "ada", "uma"}) {
            (void)client(name).sync();
            const bool administers = std::string{name} == "ada" || std::string{name} == "uma";
            QCOMPARE(client(name).get<v1::Person>(rita).has_last_sign_in_at(), administers);
        }
        // A role that hides less lists the records again.
        site->atServer([&](auto& edit) {
            edit.change(edit.require(Schema::of<v1::Person>(), site->person("nora").id),
                        [](auto& record) { static_cast<v1::Person&>(record).set_role(v1::ADMINISTRATOR); });
        });
        (void)client("nora").sync();
        QVERIFY(client("nora").get<v1::Person>(rita).has_last_sign_in_at());
        site->atServer([&](auto& edit) {
            edit.change(edit.require(Schema::of<v1::Person>(), site->person("nora").id),
                        [](auto& record) { static_cast<v1::Person&>(record).set_role(v1::MANAGER); });
        });
        (void)client("nora").sync();
        QVERIFY(!client("nora").get<v1::Person>(rita).has_last_sign_in_at());
    }

    void whoseUnitChangesReadsOtherScopes() {
        const auto id = customerOfRita();
        (void)client("nora").sync();
        (void)client("sam").sync();
        QVERIFY(client("nora").has<v1::Customer>(id));
        // The manager of the south takes over the north.
        site->atServer([&](auto& edit) {
            edit.change(edit.require(Schema::of<v1::Person>(), site->person("nora").id), [&](auto& record) {
                static_cast<v1::Person&>(record).set_unit_id(site->unit("South"));
            });
            edit.change(edit.require(Schema::of<v1::Person>(), site->person("sam").id), [&](auto& record) {
                static_cast<v1::Person&>(record).set_unit_id(site->unit("North"));
            });
        });
        seenBy<v1::Customer>(id, {"rita", "sam", "eve"});
    }

    void customersFollowTheirOwnerToAnotherUnit() {
        const auto id = customerOfRita();
        const auto contact = madeBy("rita", contactAt(id, "Ann"));
        const auto move = [&](const std::string& unit) {
            site->atServer([&](auto& edit) {
                edit.change(
                    edit.require(Schema::of<v1::Person>(), site->person("rita").id),
                    [&](auto& record) { static_cast<v1::Person&>(record).set_unit_id(site->unit(unit)); });
            });
        };
        move("South");
        seenBy<v1::Contact>(contact, {"rita", "sam", "eve"});
        QCOMPARE(site->stored<v1::Customer>(id).unit_id(), site->unit("South"));
        // So when a device makes the change.
        (void)client("ada").sync();
        client("ada").edit<v1::Person>(site->person("rita").id,
                                       [&](auto& p) { p.set_unit_id(site->unit("Harbour")); });
        COMPARE_RESULT(client("ada").syncOne(), APPLIED);
        seenBy<v1::Contact>(contact, {"rita", "nora", "eve"});
    }

    void whatIsDeletedStaysDeletedForWhoWasAway() {
        const auto id = customerOfRita();
        (void)client("nora").sync();
        client("nora").erase<v1::Customer>(id);
        COMPARE_RESULT(client("nora").syncOne(), APPLIED);
        site->clock().advance(std::chrono::days{20});
        (void)client("rita").sync();
        QVERIFY(!client("rita").has<v1::Customer>(id));
        auto fresh = site->client("rita");
        (void)fresh->sync();
        QVERIFY(!fresh->has<v1::Customer>(id));
    }

    void aRandomDayEndsAlikeEverywhere() {
        base::SeededRandom random{99};
        const std::vector<std::string> names{"rita", "rob", "hal", "stan", "nora", "sam", "eve"};
        std::vector<std::string> customers;
        for (int step = 0; step < 150; ++step) {
            auto& who = client(names[random.below(names.size())]);
            const auto mine = who.all<v1::Customer>();
            const auto pick = [&]() -> std::string {
                auto at = mine.begin();
                std::advance(at, static_cast<long>(random.below(mine.size())));
                return at->first;
            };
            switch (mine.empty() ? 0 : random.below(7)) {
                case 0:
                    (void)who.create(customerOf("Customer " + std::to_string(step)));
                    break;
                case 1:
                    (void)who.create(contactAt(pick(), "Contact " + std::to_string(step)));
                    break;
                case 2:
                    who.edit<v1::Customer>(pick(), [&](auto& c) { c.set_notes(std::to_string(step)); });
                    break;
                case 3:
                    who.edit<v1::Customer>(
                        pick(), [&](auto& c) { c.set_owner_id(site->person(names[random.below(5)]).id); });
                    break;
                case 4:
                    who.edit<v1::Customer>(pick(), [&](auto& c) { c.clear_owner_id(); });
                    break;
                case 5:
                    who.erase<v1::Customer>(pick());
                    break;
                default:
                    who.edit<v1::Customer>(pick(), [&](auto& c) { c.add_tags("t" + std::to_string(step)); });
            }
            if (random.below(3) == 0)
                (void)who.sync();
        }
        for (int round = 0; round < 2; ++round)
            for (const auto& name : names)
                (void)client(name).sync();
        // A device that was there all day and one that comes new hold the same.
        for (const auto& name : names) {
            auto fresh = site->client(name);
            (void)fresh->sync();
            (void)client(name).sync();
            QCOMPARE(fresh->rows(), client(name).rows());
        }
    }
};

QTEST_GUILESS_MAIN(PullScopesTest)
#include "pull_scopes_test.moc"
