#include "tests/simulation/world/device_machine.h"

#include "tests/simulation/disk/vfs.h"

namespace fieldfare::simulation {

DeviceMachine::DeviceMachine(std::filesystem::path folder, const std::int64_t& now, std::uint64_t seed)
    : folder_{std::move(folder)}, clock_{now}, random_{seed} {
    clock_.set(0);
    std::filesystem::create_directories(folder_);
    Vfs::mount(folder_.string(), disk_);
}

DeviceMachine::~DeviceMachine() {
    close();
    Vfs::unmount(folder_.string());
}

void DeviceMachine::start() {
    store_ = std::make_unique<engine::LocalStore>(
        folder_ / "store", clock_, random_, engine::StoreOptions{.durable = true, .appVersion = "simulated"});
    editing_ = std::make_unique<engine::Editing>(*store_);
    cycle_ = std::make_unique<engine::SyncCycle>(*store_);
}

void DeviceMachine::close() {
    cycle_.reset();
    editing_.reset();
    store_.reset();
}

void DeviceMachine::crash(Disk::Loss loss, Dice& dice) {
    disk_.stop();
    close();
    disk_.restart(loss, [&] { return dice.next(); });
}

}  // namespace fieldfare::simulation
