#pragma once

#include <QString>
#include <QTemporaryDir>

class QQmlEngine;

namespace fieldfare::app {

/// Makes a QML engine load the pages, components and theme from their source folders instead of what is
/// compiled in, so that whoever works on them need not compile. What they have in C++ stays as it is.
class SourceModules {
  public:
    /// `folder` has the folders theme, components and features. Ends with false and a message in the log when
    /// it has none of them.
    [[nodiscard]] bool use(QQmlEngine& engine, const QString& folder);

  private:
    QTemporaryDir shadow_;
};

}  // namespace fieldfare::app
