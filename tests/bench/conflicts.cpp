#include <fstream>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>

#include "fieldfare/history.pb.h"
#include "figure.h"
#include "fleet.h"
#include "mobile/engine/resolution.h"
#include "shared/base/uuid.h"
#include "shared/schema/path_value.h"
#include "sync-server/backoffice/import/workload_mapping.h"
#include "workloads.h"
#include "written_rows.h"

namespace fieldfare::bench {

using nlohmann::json;

namespace {

/// One side's edit of a customer that both sides edit without seeing each other.
struct Side {
    BenchDevice* device = nullptr;
    json set;
    std::vector<schema::Path> paths;
    std::unique_ptr<google::protobuf::Message> meant;  ///< the customer as this side saved it
};

struct Pair {
    bool sameField = false;
    std::string id;
    Side earlier;
    Side later;
};

struct Found {
    int survived = 0;  ///< different fields: both values are in the record, on both devices
    int restorable =
        0;  ///< same field: the losing value is flagged on both devices and was put back, or both are in
    int laterStood = 0;  ///< same field: the later edit stood before that
};

class Conflicts {
  public:
    explicit Conflicts(Company& company) : company_{company} { open(); }

    void type();
    /// Everybody sends what they typed, then hears of the others'.
    void meet() {
        for (int round = 0; round < 2; ++round)
            for (const auto& device : devices_)
                (void)device->sync(BenchDevice::Conflicts::Allowed);
    }
    [[nodiscard]] Found examine();

    [[nodiscard]] std::size_t pairs() const { return pairs_.size(); }
    [[nodiscard]] std::size_t devices() const { return devices_.size(); }
    [[nodiscard]] std::uint64_t bytes() const {
        std::uint64_t sum = 0;
        for (const auto& device : devices_)
            sum += device->transport().sent + device->transport().received;
        return sum;
    }

  private:
    BenchDevice& deviceOf(const std::string& person);
    void open();
    void typeOne(const Pair& pair, Side& side);
    [[nodiscard]] static std::optional<engine::Record> conflictOf(BenchDevice& device, const Pair& pair,
                                                                  const Side& loser);
    [[nodiscard]] static bool shows(BenchDevice& device, const Pair& pair, const Side& side);
    [[nodiscard]] bool putBack(const Pair& pair, const Side& loser);

