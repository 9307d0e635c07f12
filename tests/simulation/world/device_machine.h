#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "mobile/engine/editing.h"
#include "mobile/engine/local_store.h"
#include "mobile/engine/reading.h"
#include "mobile/engine/sync_cycle.h"
#include "shared/base/random.h"
#include "tests/simulation/disk/disk.h"
#include "tests/simulation/world/dice.h"
#include "tests/simulation/world/virtual_clock.h"

namespace fieldfare::simulation {

/// A phone: its disk, its clock, and while it is up the real engine on it.
class DeviceMachine {
  public:
    /// `folder`: a real one, for locks; `now` as in VirtualClock.
    DeviceMachine(std::filesystem::path folder, const std::int64_t& now, std::uint64_t seed);
    DeviceMachine(const DeviceMachine&) = delete;
    DeviceMachine& operator=(const DeviceMachine&) = delete;
    ~DeviceMachine();

    /// Opens the store, or makes one. Throws as LocalStore.
    void start();
    /// Ends as if killed, or as if the power went; the disk is what survived.
    void crash(Disk::Loss loss, Dice& dice);
    /// The program ends by itself.
    void close();
    [[nodiscard]] bool isUp() const { return store_ != nullptr; }

    [[nodiscard]] Disk& disk() { return disk_; }
    [[nodiscard]] VirtualClock& clock() { return clock_; }
    [[nodiscard]] base::Random& random() { return random_; }
    [[nodiscard]] engine::LocalStore& store() { return *store_; }
    [[nodiscard]] engine::Editing& editing() { return *editing_; }
    [[nodiscard]] engine::Reading reading() { return engine::Reading{*store_}; }
    [[nodiscard]] engine::SyncCycle& cycle() { return *cycle_; }

  private:
    std::filesystem::path folder_;
    Disk disk_;
    VirtualClock clock_;
    base::SeededRandom random_;
    std::unique_ptr<engine::LocalStore> store_;
    std::unique_ptr<engine::Editing> editing_;
    std::unique_ptr<engine::SyncCycle> cycle_;
};

}  // namespace fieldfare::simulation
