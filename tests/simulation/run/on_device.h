#pragma once

#include "shared/storage/database.h"
#include "tests/simulation/run/simulation.h"

namespace fieldfare::simulation {

template <typename Work>
bool Simulation::onDevice(Phone& phone, Work&& work) {
    try {
        work();
        return true;
    } catch (const storage::StorageError& error) {
        note(phone.name,
             std::string{"its disk: "} + (phone.machine->disk().stopped() ? "stopped" : "failed"));
    }
    auto& disk = phone.machine->disk();
    if (disk.stopped()) {
        Dice dice{dice_.next()};
        restart(phone, dice.chance(50) ? Disk::Loss::Power : Disk::Loss::Process, dice);
        return false;
    }
    // The program goes on with what it has; what failed took no effect.
    disk.cure();
    const Disk::Spared spared{disk};
    Checker::examine(examinee(phone));
    return false;
}

}  // namespace fieldfare::simulation
