#pragma once

#include <deque>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "tests/simulation/check/checker.h"
#include "tests/simulation/check/ledger.h"
#include "tests/simulation/run/agenda.h"
#include "tests/simulation/run/history.h"
#include "tests/simulation/run/person.h"
#include "tests/simulation/run/plan.h"
#include "tests/simulation/world/device_machine.h"
#include "tests/simulation/world/first_morning.h"
#include "tests/simulation/world/server_machine.h"

namespace fieldfare::simulation {

/// How a seed went.
struct Report {
    std::uint64_t seed = 0;
    std::uint64_t hash = 0;  ///< of the history: the same for the same seed and build
    std::string invariant;   ///< that did not hold; empty: all did
    std::string what;
    std::map<Fault, std::uint64_t> fired;
    std::map<std::string, std::uint64_t> deeds;  ///< what people did, and how often
    std::uint64_t refusals = 0;                  ///< of the engine, to people who tried what may not be
    std::uint64_t exchanges = 0;
    std::vector<std::string> history;

    [[nodiscard]] bool passed() const { return invariant.empty(); }
};

/// One run of one plan: the real server and real devices, everything else virtual.
class Simulation {
  public:
    /// `folder`: a real one, for locks.
    Simulation(const Options& options, const std::filesystem::path& folder, bool keepHistory);
    ~Simulation();

    [[nodiscard]] Report run(const std::vector<Step>& plan);

  private:
    struct Phone {
        std::size_t index = 0;
        std::unique_ptr<DeviceMachine> machine;
        std::string name;
        std::size_t user = 0;   // of the people
        std::size_t store = 0;  // number in the ledger
        std::uint64_t process = 0;
        std::uint64_t call = 0;
        bool waits = false;    // for the answer to its last call
        bool listens = false;  // that call asked the server to wait for a change
        std::int64_t askedAt = 0;
        std::int64_t watchesUntil = 0;
        std::int64_t foreignUntil = 0;  // another server answers
        int failures = 0;
        bool retired = false;  // a copy that was told to stop
        std::int64_t awayUntil = 0;
        std::int64_t slowUntil = 0;
        std::int64_t delay = 0;  // of requests, until then
        std::int64_t noWayThereUntil = 0;
        std::int64_t noWayBackUntil = 0;
        std::deque<Fault> nextExchange;  // what happens to it
        /// That come while it asks again, and how many times it asks before.
        std::vector<std::pair<std::uint64_t, Event>> heldReplies;
        bool repairs = false;  // it asked for records by ranges last
        bool damaged = false;  // its digests differ until it is healed
        Person::Forms forms;
    };

    void play(const Step& step);
    void act(const Step& step);
    void handle(const Event& event);
    void runUntil(std::int64_t at);
    void countDiskFailures();
    [[nodiscard]] std::size_t pageBytes() const;

    // people (simulation.cpp)
    void work(Phone& phone, const Step& step);
    /// Runs what uses the engine; a disk that stops it ends the program, which is started again.
    template <typename Work>
    bool onDevice(Phone& phone, Work&& work);
    /// What a failing disk left open is looked for in the store.
    void lookAgain(Phone& phone);
    void restart(Phone& phone, Disk::Loss loss, Dice& dice, bool reboot = false);
    [[nodiscard]] Examinee examinee(Phone& phone);

    // exchanges (exchange_flow.cpp)
    /// `listens`: with nothing to send it asks to wait for a change.
    void beginSync(Phone& phone, std::int64_t delay = 0, bool listens = false);
    void send(Phone& phone, std::string bytes, std::string token);
    void arrive(const Event& event);
    void serverTurn();
    void deliver(const Event& event);
    void afterStep(Phone& phone, const engine::SyncStep& step);
    void signIn(Phone& phone);
    void wipe(Phone& phone);
    void scheduleTurn();
    void tapRequest(Phone& phone, const std::string& bytes);
    void tapAnswer(const Event& asked, const server::sync::Exchange::Answer& answer);

