#pragma once

#include <QVariantMap>
#include <string>

#include <google/protobuf/message.h>

#include "fieldfare/fault.pb.h"
#include "mobile/engine/record.h"
#include "shared/schema/record_type.h"

/// Records as QML has them: objects in the form of shared/schema/json, but with enum values by their names in
/// the schema ("ISSUED"). Ids are UUID text, 64-bit numbers are numbers; what is unset is not there.
namespace fieldfare::app {

[[nodiscard]] QVariantMap valuesOf(const google::protobuf::Message& message);
/// With `id` and `type` beside the fields, unless the record has fields of these names.
[[nodiscard]] QVariantMap valuesOf(const engine::Record& record);

/// Sets on `message` what `values` names, as schema::fromJson() does; throws its faults.
void applyValues(const QVariantMap& values, google::protobuf::Message& message);

/// 16 bytes of UUID text; throws FaultError INVALID when it is none.
[[nodiscard]] std::string idBytes(const QString& text);
/// UUID text; empty for no id.
[[nodiscard]] QString idText(std::string_view id);
/// Throws FaultError INVALID when there is no such type of record.
[[nodiscard]] const schema::RecordType& typeNamed(const QString& name);

[[nodiscard]] inline QString qt(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

}  // namespace fieldfare::app
