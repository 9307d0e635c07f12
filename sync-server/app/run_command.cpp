#include "sync-server/app/run_command.h"

#include <chrono>
#include <fstream>
#include <iterator>
#include <sstream>
#include <thread>

#include "shared/base/clock.h"
#include "shared/base/random.h"
#include "shared/schema/fault.h"
#include "sync-server/app/commands/output.h"
#include "sync-server/app/control_socket.h"
#include "sync-server/storage/data_directory.h"

namespace fieldfare::server::app {

using schema::FaultError;
using storage::DataDirectory;

namespace {

/// How long to try while the directory's holder is neither gone nor listening yet.
constexpr std::chrono::seconds patience{10};
constexpr std::chrono::milliseconds pause{50};

/// Runs `what`, with whatever it throws as a fault on `err`.
template <typename What>
int guarded(std::ostream& err, bool json, What what) {
    try {
        return what();
    } catch (const FaultError& error) {
        writeFault(err, error.fault(), json);
    } catch (const fieldfare::storage::StorageError& error) {
        writeFault(err, schema::fault(v1::INTERNAL, std::string{"the store failed: "} + error.what()), json);
    } catch (const std::exception& error) {
        writeFault(err, schema::fault(v1::INTERNAL, error.what()), json);
    }
    return 1;
}

/// What the command reads: its file, or standard input.
std::string inputOf(const Command& command, std::istream& in) {
    if (command.inputFile.empty() || command.inputFile == "-")
        return {std::istreambuf_iterator<char>{in}, {}};
    std::ifstream file{command.inputFile, std::ios::binary};
    std::ostringstream bytes;
    bytes << file.rdbuf();
    if (!file || !bytes)
        throw FaultError{v1::NOT_FOUND, "cannot read " + command.inputFile.string(), "file"};
    return bytes.str();
}

v1::ControlRequest forwarded(const std::vector<std::string>& arguments, const Command& command,
                             std::istream& in) {
    v1::ControlRequest request;
    for (const auto& argument : arguments)
        request.add_arguments(argument);
    request.set_folder(std::filesystem::current_path().string());
    if (command.readsInput || !command.inputFile.empty())
        request.set_input(inputOf(command, in));
    return request;
}

int runHere(const Command& command, std::istream& in, std::ostream& out, std::ostream& err) {
    const base::SystemClock clock;
    base::SystemRandom random;
    sync::Organisation organisation{command.data, clock, random, {.readers = 1}};
    entry::Entrance entrance{organisation};
    CommandContext context{organisation, entrance, in, out, err, std::filesystem::current_path(),
                           command.json};
    return command.run(context);
}

int runOnOrganisation(const std::vector<std::string>& arguments, const Command& command, std::istream& in,
                      std::ostream& out, std::ostream& err) {
    if (!DataDirectory::exists(command.data))
        throw FaultError{v1::NOT_FOUND, "there is no organisation in " + command.data.string(), "data"};
    std::optional<v1::ControlRequest> request;
    const auto end = std::chrono::steady_clock::now() + patience;
    while (DataDirectory::isLocked(command.data)) {
        if (!request)
            request = forwarded(arguments, command, in);
        if (const auto response = runAtServer(command.data, *request)) {
            out << response->output();
            err << response->errors();
            return response->exit_code();
        }
        // Another command has it for a moment, or a server that starts or stops.
        if (std::chrono::steady_clock::now() >= end)
            throw FaultError{v1::BUSY, "another process holds " + command.data.string(), "data"};
        std::this_thread::sleep_for(pause);
    }
    if (!request && command.inputFile.empty())
        return runHere(command, in, out, err);
    std::istringstream input{request ? request->input() : inputOf(command, in)};
    return runHere(command, input, out, err);
}

}  // namespace

int runProgram(const std::vector<std::string>& arguments, std::istream& in, std::ostream& out,
               std::ostream& err) {
    CommandLine line;
    Command command;
    try {
        command = line.parse(arguments);
    } catch (const CLI::ParseError& error) {
        return line.explain(error, out, err);
    }
    return guarded(err, command.json, [&] {
        if (!command.runLocal)
            return runOnOrganisation(arguments, command, in, out, err);
        LocalContext context{command.data, out, command.json};
        return command.runLocal(context);
    });
}

v1::ControlResponse runForwarded(const v1::ControlRequest& request, sync::Organisation& organisation,
                                 entry::Entrance& entrance) {
    std::istringstream in{request.input()};
    std::ostringstream out;
    std::ostringstream err;
    v1::ControlResponse response;
    CommandLine line;
    try {
        const auto command = line.parse({request.arguments().begin(), request.arguments().end()});
        response.set_exit_code(guarded(err, command.json, [&] {
            if (!command.run)
                throw FaultError{v1::CONTRADICTION, "this command cannot run in a server"};
            CommandContext context{organisation, entrance, in, out, err, request.folder(), command.json};
            return command.run(context);
        }));
    } catch (const CLI::ParseError& error) {
        response.set_exit_code(line.explain(error, out, err));
    }
    response.set_output(out.str());
    response.set_errors(err.str());
    return response;
}

}  // namespace fieldfare::server::app
