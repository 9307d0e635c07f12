#include "mobile/app/lists/reread.h"

namespace fieldfare::app {

Reread::Reread(QObject* parent) : QObject{parent} {
    timer_.setSingleShot(true);
    connect(&timer_, &QTimer::timeout, this, &Reread::begin);
}

void Reread::now() {
    timer_.start(std::chrono::milliseconds{0});
}

void Reread::soon() {
    if (!timer_.isActive())
        timer_.start(seldom);
}

void Reread::begin() {
    if (reading_) {
        again_ = true;
        return;
    }
    reading_ = true;
    emit due();
}

void Reread::finished() {
    reading_ = false;
    if (again_) {
        again_ = false;
        now();
    }
}

}  // namespace fieldfare::app
