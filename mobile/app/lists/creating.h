#pragma once

#include <QObject>
#include <QQmlParserStatus>
#include <QVariantMap>

#include <qqmlregistration.h>

#include "mobile/app/lists/reread.h"

namespace fieldfare::app {

/// Which records the person may make, so that pages offer no others. Follows the rights as they change.
class Creating : public QObject, public QQmlParserStatus {
    Q_OBJECT
    QML_ELEMENT
    Q_INTERFACES(QQmlParserStatus)
    /// What they are to hang under; empty: nothing, or some record of the person's own.
    Q_PROPERTY(QString under READ under WRITE setUnder NOTIFY underChanged)
    /// {customer: true, contact: false, ...}; empty until it is known.
    Q_PROPERTY(QVariantMap may READ may NOTIFY changed)

  public:
    explicit Creating(QObject* parent = nullptr);

    [[nodiscard]] QString under() const { return under_; }
    void setUnder(const QString& id);
    [[nodiscard]] QVariantMap may() const { return may_; }

    void classBegin() override { complete_ = false; }
    void componentComplete() override;

  signals:
    void underChanged();
    void changed();

  private:
    void askAnew();
    void read();

    QString under_;
    QVariantMap may_;
    Reread reread_;
    bool complete_ = true;
};

}  // namespace fieldfare::app
