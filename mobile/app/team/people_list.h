#pragma once

#include "mobile/app/desk/desk.h"
#include "mobile/app/lists/live_list.h"

namespace fieldfare::app {

/// The active people of the units that this device's person leads, who sell, by name; with what the newest of
/// their work that arrived here says of them.
class PeopleList : public fieldfare::app::LiveList {
    Q_OBJECT
    QML_ELEMENT
    /// A moment of the day that visits are counted for, epoch ms.
    Q_PROPERTY(double day READ day WRITE setDay NOTIFY dayChanged)
    /// True: managers too, who may own customers as well.
    Q_PROPERTY(bool withManagers READ withManagers WRITE setWithManagers NOTIFY withManagersChanged)

  public:
    enum Role {
        PersonId = Qt::UserRole + 1,
        Name,
        Customers,    ///< how many they own
        VisitsOfDay,  ///< begun on the day
        Planned,      ///< visits planned for the day, done or not
        HeardAt       ///< epoch ms, when the newest visit that is here began; 0: none is here
    };

    using LiveList::LiveList;

    [[nodiscard]] double day() const { return day_; }
    void setDay(double day);
    [[nodiscard]] bool withManagers() const { return withManagers_; }
    void setWithManagers(bool with);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

  signals:
    void dayChanged();
    void withManagersChanged();
    void shownChanged();

  protected:
    void read() override;
    [[nodiscard]] bool concerns(const StoreDelta& delta) const override;

  private:
    struct Row {
        QString id;
        QString name;
        int customers = 0;
        int visits = 0;
        int planned = 0;
        qint64 heardAt = 0;

        [[nodiscard]] const QString& key() const { return id; }
        friend bool operator==(const Row&, const Row&) = default;
    };

    [[nodiscard]] static std::vector<Row> readPeople(Desk& desk, qint64 day, bool withManagers);

    double day_ = 0;
    bool withManagers_ = false;
    std::vector<Row> rows_;
    quint64 question_ = 0;
};

}  // namespace fieldfare::app