    // waiting for changes (waiting.cpp)
    void watch(Phone& phone, std::int64_t lasts);
    /// It has everything: it asks to wait, at once or after a pause that the server asked for.
    void watchOn(Phone& phone, const engine::SyncStep& step);
    /// A request is at the server that may wait there.
    void noteListener(const Event& event);
    /// Calls whose wait is over, and sees to it that nobody waits for what was there long ago.
    void tick();
    void scheduleTick();
    void demandNews();

    // another server (foreign.cpp)
    void askForeign(const Event& event);
    void deliverForeign(Phone& phone, const Event& event);

    // troubles (troubles.cpp)
    void trouble(Phone& phone, Fault fault, Dice dice);
    void reuseNumber(Phone& phone);
    void damageStore(Phone& phone, Dice& dice);
    void poison(Phone& phone, Dice& dice);
    void collect(Phone& phone, Dice& dice);
    /// Of a device that is collected: it gets nothing, and nothing of its work takes effect.
    void examineHandingOver(const Phone& phone, const v1::SyncResponse& response) const;
    void copyStore(Phone& phone, Dice& dice);
    void restartServer(Disk::Loss loss, Dice& dice);
    /// The first time the server is backed up, then put back to that.
    void restoreServer(Dice& dice);
    /// What no device has was in the journal: people, devices, rules and what else only the server makes.
    void replay(const std::map<std::string, TrueRecord>& before);
    /// A month after a restore, what others never offered gets its outcome.
    void closeOffers();
    void mendServer();

    // at the server (commands.cpp)
    void command(Dice dice);
    /// Makes a rule about what a role may read or write, or takes one back; says what.
    std::string changeRule(Truth& truth, Dice& dice);

    // the end of a day (quiet.cpp)
    void quiet();
    void syncAll();
    bool syncToTheEnd(Phone& phone);

    void note(std::string_view who, std::string_view what) { history_.note(now_, who, what); }

    Options options_;
    std::filesystem::path folder_;
    const FirstMorning& morning_;
    std::int64_t now_;
    std::int64_t skipped_ = 0;  // ms that somebody was away, on top of the plan's times
    Dice dice_;
    std::unique_ptr<ServerMachine> server_;
    std::uint64_t serverLife_ = 1;
    std::int64_t backedUpAt_ = 0;
    bool takesOffers_ = false;  // since a restore
    std::int64_t restoredAt_ = 0;
    std::int64_t offersUntil_ = 0;
    std::deque<Phone> phones_;
    std::size_t stores_ = 0;
    Ledger ledger_;
    Agenda agenda_;
    History history_;
    Report report_;
    bool turnScheduled_ = false;
    bool tickScheduled_ = false;
    /// A request that waits at the server.
    struct Listener {
        std::size_t store = 0;
        std::uint64_t process = 0;
        std::string token;
        std::int64_t since = 0;
        std::int64_t atMost = 0;    // ms
        std::int64_t lookedAt = 0;  // the change after which it was seen to have everything
    };
    std::map<std::pair<std::size_t, std::uint64_t>, Listener> listeners_;    // by device and call
    std::int64_t changedAt_ = 0;                                             // the server, last
    std::uint64_t seqSeen_ = 0;                                              // its seq then
    std::unique_ptr<ServerMachine> foreign_;                                 // once it was asked
    std::vector<std::pair<Event, server::sync::Exchange::Answer>> answers_;  // the server gave in this turn
    std::vector<Colleague> people_;
    std::set<std::string> revoked_;  // devices that the server knows to be lost
    /// Devices that were taken out of use, and the seq of that.
    std::map<std::string, std::uint64_t> collected_;
};

/// The plan of the options, run once.
[[nodiscard]] Report simulate(const Options& options, const std::vector<Step>& plan,
                              const std::filesystem::path& folder, bool keepHistory);

}  // namespace fieldfare::simulation
