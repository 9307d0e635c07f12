#pragma once

#include <QCoreApplication>
#include <QString>

#include "fieldfare/fault.pb.h"
#include "fieldfare/policy.pb.h"
#include "shared/schema/record_type.h"

namespace fieldfare::app {

/// What is wrong with one field, said beside it, in the app's language of the moment. Only in the interface
/// thread.
class FormWords {
    Q_DECLARE_TR_FUNCTIONS(fieldfare::app::FormWords)

  public:
    /// A sentence that names the limit where there is one; never empty.
    [[nodiscard]] static QString sentence(const schema::RecordType& type, const v1::Fault& fault);
    /// Of a field that must have a value.
    [[nodiscard]] static QString required();
    /// Of what is no e-mail address, or no phone number.
    [[nodiscard]] static QString unreachable(v1::Widget widget);
    /// Of what was typed and is no value of the field at all.
    [[nodiscard]] static QString unfit(const schema::RecordType& type, const QString& path);
};

}  // namespace fieldfare::app
