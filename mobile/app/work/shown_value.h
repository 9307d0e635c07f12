#pragma once

#include <QString>
#include <QVariant>
#include <QVariantList>
#include <string>
#include <vector>

#include "mobile/app/desk/desk.h"
#include "shared/schema/path.h"

namespace fieldfare::app {

/// One value of a record, read on the engine's thread and said in the interface's, in its language.
struct ShownValue {
    const schema::RecordType* type = nullptr;
    std::string path;                                          ///< as of schema::pathText()
    const google::protobuf::FieldDescriptor* field = nullptr;  ///< of what the path names
    QVariant value;                                            ///< as in records; invalid: none
    QString referred;                                          ///< title of the record that an id names

    /// What the field is called. Interface thread.
    [[nodiscard]] QString label() const;
    /// The value as people read it; empty for none. Interface thread.
    [[nodiscard]] QString text() const;

    friend bool operator==(const ShownValue&, const ShownValue&) = default;
};

/// Engine's thread: the value that a record, whole or partial, has at a path.
[[nodiscard]] ShownValue shownValue(Desk& desk, const schema::RecordType& type,
                                    const google::protobuf::Message& record, const schema::Path& path);
/// Engine's thread: what a mutation writes; of a create, every field that people see.
[[nodiscard]] std::vector<ShownValue> shownValues(Desk& desk, const v1::Mutation& mutation);

/// [{label, value}], for pages. Interface thread.
[[nodiscard]] QVariantList inWords(const std::vector<ShownValue>& values);

}  // namespace fieldfare::app
