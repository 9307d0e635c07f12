#include "tests/support/processes/deployment.h"

#include <csignal>
#include <stdexcept>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/support/free_port.h"

namespace fieldfare::tests {

namespace {

constexpr const char* serverProgram = "fieldfare-server";
constexpr const char* deviceProgram = "fieldfare-device";

Json expectSuccess(const Ended& ended, const std::string& what) {
    if (ended.exitCode != 0)
        throw std::runtime_error{what + " failed: " + ended.text()};
    return ended.out.empty() ? Json{} : ended.json();
}

std::string joined(const Program::Arguments& arguments) {
    std::string all;
    for (const auto& argument : arguments)
        all += (all.empty() ? "" : " ") + argument;
    return all;
}

}  // namespace

Ended DeviceStore::run(Program::Arguments arguments, std::string_view input) const {
    arguments.insert(arguments.begin(), {"--store", store_.string()});
    return Program::run(deviceProgram, arguments, input);
}

std::unique_ptr<Program> DeviceStore::start(Program::Arguments arguments) const {
    arguments.insert(arguments.begin(), {"--store", store_.string()});
    return std::make_unique<Program>(deviceProgram, arguments);
}

Json DeviceStore::ask(Program::Arguments arguments, std::string_view input) const {
    const auto what = store_.filename().string() + ": " + joined(arguments);
    return expectSuccess(run(std::move(arguments), input), what);
}

Json DeviceStore::fail(Program::Arguments arguments, int exitCode) const {
    const auto what = store_.filename().string() + ": " + joined(arguments);
    const auto ended = run(std::move(arguments));
    if (ended.exitCode != exitCode)
        throw std::runtime_error{what + " should fail with " + std::to_string(exitCode) + ": " +
                                 ended.text()};
    return ended.fault();
}

std::string DeviceStore::put(const std::string& type, const Json& record) const {
    return ask({"put", type, record.dump()}).at("id");
}

void DeviceStore::edit(const std::string& id, const Json& change) const {
    ask({"edit", id, change.dump()});
}

Json DeviceStore::record(const std::string& id) const {
    return ask({"show", id}).at("record");
}

bool DeviceStore::has(const std::string& id) const {
    return run({"show", id}).exitCode == 0;
}

Json DeviceStore::sync() const {
    auto result = ask({"sync", "--timeout", "30"});
    if (!result.at("differences").empty() || result.contains("ledger_repaired"))
        throw std::runtime_error{"not what the server has: " + result.dump()};
    return result;
}

Deployment::Deployment(const std::filesystem::path& folder, const std::string& organisation,
                       const std::string& currency)
    : folder_{folder}, data_{folder / "data"} {
    command({"init", "--organisation", organisation, "--currency", currency});
}

Deployment::~Deployment() {
    // nginx must end by itself: killed, it would leave its workers.
    if (edge_) {
        edge_->signal(SIGTERM);
        edge_->endsWithin(std::chrono::seconds{20});
    }
}

void Deployment::startServer() {
    // The same port again after a kill: the edge knows only that one.
    if (serverPort_ == 0)
        serverPort_ = freePort();
    server_ = std::make_unique<Program>(serverProgram,
                                        Program::Arguments{"serve", "--data", data_.string(), "--listen",
                                                           "127.0.0.1:" + std::to_string(serverPort_)},
                                        std::string_view{}, folder_ / "server.log");
    server_->waitFor("listening on ");
}

void Deployment::startEdge() {
    const auto endpoint = "127.0.0.1:" + std::to_string(freePort());
    edge_ = std::make_unique<Program>(
        serverProgram,
        Program::Arguments{"edge", "--data", data_.string(), "--listen", endpoint, "--upstream",
                           "127.0.0.1:" + std::to_string(serverPort_)},
        std::string_view{}, folder_ / "edge.log");
    edge_->waitFor("the edge serves ");
    url_ = "https://" + endpoint;
}

void Deployment::killServer() {
    server_->kill();
    server_.reset();
}

int Deployment::stopServer() {
    server_->signal(SIGTERM);
    const auto ended = server_->end();
    server_.reset();
    return ended.exitCode;
}

Json Deployment::command(Program::Arguments arguments, std::string_view input) const {
    const auto what = "fieldfare-server " + joined(arguments);
    arguments.insert(arguments.end(), {"--data", data_.string(), "--json"});
    return expectSuccess(Program::run(serverProgram, arguments, input), what);
}

std::string Deployment::addPerson(const std::string& name, const std::string& role,
                                  const std::string& unit) const {
    Program::Arguments arguments{"person", "add", "--name", name, "--role", role, "--password-stdin"};
    if (!unit.empty())
        arguments.insert(arguments.end(), {"--unit", unit});
    return command(std::move(arguments), std::string{password} + "\n").at("id");
}

std::string Deployment::pair(const std::string& person) const {
    return command({"enrol", "--person", person}).at("pairing");
}

DeviceStore Deployment::enrol(const std::string& person, const std::string& storeName) const {
    DeviceStore device{folder_ / storeName};
    device.ask({"enrol", "--pairing", pair(person), "--password-stdin"}, std::string{password} + "\n");
    return device;
}

}  // namespace fieldfare::tests
