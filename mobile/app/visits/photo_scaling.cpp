#include "mobile/app/visits/photo_scaling.h"

#include <QBuffer>
#include <QImage>
#include <QImageReader>
#include <QImageWriter>
#include <QPainter>

namespace fieldfare::app {

namespace {

constexpr int jpegQuality = 82;

}  // namespace

ScaledPhoto scaledPhoto(const QString& file) {
    QImageReader reader{file};
    reader.setAutoTransform(true);
    reader.setDecideFormatFromContent(true);
    // Reading it small already saves most of the memory of a large picture.
    if (const auto size = reader.size();
        size.isValid() && qMax(size.width(), size.height()) > ScaledPhoto::longest)
        reader.setScaledSize(size.scaled(ScaledPhoto::longest, ScaledPhoto::longest, Qt::KeepAspectRatio));
    auto image = reader.read();
    if (image.isNull())
        return {{}, reader.errorString()};
    if (qMax(image.width(), image.height()) > ScaledPhoto::longest)
        image = image.scaled(ScaledPhoto::longest, ScaledPhoto::longest, Qt::KeepAspectRatio,
                             Qt::SmoothTransformation);
    // The pixels alone: nothing that the camera noted goes along, and what was transparent is white, not
    // black.
    QImage plain{image.size(), QImage::Format_RGB32};
    plain.fill(Qt::white);
    QPainter{&plain}.drawImage(0, 0, image);
    ScaledPhoto scaled;
    QBuffer buffer{&scaled.bytes};
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer{&buffer, "jpeg"};
    writer.setQuality(jpegQuality);
    if (!writer.write(plain))
        return {{}, writer.errorString()};
    return scaled;
}

}  // namespace fieldfare::app
