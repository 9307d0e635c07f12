#include "shared/schema/fault.h"
#include "sync-server/app/command_line.h"
#include "sync-server/app/commands/groups.h"
#include "sync-server/app/server.h"
#include "sync-server/http/listener.h"

namespace fieldfare::server::app {

using schema::FaultError;

namespace {

struct Serve {
    std::string listen = "127.0.0.1:8480";
    int threads = 4;
};

int runServe(LocalContext& context, const Serve& given) {
    ServeOptions options;
    options.data = context.data;
    options.threads = given.threads;
    const auto colon = given.listen.find(':');
    options.address = given.listen.substr(0, colon);
    if (colon != std::string::npos) {
        const auto port = given.listen.substr(colon + 1);
        if (port.empty() || port.size() > 5 || port.find_first_not_of("0123456789") != std::string::npos)
            throw FaultError{v1::INVALID, "not ADDRESS:PORT", "listen"};
        options.port = std::stoi(port);
    }
    try {
        serve(options, context.out);
    } catch (const http::ListenerError& error) {
        throw FaultError{v1::INVALID, error.what(), "listen"};
    }
    return 0;
}

}  // namespace

void addServeCommand(CommandLine& line) {
    const auto options = std::make_shared<Serve>();
    auto& app = line.addLocal(line.program(), "serve", "Serves the organisation to the edge of this machine",
                              [options](LocalContext& context) { return runServe(context, *options); });
    app.add_option("--listen", options->listen, "a loopback address and port; port 0: any free one")
        ->capture_default_str();
    constexpr int mostThreads = 64;
    app.add_option("--threads", options->threads, "that move bytes")
        ->capture_default_str()
        ->check(CLI::Range(1, mostThreads));
}

}  // namespace fieldfare::server::app
