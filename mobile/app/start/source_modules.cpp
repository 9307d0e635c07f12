#include "mobile/app/start/source_modules.h"

#include <QDebug>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QQmlEngine>

namespace fieldfare::app {

namespace {

bool isSingleton(const QString& path) {
    QFile file{path};
    return file.open(QIODevice::ReadOnly) && file.readAll().contains("pragma Singleton");
}

/// A folder with a link to every file of `source` and a qmldir that lists its QML files.
void shadow(const QString& source, const QString& uri, const QString& target) {
    QStringList lines;
    // Its compiled half says which plugin has the module's C++ types, and what it imports.
    QFile compiled{":/qt/qml/" + QString{uri}.replace('.', '/') + "/qmldir"};
    if (compiled.open(QIODevice::ReadOnly))
        for (const auto& line : QString::fromUtf8(compiled.readAll()).split('\n'))
            for (const auto* kept : {"plugin ", "optional plugin ", "classname ", "import ", "depends "})
                if (line.startsWith(QLatin1String{kept}))
                    lines.append(line);
    QDirIterator files{source, QDir::Files, QDirIterator::Subdirectories};
    while (files.hasNext()) {
        const auto path = files.next();
        const auto name = QDir{source}.relativeFilePath(path);
        QDir{}.mkpath(QFileInfo{target + '/' + name}.path());
        QFile::link(path, target + '/' + name);
        if (name.endsWith(".qml"))
            lines.append((isSingleton(path) ? "singleton " : "") + QFileInfo{name}.completeBaseName() +
                         " 1.0 " + name);
    }
    QFile qmldir{target + "/qmldir"};
    if (qmldir.open(QIODevice::WriteOnly))
        qmldir.write(("module " + uri + '\n' + lines.join('\n') + '\n').toUtf8());
}

}  // namespace

bool SourceModules::use(QQmlEngine& engine, const QString& folder) {
    bool found = false;
    for (const auto* name : {"theme", "components", "features"}) {
        const auto source = QDir{folder}.absoluteFilePath(QLatin1String{name});
        if (!QDir{source}.exists())
            continue;
        found = true;
        const auto title = QString{QLatin1Char{*name}}.toUpper() + QLatin1String{name + 1};
        shadow(source, "Fieldfare." + title, shadow_.filePath("Fieldfare/" + title));
    }
    if (!found)
        qWarning("%s has none of the folders theme, components, features", qPrintable(folder));
    engine.addImportPath(shadow_.path());
    return found;
}

}  // namespace fieldfare::app
