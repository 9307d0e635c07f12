#include "fieldfare/access.pb.h"
#include "fieldfare/catalogue.pb.h"
#include "fieldfare/customer.pb.h"
#include "fieldfare/field_work.pb.h"
#include "fieldfare/people.pb.h"
#include "fieldfare/sale.pb.h"
#include "shared/schema/fault.h"
#include "shared/schema/schema.h"
#include "tests/simulation/run/simulation.h"

namespace fieldfare::simulation {

using google::protobuf::Message;
using schema::Schema;
using server::sync::ServerEdit;
using server::sync::Turn;

std::string Simulation::changeRule(Truth& truth, Dice& dice) {
    struct Place {
        const schema::RecordType& type;
        const char* field;
    };
    static const std::vector<Place> places{
        {Schema::of<v1::Customer>(), "industry"}, {Schema::of<v1::Customer>(), "notes"},
        {Schema::of<v1::Customer>(), "address"},  {Schema::of<v1::Customer>(), "tax_id"},
        {Schema::of<v1::Customer>(), "source"},   {Schema::of<v1::Contact>(), "title"},
        {Schema::of<v1::Visit>(), "notes"},       {Schema::of<v1::Quote>(), "terms"}};
    static const std::vector<v1::Role> roles{v1::REP, v1::REP, v1::MANAGER, v1::EXECUTIVE, v1::BACK_OFFICE};
    std::vector<std::string> rules;
    for (const auto& [id, record] : truth.all())
        if (!record.deleted && record.type == &Schema::of<v1::AccessRule>())
            rules.push_back(id);
    if (!rules.empty() && dice.chance(rules.size() > 2 ? 80 : 40)) {
        const auto& rule = dice.pick(rules);
        server_->atServer(
            [&](ServerEdit& edit, Turn&) { edit.erase(edit.require(Schema::of<v1::AccessRule>(), rule)); });
        return "takes a rule back";
    }
    const auto& place = dice.pick(places);
    v1::AccessRule rule;
    rule.set_role(dice.pick(roles));
    rule.set_record_type(place.type.number());
    rule.set_field_number(static_cast<std::uint32_t>(place.type.field(place.field)->number()));
    rule.set_operation(dice.chance(70) ? v1::AccessRule::READ : v1::AccessRule::WRITE);
    rule.set_effect(v1::AccessRule::DENY);
    server_->atServer(
        [&](ServerEdit& edit, Turn&) { (void)edit.create(Schema::of<v1::AccessRule>(), {}, rule); });
    if (rule.operation() == v1::AccessRule::READ)
        ledger_.hidden(rule.role(), place.type, place.type.field(place.field)->number());
    return "keeps each " + v1::Role_Name(rule.role()) + " from " +
           (rule.operation() == v1::AccessRule::READ ? "reading " : "writing ") + place.type.name() + "/" +
           place.field;
}

void Simulation::command(Dice dice) {
    if (!server_->isUp())
        return;
    const Disk::Spared spared{server_->disk()};
    Truth truth{server_->onlooker()};
    std::vector<std::string> customers;
    std::vector<std::string> products;
    for (const auto& [id, record] : truth.all())
        if (!record.deleted && record.type == &Schema::of<v1::Customer>())
            customers.push_back(id);
        else if (!record.deleted && record.type == &Schema::of<v1::Product>())
            products.push_back(id);
    const auto& person = people_[dice.below(people_.size())];
    const auto& unit = dice.pick(morning_.units());
    std::string what;
    const auto change = [&](const schema::RecordType& type, const std::string& id, auto work) {
        server_->atServer([&](ServerEdit& edit, Turn&) {
            edit.change(edit.require(type, id), [&](Message& record) { work(record); });
        });
    };
    const auto& customer = customers[dice.below(dice.chance(50) ? std::min<std::size_t>(3, customers.size())
                                                                : customers.size())];
    try {
        switch (dice.below(13)) {
            case 0:
            case 1:
            case 2:
                what = "gives a customer to " + person.name;
                change(Schema::of<v1::Customer>(), customer, [&](Message& record) {
                    static_cast<v1::Customer&>(record).set_owner_id(person.id);
                    static_cast<v1::Customer&>(record).set_unit_id(
                        truth.reader(person.id).unit.empty() ? person.unit : truth.reader(person.id).unit);
                });
                break;
            case 3:
                what = "returns a customer to the pool";
                change(Schema::of<v1::Customer>(), customer,
                       [&](Message& record) { static_cast<v1::Customer&>(record).clear_owner_id(); });
                break;
            case 4:
                what = "keeps the credit of a customer";
                change(Schema::of<v1::Customer>(), customer, [&](Message& record) {
                    auto& credit = *static_cast<v1::Customer&>(record).mutable_credit_limit();
                    credit.set_minor(dice.between(0, 1'000'000));
                    credit.set_currency("EUR");
                });
                break;
            case 5:
                what = "moves " + person.name + " to another unit";
                change(Schema::of<v1::Person>(), person.id,
                       [&](Message& record) { static_cast<v1::Person&>(record).set_unit_id(unit); });
                break;
            case 6: {
                // Among administrators fields are seen that are hidden from others: records come again.
                const auto role = dice.chance(50)
                                      ? person.role
                                      : static_cast<v1::Role>(dice.between(v1::REP, v1::ADMINISTRATOR));
                what = "makes " + person.name + " a " + v1::Role_Name(role);
                change(Schema::of<v1::Person>(), person.id,
                       [&](Message& record) { static_cast<v1::Person&>(record).set_role(role); });
                break;
            }
            case 7:
                what = "notes that " + person.name + " came in";
                change(Schema::of<v1::Person>(), person.id,
                       [&](Message& record) { static_cast<v1::Person&>(record).set_last_sign_in_at(now_); });
                break;
            case 8:
                what = "changes a price";
                change(Schema::of<v1::Product>(), dice.pick(products), [&](Message& record) {
                    static_cast<v1::Product&>(record).mutable_standard_price()->set_minor(
                        dice.between(100, 5'000));
                });
                break;
            case 9:
            case 10:
            case 11:
                what = changeRule(truth, dice);
                break;
            default:
                what = "adds somebody beside a customer's owner";
                change(Schema::of<v1::Customer>(), customer, [&](Message& record) {
                    auto& beside = *static_cast<v1::Customer&>(record).mutable_collaborator_ids();
                    if (beside.empty())
                        *beside.Add() = person.id;
                    else
                        beside.Clear();
                });
                break;
        }
    } catch (const schema::FaultError& refused) {
        what += ", refused: " + std::string{schema::codeName(refused.fault().code())};
    }
    note("server", what);
}

}  // namespace fieldfare::simulation
