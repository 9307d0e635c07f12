#pragma once

#include <QEventLoop>

#include "mobile/engine/pause.h"

namespace fieldfare::app {

/// Pauses of the sync during which its thread goes on with other work, and which end when something happens.
/// One thread.
class WakingPause final : public engine::Pause {
  public:
    [[nodiscard]] bool wait(std::chrono::milliseconds duration) override;

    /// Ends the pause under way: try again at once.
    void wake();
    /// Ends the pause under way, and every later one at once, with "stop trying", until resume().
    void stop();
    void resume() { stopped_ = false; }

  private:
    QEventLoop* loop_ = nullptr;
    bool stopped_ = false;
};

}  // namespace fieldfare::app
