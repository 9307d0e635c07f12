#pragma once

#include <QObject>
#include <QVariant>

#include <qqmlregistration.h>

#include "mobile/app/desk/sync_state.h"

namespace fieldfare::app {

/// How syncing stands, for the status on every page. It runs by itself: after edits, when the network is
/// back, when the app comes to the front, and when a pause between attempts is over.
class SyncStatus : public QObject {
    Q_OBJECT
    QML_NAMED_ELEMENT(Sync)
    QML_SINGLETON
    Q_PROPERTY(Status status READ status NOTIFY changed)
    /// "idle", "preparing", "exchanging", "waiting", "storing", "pausing".
    Q_PROPERTY(QString phase READ phase NOTIFY changed)
    /// Edits of this run that the server answered, of `total`.
    Q_PROPERTY(int done READ done NOTIFY changed)
    Q_PROPERTY(int total READ total NOTIFY changed)
    /// Records received by this run.
    Q_PROPERTY(int received READ received NOTIFY changed)
    Q_PROPERTY(double bytesReceived READ bytesReceived NOTIFY changed)
    Q_PROPERTY(double bytesSent READ bytesSent NOTIFY changed)
    /// Epoch ms, of the last time that everything was in step; 0: never.
    Q_PROPERTY(double lastSyncAt READ lastSyncAt NOTIFY changed)
    Q_PROPERTY(int unsent READ unsent NOTIFY changed)
    Q_PROPERTY(double oldestUnsentAt READ oldestUnsentAt NOTIFY changed)
    /// Photos that the server does not have yet, and the bytes that are left to send of them.
    Q_PROPERTY(int photos READ photos NOTIFY changed)
    Q_PROPERTY(double photoBytes READ photoBytes NOTIFY changed)
    /// Edits that were refused or are held.
    Q_PROPERTY(int attention READ attention NOTIFY changed)
    Q_PROPERTY(int conflicts READ conflicts NOTIFY changed)
    /// Held work of others that this person may take over or decline.
    Q_PROPERTY(int toDecide READ toDecide NOTIFY changed)
    /// Of `attention`, those that somebody else decides about.
    Q_PROPERTY(int held READ held NOTIFY changed)
    /// Epoch ms, when the next attempt happens after a failure; 0: none is planned.
    Q_PROPERTY(double nextRetryAt READ nextRetryAt NOTIFY changed)
    /// Why the last attempt failed; null when it did not.
    Q_PROPERTY(QVariant lastFault READ lastFault NOTIFY changed)
    /// False when the last attempt did not reach the server.
    Q_PROPERTY(bool online READ online NOTIFY changed)
    /// Why syncing waits for somebody: "", "sign_in", "wiped", "foreign_server", "copied", "absence",
    /// "refused".
    Q_PROPERTY(QString stop READ stop NOTIFY changed)
    /// This device was taken out of use, and hands over what is not sent yet.
    Q_PROPERTY(bool handingOver READ handingOver NOTIFY changed)

  public:
    enum Status { Offline, Waiting, Syncing, Attention, UpToDate };
    Q_ENUM(Status)

    explicit SyncStatus(QObject* parent = nullptr);

    [[nodiscard]] Status status() const;
    [[nodiscard]] QString phase() const;
    [[nodiscard]] int done() const { return static_cast<int>(state_.progress.acknowledged); }
    [[nodiscard]] int total() const { return static_cast<int>(state_.progress.toSend); }
    [[nodiscard]] int received() const { return static_cast<int>(state_.progress.received); }
    [[nodiscard]] double bytesReceived() const { return static_cast<double>(state_.progress.bytesReceived); }
    [[nodiscard]] double bytesSent() const { return static_cast<double>(state_.progress.bytesSent); }
    [[nodiscard]] double lastSyncAt() const { return static_cast<double>(state_.status.lastSync); }
    [[nodiscard]] int unsent() const { return static_cast<int>(state_.status.unsent); }
    [[nodiscard]] double oldestUnsentAt() const { return static_cast<double>(state_.status.oldestUnsent); }
    [[nodiscard]] int photos() const { return static_cast<int>(state_.status.files); }
    [[nodiscard]] double photoBytes() const { return static_cast<double>(state_.status.fileBytes); }
    [[nodiscard]] int attention() const { return static_cast<int>(state_.status.attention); }
    [[nodiscard]] int conflicts() const { return static_cast<int>(state_.status.conflicts); }
    [[nodiscard]] int toDecide() const { return static_cast<int>(state_.status.toDecide); }
    [[nodiscard]] int held() const { return static_cast<int>(state_.status.held); }
    [[nodiscard]] double nextRetryAt() const { return static_cast<double>(state_.retryAt); }
    [[nodiscard]] QVariant lastFault() const;
    [[nodiscard]] bool online() const { return state_.reached || !state_.attempted; }
    [[nodiscard]] QString stop() const;
    [[nodiscard]] bool handingOver() const { return state_.status.handingOver; }

    /// Now; a pause between attempts ends.
    Q_INVOKABLE void syncNow();
    /// Records that are missing at the server without a reason may go from this device.
    Q_INVOKABLE void acceptAbsence();

  signals:
    void changed();

  private:
    void take(const SyncState& state);
    void watchSurroundings();
    [[nodiscard]] bool isShown() const;

    SyncState state_;
    bool asked_ = false;  // by a person, and not answered yet
};

}  // namespace fieldfare::app
