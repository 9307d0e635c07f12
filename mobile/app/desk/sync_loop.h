#pragma once

#include <QObject>
#include <QTimer>
#include <deque>
#include <functional>
#include <string>

#include "mobile/app/desk/desk.h"
#include "mobile/app/desk/sync_state.h"
#include "mobile/app/desk/waking_pause.h"
#include "mobile/engine/file_transfer.h"
#include "mobile/engine/sync_runner.h"

namespace fieldfare::app {

/// When this device syncs: soon after edits, when asked to, and from time to time; after failures when the
/// announced pause is over; photos follow the records. One run at a time. Lives in the engine's thread; while
/// a run waits for the network or for a retry, the thread goes on with other work.
class SyncLoop final : public QObject, private engine::SyncEvents, private engine::FileEvents {
    Q_OBJECT

  public:
    explicit SyncLoop(Desk& desk) : desk_{desk} { prepareTimers(); }

    /// In a second, so that what is edited meanwhile goes along.
    void soon();
    /// As soon as the thread is free; a pause between attempts ends.
    void now();
    /// The records missing without a reason may go with the next run.
    void acceptAbsence() { acceptAbsence_ = true; }
    /// From now on as if there were no network at all: nothing is tried.
    void stayOffline() { offline_ = true; }
    /// Only syncs where somebody may see it, so that a hidden app rests.
    void setInFront(bool inFront);

    /// Photos wait, as on a metered network for whoever wishes so.
    void holdFiles(bool hold);
    /// Somebody looks at the file of this record, 16 bytes, whose bytes are not here: they are fetched after
    /// the records are in step, what was wanted last first, and tried again with every run until they come.
    void want(const std::string& file);

    /// True while a run is on the stack: the store must stay open.
    [[nodiscard]] bool running() const { return running_; }
    /// Ends the run under way as soon as possible and begins none until release(). Counted.
    void hold();
    void release();

    /// Another store was opened: what was said of the last one is void.
    void forget() {
        state_ = {};
        wanted_.clear();
    }
    /// What is the case now; call tell() when the store changed.
    void tell();

  signals:
    void told(const fieldfare::app::SyncState& state);
    /// After every answer that was stored, on the stack of the run.
    void stored();
    /// A run ended and left the stack.
    void ended();
    /// The database is damaged.
    void damaged(const QString& message);
    /// The server wants this device's data gone.
    void wiped();

  private:
    void prepareTimers();
    void run();
    void sendFiles();
    void fetchFiles();
    void progressed(const engine::SyncProgress& progress) override;
    void transferred(const engine::FileProgress& progress) override;

    static constexpr std::chrono::milliseconds gather{1'000};
    static constexpr std::chrono::minutes regularly{1};

    Desk& desk_;
    WakingPause pause_;
    SyncState state_;
    QTimer gathering_;
    QTimer regular_;
    int held_ = 0;
    bool running_ = false;
    bool again_ = false;
    bool acceptAbsence_ = false;
    bool offline_ = false;
    bool filesHeld_ = false;
    engine::FileTransfer* transfer_ = nullptr;  // under way
    std::uint64_t filesSent_ = 0;               // of it
    std::deque<std::string> wanted_;            // File records, the next at the front
};

}  // namespace fieldfare::app
