#pragma once

#include <QObject>
#include <QUrl>
#include <QVariantMap>

#include <qqmlregistration.h>

namespace fieldfare::app {

/// What the device does outside this app. Each verb is false when no other app took it.
class Device : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON

  public:
    explicit Device(QObject* parent = nullptr) : QObject{parent} {}

    Q_INVOKABLE bool call(const QString& number) const;
    Q_INVOKABLE bool mail(const QString& address) const;
    /// The way to a customer, both as records have them; the position counts where there is one.
    Q_INVOKABLE bool navigate(const QVariantMap& address, const QVariantMap& position = {}) const;
    Q_INVOKABLE bool share(const QUrl& file) const;
    Q_INVOKABLE void copy(const QString& text) const;
};

}  // namespace fieldfare::app
