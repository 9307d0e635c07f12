#include "shared/schema/fault.h"
#include "tests/simulation/run/on_device.h"
#include "tests/simulation/run/simulation.h"
#include "tests/simulation/world/violation.h"

namespace fieldfare::simulation {

using engine::Stop;
using engine::SyncStep;

namespace {

/// Without end is what brings nothing any more; somebody who was away has much to read, in small pages.
constexpr int exchangesEnough = 20;
constexpr int exchangesAtMost = 400;
constexpr int passesEnough = 6;

}  // namespace

bool Simulation::syncToTheEnd(Phone& phone) {
    bool moved = false;
    int idle = 0;
    for (int i = 0; i < exchangesAtMost && idle < exchangesEnough; ++i) {
        now_ += 40;
        auto& machine = *phone.machine;
        const auto session = machine.store().session();
        if (!session || session->token().empty())
            signIn(phone);
        const auto token = machine.store().session()->token();
        if (token.empty())
            return moved;  // frozen, or gone
        auto bytes = machine.cycle().begin();
        tapRequest(phone, bytes);
        ++report_.exchanges;
        Event asked;
        asked.device = phone.index;
        asked.store = phone.store;
        const auto answer = server_->ask(token, bytes, dice_);
        if (!answer)
            throw Violation{"I19", "the server does not answer, though nothing fails any more"};
        tapAnswer(asked, *answer);
        const auto* fault = std::get_if<v1::Fault>(&*answer);
        const auto step = fault != nullptr ? machine.cycle().refused(*fault)
                                           : machine.cycle().answered(std::get<std::string>(*answer));
        const bool brings = step.report.rows + step.report.removals + step.report.acknowledged() > 0;
        idle = brings ? 0 : idle + 1;
        moved = moved || brings;
        if (step.next == SyncStep::Next::Ignored)
            throw Violation{"I19", phone.name + " ignores the answer to what it asked"};
        const bool stopped = step.next == SyncStep::Next::Failed;
        if (stopped && step.stop == Stop::None)
            throw Violation{"I19", phone.name + " fails, though nothing fails any more: " +
                                       (step.fault ? step.fault->ShortDebugString() : "")};
        phone.waits = true;  // so that what follows is not begun by afterStep()
        phone.listens = false;
        afterStep(phone, step);
        phone.waits = false;
        if (step.next == SyncStep::Next::Complete || phone.retired)
            return moved;
    }
    throw Violation{"I19", phone.name + " does not come to an end"};
}

void Simulation::syncAll() {
    for (int pass = 0; pass < passesEnough; ++pass) {
        bool moved = false;
        for (std::size_t i = 0; i < phones_.size(); ++i)
            if (!phones_[i].retired && now_ >= phones_[i].awayUntil)
                moved = syncToTheEnd(phones_[i]) || moved;
        if (!moved)
            return;
    }
    throw Violation{"I19", "devices go on telling each other news without end"};
}

void Simulation::quiet() {
    runUntil(now_ + 600'000);
    while (!agenda_.empty())
        runUntil(agenda_.next());
    server_->disk().cure();
    for (auto& phone : phones_) {
        // It may have stopped where nobody noticed, in a checkpoint after a commit.
        if (phone.machine->disk().stopped()) {
            Dice dice{dice_.next()};
            restart(phone, Disk::Loss::Process, dice);
        }
        phone.machine->disk().cure();
        phone.nextExchange.clear();
        phone.heldReplies.clear();
        phone.noWayThereUntil = phone.noWayBackUntil = phone.foreignUntil = 0;
        phone.waits = phone.listens = false;
    }
    note("everybody", "comes to rest");
    syncAll();
    if (takesOffers_ && dice_.chance(50))
        closeOffers();
    Truth truth{server_->onlooker()};
    Checker checker{ledger_, truth};
    std::vector<Examinee> present;
    for (auto& phone : phones_) {
        if (phone.machine->isUp())
            present.push_back(examinee(phone));
        if (now_ < phone.awayUntil)
            ledger_.missedTheOffers(phone.store);
    }
    checker.examineServer(server_->onlooker());
    checker.examineMerging(now_);
    for (auto& phone : phones_) {
        const auto away = phone.retired || collected_.contains(ledger_.deviceOf(phone.store)) ||
                          now_ < phone.awayUntil ||
                          truth.reader(people_[phone.user].id).role == v1::ROLE_UNSPECIFIED;
        if (away)
            continue;
        Checker::examine(examinee(phone));
        checker.compare(examinee(phone));
        phone.damaged = false;
    }
    checker.accountForValues(present);
    note("checker", "everything holds, records " + std::to_string(truth.all().size()));
}

}  // namespace fieldfare::simulation
