#include "mobile/app/desk/now.h"

#include <QDateTime>
#include <atomic>

namespace fieldfare::app {

namespace {

std::atomic<std::int64_t> fixed = 0;

}  // namespace

std::int64_t nowMs() {
    const auto moment = fixed.load();
    return moment != 0 ? moment : QDateTime::currentMSecsSinceEpoch();
}

void fixNow(std::int64_t epochMs) {
    fixed = epochMs;
}

}  // namespace fieldfare::app
