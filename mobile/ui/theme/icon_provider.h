#pragma once

#include <QQuickImageProvider>

namespace fieldfare::ui::theme {

/// Draws the icons of `mobile/ui/theme/icons` in any colour and size, the same under every scene graph:
/// `image://icon/<name>/<rrggbb or aarrggbb>`. The colour takes the place of `currentColor` in the drawing.
/// An unknown name or colour gives an empty picture and a warning that names it.
class IconProvider : public QQuickImageProvider {
  public:
    IconProvider() : QQuickImageProvider(QQuickImageProvider::Image) {}

    /// `requested` is in device pixels; 24 x 24 if it is not given. Any thread.
    QImage requestImage(const QString& id, QSize* size, const QSize& requested) override;
};

}  // namespace fieldfare::ui::theme
