#include <QQmlEngine>
#include <QtPlugin>
#include <QtQml/QQmlExtensionPlugin>
#include <QtQuickTest>

#include "mobile/ui/theme/look.h"

Q_IMPORT_QML_PLUGIN(Fieldfare_ThemePlugin)
Q_IMPORT_QML_PLUGIN(Fieldfare_ComponentsPlugin)

/// Gives the test's engine the look, as the app does.
class Setup : public QObject {
    Q_OBJECT

  public slots:
    void applicationAvailable() { fieldfare::ui::theme::nameFonts(); }
    void qmlEngineAvailable(QQmlEngine* engine) { fieldfare::ui::theme::equip(*engine); }
};

QUICK_TEST_MAIN_WITH_SETUP(components, Setup)

#include "components_test.moc"
