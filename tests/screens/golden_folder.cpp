#include "tests/screens/golden_folder.h"

#include <QPainter>
#include <algorithm>

namespace fieldfare::tests {

namespace {

/// Without an alpha channel and packed as tightly as PNG can: the repository keeps them.
bool keep(const QImage& picture, const QString& file) {
    constexpr int tightest = 0;
    return picture.convertToFormat(QImage::Format_RGB888).save(file, "PNG", tightest);
}

/// Before, now, and now with what differs in red.
QImage besides(const QImage& before, const QImage& now) {
    const QSize each{std::max(before.width(), now.width()), std::max(before.height(), now.height())};
    QImage difference{each, QImage::Format_RGB32};
    for (int y = 0; y < each.height(); ++y)
        for (int x = 0; x < each.width(); ++x) {
            const bool inBoth = before.valid(x, y) && now.valid(x, y);
            const bool same = inBoth && before.pixel(x, y) == now.pixel(x, y);
            const int faint = now.valid(x, y) ? 200 + qGray(now.pixel(x, y)) / 5 : 255;
            difference.setPixel(x, y, same ? qRgb(faint, faint, faint) : qRgb(200, 0, 0));
        }
    constexpr int gap = 8;
    QImage all{3 * each.width() + 2 * gap, each.height(), QImage::Format_RGB32};
    all.fill(Qt::gray);
    QPainter painter{&all};
    painter.drawImage(0, 0, before);
    painter.drawImage(each.width() + gap, 0, now);
    painter.drawImage(2 * (each.width() + gap), 0, difference);
    return all;
}

}  // namespace

GoldenFolder::GoldenFolder(const QString& name)
    : folder_{qEnvironmentVariable("FIELDFARE_SOURCE") + "/tests/screens/golden/" + name} {}

QString GoldenFolder::compare(const QString& name, const QImage& now) const {
    const auto file = folder_.filePath(name);
    const QImage before{file};
    // In one format: what a file is read as depends on what it holds.
    const auto plain = now.convertToFormat(QImage::Format_RGB32);
    if (!before.isNull() && before.convertToFormat(QImage::Format_RGB32) == plain)
        return {};
    if (renewing_) {
        QDir{}.mkpath(folder_.path());
        return keep(plain, file) ? QString{} : file + " cannot be written";
    }
    QDir differs{"differs"};
    if (!differs.exists())
        QDir{}.mkpath(differs.path());
    const auto shown = differs.absoluteFilePath(name);
    if (before.isNull())
        return plain.save(shown) ? "is not in golden; as it is now: " + shown : shown + " cannot be written";
    return besides(before, plain).save(shown)
               ? "differs from golden; before, now and the difference: " + shown
               : shown + " cannot be written";
}

QStringList GoldenFolder::leftOver(const QStringList& names, const QString& filter) const {
    QStringList left;
    for (const auto& name : folder_.entryList({filter}))
        if (!names.contains(name) && !(renewing_ && QFile::remove(folder_.filePath(name))))
            left.append(name);
    return left;
}

}  // namespace fieldfare::tests
