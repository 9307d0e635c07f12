#include "tests/simulation/run/simulation.h"

#include "shared/schema/fault.h"
#include "tests/simulation/disk/vfs.h"
#include "tests/simulation/run/on_device.h"
#include "tests/simulation/world/violation.h"

namespace fieldfare::simulation {

Simulation::Simulation(const Options& options, const std::filesystem::path& folder, bool keepHistory)
    : options_{options},
      folder_{folder},
      morning_{FirstMorning::of(options.devices, folder)},
      now_{morning_.now()},
      dice_{options.seed ^ 0x5EED},
      history_{keepHistory},
      people_{morning_.people()} {
    Vfs::seed(options.seed);
    report_.seed = options.seed;
    server_ = std::make_unique<ServerMachine>(FirstMorning::serverFolder(folder), now_, options.seed * 1'000);
    morning_.serverDisk().copyTo(server_->disk());
    server_->start(pageBytes());
    for (std::size_t i = 0; i < options.devices; ++i) {
        auto& phone = phones_.emplace_back();
        phone.index = i;
        phone.machine = std::make_unique<DeviceMachine>(FirstMorning::deviceFolder(folder, i), now_,
                                                        options.seed * 1'000 + i + 1);
        morning_.deviceDisk(i).copyTo(phone.machine->disk());
        phone.user = morning_.userOf(i);
        phone.name = people_[phone.user].name + "/" + std::to_string(i);
        phone.store = stores_++;
        phone.machine->start();
    }
}

Simulation::~Simulation() {
    // Those who wait there are sent away, and nobody hears it.
    ++serverLife_;
    server_.reset();
}

std::size_t Simulation::pageBytes() const {
    // Two seeds in three have answers of many pages, so that much happens between them.
    return options_.seed % 3 == 0 ? 1'000'000 : 4'000;
}

Examinee Simulation::examinee(Phone& phone) {
    return {phone.name, phone.store, phone.machine->store(), people_[phone.user].id};
}

Report Simulation::run(const std::vector<Step>& plan) {
    try {
        for (const auto& step : plan) {
            runUntil(morning_.now() + step.at + skipped_);
            play(step);
        }
    } catch (const Violation& violation) {
        report_.invariant = violation.invariant();
        report_.what = violation.what();
    } catch (const std::exception& error) {
        report_.invariant = "I18";
        report_.what = std::string{"an error that nobody expected: "} + error.what();
    }
    countDiskFailures();
    if (!report_.passed())
        note("checker", report_.invariant + ": " + report_.what);
    report_.hash = history_.hash();
    report_.history = history_.lines();
    return std::move(report_);
}

void Simulation::countDiskFailures() {
    constexpr std::pair<Disk::Failure, std::pair<Fault, Fault>> kinds[] = {
        {Disk::Failure::Stop, {Fault::DeviceStopsInCall, Fault::ServerStopsInCall}},
        {Disk::Failure::Io, {Fault::DeviceIoError, Fault::ServerIoError}},
        {Disk::Failure::Full, {Fault::DeviceDiskFull, Fault::ServerDiskFull}},
        {Disk::Failure::Fsync, {Fault::DeviceFsync, Fault::ServerFsync}}};
    for (const auto& [failure, faults] : kinds) {
        for (auto& phone : phones_)
            report_.fired[faults.first] += phone.machine->disk().fired(failure);
        report_.fired[faults.second] += server_->disk().fired(failure);
    }
}

void Simulation::runUntil(std::int64_t at) {
    while (!agenda_.empty() && agenda_.next() <= at) {
        now_ = std::max(now_, agenda_.next());
        handle(agenda_.take());
    }
    now_ = std::max(now_, at);
}

void Simulation::handle(const Event& event) {
    switch (event.kind) {
        case Event::Kind::Request:
            return arrive(event);
        case Event::Kind::Turn:
            turnScheduled_ = false;
            return serverTurn();
        case Event::Kind::Tick:
            return tick();
        default:
            return deliver(event);
    }
}

void Simulation::play(const Step& step) {
    act(step);
    // For those who waited for it.
    if (!listeners_.empty())
        scheduleTurn();
}

void Simulation::act(const Step& step) {
    auto& phone = phones_[step.device];
    Dice dice{step.dice};
    switch (step.kind) {
        case Step::Kind::Work:
            return work(phone, step);
        case Step::Kind::Sync:
            return beginSync(phone, step.delay);
        case Step::Kind::Watch:
            return watch(phone, step.delay);
        case Step::Kind::Command:
            return command(dice);
        case Step::Kind::Trouble:
            return trouble(phone, step.fault, dice);
        case Step::Kind::Quiet:
            return quiet();
    }
}

void Simulation::work(Phone& phone, const Step& step) {
    if (phone.retired || !phone.machine->isUp())
        return;
    std::string what;
    const auto typedBefore = ledger_.values().size();
    const bool done = onDevice(phone, [&] {
        try {
            Person person{phone.machine->editing(), ledger_, phone.store, phone.forms, Dice{step.dice}};
            what =
                step.deed == Deed::Any
                    ? person.act()
                    : person.meet(step.deed, people_[phones_[step.meeting.with].user].id, step.meeting.place);
        } catch (const schema::FaultError& refused) {
            ++report_.refusals;
            what = "may not: " + std::string{schema::codeName(refused.fault().code())} + " " +
                   refused.fault().path();
        }
    });
    if (done && what.substr(0, 7) != "may not")
        ++report_.deeds[what];
    if (!done)
        lookAgain(phone);
    for (auto at = typedBefore; at < ledger_.values().size(); ++at)
        what += ledger_.values()[at].text();
    note(phone.name, done ? what : "could not, for its disk");
    // What waits for a change has something to send now.
    if (done && phone.listens && phone.waits && phone.machine->store().outbox().hasWork())
        beginSync(phone);
}

void Simulation::lookAgain(Phone& phone) {
    if (!phone.machine->isUp() || !phone.machine->store().session())
        return;
    const Disk::Spared spared{phone.machine->disk()};
    std::optional<engine::Record> shown;
    ledger_.lookedAgain(phone.store, [&](const auto&, const auto& id) -> const google::protobuf::Message* {
        shown = phone.machine->reading().get(id);
        return shown ? shown->message.get() : nullptr;
    });
}

void Simulation::restart(Phone& phone, Disk::Loss loss, Dice& dice, bool reboot) {
    phone.machine->crash(loss, dice);
    ++phone.process;
    phone.waits = phone.listens = false;
    phone.failures = 0;
    phone.forms.clear();
    if (reboot || loss == Disk::Loss::Power)
        phone.machine->clock().reboot();
    phone.machine->start();
    lookAgain(phone);
    const Disk::Spared spared{phone.machine->disk()};
    if (phone.machine->store().session())
        Checker::examine(examinee(phone));
}

Report simulate(const Options& options, const std::vector<Step>& plan, const std::filesystem::path& folder,
                bool keepHistory) {
    Simulation simulation{options, folder, keepHistory};
    return simulation.run(plan);
}

}  // namespace fieldfare::simulation
