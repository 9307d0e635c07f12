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

/// When this device syncs: soon after edits, when asked to, and, in front, as soon as something changed at
/// the server, which is asked to wait for it; after failures when the announced pause is over; photos follow
/// the records. One run at a time. Lives in the engine's thread; while a run waits for the network, for news
/// or for a retry, the thread goes on with other work.
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
    /// Only waits for news where somebody may see them, so that a hidden app rests.
    void setInFront(bool inFront);

    /// Photos wait, as on a metered network for whoever wishes so.
    void holdFiles(bool hold);
    /// Somebody looks at the file of this record, 16 bytes, whose bytes are not here: they are fetched after
    /// the records are in step, what was wanted last first, and tried again with every run until they come.
    void want(const std::string& file);

    /// True while a run is on the stack: the store must stay open.
    [[nodiscard]] bool running() const { return running_; }
    /// True while there is nothing to do: no run is on the stack, or one that waits for news and ends as soon
    /// as there is something to send.
    [[nodiscard]] bool atRest() const { return !running_ || isWaiting(); }
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
    void note(const engine::SyncResult& result);
    /// After a complete run: until the server has news, which `result` tells of. False when the run is to
    /// end.
    [[nodiscard]] bool waitForNews(engine::SyncRunner& runner, engine::SyncResult& result);
    [[nodiscard]] bool isWaiting() const;
    void stopWaiting();
    void progressed(const engine::SyncProgress& progress) override;
    void transferred(const engine::FileProgress& progress) override;

    static constexpr std::chrono::milliseconds gather{1'000};
    static constexpr std::chrono::seconds longestWait{55};
    static constexpr std::chrono::minutes regularly{1};  // where the last run ended without waiting for news

    Desk& desk_;
    WakingPause pause_;
    SyncState state_;
    QTimer gathering_;
    QTimer regular_;
    int held_ = 0;
    bool running_ = false;
    bool inFront_ = false;
    bool gathered_ = false;  // what comes again has had its time to gather
    bool full_ = false;      // the server lets nobody wait now; it is asked again after a while
    engine::SyncRunner* runner_ = nullptr;  // while it waits for news
    bool again_ = false;
    bool acceptAbsence_ = false;
    bool offline_ = false;
    bool filesHeld_ = false;
    engine::FileTransfer* transfer_ = nullptr;  // under way
    std::uint64_t filesSent_ = 0;               // of it
    std::deque<std::string> wanted_;            // File records, the next at the front
};

}  // namespace fieldfare::app
