#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "shared/base/random.h"
#include "shared/storage/sqlite_database.h"
#include "sync-server/storage/journal_file.h"
#include "sync-server/sync/exchange.h"
#include "sync-server/sync/organisation.h"
#include "sync-server/sync/server_edit.h"
#include "tests/simulation/disk/disk.h"
#include "tests/simulation/world/dice.h"
#include "tests/simulation/world/virtual_clock.h"

namespace fieldfare::simulation {

/// A journal on a disk that never fails.
class KeptJournal final : public server::storage::Journal {
  public:
    [[nodiscard]] std::uint64_t last() const override { return notes_.empty() ? 0 : notes_.back().number; }
    void append(std::span<const server::storage::JournalNote> notes) override {
        notes_.insert(notes_.end(), notes.begin(), notes.end());
    }
    void clear() { notes_.clear(); }

  private:
    std::vector<server::storage::JournalNote> notes_;
};

/// The server: its disk, and while it is up the real organisation and exchange on it, without threads: step()
/// runs one piece of what is queued.
class ServerMachine {
  public:
    /// `folder`: a real one, for locks; `now` as in VirtualClock.
    ServerMachine(std::filesystem::path folder, const std::int64_t& now, std::uint64_t seed);
    ServerMachine(const ServerMachine&) = delete;
    ServerMachine& operator=(const ServerMachine&) = delete;
    ~ServerMachine();

    /// Makes an organisation on the empty disk. Then start() it.
    void make(const std::string& name, const std::string& currency);
    /// `pageBytes`: of an answer; small ones make many.
    void start(std::size_t pageBytes = 1'000'000);
    /// Ends as if killed, or as if the power went; the disk is what survived.
    void crash(Disk::Loss loss, Dice& dice);
    /// Keeps what is on the disk, which is running and goes on as if killed and started again.
    void backUp(Dice& dice, std::size_t pageBytes);
    [[nodiscard]] bool hasBackup() const { return backedUp_; }
    /// The store is again as it was kept, in a new epoch. Up, and with a backup.
    void restore(Dice& dice, std::size_t pageBytes);
    [[nodiscard]] bool isUp() const { return organisation_ != nullptr; }
    /// True if the disk stopped it: it is to be crashed and started again.
    [[nodiscard]] bool hasFailed() const { return failed_ || disk_.stopped(); }

    /// Runs a piece of work, the writer's or a reader's; false when there is none, or the machine failed.
    bool step(Dice& dice);
    /// Hands the request in and runs what is queued until it is answered; none when the machine failed first.
    [[nodiscard]] std::optional<server::sync::Exchange::Answer> ask(const std::string& token,
                                                                    const std::string& body, Dice& dice);
    /// Runs `work` as the server's own edit, at once. Throws what it throws.
    void atServer(const std::function<void(server::sync::ServerEdit&, server::sync::Turn&)>& work);

    [[nodiscard]] Disk& disk() { return disk_; }
    [[nodiscard]] VirtualClock& clock() { return clock_; }
    [[nodiscard]] server::sync::Organisation& organisation() { return *organisation_; }
    [[nodiscard]] server::sync::Exchange& exchange() { return *exchange_; }
    [[nodiscard]] base::Random& random() { return random_; }
    /// A connection of an onlooker.
    [[nodiscard]] storage::Database& onlooker() { return *onlooker_; }

  private:
    std::filesystem::path folder_;
    Disk disk_;
    Disk backup_;
    bool backedUp_ = false;
    VirtualClock clock_;
    base::SeededRandom random_;
    bool failed_ = false;
    KeptJournal journal_;
    std::unique_ptr<server::sync::Organisation> organisation_;
    std::unique_ptr<server::sync::Exchange> exchange_;
    std::unique_ptr<storage::SqliteDatabase> onlooker_;
};

}  // namespace fieldfare::simulation
