#include <CLI/CLI.hpp>
#include <QGuiApplication>
#include <QQmlApplicationEngine>
#include <QQuickWindow>
#include <QStyleHints>
#include <QtPlugin>
#include <QtQml/QQmlExtensionPlugin>
#include <optional>

#include "mobile/ui/theme/look.h"
#include "picture_book.h"
#include "source_folders.h"

Q_IMPORT_QML_PLUGIN(Fieldfare_ThemePlugin)
Q_IMPORT_QML_PLUGIN(Fieldfare_ComponentsPlugin)
Q_IMPORT_QML_PLUGIN(Fieldfare_GalleryPlugin)

namespace {

struct Options {
    std::string theme = "light";
    std::string language = "en";
    double textScale = 1.0;
    std::string group;
    std::string pictures;
    std::string sources;
};

void readOptions(CLI::App& line, Options& options) {
    line.add_option("--theme", options.theme, "The look")
        ->check(CLI::IsMember({"light", "dark", "sunlight"}));
    line.add_option("--language", options.language)->check(CLI::IsMember({"en", "zh_CN"}));
    line.add_option("--text-scale", options.textScale)->check(CLI::Range(1.0, 2.0));
    line.add_option("--group", options.group, "Only this group");
    line.add_option("--screenshot", options.pictures,
                    "Save a picture of each group into this folder and quit");
    line.add_option("--qml-dir", options.sources, "Load QML from this source folder (mobile/ui) as it is now")
        ->check(CLI::ExistingDirectory);
}

int takePictures(QQuickWindow& window, const Options& options) {
    const QDir folder(QString::fromStdString(options.pictures));
    if (!folder.mkpath(QStringLiteral("."))) {
        qCritical("cannot make %s", options.pictures.c_str());
        return 1;
    }
    const fieldfare::gallery::PictureBook book(window);
    const QString suffix =
        QStringLiteral("%1-%2-%3")
            .arg(QString::fromStdString(options.theme), QString::fromStdString(options.language),
                 QString::number(qRound(options.textScale * 100)));
    const QStringList groups =
        options.group.empty() ? book.groups() : QStringList{QString::fromStdString(options.group)};
    for (const QString& group : groups) {
        if (!book.save(group, folder, suffix)) {
            return 1;
        }
    }
    return 0;
}

}  // namespace

/// Every component in every state. Exit code 0: done; 1: a group or file failed; 2: the QML did not load.
int main(int argc, char** argv) {
    QGuiApplication application(argc, argv);
    Options options;
    CLI::App line("Every component of Fieldfare's app in every state");
    readOptions(line, options);
    CLI11_PARSE(line, argc, argv);

    fieldfare::ui::theme::nameFonts();
    std::optional<fieldfare::gallery::SourceFolders> sources;
    QQmlApplicationEngine engine;
    fieldfare::ui::theme::equip(engine);
    if (!options.sources.empty()) {
        sources.emplace(QString::fromStdString(options.sources));
        engine.addUrlInterceptor(&*sources);
    }

    const bool pictures = !options.pictures.empty();
    if (pictures) {
        QGuiApplication::styleHints()->setCursorFlashTime(0);
    }
    engine.setInitialProperties({{QStringLiteral("theme"), QString::fromStdString(options.theme)},
                                 {QStringLiteral("language"), QString::fromStdString(options.language)},
                                 {QStringLiteral("textScale"), options.textScale},
                                 {QStringLiteral("group"), QString::fromStdString(options.group)}});
    engine.load(QUrl(pictures ? QStringLiteral("qrc:/qt/qml/Fieldfare/Gallery/PictureWindow.qml")
                              : QStringLiteral("qrc:/qt/qml/Fieldfare/Gallery/GalleryWindow.qml")));
    auto* window =
        engine.rootObjects().isEmpty() ? nullptr : qobject_cast<QQuickWindow*>(engine.rootObjects().first());
    if (window == nullptr) {
        return 2;
    }
    if (pictures) {
        return takePictures(*window, options);
    }
    return QGuiApplication::exec();
}
