#pragma once

#include <QJSValue>
#include <QUrl>
#include <vector>

#include <qqmlregistration.h>

#include "mobile/app/lists/live_list.h"

namespace fieldfare::app {

/// The photos of a visit, in the order they were taken. Those that are not on this device are fetched while
/// they are listed.
class PhotoList : public fieldfare::app::LiveList {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString visitId READ visitId WRITE setVisitId NOTIFY visitIdChanged)

  public:
    enum Role {
        FileIdRole = Qt::UserRole + 1,
        NameRole,
        SourceRole,    ///< url of the file; empty while it is not on this device
        StateRole,     ///< "here": waits to be sent; "sending", "sent", "missing": not on this device
        ProgressRole,  ///< 0 to 1, of sending
    };

    using LiveList::LiveList;

    [[nodiscard]] const QString& visitId() const { return visitId_; }
    void setVisitId(const QString& id);

    /// Adds a picture of a local file, scaled down; the file itself is left alone. function(fileId, fault):
    /// UNREADABLE when it is no picture. Goes on when this list is gone before it is done.
    Q_INVOKABLE void addFile(const QUrl& file, const QJSValue& reply = {});
    /// Takes the photo of the row off the visit.
    Q_INVOKABLE void remove(int row, const QJSValue& reply = {});

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

  signals:
    void visitIdChanged();

  protected:
    void read() override;
    [[nodiscard]] bool concerns(const StoreDelta& delta) const override;

  private:
    struct Row {
        QString id;
        QString name;
        QUrl source;
        QString state;
        double progress = 0;

        [[nodiscard]] const QString& key() const { return id; }
        friend bool operator==(const Row&, const Row&) = default;
    };

    void fetchMissing();

    QString visitId_;
    std::vector<Row> rows_;
    QSet<QString> wanted_;  // ids that were asked for
};

}  // namespace fieldfare::app
