#pragma once

#include <QDir>
#include <QImage>
#include <QString>
#include <QStringList>

class QQuickWindow;

namespace fieldfare::gallery {

/// Takes a picture of each of the gallery's groups. Interface thread.
class PictureBook {
  public:
    /// `window` is a PictureWindow, which shows one group at its full height; it must outlive the book.
    explicit PictureBook(QQuickWindow& window) : window_(window) {}

    /// The groups' names, in the order of the gallery.
    [[nodiscard]] QStringList groups() const;

    /// Shows `group` and saves it as `<folder>/<group>-<suffix>.png`. False, with a message on standard
    /// error, if there is no such group or the file cannot be written.
    [[nodiscard]] bool save(const QString& group, const QDir& folder, const QString& suffix) const;

  private:
    [[nodiscard]] QImage settled() const;

    QQuickWindow& window_;
};

}  // namespace fieldfare::gallery
