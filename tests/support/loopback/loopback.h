#pragma once

#include <QTemporaryDir>
#include <memory>
#include <string>
#include <vector>

#include "mobile/engine/documents.h"
#include "mobile/engine/editing.h"
#include "mobile/engine/local_store.h"
#include "mobile/engine/reading.h"
#include "mobile/engine/resolution.h"
#include "mobile/engine/sync_runner.h"
#include "shared/base/clock.h"
#include "shared/base/random.h"
#include "sync-server/sync/exchange.h"
#include "sync-server/sync/organisation.h"
#include "sync-server/sync/server_edit.h"

namespace fieldfare::tests {

/// Calls the server's exchange in the same process, and can lose what goes either way.
class LoopbackTransport final : public engine::Transport {
  public:
    explicit LoopbackTransport(server::sync::Exchange& exchange) : exchange_{exchange} {}

    [[nodiscard]] engine::Answer exchange(const engine::Call& call) override;

    bool online = true;
    bool loseNextReply = false;  ///< the server does the work, the device never hears of it
    int exchanges = 0;

  private:
    server::sync::Exchange& exchange_;
};

/// Gives up at once instead of waiting.
class NoPause final : public engine::Pause {
  public:
    [[nodiscard]] bool wait(std::chrono::milliseconds) override { return false; }
};

/// A person of the test's organisation.
struct Colleague {
    std::string id;
    std::string unit;
    v1::Role role = v1::REP;
    std::string name;
};

/// A device: a store in a file, and the engine on it.
class Phone {
  public:
    Phone(server::sync::Exchange& exchange, std::filesystem::path file, const v1::Session& session,
          const base::Clock& clock, base::Random& random);

    /// Syncs until complete; throws std::runtime_error with the fault when it does not get there.
    engine::SyncResult sync();
    /// As if the program was killed and started again.
    void restart();
    /// The program is not running: the store is a file that others may open.
    void close();
    [[nodiscard]] const std::filesystem::path& file() const { return file_; }

    [[nodiscard]] engine::LocalStore& store() { return *store_; }
    [[nodiscard]] engine::Editing& editing() { return *editing_; }
    [[nodiscard]] engine::Documents documents() { return engine::Documents{*editing_}; }
    [[nodiscard]] engine::Resolution resolution() { return engine::Resolution{*editing_}; }
    [[nodiscard]] engine::Reading reading() { return engine::Reading{*store_}; }
    [[nodiscard]] LoopbackTransport& transport() { return transport_; }

    template <typename Message, typename Fill>
    std::string create(Fill&& fill) {
        Message message;
        fill(message);
        return editing_->create(message);
    }
    template <typename Message, typename Change>
    void edit(const std::string& id, Change&& change) {
        editing_->edit<Message>(id, std::forward<Change>(change));
    }
    /// The record as shown; throws FaultError NOT_FOUND.
    template <typename Message>
    [[nodiscard]] Message get(const std::string& id) {
        return editing_->require(id).as<Message>();
    }
    [[nodiscard]] bool has(const std::string& id) { return reading().get(id).has_value(); }

  private:
    void open();

    std::filesystem::path file_;
    v1::Session session_;
    const base::Clock& clock_;
    base::Random& random_;
    LoopbackTransport transport_;
    NoPause pause_;
    std::unique_ptr<engine::LocalStore> store_;
    std::unique_ptr<engine::Editing> editing_;
    std::unique_ptr<engine::SyncRunner> runner_;
};

/// An organisation with two units, a manager and two reps in each, an executive and a back office, all on the
/// real server code in a temporary folder.
class Loopback {
  public:
    Loopback();

    [[nodiscard]] server::sync::Organisation& organisation() { return *organisation_; }
    [[nodiscard]] const Colleague& colleague(const std::string& name) const;
    /// A new device of the person, enrolled, empty.
    [[nodiscard]] std::unique_ptr<Phone> phone(const std::string& name);
    /// Runs `work` as the server's own edit.
    void atServer(const std::function<void(server::sync::ServerEdit&)>& work);

  private:
    void addPeople();

    QTemporaryDir folder_;
    base::SystemClock clock_;
    base::SystemRandom random_;
    std::unique_ptr<server::sync::Organisation> organisation_;
    std::unique_ptr<server::sync::Exchange> exchange_;
    std::vector<Colleague> colleagues_;
    int devices_ = 0;
};

}  // namespace fieldfare::tests
