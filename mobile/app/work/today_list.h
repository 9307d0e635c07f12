#pragma once

#include <QVariantMap>

#include "mobile/app/desk/desk.h"
#include "mobile/app/lists/live_list.h"

namespace fieldfare::app {

/// What this person's day holds: what is overdue, the plan, follow-ups, birthdays of the coming week.
class TodayList : public fieldfare::app::LiveList {
    Q_OBJECT
    QML_ELEMENT
    /// Where the person is, {latitude_e7, longitude_e7}, for distances; empty: unknown.
    Q_PROPERTY(QVariantMap position READ position WRITE setPosition NOTIFY positionChanged)

  public:
    enum Role {
        Section = Qt::UserRole + 1,  ///< "overdue", "plan", "follow_up", "birthday"
        Kind,                        ///< "plan", "task", "follow_up", "birthday"
        RecordId,                    ///< of the plan, task, customer or contact
        CustomerId,
        Title,     ///< the customer's name, the task's title, the contact's name
        Subtitle,  ///< the purpose, or the customer's name
        Customer,  ///< the customer's record; empty: it is not here
        At,        ///< epoch ms
        Distance,  ///< metres to the customer; -1: unknown
        Done,
        State
    };

    using LiveList::LiveList;

    [[nodiscard]] QVariantMap position() const { return position_; }
    void setPosition(const QVariantMap& position);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

  signals:
    void positionChanged();

  protected:
    void read() override;
    [[nodiscard]] bool concerns(const StoreDelta& delta) const override;

  private:
    friend class DayReader;

    struct Row {
        QString section;
        QString kind;
        QString recordId;
        QString customerId;
        QString title;
        QString subtitle;
        QVariantMap customer;
        qlonglong at = 0;
        bool done = false;
        QString state;

        [[nodiscard]] QString key() const { return kind + recordId; }
        friend bool operator==(const Row&, const Row&) = default;
    };

    [[nodiscard]] double distanceTo(const Row& row) const;

    QVariantMap position_;
    std::vector<Row> rows_;
};

}  // namespace fieldfare::app
