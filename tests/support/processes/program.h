#pragma once

#include <QByteArray>
#include <QProcess>
#include <QStringList>
#include <chrono>
#include <filesystem>
#include <ios>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace fieldfare::tests {

/// How a program ended, and what it said.
struct Ended {
    int exitCode = -1;  ///< 128 and the signal when a signal ended it; -1: it could not be started
    std::string out;
    std::string err;

    /// Standard output as JSON; throws std::runtime_error, with everything it said, when it is none.
    [[nodiscard]] nlohmann::ordered_json json() const;
    /// The fault: the last line of standard error, as JSON. Throws likewise.
    [[nodiscard]] nlohmann::ordered_json fault() const;
    [[nodiscard]] std::string text() const;
};

/// A program of the build under test, as a process of its own. Killed with the object.
class Program {
  public:
    using Arguments = std::vector<std::string>;

    /// Starts `name` of the build's bin folder; throws std::runtime_error when that fails. What a program
    /// that runs for long says on standard error goes to `log`, appended, so that no full pipe stops it.
    Program(const std::string& name, const Arguments& arguments, std::string_view input = {},
            const std::filesystem::path& log = {});
    ~Program();
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;

    /// Until the program's output, standard or error, contains `text`; throws when it ended before, or after
    /// half a minute.
    void waitFor(std::string_view text);
    [[nodiscard]] bool isRunning() const { return process_.state() != QProcess::NotRunning; }
    void signal(int number);
    [[nodiscard]] qint64 processId() const { return process_.processId(); }
    /// Waits until it ends, for at most `atMost`; throws after that.
    [[nodiscard]] Ended end(std::chrono::milliseconds atMost = std::chrono::seconds{60});
    /// Waits for its end only so long. True if it ended.
    bool endsWithin(std::chrono::milliseconds time) {
        return !isRunning() || process_.waitForFinished(static_cast<int>(time.count()));
    }
    /// SIGKILL, and waits for the end.
    void kill();

    /// Runs it to its end.
    [[nodiscard]] static Ended run(const std::string& name, const Arguments& arguments,
                                   std::string_view input = {});
    /// True if the build has this program.
    [[nodiscard]] static bool exists(const std::string& name);

  private:
    void collect();

    QProcess process_;
    std::string name_;
    std::filesystem::path log_;
    std::streamoff logBegin_ = 0;  // of what this process wrote
    std::string out_;
    std::string err_;
};

}  // namespace fieldfare::tests
