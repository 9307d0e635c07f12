#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "figure.h"
#include "fleet.h"
#include "raw_rows.h"
#include "shared/base/uuid.h"
#include "sync-server/backoffice/import/workload_mapping.h"
#include "workloads.h"

namespace fieldfare::bench {

using nlohmann::json;

void fewChanges(Company& company, const std::string& name) {
    BenchDevice rep{company, company.rep(0), company.scratch() / (name + "-rep.sqlite")};
    BenchDevice manager{company, company.manager(0), company.scratch() / (name + "-manager.sqlite")};
    (void)rep.sync();
    (void)manager.sync();

    std::map<int, std::vector<json>> rounds;
    std::ifstream file{company.workload() / "delta.jsonl"};
    for (std::string line; std::getline(file, line);) {
        auto operation = json::parse(line);
        rounds[operation.at("round").get<int>()].push_back(std::move(operation));
    }
    const server::importing::WorkloadMapping mapping{"CNY"};
    std::vector<double> seconds;
    std::vector<double> empty;  // an exchange with the same edge and listener that does nothing
    std::uint64_t bytes = 0;
    std::uint64_t largest = 0;
    std::size_t records = 0;
    int exchanges = 0;
    for (const auto& [round, operations] : rounds) {
        for (const auto& operation : operations) {
            const auto id = base::Uuid::fromText(operation.at("id").get<std::string>()).value().bytes();
            const auto shown = manager.editing().require(id);
            const std::unique_ptr<google::protobuf::Message> changed{shown.message->New()};
            changed->CopyFrom(*shown.message);
            mapping.patch(*shown.type, id, operation.at("set"), *changed);
            manager.editing().edit(shown, *changed);
        }
        (void)manager.sync();
        auto& transport = rep.transport();
        const auto begun = std::chrono::steady_clock::now();
        transport.connect();
        empty.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count());
        transport.sent = transport.received = 0;
        transport.exchanges = 0;
        seconds.push_back(rep.sync());
        bytes = transport.sent + transport.received;
        largest = std::max(largest, transport.received);
        exchanges = transport.exchanges;
        records = operations.size();
    }
    Figure{name,
           median(seconds),
           static_cast<double>(records),
           bytes,
           median(empty) / median(seconds),
           {{"p95_seconds", quantile(seconds, 0.95)},
            {"answer_bytes_largest", static_cast<double>(largest)},
            {"round_trips", exchanges}}}
        .print();
}

}  // namespace fieldfare::bench
