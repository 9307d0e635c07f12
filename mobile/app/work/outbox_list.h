#pragma once

#include <QJSValue>

#include "mobile/app/lists/live_list.h"
#include "mobile/app/work/shown_value.h"

namespace fieldfare::app {

/// The edits that the server has not answered, in the order they go.
class OutboxList : public fieldfare::app::LiveList {
    Q_OBJECT
    QML_ELEMENT

  public:
    enum Role {
        No = Qt::UserRole + 1,
        Type,
        RecordId,
        Title,
        What,       ///< "Changed: address, tags"
        ChangedAt,  ///< epoch ms
        Attempts,
        Error,  ///< why the last attempt failed, as a sentence; empty: it did not
        Group,  ///< edits of one group go together; 0: none
        State,  ///< "waiting", "sent", "parked"
        CanDiscard
    };

    using LiveList::LiveList;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    /// Edits go in order: trying one is trying all.
    Q_INVOKABLE void retry(double no);
    Q_INVOKABLE void retryAll();
    /// Gives up an edit and those of its group; gives the token for Records.undo().
    Q_INVOKABLE void discard(double no, const QJSValue& reply = {});
    /// [{label, value}]: what would be lost.
    Q_INVOKABLE [[nodiscard]] QVariantList describe(double no) const;

  protected:
    void read() override;
    [[nodiscard]] bool concerns(const StoreDelta& delta) const override;

  private:
    struct Row {
        qlonglong no = 0;
        QString type;
        QString recordId;
        QString title;
        int kind = 0;  // v1::Mutation::Kind
        std::vector<ShownValue> values;
        qlonglong changedAt = 0;
        int attempts = 0;
        std::string fault;  // encoded; empty: none
        qlonglong group = 0;
        QString state;

        [[nodiscard]] qlonglong key() const { return no; }
        friend bool operator==(const Row&, const Row&) = default;
    };

    [[nodiscard]] static Row rowOf(Desk& desk, const engine::OutboxEntry& entry);
    [[nodiscard]] QString what(const Row& row) const;

    std::vector<Row> rows_;
};

}  // namespace fieldfare::app
