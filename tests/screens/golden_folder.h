#pragma once

#include <QDir>
#include <QImage>
#include <QString>
#include <QStringList>

namespace fieldfare::tests {

/// Pictures as they were approved, in a folder of the repository. With FIELDFARE_RENEW set, what is drawn now
/// takes their place.
class GoldenFolder {
  public:
    /// `name` below tests/screens/golden.
    explicit GoldenFolder(const QString& name);

    /// Compares every pixel. Empty if the picture is the approved one; otherwise what is wrong and where the
    /// new picture is: in `differs` of the working folder, beside the approved one and with what differs in
    /// red.
    [[nodiscard]] QString compare(const QString& name, const QImage& now) const;
    /// The pictures there, of those that match `filter`, that are none of `names`; renewing removes them
    /// instead.
    [[nodiscard]] QStringList leftOver(const QStringList& names, const QString& filter = "*.png") const;

  private:
    QDir folder_;
    bool renewing_ = qEnvironmentVariableIsSet("FIELDFARE_RENEW");
};

}  // namespace fieldfare::tests
