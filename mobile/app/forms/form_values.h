#pragma once

#include <QVariantMap>
#include <memory>

#include <google/protobuf/message.h>

#include "shared/schema/record_type.h"

namespace fieldfare::app {

/// What stands in the fields of a form: a record, and beside it what was typed and fits no field of it yet,
/// so that nothing typed is lost. Paths are those of schema::pathText(): "name", "address/city",
/// "phones/<id>/number". Values are those of QML (desk/values.h). Any one thread.
class FormValues {
  public:
    FormValues() = default;
    /// `unfit`: by path.
    FormValues(const schema::RecordType& type, const google::protobuf::Message& record,
               QVariantMap unfit = {});

    /// Null or nothing, and empty text, clear the field.
    void set(const QString& path, const QVariant& value);
    /// What was typed, else what the record has; invalid where there is nothing.
    [[nodiscard]] QVariant value(const QString& path) const;

    /// A new item of a keyed list ("phones"), last; gives its id. Empty when there is no such list.
    QString addItem(const QString& list, const QVariantMap& values);
    void removeItem(const QString& list, const QString& id);

    /// Everything that fits, as an object.
    [[nodiscard]] const QVariantMap& values() const { return values_; }
    [[nodiscard]] const QVariantMap& unfit() const { return unfit_; }
    [[nodiscard]] const google::protobuf::Message& record() const { return *record_; }
    /// A copy for another thread.
    [[nodiscard]] std::shared_ptr<const google::protobuf::Message> copy() const;

  private:
    /// Throws the faults of schema::fromJson().
    void write(const QStringList& path, const QVariant& value);
    /// The place of the item in its list, or -1.
    [[nodiscard]] int indexOf(const google::protobuf::FieldDescriptor* list, const QString& id) const;

    const schema::RecordType* type_ = nullptr;
    std::shared_ptr<google::protobuf::Message> record_;
    QVariantMap unfit_;
    QVariantMap values_;
};

}  // namespace fieldfare::app
