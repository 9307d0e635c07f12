#include "fleet.h"

#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "fieldfare/sale.pb.h"
#include "shared/base/uuid.h"
#include "shared/schema/schema.h"
#include "sync-server/backoffice/import/workload_mapping.h"

namespace fieldfare::bench {

using nlohmann::json;
using server::importing::WorkloadMapping;

void CountingTransport::connect() {
    // Any answer will do: the connection stays open after it.
    (void)transport_.exchange({"/v1/health", {}, {}});
}

BenchDevice::BenchDevice(Company& company, const v1::Session& session, const std::filesystem::path& file)
    : store_{file, company.clock(), company.random()},
      editing_{store_},
      transport_{company.pairing()},
      runner_{store_, transport_, pause_, company.random()} {
    store_.setSession(session);
    store_.setPairing(company.pairing());
}

double BenchDevice::sync(Conflicts conflicts) {
    const auto started = std::chrono::steady_clock::now();
    const auto result = runner_.run(1);
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - started;
    if (!result.complete)
        throw std::runtime_error{"a sync did not complete: " +
                                 (result.fault ? result.fault->ShortDebugString() : std::string{})};
    const auto merged = conflicts == Conflicts::Allowed ? 0 : result.report.merged;
    if (result.report.rejected + result.report.held + merged + result.report.parked != 0)
        throw std::runtime_error{std::to_string(result.report.rejected) + " mutations rejected, " +
                                 std::to_string(result.report.held) + " held, " +
                                 std::to_string(result.report.merged) + " with lost fields"};
    return taken.count();
}

engine::SyncResult BenchDevice::waitForNews() {
    auto result = runner_.waitForChange(std::chrono::seconds{55}, 1);
    if (!result.complete)
        throw std::runtime_error{"waiting came to nothing: " +
                                 (result.fault ? result.fault->ShortDebugString() : std::string{})};
    return result;
}

std::size_t playDay(BenchDevice& device, Company& company, std::size_t rep) {
    WorkloadMapping mapping{"CNY"};
    std::string line;
    std::ifstream products{company.workload() / "products.jsonl"};
    while (std::getline(products, line))
        (void)mapping.recordFrom(json::parse(line));

    std::string number = std::to_string(rep);
    number.insert(0, 4 - number.size(), '0');
    std::ifstream day{company.workload() / "day" / ("rep-" + number + ".jsonl")};
    std::size_t operations = 0;
    // A quote's lines follow it and go into it: it is made when something else comes.
    std::string quoteId;
    v1::Quote quote;
    const auto finishQuote = [&] {
        if (!quoteId.empty())
            device.editing().create(quote, quoteId);
        quoteId.clear();
    };
    while (std::getline(day, line)) {
        const auto operation = json::parse(line);
        const auto id = base::Uuid::fromText(operation.at("id").get<std::string>()).value().bytes();
        const auto type = operation.at("type").get<std::string>();
        ++operations;
        if (operation.at("op") == "put" && type == "quote_line") {
            mapping.addLine(operation.at("record"), quote);
            continue;
        }
        finishQuote();
        if (operation.at("op") == "put") {
            auto made = mapping.recordFrom(operation.at("record"));
            if (type == "quote") {
                quoteId = id;
                quote = static_cast<const v1::Quote&>(*made.record);
            } else {
                device.editing().create(*made.record, id);
            }
        } else {
            const auto shown = device.editing().require(id);
            const std::unique_ptr<google::protobuf::Message> changed{shown.message->New()};
            changed->CopyFrom(*shown.message);
            mapping.patch(*shown.type, id, operation.at("set"), *changed);
            device.editing().edit(shown, *changed);
        }
    }
    finishQuote();
    return operations;
}

}  // namespace fieldfare::bench
