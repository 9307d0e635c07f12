#include "mobile/app/desk/waking_pause.h"

#include <QTimer>

namespace fieldfare::app {

bool WakingPause::wait(std::chrono::milliseconds duration) {
    if (stopped_)
        return false;
    QEventLoop loop;
    QTimer::singleShot(duration, Qt::CoarseTimer, &loop, &QEventLoop::quit);
    loop_ = &loop;
    loop.exec();
    loop_ = nullptr;
    return !stopped_;
}

void WakingPause::wake() {
    if (loop_ != nullptr)
        loop_->quit();
}

void WakingPause::stop() {
    stopped_ = true;
    wake();
}

}  // namespace fieldfare::app
