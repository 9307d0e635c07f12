#include "mobile/app/start/app.h"

#include "mobile/app/desk/now.h"
#include "mobile/app/start/options.h"

namespace fieldfare::app {

QString App::version() const {
    return QStringLiteral(FIELDFARE_VERSION);
}

QSize App::windowSize() const {
    return Options::current().size;
}

QString App::startPage() const {
    return Options::current().open;
}

double App::now() const {
    return static_cast<double>(nowMs());
}

double App::fixedNow() const {
    return static_cast<double>(Options::current().now);
}

bool App::still() const {
    return !Options::current().screenshot.isEmpty();
}

}  // namespace fieldfare::app
