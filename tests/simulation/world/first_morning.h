#pragma once

#include <cstdint>
#include <deque>
#include <filesystem>
#include <string>
#include <vector>

#include "fieldfare/account.pb.h"
#include "fieldfare/policy.pb.h"
#include "tests/simulation/disk/disk.h"
#include "tests/simulation/world/server_machine.h"

namespace fieldfare::simulation {

/// Somebody of the simulated organisation, as hired.
struct Colleague {
    std::string name;
    std::string id;  ///< 16 bytes
    std::string unit;
    v1::Role role = v1::REP;
};

/// An organisation with people, products and a few customers, and devices that have read all they may: where
/// every seed begins. Made once for each number of devices, for it takes longer than a simulated day.
class FirstMorning {
  public:
    /// `folder`: where the machines keep their locks.
    [[nodiscard]] static const FirstMorning& of(std::size_t devices, const std::filesystem::path& folder);

    [[nodiscard]] std::int64_t now() const { return now_; }
    [[nodiscard]] const Disk& serverDisk() const { return server_; }
    [[nodiscard]] const Disk& deviceDisk(std::size_t device) const { return devices_[device]; }
    /// Whose the device is: an index of people().
    [[nodiscard]] std::size_t userOf(std::size_t device) const { return users_[device]; }
    [[nodiscard]] const std::vector<Colleague>& people() const { return people_; }
    [[nodiscard]] const std::vector<std::string>& units() const { return units_; }

    /// Enrols a new device of the person at the server; gives its session.
    [[nodiscard]] static v1::Session enrol(ServerMachine& server, const Colleague& person,
                                           const std::string& name);

    [[nodiscard]] static std::filesystem::path serverFolder(const std::filesystem::path& folder);
    [[nodiscard]] static std::filesystem::path deviceFolder(const std::filesystem::path& folder,
                                                            std::size_t device);

  private:
    FirstMorning(std::size_t devices, const std::filesystem::path& folder);
    void hire(ServerMachine& server);
    void fillCatalogue(ServerMachine& server);
    void addCustomers(ServerMachine& server);

    std::int64_t now_ = 1'709'539'200'000;  // 2024-03-04 08:00 UTC, a Monday
    Disk server_;
    std::deque<Disk> devices_;
    std::vector<std::size_t> users_;
    std::vector<Colleague> people_;
    std::vector<std::string> units_;  // root, North, South, Harbour (below North)
};

}  // namespace fieldfare::simulation
