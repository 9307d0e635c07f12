#pragma once

#include <QString>

#include "shared/schema/record_type.h"

namespace fieldfare::app {

/// What types, fields and values of the schema are called by people. The English is made from their names; it
/// is the source text of translations in the context "schema". Interface thread.
class SchemaWords {
  public:
    /// "Payment terms" of payment_terms; "Customer" of customer_id, "Due" of due_at.
    [[nodiscard]] static QString field(const schema::Field& field);
    /// By a path as of schema::pathText(), whose last field it names; of a path inside a message, too. The
    /// path itself when there is none.
    [[nodiscard]] static QString path(const schema::RecordType& type, std::string_view path);
    [[nodiscard]] static QString value(const google::protobuf::EnumValueDescriptor& value);
    [[nodiscard]] static QString type(const schema::RecordType& type, bool plural);

    /// The English source texts, by which translations are found.
    [[nodiscard]] static QString fieldSource(const google::protobuf::FieldDescriptor& field);
    [[nodiscard]] static QString valueSource(const google::protobuf::EnumValueDescriptor& value);
    [[nodiscard]] static QString typeSource(const schema::RecordType& type, bool plural);
    /// What tells values of the same English apart: "Task.Status".
    [[nodiscard]] static QString valueContext(const google::protobuf::EnumValueDescriptor& value);

    /// The descriptor of what a path names, keys of items left out or in; null when there is none.
    [[nodiscard]] static const google::protobuf::FieldDescriptor* descriptor(const schema::RecordType& type,
                                                                             std::string_view path);
};

}  // namespace fieldfare::app
