#pragma once

#include <QProcess>
#include <QTemporaryDir>
#include <filesystem>
#include <string>
#include <vector>

#include "fieldfare/account.pb.h"
#include "mobile/network/server_key.h"
#include "shared/base/clock.h"
#include "shared/base/random.h"

namespace fieldfare::bench {

/// An organisation made from a workload, served by the real server behind the real edge, with devices that
/// are already enrolled.
class Company {
  public:
    static constexpr std::size_t peopleOfOthers = 50;

    /// Imports the workload and starts both programs; throws std::runtime_error saying what did not start.
    /// `others`: so many more devices of the reps are signed in.
    explicit Company(std::filesystem::path workload, std::size_t others = 0);
    ~Company();

    /// A session of the workload's n-th rep, or of the manager of team n, on a device that none of these gave
    /// out before. Throws std::runtime_error when they are used up: there are ten of each.
    [[nodiscard]] v1::Session rep(std::size_t n) { return take(reps_.at(n)); }
    [[nodiscard]] v1::Session manager(std::size_t n) { return take(managers_.at(n)); }
    /// Their ids, 16 bytes.
    [[nodiscard]] const std::string& repId(std::size_t n) const { return reps_.at(n).id; }
    [[nodiscard]] const std::string& managerId(std::size_t n) const { return managers_.at(n).id; }
    [[nodiscard]] std::size_t reps() const { return reps_.size(); }
    [[nodiscard]] std::size_t managers() const { return managers_.size(); }
    /// The n-th of the other devices is one of rep n modulo peopleOfOthers, or reps() where there are fewer.
    [[nodiscard]] const std::vector<v1::Session>& others() const { return others_; }
    [[nodiscard]] std::size_t products() const { return products_; }

    [[nodiscard]] const std::filesystem::path& workload() const { return workload_; }
    [[nodiscard]] const v1::Pairing& pairing() const { return pairing_; }
    [[nodiscard]] std::filesystem::path storeFile() const { return dataFolder() / "store.sqlite"; }
    /// The server's.
    [[nodiscard]] std::filesystem::path dataFolder() const { return scratch() / "server"; }
    /// A folder of the run's own, deleted with it.
    [[nodiscard]] std::filesystem::path scratch() const { return folder_.path().toStdString(); }

    /// Starts or stops the server; the edge stays.
    void startServer();
    void stopServer();

    /// Of the server's process.
    [[nodiscard]] qint64 serverProcess() const { return server_.processId(); }
    [[nodiscard]] qint64 edgeProcess() const { return edge_.processId(); }

    [[nodiscard]] const base::Clock& clock() const { return clock_; }
    [[nodiscard]] base::Random& random() { return random_; }

  private:
    struct Person {
        std::string id;
        std::vector<v1::Session> unused;
    };
    [[nodiscard]] static v1::Session take(Person& person);
    void fill(std::size_t others);
    void startEdge();

    std::filesystem::path workload_;
    QTemporaryDir folder_;
    base::SystemClock clock_;
    base::SystemRandom random_;
    std::vector<Person> reps_;
    std::vector<Person> managers_;
    std::vector<v1::Session> others_;
    std::size_t products_ = 0;
    v1::Pairing pairing_;
    int serverPort_ = 0;
    QProcess server_;
    QProcess edge_;
};

}  // namespace fieldfare::bench
