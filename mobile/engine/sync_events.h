#pragma once

#include <chrono>
#include <cstdint>

namespace fieldfare::engine {

enum class SyncPhase {
    Idle,
    Preparing,   ///< numbers are being fixed
    Exchanging,  ///< the request is on its way, or the answer
    Waiting,     ///< the server answers as soon as something changes
    Storing,     ///< the answer is being written
    Pausing,     ///< until the next attempt
};

/// How far a run has come; counts begin at 0 with each run.
struct SyncProgress {
    SyncPhase phase = SyncPhase::Idle;
    std::uint64_t toSend = 0;        ///< edits that waited when the run began or were made since
    std::uint64_t acknowledged = 0;  ///< of them
    std::uint64_t received = 0;      ///< rows and removals stored
    std::uint64_t bytesSent = 0;
    std::uint64_t bytesReceived = 0;     ///< as they came over the network
    std::chrono::milliseconds pause{0};  ///< while Pausing: how long until the retry
    int attempt = 0;                     ///< failures in a row so far
};

/// Told of progress, on the engine's thread; must return quickly.
class SyncEvents {
  public:
    virtual ~SyncEvents() = default;
    virtual void progressed(const SyncProgress& progress) = 0;
};

}  // namespace fieldfare::engine
