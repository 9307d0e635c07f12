#pragma once

#include <chrono>

namespace fieldfare::engine {

/// How a SyncRunner waits, so that tests do not sleep and people can cut it short.
class Pause {
  public:
    virtual ~Pause() = default;

    /// Returns after `duration`, or earlier when something happened that makes a retry worth while (the
    /// network came back, somebody tapped). False: stop trying. Called on the engine's thread.
    [[nodiscard]] virtual bool wait(std::chrono::milliseconds duration) = 0;
};

}  // namespace fieldfare::engine
