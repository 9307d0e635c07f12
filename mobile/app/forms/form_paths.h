#pragma once

#include <QJSValue>
#include <QString>
#include <QVariantMap>

/// Paths of fields as forms spell them: "name", "address/city", "phones/<id>/number".
namespace fieldfare::app {

/// {"address": {"city": value}} of address/city; empty text and nothing become null, which clears.
[[nodiscard]] inline QVariantMap nestedValues(const QString& path, const QVariant& value) {
    const bool isEmptyText = value.userType() == QMetaType::QString && value.toString().isEmpty();
    const auto parts = path.split('/');
    QVariant inner = isEmptyText ? QVariant{} : value;
    for (auto i = parts.size() - 1; i > 0; --i)
        inner = QVariantMap{{parts[i], inner}};
    return {{parts[0], inner}};
}

/// True if `path` is `above` or lies inside it; an index in brackets counts as inside.
[[nodiscard]] inline bool isAtOrInside(const QString& path, const QString& above) {
    return path.startsWith(above) &&
           (path.size() == above.size() || path[above.size()] == u'/' || path[above.size()] == u'[');
}

/// The field of the record that a path begins with.
[[nodiscard]] inline QString outerField(const QString& path) {
    return path.section('/', 0, 0).section('[', 0, 0);
}

/// Objects of scripts come wrapped; other threads take none of those.
[[nodiscard]] inline QVariant unwrapped(const QVariant& value) {
    return value.userType() == qMetaTypeId<QJSValue>() ? value.value<QJSValue>().toVariant() : value;
}

}  // namespace fieldfare::app
