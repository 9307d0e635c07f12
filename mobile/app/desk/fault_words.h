#pragma once

#include <QCoreApplication>
#include <QString>
#include <QVariantMap>

#include "fieldfare/fault.pb.h"

namespace fieldfare::app {

/// Faults in the words of the people who use the app, in its language of the moment. Only in the interface
/// thread.
class FaultWords {
    Q_DECLARE_TR_FUNCTIONS(fieldfare::app::FaultWords)

  public:
    /// A whole sentence, or two; never empty.
    [[nodiscard]] static QString sentence(const v1::Fault& fault);
    /// {code, message, path, limit, passing}; `code` as "NO_RIGHT".
    [[nodiscard]] static QVariantMap values(const v1::Fault& fault);
};

}  // namespace fieldfare::app
