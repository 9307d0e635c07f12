#include "tests/simulation/world/first_morning.h"

#include <map>
#include <memory>
#include <stdexcept>

#include "fieldfare/catalogue.pb.h"
#include "fieldfare/customer.pb.h"
#include "fieldfare/field_work.pb.h"
#include "fieldfare/people.pb.h"
#include "shared/schema/schema.h"
#include "sync-server/account/sessions.h"
#include "tests/simulation/world/device_machine.h"

namespace fieldfare::simulation {

using schema::Schema;
using server::sync::ServerEdit;
using server::sync::Turn;

namespace {

struct Post {
    const char* name;
    v1::Role role;
    std::size_t unit;
};

constexpr Post posts[] = {
    {"Ann", v1::REP, 1},           {"Nora", v1::MANAGER, 1},
    {"Ben", v1::REP, 1},           {"Olga", v1::BACK_OFFICE, 0},
    {"Stan", v1::REP, 2},          {"Eve", v1::EXECUTIVE, 0},
    {"Hal", v1::REP, 3},           {"Sam", v1::MANAGER, 2},
    {"Ada", v1::ADMINISTRATOR, 0}, {"Uma", v1::UNIT_ADMINISTRATOR, 1},
    {"Zoe", v1::REP, 2},
};

/// Who has the first, second, ... device; beyond the end they begin again with second ones.
constexpr std::size_t users[] = {0, 1, 2, 3, 4, 5, 6, 0, 7, 8, 9, 10, 2, 1};

void readAll(ServerMachine& server, DeviceMachine& device) {
    Dice dice{1};
    for (int i = 0; i < 50; ++i) {
        const auto token = device.store().session()->token();
        const auto answer = server.ask(token, device.cycle().begin(), dice);
        const auto* bytes = answer ? std::get_if<std::string>(&*answer) : nullptr;
        if (bytes == nullptr)
            throw std::runtime_error{"the first morning: no answer"};
        if (device.cycle().answered(*bytes).next == engine::SyncStep::Next::Complete)
            return;
    }
    throw std::runtime_error{"the first morning: no end"};
}

}  // namespace

std::filesystem::path FirstMorning::serverFolder(const std::filesystem::path& folder) {
    return folder / "server";
}

std::filesystem::path FirstMorning::deviceFolder(const std::filesystem::path& folder, std::size_t device) {
    return folder / ("device-" + std::to_string(device));
}

const FirstMorning& FirstMorning::of(std::size_t devices, const std::filesystem::path& folder) {
    static std::map<std::size_t, std::unique_ptr<FirstMorning>> made;
    auto& morning = made[devices];
    if (!morning)
        morning.reset(new FirstMorning{devices, folder});
    return *morning;
}

FirstMorning::FirstMorning(std::size_t devices, const std::filesystem::path& folder) {
    ServerMachine server{serverFolder(folder), now_, 1};
    server.make("Acme", "EUR");
    server.start();
    hire(server);
    fillCatalogue(server);
    addCustomers(server);
    for (std::size_t i = 0; i < devices; ++i) {
        users_.push_back(users[i % std::size(users)]);
        DeviceMachine device{deviceFolder(folder, i), now_, 1000 + i};
        device.start();
        const auto& person = people_[users_.back()];
        device.store().setSession(enrol(server, person, person.name + " " + std::to_string(i)));
        readAll(server, device);
        device.close();
        device.disk().copyTo(devices_.emplace_back());
        now_ += 60'000;
    }
    Dice dice{1};
    server.crash(Disk::Loss::Process, dice);
    server.disk().copyTo(server_);
}

v1::Session FirstMorning::enrol(ServerMachine& server, const Colleague& person, const std::string& name) {
    v1::Session session;
    session.set_person_id(person.id);
    session.set_role(person.role);
    session.set_unit_id(person.unit);
    session.set_person(person.name);
    server.atServer([&](ServerEdit& edit, Turn& turn) {
        v1::Device device;
        device.set_person_id(person.id);
        device.set_name(name);
        session.set_device_id(turn.ids.next().bytes());
        char code[8];
        (void)std::snprintf(code, sizeof code, "%04X",
                            static_cast<unsigned>(base::mix64(turn.seqs.last()) & 0xFFFFU));
        device.set_code(code);
        session.set_device_code(code);
        (void)edit.create(Schema::of<v1::Device>(), session.device_id(), device);
        session.set_organisation_id(edit.directory().organisationId());
        server::account::Sessions sessions{turn.database, server.clock()};
        session.set_token(sessions.open(server.random(), person.id, session.device_id()));
        session.set_server_time(turn.now);
    });
    return session;
}

void FirstMorning::hire(ServerMachine& server) {
    server.atServer([&](ServerEdit& edit, Turn&) {
        units_.push_back(edit.directory().rootUnit());
        const auto unit = [&](const std::string& name, const std::string& above) {
            v1::Unit record;
            record.set_name(name);
            record.set_superior_id(above);
            units_.push_back(edit.create(Schema::of<v1::Unit>(), {}, record).id);
        };
        unit("North", units_[0]);
        unit("South", units_[0]);
        unit("Harbour", units_[1]);
    });
    server.atServer([&](ServerEdit& edit, Turn&) {
        for (const auto& post : posts) {
            v1::Person record;
            record.set_name(post.name);
            record.set_role(post.role);
            record.set_unit_id(units_[post.unit]);
            record.set_status(v1::Person::ACTIVE);
            record.set_last_sign_in_at(now_);
            people_.push_back({post.name, edit.create(Schema::of<v1::Person>(), {}, record).id,
                               units_[post.unit], post.role});
        }
    });
}

void FirstMorning::fillCatalogue(ServerMachine& server) {
    server.atServer([&](ServerEdit& edit, Turn&) {
        v1::PriceList list;
        list.set_name("Trade");
        list.set_currency("EUR");
        list.set_version(1);
        const auto listId = edit.create(Schema::of<v1::PriceList>(), {}, list).id;
        v1::Category category;
        category.set_name("Goods");
        const auto categoryId = edit.create(Schema::of<v1::Category>(), {}, category).id;
        for (int i = 1; i <= 3; ++i) {
            v1::Product product;
            product.set_sku("P" + std::to_string(i));
            product.set_name("Product " + std::to_string(i));
            product.set_category_id(categoryId);
            product.mutable_standard_price()->set_minor(1'000 * i + 99);
            product.mutable_standard_price()->set_currency("EUR");
            product.set_tax_bp(1'900);
            auto& price = *product.add_prices();
            price.set_price_list_id(listId);
            price.mutable_price()->set_minor(900 * i + 77);
            price.mutable_price()->set_currency("EUR");
            (void)edit.create(Schema::of<v1::Product>(), {}, product);
        }
    });
}

void FirstMorning::addCustomers(ServerMachine& server) {
    int number = 0;
    const auto add = [&](ServerEdit& edit, const std::string& owner, const std::string& unit) {
        v1::Customer customer;
        customer.set_name("Customer " + std::to_string(++number));
        customer.set_lifecycle(v1::Customer::LEAD);
        if (!owner.empty())
            customer.set_owner_id(owner);
        customer.set_unit_id(unit);
        const auto id = edit.create(Schema::of<v1::Customer>(), {}, customer).id;
        v1::Contact contact;
        contact.set_customer_id(id);
        contact.set_name("Contact " + std::to_string(number));
        (void)edit.create(Schema::of<v1::Contact>(), {}, contact);
        v1::Task task;
        task.set_customer_id(id);
        task.set_title("Task " + std::to_string(number));
        task.set_status(v1::Task::OPEN);
        (void)edit.create(Schema::of<v1::Task>(), {}, task);
    };
    server.atServer([&](ServerEdit& edit, Turn&) {
        for (const auto& person : people_)
            if (person.role == v1::REP)
                for (int i = 0; i < 2; ++i)
                    add(edit, person.id, person.unit);
        add(edit, {}, units_[1]);
        add(edit, {}, units_[1]);
        add(edit, {}, units_[2]);
    });
}

}  // namespace fieldfare::simulation
