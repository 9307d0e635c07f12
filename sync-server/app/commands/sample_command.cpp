#include "sync-server/app/command_line.h"
#include "sync-server/app/commands/groups.h"
#include "sync-server/app/commands/output.h"
#include "sync-server/backoffice/sample/sample.h"

namespace fieldfare::server::app {

namespace {

struct Sample {
    sample::SampleOptions options;
    bool password = false;
};

int makeSample(CommandContext& context, Sample wanted) {
    if (wanted.password)
        wanted.options.password = readLine(context.in, "password");
    const auto counts = sample::makeSample(context.organisation, wanted.options);
    report(context,
           {{"units", counts.units},
            {"people", counts.people},
            {"categories", counts.categories},
            {"products", counts.products},
            {"price_lists", counts.priceLists},
            {"customers", counts.customers},
            {"contacts", counts.contacts},
            {"plans", counts.plans},
            {"visits", counts.visits},
            {"tasks", counts.tasks},
            {"quotes", counts.quotes},
            {"orders", counts.orders},
            {"approvals", counts.approvals}},
           "made " + std::to_string(counts.people) + " people with " + std::to_string(counts.customers) +
               " customers and a year of their work");
    return 0;
}

}  // namespace

void addSampleCommand(CommandLine& line) {
    const auto wanted = std::make_shared<Sample>();
    auto& app =
        line.add(line.program(), "sample", "Fills a new organisation with invented people and their work",
                 [wanted](CommandContext& context) { return makeSample(context, *wanted); });
    app.add_option("--seed", wanted->options.seed, "the same seed makes the same records")
        ->capture_default_str();
    app.add_option("--now", wanted->options.now, "the moment it is made for, epoch ms; 0: now")
        ->capture_default_str();
    app.add_option("--customers", wanted->options.customers, "how many")->capture_default_str();
    line.readInputWith(app, "--password-stdin", wanted->password,
                       "everybody's password; never for real people");
}

}  // namespace fieldfare::server::app
