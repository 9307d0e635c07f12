#include "mobile/engine/meta.h"
#include "shared/storage/sqlite_database.h"
#include "sync-server/storage/meta_store.h"
#include "tests/simulation/run/on_device.h"
#include "tests/simulation/run/simulation.h"
#include "tests/simulation/world/violation.h"

namespace fieldfare::simulation {

using engine::Stop;
using engine::SyncStep;

namespace {

/// Rows that a store's connection ever changed.
std::int64_t changesOf(DeviceMachine& machine) {
    const Disk::Spared spared{machine.disk()};
    auto query = machine.store().database().query("SELECT total_changes()");
    return query.step() ? query.integer(0) : 0;
}

}  // namespace

void Simulation::askForeign(const Event& event) {
    if (!foreign_) {
        // One that knows nobody, or one that knows the people, their devices and their sessions of the first
        // morning, and began another history.
        const auto folder = folder_ / "foreign";
        foreign_ = std::make_unique<ServerMachine>(folder, now_, options_.seed * 1'000 + 999);
        if (options_.seed % 2 == 0) {
            foreign_->make("Elsewhere", "EUR");
        } else {
            morning_.serverDisk().copyTo(foreign_->disk());
            storage::SqliteDatabase database{folder / "store.sqlite", storage::SqliteOptions{}};
            server::storage::MetaStore{database}.set("epoch", "another history.");
        }
        foreign_->start();
    }
    ++report_.fired[Fault::ForeignServer];
    const auto highest = [&] { return server::storage::MetaStore{foreign_->onlooker()}.number("seq"); };
    const auto before = highest();
    auto answer = foreign_->ask(event.token, std::get<std::string>(event.content), dice_);
    if (highest() != before)
        throw Violation{"I16", phones_[event.device].name + " was heard by another server"};
    if (event.call == 0 || !answer)
        return;
    auto reply = event;
    reply.kind = Event::Kind::Reply;
    reply.at = now_ + 20 + static_cast<std::int64_t>(dice_.below(180));
    std::visit([&](auto& content) { reply.content = std::move(content); }, *answer);
    agenda_.add(std::move(reply));
}

void Simulation::deliverForeign(Phone& phone, const Event& event) {
    if (event.call != phone.call || !phone.waits)
        return;
    phone.waits = false;
    auto& machine = *phone.machine;
    // A new device does not know yet whose it is.
    const bool isNew = !machine.store().meta().bytes(engine::Meta::epoch);
    const auto before = changesOf(machine);
    SyncStep step;
    if (!onDevice(phone, [&] {
            const auto* fault = std::get_if<v1::Fault>(&event.content);
            step = fault != nullptr ? machine.cycle().refused(*fault)
                                    : machine.cycle().answered(std::get<std::string>(event.content));
        }))
        return;
    note(phone.name, "meets another server");
    if (isNew && step.stop == Stop::SignIn)
        return;
    if (step.next != SyncStep::Next::Failed || step.passing || step.stop != Stop::ForeignServer)
        throw Violation{"I16", phone.name + " does not see that another server answers"};
    if (changesOf(machine) != before)
        throw Violation{"I16", phone.name + " changed something for another server's answer"};
}

}  // namespace fieldfare::simulation
