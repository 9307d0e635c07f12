#pragma once

#include <QQmlAbstractUrlInterceptor>
#include <QString>

namespace fieldfare::gallery {

/// Loads the QML of the modules Fieldfare.* from their source folders instead of from the program, so that
/// work on a page needs no compiler: `qrc:/qt/qml/Fieldfare/Components/x/Y.qml` becomes
/// `<folder>/components/x/Y.qml`. Modules that have no such folder, and files that are not there, stay as
/// compiled. A new file needs a build. The engine does not own it; it must outlive the engine's loading.
class SourceFolders : public QQmlAbstractUrlInterceptor {
  public:
    /// `folder` is mobile/ui of a source tree.
    explicit SourceFolders(QString folder) : folder_(std::move(folder)) {}

    QUrl intercept(const QUrl& url, DataType type) override;

  private:
    QString folder_;
};

}  // namespace fieldfare::gallery
