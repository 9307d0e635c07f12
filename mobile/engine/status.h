#pragma once

#include <cstdint>

namespace fieldfare::engine {

/// What the status on every page is made of. Whether the device is online and syncing, its runner knows.
struct Status {
    std::uint64_t unsent = 0;        ///< edits without the server's answer
    std::int64_t oldestUnsent = 0;   ///< epoch ms, server time; 0: none
    std::int64_t lastSync = 0;       ///< server time of the last complete pull, epoch ms; 0: never
    std::uint64_t attention = 0;     ///< edits that were refused or held
    std::uint64_t held = 0;          ///< of the attention: others decide about them
    std::uint64_t conflicts = 0;     ///< open ones
    std::uint64_t toDecide = 0;      ///< held work of others that this person may take over or decline
    std::uint64_t parked = 0;        ///< of the unsent: waiting for the server's upgrade
    std::uint64_t files = 0;         ///< photos and documents that the server does not have yet
    std::int64_t fileBytes = 0;      ///< that are left to send of them
    std::uint64_t filesRefused = 0;  ///< that cannot be sent
    bool signedIn = false;
    bool handingOver = false;  ///< the device was taken out of use, and hands over what is left

    /// "Up to date" may be said only then.
    [[nodiscard]] bool upToDate() const {
        return unsent == 0 && files == 0 && attention == 0 && lastSync != 0;
    }
};

/// A record's own state, for its mark.
enum class RecordState {
    Synced,
    Sent,         ///< on its way
    Waiting,      ///< edited, not sent yet
    Rejected,     ///< an edit needs attention
    Held,         ///< an edit waits for somebody's decision
    TwoVersions,  ///< a conflict is open
};

}  // namespace fieldfare::engine
