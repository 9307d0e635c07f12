#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "tests/simulation/check/checker.h"
#include "tests/simulation/check/ledger.h"
#include "tests/simulation/world/device_machine.h"
#include "tests/simulation/world/first_morning.h"
#include "tests/simulation/world/server_machine.h"

namespace fieldfare::simulation {

/// A short morning of one device and its server, for failures at every place: the device is opened, its
/// person types and adds, syncs, others change something, it syncs again. What fails is left; afterwards both
/// machines start anew, sync, and everything must hold.
class FrailMorning {
  public:
    explicit FrailMorning(const std::filesystem::path& folder);

    [[nodiscard]] Disk& deviceDisk() { return device_->disk(); }
    [[nodiscard]] Disk& serverDisk() { return server_->disk(); }

    /// The morning, once.
    void play();
    /// Called around what the device does, and what the server does, so that a failure can be kept to one
    /// side.
    std::function<void(bool begins)> aroundDevice = [](bool) {};
    std::function<void(bool begins)> aroundServer = [](bool) {};

    /// Starts both again, after a power loss or not, syncs to the end and checks. Throws Violation.
    void recover(Disk::Loss loss, std::uint64_t seed);

  private:
    /// False when it failed.
    bool onDevice(const std::function<void()>& work);
    void type(int turn);
    void sync(int exchanges, bool mustSucceed);

    std::int64_t now_;
    const FirstMorning& morning_;
    std::unique_ptr<ServerMachine> server_;
    std::unique_ptr<DeviceMachine> device_;
    Ledger ledger_;
    Dice dice_{1};
};

}  // namespace fieldfare::simulation
