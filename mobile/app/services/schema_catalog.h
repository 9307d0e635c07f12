#pragma once

#include <QObject>
#include <QVariant>

#include <qqmlregistration.h>

namespace fieldfare::app {

/// The schema, for pages that show or edit any record: what fields are called, what they hold, which values
/// they may have. Paths are "name", "address/city", "lines/<id>/quantity_milli".
class SchemaCatalog : public QObject {
    Q_OBJECT
    QML_NAMED_ELEMENT(Schema)
    QML_SINGLETON

  public:
    explicit SchemaCatalog(QObject* parent = nullptr) : QObject{parent} {}

    Q_INVOKABLE [[nodiscard]] QString label(const QString& type, const QString& path) const;
    /// {kind: "text|number|flag|choice|record|message|id", max, required, widget, values: [{name, label}],
    /// minimum, maximum, reference, message, repeated, label}; what does not apply is not there. Empty for no
    /// field.
    Q_INVOKABLE [[nodiscard]] QVariantMap field(const QString& type, const QString& path) const;
    /// What a value of a choice is called; empty for none.
    Q_INVOKABLE [[nodiscard]] QString valueLabel(const QString& type, const QString& path,
                                                 const QVariant& value) const;
    Q_INVOKABLE [[nodiscard]] QString typeLabel(const QString& type, bool plural = false) const;
};

}  // namespace fieldfare::app
