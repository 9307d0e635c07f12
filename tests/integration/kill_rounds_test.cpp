// Real processes, killed at any moment (SIGKILL), against a ledger of what they said was stored.
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "shared/base/random.h"
#include "tests/support/processes/deployment.h"

using fieldfare::base::SeededRandom;
using fieldfare::tests::Deployment;
using fieldfare::tests::DeviceStore;
using fieldfare::tests::Ended;
using fieldfare::tests::Json;
using fieldfare::tests::Program;

namespace {

/// What is known of a value that one person alone writes.
struct Written {
    std::string stored;           ///< the last value that the device said it had stored
    std::set<std::string> maybe;  ///< written after it by a command that was killed: may be there, or not
};

/// A person at a device, and what they typed.
struct Typist {
    std::string name;
    DeviceStore device;
    std::map<std::string, Written>
        notes;  // by the customer's name; each typist edits their own customers alone
    std::map<std::string, std::string> ids;
    std::set<std::string> maybeMade;  // names of customers whose making was killed
};

std::string text(const Json& record, const char* field) {
    return record.contains(field) ? record.at(field).get<std::string>() : std::string{};
}

}  // namespace

/// Rounds of typing and syncing in which devices and server are killed, FIELDFARE_KILL_ROUNDS of them (8),
/// from FIELDFARE_KILL_SEED. Nothing that was stored may be lost, and nothing may be there twice.
class KillRoundsTest final : public QObject {
    Q_OBJECT

  private slots:
    void initTestCase();
    void nothingIsLostAndNothingTwice();

  private:
    void open();
    void play(int round);
    void type(Typist& typist, int round);
    void make(Typist& typist, const std::string& name);
    void write(Typist& typist, const std::string& name, const std::string& mark);
    /// Runs a command, and kills it at a random moment in one of three cases. None: it was killed.
    std::optional<Ended> attempt(const DeviceStore& device, const Program::Arguments& arguments);
    void syncAndKill();
    void compare();

    QTemporaryDir folder_;
    std::unique_ptr<Deployment> company_;
    std::vector<Typist> typists_;
    std::unique_ptr<DeviceStore> manager_;
    SeededRandom random_{static_cast<std::uint64_t>(qEnvironmentVariableIsSet("FIELDFARE_KILL_SEED")
                                                        ? qEnvironmentVariableIntValue("FIELDFARE_KILL_SEED")
                                                        : 1)};
    int rounds_ = 8;
    int devicesKilled_ = 0;
    int commandsKilled_ = 0;
    int serversKilled_ = 0;
};

void KillRoundsTest::initTestCase() {
    bool told = false;
    const int asked = qEnvironmentVariableIntValue("FIELDFARE_KILL_ROUNDS", &told);
    rounds_ = told ? asked : rounds_;
    QVERIFY2(Program::exists("fieldfare-server") && Program::exists("fieldfare-device"),
             "fieldfare-server and fieldfare-device are not built");
    try {
        open();
    } catch (const std::exception& error) {
        QFAIL(error.what());
    }
}

void KillRoundsTest::open() {
    company_ = std::make_unique<Deployment>(folder_.path().toStdString(), "Acorn Foods", "EUR");
    for (const char* name : {"Ann", "Ben"})
        company_->addPerson(name, "rep");
    company_->addPerson("Mei", "manager");
    company_->startServer();
    company_->startEdge();
    for (const char* name : {"Ann", "Ben"})
        typists_.push_back({name, company_->enrol(name, name), {}, {}, {}});
    manager_ = std::make_unique<DeviceStore>(company_->enrol("Mei", "Mei"));
    for (auto& typist : typists_)
        typist.device.sync();
    manager_->sync();
}

std::optional<Ended> KillRoundsTest::attempt(const DeviceStore& device, const Program::Arguments& arguments) {
    const auto command = device.start(arguments);
    if (random_.below(3) == 0 && !command->endsWithin(std::chrono::milliseconds{random_.below(30)})) {
        command->kill();
        ++commandsKilled_;
        return std::nullopt;
    }
    auto ended = command->end();
    if (ended.exitCode != 0)
        throw std::runtime_error{ended.text()};
    return ended;
}

