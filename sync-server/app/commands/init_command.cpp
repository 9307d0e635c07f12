#include "shared/base/clock.h"
#include "shared/base/random.h"
#include "sync-server/app/command_line.h"
#include "sync-server/app/commands/groups.h"
#include "sync-server/app/commands/output.h"
#include "sync-server/http/edge_secrets.h"
#include "sync-server/http/private_file.h"

namespace fieldfare::server::app {

namespace {

struct Init {
    std::string name;
    std::string currency = "CNY";
};

int init(LocalContext& context, const Init& options) {
    const base::SystemClock clock;
    base::SystemRandom random;
    if (!context.data.parent_path().empty())
        std::filesystem::create_directories(context.data.parent_path());
    http::makePrivateFolder(context.data);
    sync::Organisation::make(context.data, options.name, options.currency, clock, random);
    http::EdgeSecrets::make(context.data);
    report(context, {{"organisation", options.name}, {"data", context.data.string()}},
           "made the organisation \"" + options.name + "\" in " + context.data.string());
    return 0;
}

}  // namespace

void addInitCommand(CommandLine& line) {
    const auto options = std::make_shared<Init>();
    auto& app = line.addLocal(line.program(), "init", "Makes an organisation in a new data directory",
                              [options](LocalContext& context) { return init(context, *options); });
    app.add_option("--organisation", options->name, "its name, also that of its first unit")->required();
    app.add_option("--currency", options->currency, "ISO 4217")->capture_default_str();
}

}  // namespace fieldfare::server::app
