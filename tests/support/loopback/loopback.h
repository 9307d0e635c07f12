#pragma once

#include <QTemporaryDir>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "mobile/engine/attachments.h"
#include "mobile/engine/documents.h"
#include "mobile/engine/editing.h"
#include "mobile/engine/file_transfer.h"
#include "mobile/engine/local_store.h"
#include "mobile/engine/reading.h"
#include "mobile/engine/resolution.h"
#include "mobile/engine/sync_runner.h"
#include "shared/base/clock.h"
#include "shared/base/random.h"
#include "sync-server/files/file_exchange.h"
#include "sync-server/sync/exchange.h"
#include "sync-server/sync/organisation.h"
#include "sync-server/sync/server_edit.h"
#include "tests/support/moved_clock.h"

namespace fieldfare::tests {

/// What a server answers with; made anew when it is restored.
struct ServerSide {
    const std::unique_ptr<server::sync::Exchange>& exchange;
    const std::unique_ptr<server::files::FileExchange>& files;
    const std::unique_ptr<server::storage::ContentStore>& content;
};

/// Calls the server's use cases in the same process, and can lose what goes either way.
class LoopbackTransport final : public engine::Transport {
  public:
    explicit LoopbackTransport(ServerSide server) : server_{server} {}

    [[nodiscard]] engine::Answer exchange(const engine::Call& call) override;

    bool online = true;
    bool loseNextReply = false;  ///< the server does the work, the device never hears of it
    /// Answers like it are lost, until this says no: `path` and the number of calls of it so far, from 1.
    std::function<bool(const std::string& path, int number)> loses;
    std::function<void(const std::string& body)> sees;  ///< is shown every answer of a sync that arrives
    int exchanges = 0;
    std::map<std::string, int> calls;  ///< by path
    std::int64_t fileBytes = 0;        ///< in parts that reached the server

  private:
    [[nodiscard]] engine::Answer sync(const engine::Call& call);
    [[nodiscard]] engine::Answer file(const engine::Call& call);
    /// As the edge hands it out.
    [[nodiscard]] engine::Answer content(const engine::Call& call);

    ServerSide server_;
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
    Phone(ServerSide server, std::filesystem::path file, const v1::Session& session, const base::Clock& clock,
          base::Random& random);

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
    [[nodiscard]] engine::Attachments attachments() { return engine::Attachments{*editing_}; }
    [[nodiscard]] engine::FileQueue fileQueue() { return engine::FileQueue{*store_}; }
    [[nodiscard]] engine::FileTransfer& files() { return *files_; }
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
    std::unique_ptr<engine::FileTransfer> files_;
};

/// An organisation with two units, a manager and two reps in each, an executive and a back office, all on the
/// real server code in a temporary folder.
class Loopback {
  public:
    Loopback();

    [[nodiscard]] server::sync::Organisation& organisation() { return *organisation_; }
    [[nodiscard]] ServerSide server() { return {exchange_, files_, content_}; }
    [[nodiscard]] const Colleague& colleague(const std::string& name) const;
    /// A new device of the person, enrolled, empty.
    [[nodiscard]] std::unique_ptr<Phone> phone(const std::string& name);
    /// The phone's person signs in on it again.
    void signIn(Phone& phone);
    /// Runs `work` as the server's own edit.
    void atServer(const std::function<void(server::sync::ServerEdit&)>& work);

    /// Time passes, for the server and every phone: what follows is surely later than what was.
    void pass(std::chrono::milliseconds time) { clock_.advance(time); }
    /// Answers are of so many bytes at most, from now on.
    void answersOf(std::size_t pageBytes);
    /// Keeps the server's store as it is now; in place of what was kept before.
    void backUp();
    /// The server's store is again as it was kept, in a new epoch. Its clock and its files go on.
    void restore();
    /// The server has another organisation's store, which nobody here ever saw.
    void startAnew();

  private:
    void addPeople();
    void open();
    void close();
    [[nodiscard]] std::filesystem::path folder() const;

    QTemporaryDir folder_;
    MovedClock clock_;
    base::SystemRandom random_;
    std::size_t pageBytes_ = server::sync::Running{}.pageBytes;
    std::unique_ptr<server::sync::Organisation> organisation_;
    std::unique_ptr<server::sync::Exchange> exchange_;
    std::unique_ptr<server::storage::ContentStore> content_;
    std::unique_ptr<server::files::FileExchange> files_;
    std::vector<Colleague> colleagues_;
    int devices_ = 0;
};

}  // namespace fieldfare::tests
