#pragma once

#include <QObject>
#include <QPointer>
#include <QThread>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "mobile/app/desk/desk.h"
#include "mobile/app/desk/store_delta.h"
#include "mobile/app/desk/sync_state.h"

namespace fieldfare::app {

class DeskHost;

/// The thread that owns the person's store, and the only way to it. Lives in the interface thread, which it
/// never makes wait: work is posted, and its result comes back later as plain values. Work is done in the
/// order it was asked for, also while a sync waits for the network.
class EngineThread : public QObject {
    Q_OBJECT

  public:
    /// One for the program; `folder` is the desk's.
    explicit EngineThread(std::filesystem::path folder, QObject* parent = nullptr);
    /// Gives up what the network is asked, does what was asked for before, and waits for the end.
    ~EngineThread() override;

    /// The program's. It must exist.
    [[nodiscard]] static EngineThread& instance();

    using Otherwise = std::function<void(const v1::Fault&)>;

    /// Runs `work(Desk&)` on the engine's thread, then here `then(value)`, or `then()` where work gives
    /// nothing. When work threw, `otherwise(fault)` instead. Neither is called once `context` is gone. What
    /// work takes and gives is copied between the threads: values, no pointers into either side.
    template <typename Work, typename Then>
    void ask(const QObject* context, Work work, Then then, Otherwise otherwise = {}) {
        post(Place::Between, context, std::move(work), std::move(then), std::move(otherwise));
    }

    /// The same for work that uses the network or closes the store: it is done with no sync under way.
    template <typename Work, typename Then>
    void askAlone(const QObject* context, Work work, Then then, Otherwise otherwise = {}) {
        post(Place::Alone, context, std::move(work), std::move(then), std::move(otherwise));
    }

    /// The same for work whose result nobody waits for; a fault is logged.
    template <typename Work>
    void tell(Work work) {
        ask(this, std::move(work), [] {});
    }

    /// True while no work is under way or waits for its turn.
    [[nodiscard]] bool isAtRest() const { return replies_.empty(); }

    /// Syncs now; a pause between attempts ends.
    void syncNow();
    /// Syncs, but lets records go that are missing at the server without a reason (Stop::Absence).
    void acceptAbsence();
    /// While the app is hidden, only edits are synced.
    void setInFront(bool inFront);
    /// Photos wait; records do not.
    void holdFiles(bool hold);
    /// The bytes of these File records, 16 bytes each, are fetched as somebody looks at them.
    void wantFiles(std::vector<std::string> records);
    /// From now on nothing is synced, as if there were no network.
    void stayOffline();
    /// Has synced() emitted with what is the case now.
    void tellState();

  signals:
    /// After every piece of work that changed the store, and after every answer that a sync stored.
    void changed(const fieldfare::app::StoreDelta& delta);
    /// How syncing stands, whenever that changed.
    void synced(const fieldfare::app::SyncState& state);
    /// The server had this device's data deleted.
    void wiped();
    /// The database under the store is damaged; `message` is for logs.
    void failed(const QString& message);

  private:
    friend class DeskHost;

    /// What is to happen here; never copied to the engine's thread, as it may hold values of a QML engine.
    struct Reply {
        QPointer<const QObject> context;
        Otherwise otherwise;
        std::function<void(void*)> then;
    };
    using Job = std::function<std::shared_ptr<void>(Desk&)>;
    enum class Place { Between, Alone };

    template <typename Work, typename Then>
    void post(Place place, const QObject* context, Work work, Then then, Otherwise otherwise) {
        using Value = std::invoke_result_t<Work, Desk&>;
        Reply reply{context, std::move(otherwise), {}};
        if constexpr (std::is_void_v<Value>) {
            reply.then = [done = std::move(then)](void*) mutable { done(); };
            submit(place, std::move(reply), [todo = std::move(work)](Desk& desk) mutable {
                todo(desk);
                return std::shared_ptr<void>{};
            });
        } else {
            reply.then = [done = std::move(then)](void* value) mutable {
                done(std::move(*static_cast<Value*>(value)));
            };
            submit(place, std::move(reply), [todo = std::move(work)](Desk& desk) mutable {
                return std::shared_ptr<void>{std::make_shared<Value>(todo(desk))};
            });
        }
    }

    void submit(Place place, Reply reply, Job job);
    void finished(quint64 ticket, const std::shared_ptr<void>& value, const std::optional<v1::Fault>& fault);

    QThread thread_;
    DeskHost* host_ = nullptr;  // lives in thread_
    std::map<quint64, Reply> replies_;
    quint64 lastTicket_ = 0;
};

}  // namespace fieldfare::app
