#include "tests/support/processes/program.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <csignal>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace fieldfare::tests {

using nlohmann::ordered_json;

namespace {

constexpr int patience = 30'000;  // ms

QString pathOf(const std::string& name) {
    return qEnvironmentVariable("FIELDFARE_BIN") + "/" + QString::fromStdString(name);
}

ordered_json parsed(const std::string& text, const Ended& ended) {
    auto json = ordered_json::parse(text, nullptr, false);
    if (json.is_discarded())
        throw std::runtime_error{"no JSON: " + ended.text()};
    return json;
}

}  // namespace

ordered_json Ended::json() const {
    return parsed(out, *this);
}

ordered_json Ended::fault() const {
    auto end = err.find_last_not_of('\n');
    end = end == std::string::npos ? 0 : end + 1;
    const auto before = err.rfind('\n', end == 0 ? 0 : end - 1);
    const auto begin = before == std::string::npos ? 0 : before + 1;
    return parsed(err.substr(begin, end - begin), *this);
}

std::string Ended::text() const {
    return "exit " + std::to_string(exitCode) + "\n" + out + "\n" + err;
}

Program::Program(const std::string& name, const Arguments& arguments, std::string_view input,
                 const std::filesystem::path& log)
    : name_{name}, log_{log} {
    if (!log_.empty()) {
        std::error_code none;
        const auto size = std::filesystem::file_size(log_, none);
        logBegin_ = none ? 0 : static_cast<std::streamoff>(size);
        process_.setStandardErrorFile(QString::fromStdString(log_.string()), QIODevice::Append);
    }
    QStringList words;
    for (const auto& argument : arguments)
        words << QString::fromStdString(argument);
    process_.start(pathOf(name), words);
    if (!process_.waitForStarted(patience))
        throw std::runtime_error{name + " does not start: " + process_.errorString().toStdString()};
    process_.write(input.data(), static_cast<qint64>(input.size()));
    process_.closeWriteChannel();
}

Program::~Program() {
    kill();
}

void Program::collect() {
    out_ += process_.readAllStandardOutput().toStdString();
    if (log_.empty()) {
        err_ += process_.readAllStandardError().toStdString();
        return;
    }
    std::ifstream file{log_, std::ios::binary};
    file.seekg(logBegin_);
    err_.assign(std::istreambuf_iterator<char>{file}, {});
}

void Program::waitFor(std::string_view text) {
    QElapsedTimer time;
    time.start();
    for (;;) {
        const bool runs = isRunning();
        collect();
        if (out_.find(text) != std::string::npos || err_.find(text) != std::string::npos)
            return;
        if (!runs || time.elapsed() > patience)
            throw std::runtime_error{name_ + " never said \"" + std::string{text} + "\":\n" + out_ + err_};
        // Standard error or the log may bring it while this looks at standard output.
        process_.waitForReadyRead(20);
    }
}

void Program::signal(int number) {
    if (isRunning())
        ::kill(static_cast<pid_t>(process_.processId()), number);
}

Ended Program::end(std::chrono::milliseconds atMost) {
    if (isRunning() && !process_.waitForFinished(static_cast<int>(atMost.count()))) {
        collect();
        throw std::runtime_error{name_ + " does not end:\n" + out_ + err_};
    }
    collect();
    constexpr int signalled = 128;
    const int code = process_.exitCode();
    return {process_.exitStatus() == QProcess::CrashExit ? signalled + code : code, out_, err_};
}

void Program::kill() {
    if (!isRunning())
        return;
    process_.kill();
    process_.waitForFinished(patience);
}

Ended Program::run(const std::string& name, const Arguments& arguments, std::string_view input) {
    return Program{name, arguments, input}.end();
}

bool Program::exists(const std::string& name) {
    return QFileInfo{pathOf(name)}.isExecutable();
}

}  // namespace fieldfare::tests
