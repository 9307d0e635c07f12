#pragma once

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "tests/support/processes/program.h"

namespace fieldfare::tests {

using Json = nlohmann::ordered_json;

/// One person's `fieldfare-device` with its store.
class DeviceStore {
  public:
    explicit DeviceStore(std::filesystem::path store) : store_{std::move(store)} {}

    /// Runs a command to its end.
    [[nodiscard]] Ended run(Program::Arguments arguments, std::string_view input = {}) const;
    /// Starts one.
    [[nodiscard]] std::unique_ptr<Program> start(Program::Arguments arguments) const;
    /// Runs a command that must succeed; gives what it printed. Throws std::runtime_error otherwise.
    Json ask(Program::Arguments arguments, std::string_view input = {}) const;
    /// Runs a command that must fail; gives its fault.
    Json fail(Program::Arguments arguments, int exitCode = 1) const;

    /// `put`: the new id.
    std::string put(const std::string& type, const Json& record) const;
    void edit(const std::string& id, const Json& change) const;
    /// `show`: the record itself.
    [[nodiscard]] Json record(const std::string& id) const;
    [[nodiscard]] bool has(const std::string& id) const;
    /// `sync`, which must get everything across within half a minute.
    Json sync() const;

    [[nodiscard]] const std::filesystem::path& store() const { return store_; }

  private:
    std::filesystem::path store_;
};

/// A server and its edge as processes, in a folder of their own, which the caller removes.
class Deployment {
  public:
    /// Makes the organisation. Throws std::runtime_error, as everything here, when a program fails.
    Deployment(const std::filesystem::path& folder, const std::string& organisation,
               const std::string& currency);
    ~Deployment();
    Deployment(const Deployment&) = delete;
    Deployment& operator=(const Deployment&) = delete;

    /// Return when requests are taken.
    void startServer();
    void startEdge();
    /// SIGKILL.
    void killServer();
    /// SIGTERM; the exit code.
    int stopServer();
    [[nodiscard]] Program* server() { return server_.get(); }

    /// Runs `fieldfare-server ARGUMENTS --data ... --json`; gives what it printed.
    Json command(Program::Arguments arguments, std::string_view input = {}) const;
    /// Adds a person with the password "correct horse battery"; gives their id.
    std::string addPerson(const std::string& name, const std::string& role,
                          const std::string& unit = {}) const;
    /// A new enrolment code for the person, as the phone's camera reads it.
    [[nodiscard]] std::string pair(const std::string& person) const;
    /// Enrols a new store for the person; startEdge() first.
    [[nodiscard]] DeviceStore enrol(const std::string& person, const std::string& storeName) const;

    [[nodiscard]] const std::string& url() const { return url_; }
    [[nodiscard]] const std::filesystem::path& data() const { return data_; }

    static constexpr std::string_view password = "correct horse battery";

  private:
    std::filesystem::path folder_;
    std::filesystem::path data_;
    std::string url_;
    int serverPort_ = 0;
    std::unique_ptr<Program> server_;
    std::unique_ptr<Program> edge_;
};

}  // namespace fieldfare::tests
