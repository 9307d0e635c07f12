#pragma once

#include <QObject>
#include <functional>
#include <memory>

#include "mobile/app/desk/desk.h"
#include "mobile/app/desk/store_delta.h"

namespace fieldfare::app {

class EngineThread;

/// The engine's side of EngineThread: does the work and notices what it changed. Lives in the engine's
/// thread.
class DeskHost : public QObject {
    Q_OBJECT

  public:
    DeskHost(EngineThread& front, std::filesystem::path folder);
    ~DeskHost() override;

    using Job = std::function<std::shared_ptr<void>(Desk&)>;

    void run(quint64 ticket, const Job& job);

  private:
    /// Tells what changed since the last time.
    void notice();

    EngineThread& front_;
    Desk desk_;
    const engine::LocalStore* known_ = nullptr;
    std::int64_t databaseChanges_ = 0;
    std::vector<std::uint64_t> versions_;  // by type number
};

}  // namespace fieldfare::app
