#pragma once

#include <QStringList>
#include <QVariantMap>

#include "mobile/app/lists/live_list.h"
#include "mobile/app/lists/record_row.h"

namespace fieldfare::app {

/// The visits that began on one day, of everybody whose visits this person sees: by person, then by time.
class VisitDayList : public fieldfare::app::LiveList {
    Q_OBJECT
    QML_ELEMENT
    /// A moment of the day, epoch ms; the day is the one of the device's time zone.
    Q_PROPERTY(double day READ day WRITE setDay NOTIFY dayChanged)
    /// Only this person's; empty: everybody's.
    Q_PROPERTY(QString personId READ personId WRITE setPersonId NOTIFY personIdChanged)
    /// The visits' ids in the order shown.
    Q_PROPERTY(QStringList order READ order NOTIFY shownChanged)
    /// By person id: {person, visits: [{checkInAt, checkOutAt}]}, epoch ms; 0: not yet.
    Q_PROPERTY(QVariantMap days READ days NOTIFY shownChanged)

  public:
    enum Role {
        VisitId = Qt::UserRole + 1,
        CustomerId,
        Customer,  ///< name
        PersonId,
        Person,      ///< name
        CheckInAt,   ///< epoch ms
        CheckOutAt,  ///< epoch ms; 0: still there
        DistanceM,   ///< from the customer at check-in, metres; -1: unknown
        Mock,        ///< the platform said a position was simulated
        Outcome,     ///< "ORDER"; empty: none yet
        Photos,      ///< how many
        Rating,      ///< 1 to 5; 0: not reviewed
        State
    };

    using LiveList::LiveList;

    [[nodiscard]] double day() const { return day_; }
    void setDay(double day);
    [[nodiscard]] QString personId() const { return person_; }
    void setPersonId(const QString& id);
    [[nodiscard]] QStringList order() const;
    [[nodiscard]] QVariantMap days() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

  signals:
    void dayChanged();
    void personIdChanged();
    void shownChanged();

  protected:
    void read() override;
    [[nodiscard]] bool concerns(const StoreDelta& delta) const override;

  private:
    /// Of a visit that was made here and is not at the server yet, the author is this device's person.
    struct Row {
        RecordRow row;
        QString personId;
        QString person;

        [[nodiscard]] const QString& key() const { return row.id; }
        friend bool operator==(const Row&, const Row&) = default;
    };

    [[nodiscard]] static std::vector<Row> readDay(Desk& desk, qint64 day, const QString& person);

    double day_ = 0;
    QString person_;
    std::vector<Row> rows_;
    quint64 question_ = 0;
};

}  // namespace fieldfare::app
