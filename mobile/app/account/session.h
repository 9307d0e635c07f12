#pragma once

#include <QJSValue>
#include <QObject>
#include <QUrl>
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
    /// Why the store cannot be used, while Locked; null otherwise.
    Q_PROPERTY(QVariant fault READ fault NOTIFY stateChanged)
    /// After a damaged store: {edits, drafts, complete}, what was saved of it. Empty: nothing happened.
    Q_PROPERTY(QVariantMap rescued READ rescued NOTIFY rescuedChanged)

  public:
    enum State {
        Starting,   ///< the store is being opened
        Unpaired,   ///< no device was enrolled here
        SignedOut,  ///< the session ended; what waits, waits on
        Ready,
        Locked,   ///< another process has the store, or a newer app wrote it: see `fault`
        Wiped,    ///< the server had this device cleared
        Damaged,  ///< the store is damaged; what is only here is being saved from it
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
    [[nodiscard]] QVariant fault() const { return fault_; }
    [[nodiscard]] QVariantMap rescued() const { return rescued_; }

    /// What a pairing code says: {ok, server, person, message}; `message` only when it is none.
    Q_INVOKABLE [[nodiscard]] QVariantMap readPairing(const QString& text) const;

    // Every verb takes a function(result, fault) last, or none; exactly one of the two is null.

    /// Makes this device. Refused with CONTRADICTION while the store of somebody else has unsent edits.
    Q_INVOKABLE void enrol(const QString& pairing, const QString& person, const QString& password,
                           const QJSValue& reply = {});
    Q_INVOKABLE void signIn(const QString& password, const QJSValue& reply = {});
    /// Refused with CONTRADICTION, whose limit is the number of unsent edits, while there are any.
    Q_INVOKABLE void signOut(const QJSValue& reply = {});
    /// The unsent edits stay on this device and wait for the next sign-in.
    Q_INVOKABLE void signOutLeavingUnsent(const QJSValue& reply = {});
    /// Writes the unsent edits, encrypted, into a new file; gives how many.
    Q_INVOKABLE void exportUnsent(const QUrl& file, const QString& passphrase, const QJSValue& reply = {});
    Q_INVOKABLE void changePassword(const QString& old, const QString& fresh, const QJSValue& reply = {});
    /// Locked: looks again.
    Q_INVOKABLE void tryAgain() { open(); }

  signals:
    void stateChanged();
    void personChanged();
    void rescuedChanged();

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
    void rescue();
    /// Work that changes who may work, with no sync under way; its result is true unless it gives one.
    template <typename Work>
    void run(const char* verb, const QJSValue& reply, Work work);

    State state_ = Starting;
    QVariant fault_;
    QVariantMap rescued_;
    Facts facts_;
};

}  // namespace fieldfare::app