void KillRoundsTest::make(Typist& typist, const std::string& name) {
    const auto ended =
        attempt(typist.device, {"put", "customer", Json{{"name", name}, {"notes", "new"}}.dump()});
    if (!ended) {
        typist.maybeMade.insert(name);
        return;
    }
    typist.ids[name] = ended->json().at("id").get<std::string>();
    typist.notes[name].stored = "new";
}

void KillRoundsTest::write(Typist& typist, const std::string& name, const std::string& mark) {
    auto& written = typist.notes.at(name);
    if (attempt(typist.device, {"edit", typist.ids.at(name), Json{{"notes", mark}}.dump()}))
        written = {mark, {}};
    else
        written.maybe.insert(mark);
}

void KillRoundsTest::type(Typist& typist, int round) {
    const auto mark = typist.name + " " + std::to_string(round) + ".";
    make(typist, mark);
    for (int n = 0; n < 3 && !typist.ids.empty(); ++n) {
        auto at = typist.ids.begin();
        std::advance(at, static_cast<std::ptrdiff_t>(random_.below(typist.ids.size())));
        write(typist, at->first, mark + std::to_string(n));
    }
}

void KillRoundsTest::syncAndKill() {
    std::vector<std::unique_ptr<Program>> syncing;
    for (auto& typist : typists_)
        syncing.push_back(typist.device.start({"sync", "--timeout", "30"}));
    syncing.push_back(manager_->start({"sync", "--timeout", "30"}));
    const bool killsServer = random_.below(2) == 0;
    auto& victim = *syncing[random_.below(syncing.size())];
    if (!victim.endsWithin(std::chrono::milliseconds{random_.below(150)}) &&
        (!killsServer || random_.below(2) == 0)) {
        victim.kill();
        ++devicesKilled_;
    }
    if (killsServer) {
        company_->killServer();
        ++serversKilled_;
        company_->startServer();
    }
    for (auto& one : syncing)
        if (const auto ended = one->end(); ended.exitCode != 0 && ended.exitCode < 128)
            throw std::runtime_error{ended.text()};
}

void KillRoundsTest::compare() {
    for (const auto& typist : typists_)
        typist.device.sync();
    manager_->sync();
    for (const auto& typist : typists_)
        typist.device.sync();
    for (const auto& typist : typists_)
        for (const auto* device : {&typist.device, static_cast<const DeviceStore*>(manager_.get())}) {
            const auto status = device->ask({"status"});
            if (status.at("unsent") != 0 || !device->ask({"attention"}).empty() ||
                !device->ask({"verify"}).at("ok"))
                throw std::runtime_error{"not at rest: " + status.dump()};
            std::map<std::string, std::string> there;
            for (const auto& item : device->ask({"list", "customer", "--limit", "0"})) {
                const auto& record = item.at("record");
                const auto name = text(record, "name");
                if (name.starts_with(typist.name + " ") && !there.emplace(name, text(record, "notes")).second)
                    throw std::runtime_error{name + " is there twice"};
            }
            for (const auto& [name, written] : typist.notes) {
                if (!there.contains(name))
                    throw std::runtime_error{name + " is lost"};
                if (there[name] != written.stored && !written.maybe.contains(there[name]))
                    throw std::runtime_error{name + " says \"" + there[name] + "\", not \"" + written.stored +
                                             "\""};
                there.erase(name);
            }
            for (const auto& [name, notes] : there)
                if (!typist.maybeMade.contains(name))
                    throw std::runtime_error{name + " was never made"};
        }
}

void KillRoundsTest::play(int round) {
    for (auto& typist : typists_)
        type(typist, round);
    syncAndKill();
    if (round % 10 == 9)
        compare();
}

void KillRoundsTest::nothingIsLostAndNothingTwice() {
    for (int round = 0; round < rounds_; ++round)
        try {
            play(round);
        } catch (const std::exception& error) {
            QFAIL(("round " + std::to_string(round) + ": " + error.what()).c_str());
        }
    try {
        compare();
    } catch (const std::exception& error) {
        QFAIL(error.what());
    }
    qInfo("%d rounds: %d commands, %d syncs and %d servers killed", rounds_, commandsKilled_, devicesKilled_,
          serversKilled_);
    QVERIFY2(commandsKilled_ + devicesKilled_ > 0 && serversKilled_ > 0, "nothing was killed in time");
}

QTEST_GUILESS_MAIN(KillRoundsTest)
#include "kill_rounds_test.moc"
