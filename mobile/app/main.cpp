#include <QGuiApplication>
#include <QQmlApplicationEngine>
#include <QtPlugin>
#include <QtQml/QQmlExtensionPlugin>

#include "mobile/app/desk/engine_thread.h"
#include "mobile/app/start/options.h"
#include "mobile/app/start/source_modules.h"

Q_IMPORT_QML_PLUGIN(Fieldfare_AppPlugin)
Q_IMPORT_QML_PLUGIN(Fieldfare_FeaturesPlugin)

int main(int count, char** words) {
    using namespace fieldfare::app;
    QGuiApplication application{count, words};
    QCoreApplication::setApplicationName("fieldfare");
    QCoreApplication::setApplicationVersion(FIELDFARE_VERSION);
    QGuiApplication::setApplicationDisplayName("Fieldfare");
    const auto options = Options::parse(QCoreApplication::arguments());

    EngineThread engine{options.folder};
    SourceModules sources;
    QQmlApplicationEngine pages;
    pages.addImportPath("qrc:/qt/qml");
    QString main = "qrc:/qt/qml/Fieldfare/Features/Main.qml";
    if (!options.qmlFolder.isEmpty()) {
        if (!sources.use(pages, options.qmlFolder))
            return 2;
        main = options.qmlFolder + "/features/Main.qml";
    }
    pages.load(main);
    return pages.rootObjects().isEmpty() ? 1 : QCoreApplication::exec();
}
