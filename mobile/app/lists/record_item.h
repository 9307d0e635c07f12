#pragma once

#include <QObject>
#include <QQmlParserStatus>
#include <QStringList>
#include <QVariant>

#include <qqmlregistration.h>

#include "mobile/app/desk/store_delta.h"
#include "mobile/app/lists/record_row.h"
#include "mobile/app/lists/reread.h"
#include "mobile/engine/permissions.h"

namespace fieldfare::app {

/// One record, followed while it is shown.
class RecordItem : public QObject, public QQmlParserStatus {
    Q_OBJECT
    QML_ELEMENT
    Q_INTERFACES(QQmlParserStatus)
    Q_PROPERTY(QString recordId READ recordId WRITE setRecordId NOTIFY recordIdChanged)
    Q_PROPERTY(QStringList joins READ joins WRITE setJoins NOTIFY joinsChanged)
    Q_PROPERTY(QVariantMap record READ record NOTIFY changed)
    Q_PROPERTY(QString type READ type NOTIFY changed)
    Q_PROPERTY(QString title READ title NOTIFY changed)
    Q_PROPERTY(QString state READ state NOTIFY changed)
    Q_PROPERTY(QVariantMap joined READ joined NOTIFY changed)
    /// False once it was read and is not here: deleted, or not the person's any more.
    Q_PROPERTY(bool exists READ exists NOTIFY changed)
    /// True until it was read for this id.
    Q_PROPERTY(bool loading READ loading NOTIFY changed)
    Q_PROPERTY(bool mayErase READ mayErase NOTIFY changed)
    /// Its state leaves only a few fields writable.
    Q_PROPERTY(bool locked READ locked NOTIFY changed)

  public:
    explicit RecordItem(QObject* parent = nullptr);

    [[nodiscard]] QString recordId() const { return id_; }
    void setRecordId(const QString& id);
    [[nodiscard]] QStringList joins() const { return joins_; }
    void setJoins(const QStringList& joins);
    [[nodiscard]] QVariantMap record() const { return row_.record; }
    [[nodiscard]] QString type() const { return row_.type; }
    [[nodiscard]] QString title() const { return row_.title; }
    [[nodiscard]] QString state() const { return row_.state; }
    [[nodiscard]] QVariantMap joined() const { return row_.joined; }
    [[nodiscard]] bool exists() const { return !row_.id.isEmpty(); }
    [[nodiscard]] bool loading() const { return loading_; }
    [[nodiscard]] bool mayErase() const { return permissions_.mayErase; }
    [[nodiscard]] bool locked() const { return permissions_.locked; }

    /// True if the person may change what is at the path, "address/city", as things are.
    Q_INVOKABLE [[nodiscard]] bool mayEdit(const QString& path) const;

    void classBegin() override { complete_ = false; }
    void componentComplete() override;

  signals:
    void recordIdChanged();
    void joinsChanged();
    void changed();

  private:
    struct Found {
        RecordRow row;
        engine::Permissions permissions;
    };

    void askAnew();
    void read();
    void take(const Found& found);

    QString id_;
    QStringList joins_;
    RecordRow row_;
    engine::Permissions permissions_;
    Reread reread_;
    bool complete_ = true;
    bool loading_ = false;
    quint64 question_ = 0;
};

}  // namespace fieldfare::app
