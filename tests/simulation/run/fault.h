#pragma once

#include <array>
#include <optional>
#include <set>
#include <string_view>

namespace fieldfare::simulation {

/// What can go wrong, besides people.
enum class Fault {
    RequestLost,
    ReplyLost,
    RequestLate,
    ReplyLate,
    RequestTwice,
    ReplyTwice,
    RequestCut,
    ReplyCut,
    NoWayThere,
    NoWayBack,
    ClockSecond,
    ClockHour,
    ClockDecade,
    ClockBackwards,
    Reboot,
    DeviceKilled,
    DevicePowerLoss,
    DeviceStopsInCall,
    DeviceIoError,
    DeviceDiskFull,
    DeviceFsync,
    ServerKilled,
    ServerPowerLoss,
    ServerStopsInCall,
    ServerIoError,
    ServerDiskFull,
    ServerFsync,
    SessionEnded,
    DeviceRevoked,
    StoreCopied,
    OtherPerson,
    Away90Days,
    Poison,
    Garbage,
    NumberReused,
    StoreDamaged,
    ServerRestored,
    ForeignServer,
    DeviceCollected,
};

inline constexpr std::array<std::string_view, 39> faultNames{
    "request-lost",    "reply-lost",        "request-late",
    "reply-late",      "request-twice",     "reply-twice",
    "request-cut",     "reply-cut",         "no-way-there",
    "no-way-back",     "clock-second",      "clock-hour",
    "clock-decade",    "clock-backwards",   "reboot",
    "device-killed",   "device-power-loss", "device-stops-in-call",
    "device-io-error", "device-disk-full",  "device-fsync",
    "server-killed",   "server-power-loss", "server-stops-in-call",
    "server-io-error", "server-disk-full",  "server-fsync",
    "session-ended",   "device-revoked",    "store-copied",
    "other-person",    "away-90-days",      "poison",
    "garbage",         "number-reused",     "store-damaged",
    "server-restored", "foreign-server",    "device-collected"};

[[nodiscard]] inline std::string_view nameOf(Fault fault) {
    return faultNames[static_cast<std::size_t>(fault)];
}
[[nodiscard]] inline std::set<Fault> everyFault() {
    std::set<Fault> faults;
    for (std::size_t i = 0; i < faultNames.size(); ++i)
        faults.insert(static_cast<Fault>(i));
    return faults;
}
[[nodiscard]] inline std::optional<Fault> faultNamed(std::string_view name) {
    for (std::size_t i = 0; i < faultNames.size(); ++i)
        if (faultNames[i] == name)
            return static_cast<Fault>(i);
    return std::nullopt;
}

}  // namespace fieldfare::simulation
