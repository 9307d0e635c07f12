#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>

#include "figure.h"
#include "shared/base/uuid.h"
#include "shared/merge/merge.h"
#include "shared/schema/path_value.h"
#include "shared/schema/schema.h"
#include "sync-server/backoffice/import/workload_mapping.h"
#include "workloads.h"

namespace fieldfare::bench {

using google::protobuf::Message;
using nlohmann::json;

namespace {

constexpr double operationsAim = 250'000;  // field operations a second
constexpr int mergeRounds = 25;
constexpr std::uint64_t created = 1;  // the seq that both sides were shown

std::string bytesOf(const json& text) {
    return base::Uuid::fromText(text.get<std::string>()).value().bytes();
}

/// One side's edit, as it comes over the wire.
struct Typed {
    merge::Edit edit;
    std::string partial;
};

/// A customer that two people edit without seeing each other: the record and its versions as they are stored.
struct Meeting {
    bool sameField = false;
    std::string body;
    std::string versions;
    std::vector<Typed> sides;  // in the order in which they reach the server
};

/// The workload's conflicts.
class Meetings {
  public:
    explicit Meetings(const std::filesystem::path& workload) : workload_{workload} {
        readCustomers();
        std::ifstream file{workload / "conflicts.jsonl"};
        for (std::string line; std::getline(file, line);)
            add(json::parse(line));
    }

    [[nodiscard]] const std::vector<Meeting>& all() const { return meetings_; }
    [[nodiscard]] std::size_t operations() const { return operations_; }
    [[nodiscard]] const schema::RecordType& type() const { return type_; }

  private:
    void readCustomers() {
        for (const auto& entry : std::filesystem::directory_iterator{workload_ / "records"}) {
            std::ifstream file{entry.path()};
            for (std::string line; std::getline(file, line);)
                if (const auto object = json::parse(line); object.at("type") == "customer")
                    customers_[bytesOf(object.at("id"))] = mapping_.customerFrom(object);
        }
    }
    void add(const json& object) {
        const auto id = bytesOf(object.at("id"));
        const auto& shown = customers_.at(id);
        const merge::Version creation{created, base::hybridTime(1), {}};
        auto& meeting = meetings_.emplace_back();
        meeting.sameField = object.at("kind") == "same";
        meeting.body = shown.SerializeAsString();
        meeting.versions = merge::Versions{creation}.pack();
        for (const auto* name : {"a", "b"}) {
            const auto& said = object.at(name);
            v1::Customer meant = shown;
            mapping_.patch(type_, id, said.at("set"), meant);
            auto& side = meeting.sides.emplace_back();
            // Each writes on the one device they have.
            side.edit.author = {bytesOf(said.at("by")), bytesOf(said.at("by")), meetings_.size()};
            side.edit.role = said.at("role") == "rep" ? v1::REP : v1::MANAGER;
            const auto time = base::hybridTime(said.at("at").get<std::int64_t>());
            const auto paths = schema::differences(shown, meant, type_);
            for (const auto& path : paths)
                side.edit.paths.push_back({path, created, time});
            side.partial = schema::partialOf(meant, type_, paths)->SerializeAsString();
            operations_ += paths.size();
        }
    }

    std::filesystem::path workload_;
    const schema::RecordType& type_ = schema::Schema::of<v1::Customer>();
    const server::importing::WorkloadMapping mapping_{"CNY"};
    std::map<std::string, v1::Customer> customers_;
    std::vector<Meeting> meetings_;
    std::size_t operations_ = 0;
};

/// What a round left behind, so that nothing of it can be left out.
struct Left {
    std::size_t bytes = 0;
    std::size_t clashes = 0;
    std::size_t ofSameField = 0;  ///< edits of one field where one value stands against another
};

/// From stored bytes to stored bytes, one edit after the other: record, versions and edit are decoded, merged
/// and the record and its versions encoded. With `out`, keeps the bodies that the edits met.
Left mergeAll(const Meetings& meetings, std::vector<std::string>* met = nullptr) {
    Left left;
    for (const auto& meeting : meetings.all()) {
        std::string body = meeting.body;
        std::string packed = meeting.versions;
        auto seq = created;
        for (const auto& side : meeting.sides) {
            if (met != nullptr)
                met->push_back(body);
            const auto record = meetings.type().parse(body);
            const auto partial = meetings.type().parse(side.partial);
            auto versions = merge::Versions::unpack(packed);
            auto edit = side.edit;
            edit.partial = partial.get();
            const auto merged = merge::merge(meetings.type(), *record, versions, edit, ++seq);
            if (merged.refused || (!meeting.sameField && !merged.clashes.empty()))
                throw std::runtime_error{"merge: an edit of another field was refused or clashed"};
            left.clashes += merged.clashes.size();
            left.ofSameField += meeting.sameField && !merged.clashes.empty() ? 1 : 0;
            record->SerializeToString(&body);
            packed = versions.pack();
            left.bytes += body.size() + packed.size();
        }
    }
    return left;
}

/// The same bytes decoded and encoded by protobuf, and nothing else.
std::size_t recode(const Meetings& meetings, const std::vector<std::string>& met) {
    std::size_t bytes = 0;
    auto body = met.begin();
    std::string out;
    for (const auto& meeting : meetings.all())
        for (const auto& side : meeting.sides) {
            const auto record = meetings.type().parse(*body++);
            const auto partial = meetings.type().parse(side.partial);
            record->SerializeToString(&out);
            bytes += out.size() + (partial->IsInitialized() ? 1 : 0);
        }
    return bytes;
}

template <typename Work>
double secondsOf(Work work) {
    const auto begun = threadSeconds();
    work();
    return threadSeconds() - begun;
}

}  // namespace

void merging(const std::filesystem::path& workload) {
    const Meetings meetings{workload};
    std::vector<std::string> met;
    const auto left = mergeAll(meetings, &met);
    if (left.ofSameField == 0)
        throw std::runtime_error{"merge: no edit of the same field clashed"};
    std::vector<double> seconds;
    std::vector<double> limit;
    std::size_t bytes = 0;
    for (int round = 0; round < mergeRounds; ++round) {
        seconds.push_back(secondsOf([&] { bytes += mergeAll(meetings).bytes; }));
        limit.push_back(secondsOf([&] { bytes += recode(meetings, met); }));
    }
    if (bytes == 0)
        throw std::runtime_error{"merge: nothing was written"};
    const auto operations = static_cast<double>(meetings.operations());
    const double taken = median(seconds);
    Figure{"merge",
           taken,
           operations,
           0,
           median(limit) / taken,
           {{"clashes", static_cast<double>(left.clashes)},
            {"limit_operations_per_s", operations / median(limit)},
            {"meets_aim", operations / taken >= operationsAim ? 1 : 0}}}
        .print();
    if (operations / taken < operationsAim)
        std::cerr << "merge: below the aim of 250,000 field operations a second\n";
}

}  // namespace fieldfare::bench
