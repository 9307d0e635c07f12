#include "source_folders.h"

#include <QFileInfo>
#include <QUrl>

namespace fieldfare::gallery {

QUrl SourceFolders::intercept(const QUrl& url, DataType type) {
    const QString prefix = QStringLiteral("/qt/qml/Fieldfare/");
    if (type == QmldirFile || url.scheme() != QLatin1String("qrc") || !url.path().startsWith(prefix)) {
        return url;
    }
    const QString inside = url.path().mid(prefix.size());  // "Components/x/Y.qml"
    const auto slash = inside.indexOf(u'/');
    if (slash < 0) {
        return url;
    }
    const QString module = inside.left(slash);
    const QString folder =
        module == QLatin1String("Gallery") ? QStringLiteral("/../gallery/pages") : u'/' + module.toLower();
    const QString file = folder_ + folder + inside.mid(slash);
    return QFileInfo::exists(file) ? QUrl::fromLocalFile(file) : url;
}

}  // namespace fieldfare::gallery
