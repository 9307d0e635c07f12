#include "mobile/app/start/picture.h"

#include <QCoreApplication>
#include <QDebug>
#include <QImage>
#include <QQuickWindow>

#include "mobile/app/desk/engine_thread.h"

namespace fieldfare::app {

Picture::Picture(QQuickWindow& window, QString file, QObject* parent)
    : QObject{parent}, window_{window}, file_{std::move(file)} {
    connect(&timer_, &QTimer::timeout, this, &Picture::look);
    timer_.start(between);
}

void Picture::look() {
    calmLooks_ = EngineThread::instance().isAtRest() ? calmLooks_ + 1 : 0;
    const bool late = ++looks_ > longest;
    if (calmLooks_ < calm && !late)
        return;
    timer_.stop();
    const auto picture = window_.grabWindow();
    const bool saved = !picture.isNull() && picture.save(file_);
    if (!saved)
        qWarning("%s cannot be saved", qPrintable(file_));
    if (late)
        qWarning("the picture was taken before everything had been read");
    QCoreApplication::exit(saved && !late ? 0 : 1);
}

}  // namespace fieldfare::app
