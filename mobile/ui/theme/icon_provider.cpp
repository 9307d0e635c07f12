#include "mobile/ui/theme/icon_provider.h"

#include <QColor>
#include <QFile>
#include <QPainter>
#include <QSvgRenderer>
#include <QtDebug>

namespace fieldfare::ui::theme {

namespace {

constexpr int plainSize = 24;

QImage transparent(const QSize& size) {
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    return image;
}

}  // namespace

QImage IconProvider::requestImage(const QString& id, QSize* size, const QSize& requested) {
    const QSize wanted =
        requested.isValid() && !requested.isEmpty() ? requested : QSize(plainSize, plainSize);
    if (size != nullptr) {
        *size = wanted;
    }
    QImage image = transparent(wanted);

    const auto slash = id.lastIndexOf(u'/');
    const QString name = id.left(slash);
    const QColor colour(u'#' + id.mid(slash + 1));
    QFile file(QStringLiteral(":/qt/qml/Fieldfare/Theme/icons/%1.svg").arg(name));
    if (slash <= 0 || !colour.isValid() || !file.open(QIODevice::ReadOnly)) {
        qWarning("image://icon/%s: %s", qPrintable(id),
                 slash > 0 && colour.isValid() ? "there is no such icon" : "expected <name>/<rrggbb>");
        return image;
    }
    QByteArray drawing = file.readAll();
    drawing.replace("currentColor", colour.name(QColor::HexRgb).toLatin1());

    QSvgRenderer renderer(drawing);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setOpacity(colour.alphaF());
    renderer.render(&painter);
    return image;
}

}  // namespace fieldfare::ui::theme
