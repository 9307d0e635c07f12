#include "picture_book.h"

#include <QCoreApplication>
#include <QEvent>
#include <QImage>
#include <QQuickItem>
#include <QQuickWindow>
#include <QtDebug>

namespace fieldfare::gallery {

QStringList PictureBook::groups() const {
    return window_.property("names").toStringList();
}

QImage PictureBook::settled() const {
    // Layouts settle in polishing, which may change the height, and what opens takes a frame to be there.
    constexpr int mostFrames = 100;
    QImage before;
    QImage now = window_.grabWindow();
    for (int frame = 0; frame < mostFrames && before != now; ++frame) {
        QCoreApplication::processEvents();
        before = now;
        now = window_.grabWindow();
    }
    return now;
}

bool PictureBook::save(const QString& group, const QDir& folder, const QString& suffix) const {
    if (!groups().contains(group)) {
        qCritical("there is no group %s; there are %s", qPrintable(group),
                  qPrintable(groups().join(QStringLiteral(", "))));
        return false;
    }
    // The group before goes altogether, with what it opened.
    window_.setProperty("group", QString());
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    window_.setProperty("group", group);
    const QImage picture = settled();
    const QString file = folder.filePath(group + u'-' + suffix + QStringLiteral(".png"));
    // Opaque: without an alpha channel the file is a third smaller.
    if (!picture.convertToFormat(QImage::Format_RGB888).save(file)) {
        qCritical("cannot write %s", qPrintable(file));
        return false;
    }
    return true;
}

}  // namespace fieldfare::gallery
