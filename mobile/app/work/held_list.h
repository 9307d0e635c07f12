#pragma once

#include <QJSValue>

#include "mobile/app/lists/live_list.h"
#include "mobile/app/work/shown_value.h"
#include "mobile/engine/held_work.h"

namespace fieldfare::app {

/// Work of others that the server keeps without effect and that this person may take over or decline, newest
/// first. What its author made together is one row: it is decided about together.
class HeldList : public fieldfare::app::LiveList {
    Q_OBJECT
    QML_ELEMENT
    /// Only what is about this record, or kept beside it; empty: of all.
    Q_PROPERTY(QString recordId READ recordId WRITE setRecordId NOTIFY recordIdChanged)

  public:
    enum Role {
        HeldId = Qt::UserRole + 1,
        Title,     ///< of the record it is about, or of what that was to hang under
        Type,      ///< of what can be opened: the record, or what it is kept beside
        RecordId,  ///< the same; empty: neither is here
        Author,    ///< {name, device, at}: who typed it, where, and when, epoch ms
        HeldAt,    ///< when it came to the server, epoch ms
        Reason,    ///< why it is held, as a sentence
        Parts      ///< [{type, kind, title, values}]: of each edit of the row; kind is "CREATE", "EDIT" or
                   ///< "DELETE", and `values` are [{label, value, now, known}], where `now` is what stands in
                   ///< the record and `known` says that there is one
    };

    using LiveList::LiveList;

    [[nodiscard]] QString recordId() const { return record_; }
    void setRecordId(const QString& id);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    /// Makes the row's edits as this person's own.
    Q_INVOKABLE void take(const QString& heldId, const QJSValue& reply = {});
    /// Closes the row without effect; `comment` is shown to the author.
    Q_INVOKABLE void decline(const QString& heldId, const QString& comment, const QJSValue& reply = {});

  signals:
    void recordIdChanged();

  protected:
    void read() override;
    [[nodiscard]] bool concerns(const StoreDelta& delta) const override;

  private:
    struct Part {
        const schema::RecordType* type = nullptr;
        QString kind;
        QString title;
        bool isHere = false;
        std::vector<ShownValue> typed;
        std::vector<ShownValue> now;  // of the same paths; none where the record is not here

        friend bool operator==(const Part&, const Part&) = default;
    };
    struct Row {
        QString id;
        QString title;
        const schema::RecordType* opens = nullptr;
        QString recordId;
        QString author;
        QString device;
        qlonglong typedAt = 0;
        qlonglong heldAt = 0;
        v1::FaultCode code = v1::FAULT_CODE_UNSPECIFIED;
        std::string reason;  // English, of rules
        std::vector<Part> parts;

        [[nodiscard]] const QString& key() const { return id; }
        friend bool operator==(const Row&, const Row&) = default;
    };

    [[nodiscard]] static Part partOf(Desk& desk, const engine::HeldItem& item);
    [[nodiscard]] static Row rowOf(Desk& desk, const std::vector<engine::HeldItem>& together);
    [[nodiscard]] static QVariantMap valuesOf(const Part& part);
    [[nodiscard]] static QString reasonOf(const Row& row);

    QString record_;
    std::vector<Row> rows_;
};

}  // namespace fieldfare::app
