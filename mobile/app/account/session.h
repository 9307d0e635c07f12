#pragma once

#include <QObject>
#include <QVariantMap>

#include <qqmlregistration.h>

namespace fieldfare::app {

/// Who uses this device, and whether they may work. Opens the store when it is made.
class Session : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(State state READ state NOTIFY stateChanged)
    Q_PROPERTY(QVariantMap person READ person NOTIFY personChanged)
    Q_PROPERTY(QString organisation READ organisation NOTIFY personChanged)
    Q_PROPERTY(QVariantMap organisationRecord READ organisationRecord NOTIFY personChanged)
    Q_PROPERTY(bool isManager READ isManager NOTIFY personChanged)
    Q_PROPERTY(QString serverAddress READ serverAddress NOTIFY personChanged)

  public:
    enum State {
        Starting,   ///< the store is being opened
        Unpaired,   ///< no device was enrolled here
        SignedOut,  ///< the session ended; what waits, waits on
        Ready,
        Locked,   ///< another process has the store, or a newer app wrote it: see `fault`
        Wiped,    ///< the server had this device cleared
        Damaged,  ///< the store is damaged; what was unsent is being rescued
    };
    Q_ENUM(State)

    explicit Session(QObject* parent = nullptr);

    [[nodiscard]] State state() const { return state_; }
    /// {id, name, role, unit_id}; empty while nobody is known.
    [[nodiscard]] QVariantMap person() const { return facts_.person; }
    [[nodiscard]] QString organisation() const { return facts_.organisation; }
    /// The organisation's settings, as a record.
    [[nodiscard]] QVariantMap organisationRecord() const { return facts_.organisationRecord; }
    /// True for everybody who leads: managers and executives.
    [[nodiscard]] bool isManager() const;
    [[nodiscard]] QString serverAddress() const { return facts_.serverAddress; }

  signals:
    void stateChanged();
    void personChanged();

  private:
    /// What the store says of them.
    struct Facts {
        bool enrolled = false;
        bool signedIn = false;
        bool mustWipe = false;
        QVariantMap person;
        QString organisation;
        QVariantMap organisationRecord;
        QString serverAddress;

        friend bool operator==(const Facts&, const Facts&) = default;
    };

    void open();
    void read();
    void take(const Facts& facts);
    void setState(State state);

    State state_ = Starting;
    Facts facts_;
};

}  // namespace fieldfare::app
