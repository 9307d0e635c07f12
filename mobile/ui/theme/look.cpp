#include "mobile/ui/theme/look.h"

#include <QFont>
#include <QGuiApplication>
#include <QQmlEngine>

#include "mobile/ui/theme/icon_provider.h"

namespace fieldfare::ui::theme {

void nameFonts() {
    const QString latin = QStringLiteral("Noto Sans");
    const QString chinese = QStringLiteral("Noto Sans CJK SC");
    // QML sets one family by name; what that family lacks is looked for in its substitutes.
    QFont::insertSubstitution(latin, chinese);
    QFont font;
    font.setFamilies({latin, chinese});
    QGuiApplication::setFont(font);
}

void equip(QQmlEngine& engine) {
    engine.addImportPath(QStringLiteral("qrc:/qt/qml"));
    engine.addImageProvider(QStringLiteral("icon"), new IconProvider);
}

}  // namespace fieldfare::ui::theme
