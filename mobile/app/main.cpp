#include <QGuiApplication>
#include <QQmlApplicationEngine>
#include <QQuickWindow>
#include <QtPlugin>
#include <QtQml/QQmlExtensionPlugin>
#include <optional>

#include "mobile/app/desk/engine_thread.h"
#include "mobile/app/desk/now.h"
#include "mobile/app/services/preferences.h"
#include "mobile/app/start/options.h"
#include "mobile/app/start/picture.h"
#include "mobile/app/start/source_modules.h"
#include "mobile/ui/theme/look.h"

Q_IMPORT_QML_PLUGIN(Fieldfare_AppPlugin)
Q_IMPORT_QML_PLUGIN(Fieldfare_ThemePlugin)
Q_IMPORT_QML_PLUGIN(Fieldfare_ComponentsPlugin)
Q_IMPORT_QML_PLUGIN(Fieldfare_FeaturesPlugin)

int main(int count, char** words) {
    using namespace fieldfare::app;
    QGuiApplication application{count, words};
    QCoreApplication::setApplicationName("fieldfare");
    QCoreApplication::setApplicationVersion(FIELDFARE_VERSION);
    QGuiApplication::setApplicationDisplayName("Fieldfare");
    const auto options = Options::parse(QCoreApplication::arguments());

    fieldfare::ui::theme::nameFonts();
    fixNow(options.now);
    EngineThread engine{options.folder};
    if (options.offline)
        engine.stayOffline();
    Preferences preferences{options};
    SourceModules sources;
    QQmlApplicationEngine pages;
    fieldfare::ui::theme::equip(pages);
    QObject::connect(&preferences, &Preferences::languageChanged, &pages, &QQmlEngine::retranslate);
    QString main = "qrc:/qt/qml/Fieldfare/Features/Main.qml";
    if (!options.qmlFolder.isEmpty()) {
        if (!sources.use(pages, options.qmlFolder))
            return 2;
        main = options.qmlFolder + "/features/Main.qml";
    }
    pages.load(main);
    if (pages.rootObjects().isEmpty())
        return 1;
    std::optional<Picture> picture;
    if (auto* window = qobject_cast<QQuickWindow*>(pages.rootObjects().first());
        window != nullptr && !options.screenshot.isEmpty())
        picture.emplace(*window, options.screenshot);
    return QCoreApplication::exec();
}