    Company& company_;
    const schema::RecordType& type_ = schema::Schema::of<v1::Customer>();
    const server::importing::WorkloadMapping mapping_{"CNY"};
    std::vector<std::unique_ptr<BenchDevice>> devices_;
    std::map<std::string, BenchDevice*> byPerson_;
    std::map<std::string, std::function<v1::Session()>> sessions_;  ///< a new device's, by person
    std::vector<Pair> pairs_;
};

BenchDevice& Conflicts::deviceOf(const std::string& person) {
    auto*& device = byPerson_[person];
    if (device == nullptr) {
        const auto file = company_.scratch() / ("w4-" + std::to_string(devices_.size()) + ".sqlite");
        devices_.push_back(std::make_unique<BenchDevice>(company_, sessions_.at(person)(), file));
        device = devices_.back().get();
        (void)device->sync();
    }
    return *device;
}

void Conflicts::open() {
    for (std::size_t n = 0; n < company_.reps(); ++n)
        sessions_[company_.repId(n)] = [this, n] { return company_.rep(n); };
    for (std::size_t n = 0; n < company_.managers(); ++n)
        sessions_[company_.managerId(n)] = [this, n] { return company_.manager(n); };
    std::ifstream file{company_.workload() / "conflicts.jsonl"};
    for (std::string line; std::getline(file, line);) {
        const auto object = json::parse(line);
        const auto bytesOf = [](const json& text) {
            return base::Uuid::fromText(text.get<std::string>()).value().bytes();
        };
        auto& pair = pairs_.emplace_back();
        pair.sameField = object.at("kind") == "same";
        pair.id = bytesOf(object.at("id"));
        const auto sideOf = [&](const json& side) {
            return Side{&deviceOf(bytesOf(side.at("by"))), side.at("set"), {}, nullptr};
        };
        pair.earlier = sideOf(object.at("a"));
        pair.later = sideOf(object.at("b"));
        if (object.at("b").at("at") < object.at("a").at("at"))
            std::swap(pair.earlier, pair.later);
    }
}

void Conflicts::typeOne(const Pair& pair, Side& side) {
    const auto shown = side.device->editing().require(pair.id);
    side.meant = schema::copyOf(*shown.message);
    mapping_.patch(type_, pair.id, side.set, *side.meant);
    side.paths = schema::differences(*shown.message, *side.meant, type_);
    side.device->editing().edit(shown, *side.meant);
}

void Conflicts::type() {
    // All first edits, then all second ones: so that which is the later one does not hang on a millisecond.
    for (auto& pair : pairs_)
        typeOne(pair, pair.earlier);
    for (auto& pair : pairs_)
        typeOne(pair, pair.later);
    for (const auto& device : devices_)
        device->transport().sent = device->transport().received = 0;
}

bool Conflicts::shows(BenchDevice& device, const Pair& pair, const Side& side) {
    const auto record = engine::Reading{device.store()}.get<v1::Customer>(pair.id);
    return record && std::all_of(side.paths.begin(), side.paths.end(), [&](const schema::Path& path) {
               return schema::sameValue(*record->message, *side.meant, *record->type, path);
           });
}

std::optional<engine::Record> Conflicts::conflictOf(BenchDevice& device, const Pair& pair,
                                                    const Side& loser) {
    engine::ListQuery query;
    query.type = &schema::Schema::of<v1::Conflict>();
    query.filters = {{"record_id", engine::Filter::Is::Equal, pair.id}};
    const auto& customers = schema::Schema::of<v1::Customer>();
    for (auto& found : engine::Reading{device.store()}.list(query).records) {
        const auto& conflict = static_cast<const v1::Conflict&>(*found.message);
        v1::Customer losing;
        if (conflict.status() != v1::Conflict::OPEN || !losing.ParseFromString(conflict.losing()))
            continue;
        for (const auto& path : loser.paths)
            if (conflict.path() == schema::pathText(customers, path) &&
                schema::sameValue(losing, *loser.meant, customers, path))
                return std::move(found);
    }
    return std::nullopt;
}

bool Conflicts::putBack(const Pair& pair, const Side& loser) {
    const auto own = conflictOf(*loser.device, pair, loser);
    auto& other = loser.device == pair.later.device ? *pair.earlier.device : *pair.later.device;
    if (!own || !conflictOf(other, pair, loser))
        return false;
    engine::Resolution{loser.device->editing()}.restore(own->id);
    return true;
}

Found Conflicts::examine() {
    Found found;
    std::vector<const Pair*> restored;
    for (const auto& pair : pairs_) {
        const auto bothShow = [&](const Side& side) {
            return shows(*pair.earlier.device, pair, side) && shows(*pair.later.device, pair, side);
        };
        const bool both = bothShow(pair.earlier) && bothShow(pair.later);
        if (!pair.sameField) {
            found.survived += both ? 1 : 0;
            continue;
        }
        found.laterStood += bothShow(pair.later) ? 1 : 0;
        if (both)
            ++found.restorable;  // tags: every member is there
        else if (putBack(pair, pair.earlier))
            restored.push_back(&pair);
    }
    meet();
    for (const auto* pair : restored)
        if (shows(*pair->earlier.device, *pair, pair->earlier) &&
            shows(*pair->later.device, *pair, pair->earlier))
            ++found.restorable;
    return found;
}

}  // namespace

void conflictPairs(Company& company) {
    Conflicts conflicts{company};
    WrittenRows written{company};
    conflicts.type();
    const auto begun = std::chrono::steady_clock::now();
    conflicts.meet();
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    const auto bytes = conflicts.bytes();
    const double limit = written.limit(static_cast<int>(conflicts.devices()));
    const auto found = conflicts.examine();
    const auto half = static_cast<int>(conflicts.pairs() / 2);
    Figure{"W4",
           seconds,
           static_cast<double>(2 * conflicts.pairs()),
           bytes,
           limit / seconds,
           {{"pairs_of_each_kind", half},
            {"different_fields_both_survive", found.survived},
            {"same_field_loser_restored", found.restorable},
            {"same_field_later_stood", found.laterStood}}}
        .print();
    if (found.survived != half || found.restorable != half || found.laterStood != half)
        throw std::runtime_error{"W4: some of the pairs did not end as both people may expect"};
}

}  // namespace fieldfare::bench
