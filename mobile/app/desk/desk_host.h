#pragma once

#include <QObject>
#include <deque>
#include <functional>
#include <memory>

#include "mobile/app/desk/desk.h"
#include "mobile/app/desk/store_delta.h"
#include "mobile/app/desk/sync_loop.h"

namespace fieldfare::app {

class EngineThread;

/// The engine's side of EngineThread: does the work, notices what it changed and has it synced. Lives in the
/// engine's thread.
class DeskHost : public QObject {
    Q_OBJECT

  public:
    DeskHost(EngineThread& front, std::filesystem::path folder);
    ~DeskHost() override;

    using Job = std::function<std::shared_ptr<void>(Desk&)>;

    /// Work that may come between the steps of a sync.
    void run(quint64 ticket, const Job& job);
    /// Work that may not: it uses the network, or closes the store. A sync under way ends first.
    void runAlone(quint64 ticket, Job job);
    /// Gives up the network and ends the thread.
    void shutDown();

    [[nodiscard]] SyncLoop& sync() { return sync_; }
    [[nodiscard]] Desk& desk() { return desk_; }

  private:
    /// Begins the next piece of work that has to be alone, if it is.
    void advance();
    /// Tells what changed since the last time.
    void notice();
    void wipe();

    EngineThread& front_;
    Desk desk_;
    SyncLoop sync_;
    std::deque<std::pair<quint64, Job>> alone_;
    bool busy_ = false;  // a piece of work that has to be alone is on the stack
    bool ending_ = false;
    std::uint64_t openings_ = 0;  // of the desk, when it was looked at last
    std::int64_t databaseChanges_ = 0;
    std::vector<std::uint64_t> versions_;  // by type number
    std::uint64_t outboxVersion_ = 0;
    std::uint64_t attentionVersion_ = 0;
};

}  // namespace fieldfare::app
