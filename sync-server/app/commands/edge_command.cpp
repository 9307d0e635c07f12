#include <fstream>

#include "shared/schema/fault.h"
#include "sync-server/app/command_line.h"
#include "sync-server/app/commands/groups.h"
#include "sync-server/app/pairing.h"
#include "sync-server/app/server.h"
#include "sync-server/edge/edge.h"
#include "sync-server/storage/data_directory.h"

namespace fieldfare::server::app {

using schema::FaultError;

namespace {

struct Edge {
    std::string listen = "0.0.0.0:8443";
    std::vector<std::string> upstreams;
    std::string publicHost;
    int requestsPerSecond = edge::EdgeOptions{}.requestsPerSecond;
    int requestBurst = edge::EdgeOptions{}.requestBurst;
};

std::string urlOf(const edge::EdgeOptions& options) {
    const auto& listen = options.listen;
    if (!options.publicHost.empty())
        return "https://" + options.publicHost + ":" + std::to_string(listen.port);
    if (listen.address == "0.0.0.0" || listen.address == "::")
        return {};
    return "https://" + listen.text();
}

int runEdge(LocalContext& context, const Edge& given) {
    if (!storage::DataDirectory::exists(context.data))
        throw FaultError{v1::NOT_FOUND, "there is no organisation in " + context.data.string()};
    edge::EdgeOptions options;
    options.dataDirectory = context.data;
    options.publicHost = given.publicHost;
    options.requestsPerSecond = given.requestsPerSecond;
    options.requestBurst = given.requestBurst;
    try {
        constexpr int usualPort = 8443;
        options.listen = edge::Endpoint::parse(given.listen, usualPort);
        options.upstreams.clear();
        for (const auto& upstream : given.upstreams)
            options.upstreams.push_back(edge::Endpoint::parse(upstream, usualListenPort));
        if (options.upstreams.empty())
            options.upstreams.push_back({"127.0.0.1", readServePort(context.data).value_or(usualListenPort)});
        edge::writeEdge(options);
        if (const auto url = urlOf(options); !url.empty())
            writeEdgeUrl(context.data, url);
        return edge::runEdge(options) == 0 ? 0 : 1;
    } catch (const edge::EdgeError& error) {
        throw FaultError{v1::INVALID, error.what(), "edge"};
    }
}

}  // namespace

void addEdgeCommand(CommandLine& line) {
    const auto options = std::make_shared<Edge>();
    auto& app = line.addLocal(line.program(), "edge",
                              "Runs nginx as the edge: TLS before the server of this data directory",
                              [options](LocalContext& context) { return runEdge(context, *options); });
    app.add_option("--listen", options->listen, "numeric address and port")->capture_default_str();
    app.add_option("--upstream", options->upstreams,
                   "where `serve` listens, on this machine; where it did last unless given");
    app.add_option("--public-host", options->publicHost, "name or address by which phones reach the edge");
    app.add_option("--requests-per-second", options->requestsPerSecond,
                   "what one address may ask for; all phones behind one router share it")
        ->capture_default_str();
    app.add_option("--request-burst", options->requestBurst, "beyond that, at once")->capture_default_str();
}

}  // namespace fieldfare::server::app
