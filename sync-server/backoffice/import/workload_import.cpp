#include "sync-server/backoffice/import/workload_import.h"

#include <algorithm>
#include <fstream>
#include <future>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>

#include "shared/base/uuid.h"
#include "shared/schema/fault.h"
#include "shared/schema/json.h"
#include "shared/schema/schema.h"
#include "sync-server/backoffice/import/workload_mapping.h"
#include "sync-server/sync/server_edit.h"

namespace fieldfare::server::importing {

using nlohmann::json;
using schema::FaultError;
using schema::RecordType;
using schema::Schema;

namespace {

// More would not be faster: SQLite keeps the pages of a savepoint as a list that every statement walks.
constexpr std::size_t recordsAtOnce = 1'000;

/// A record with the person who made it; a person is nobody's work.
struct Pending {
    WorkloadRecord made;
    std::string author;
};
using Part = std::vector<Pending>;

/// Calls `each(object)` for every line; what it throws then names file and line.
template <typename Each>
void forLines(const std::filesystem::path& file, Each each) {
    std::ifstream in{file};
    if (!in)
        throw FaultError{v1::NOT_FOUND, "cannot read " + file.string()};
    std::string line;
    for (std::size_t number = 1; std::getline(in, line); ++number) {
        if (line.empty())
            continue;
        try {
            each(schema::parseJson(line));
        } catch (const FaultError& error) {
            auto fault = error.fault();
            fault.set_message(file.filename().string() + " line " + std::to_string(number) + ": " +
                              fault.message());
            throw FaultError{std::move(fault)};
        }
    }
    if (in.bad())
        throw FaultError{v1::NOT_FOUND, "cannot read " + file.string()};
}

std::string ownerOf(const json& object) {
    const auto at = object.find("owner");
    const auto owner = at != object.end() && at->is_string()
                           ? base::Uuid::fromText(at->get_ref<const std::string&>())
                           : std::nullopt;
    if (!owner)
        throw FaultError{v1::INVALID, "owner: not a UUID", "owner"};
    return owner->bytes();
}

/// Parents before what hangs under them, each kind together: so they are read and written in sets.
void sortByType(Part& part) {
    std::stable_sort(part.begin(), part.end(), [](const Pending& a, const Pending& b) {
        return a.made.type->number() < b.made.type->number();
    });
}

void write(sync::Turn& turn, const Part& part) {
    sync::ServerEdit edit{turn};
    std::map<const RecordType*, std::vector<std::string>> ids;
    for (const auto& [made, author] : part) {
        ids[made.type].push_back(made.id);
        if (const auto parent = schema::bytesOf(*made.record, made.type->parent()); !parent.empty())
            ids[&Schema::of<v1::Customer>()].push_back(parent);
    }
    for (const auto& [type, wanted] : ids)
        edit.changes().prefetch(*type, wanted);
    for (const auto& [made, author] : part)
        (void)edit.create(*made.type, made.id, *made.record, author);
    edit.save();
}

/// One import; one use.
class WorkloadImporter {
  public:
    WorkloadImporter(sync::Organisation& organisation, const std::filesystem::path& folder,
                     const std::function<void(std::size_t)>& progress)
        : organisation_{organisation}, folder_{folder}, progress_{progress} {}
    WorkloadImporter(const WorkloadImporter&) = delete;
    WorkloadImporter& operator=(const WorkloadImporter&) = delete;
    // What a part being written refers to must not go before it.
    ~WorkloadImporter() {
        if (writing_.valid())
            writing_.wait();
    }

    WorkloadCounts run() {
        makeMapping();
        readPeople();
        readProducts();
        std::vector<std::filesystem::path> files;
        if (std::filesystem::is_directory(folder_ / "records"))
            for (const auto& entry : std::filesystem::directory_iterator{folder_ / "records"})
                if (entry.path().extension() == ".jsonl")
                    files.push_back(entry.path());
        std::sort(files.begin(), files.end());
        for (const auto& file : files)
            readRecords(file);
        hand();
        finish();
        return counts_;
    }

  private:
    void makeMapping();
    void readPeople();
    void readProducts();
    void readRecords(const std::filesystem::path& file);
    void prepare(const std::vector<std::string>& teams);
    void hand();
    void finish();

    sync::Organisation& organisation_;
    const std::filesystem::path& folder_;
    const std::function<void(std::size_t)>& progress_;
    std::optional<WorkloadMapping> mapping_;
    WorkloadCounts counts_;
    Part pending_;
    std::future<void> writing_;
    std::size_t writingObjects_ = 0;
};

void WorkloadImporter::makeMapping() {
    organisation_.readers().run([&](fieldfare::storage::Database& database) {
        fieldfare::storage::Transaction transaction{database, fieldfare::storage::Transaction::Kind::Read};
        mapping_.emplace(organisation_.directories().at(database)->organisation().currency());
    });
}

/// Settings, units and price lists, in one turn; nothing when the organisation has the people already.
void WorkloadImporter::prepare(const std::vector<std::string>& teams) {
    organisation_.writer().run([&](sync::Turn& turn) {
        sync::ServerEdit edit{turn};
        const auto& directory = edit.directory();
        for (const auto& [made, author] : pending_)
            if (directory.person(made.id) != nullptr)
                throw FaultError{v1::ALREADY_EXISTS, "the organisation has this workload already"};
        edit.change(edit.require(Schema::of<v1::Organisation>(), directory.organisationId()),
                    [](google::protobuf::Message& record) {
                        auto& settings = static_cast<v1::Organisation&>(record);
                        settings.set_check_discounts(false);
                        settings.set_lock_issued(false);
                        settings.set_seal_visits(false);
                    });
        for (const auto& team : teams) {
            v1::Unit unit;
            unit.set_name(team);
            unit.set_superior_id(directory.rootUnit());
            (void)edit.create(Schema::of<v1::Unit>(), WorkloadMapping::unitId(team), unit);
        }
        for (const auto& currency : mapping_->otherCurrencies())
            (void)edit.create(Schema::of<v1::PriceList>(), WorkloadMapping::priceListId(currency),
                              mapping_->priceList(currency));
        edit.save();
    });
}

void WorkloadImporter::readPeople() {
    std::vector<std::string> teams;
    forLines(folder_ / "users.jsonl", [&](const json& object) {
        pending_.push_back({mapping_->recordFrom(object), {}});
        const auto& team = object["team"].get_ref<const std::string&>();
        if (std::find(teams.begin(), teams.end(), team) == teams.end())
            teams.push_back(team);
        ++counts_.people;
    });
    counts_.units = teams.size();
    counts_.objects = counts_.people;
    prepare(teams);
    hand();
}

void WorkloadImporter::readProducts() {
    std::set<std::string> categories;
    forLines(folder_ / "products.jsonl", [&](const json& object) {
        pending_.push_back({mapping_->recordFrom(object), {}});
        if (const auto& name = object["category"].get_ref<const std::string&>();
            categories.insert(name).second) {
            auto category = std::make_unique<v1::Category>();
            category->set_name(name);
            pending_.push_back(
                {{&Schema::of<v1::Category>(), WorkloadMapping::categoryId(name), std::move(category)}, {}});
        }
        ++counts_.products;
        ++counts_.objects;
    });
    counts_.categories = categories.size();
    hand();
}

void WorkloadImporter::readRecords(const std::filesystem::path& file) {
    Part part;
    std::unordered_map<std::string, std::size_t> quotes;
    std::vector<json> lines;
    forLines(file, [&](json object) {
        ++counts_.objects;
        const auto type = object.value("type", std::string{});
        if (type == "quote_line") {
            lines.push_back(std::move(object));
            return;
        }
        part.push_back({mapping_->recordFrom(object), ownerOf(object)});
        auto& [made, author] = part.back();
        if (made.type->author() != nullptr)
            schema::setBytes(*made.record, made.type->author(), author);
        if (type == "quote")
            quotes[made.id] = part.size() - 1;
        ++(type == "customer"  ? counts_.customers
           : type == "contact" ? counts_.contacts
           : type == "visit"   ? counts_.visits
                               : counts_.quotes);
    });
    for (const auto& line : lines) {
        const auto quote = base::Uuid::fromText(line.value("quote_id", std::string{}));
        const auto at = quotes.find(quote ? quote->bytes() : std::string{});
        if (at == quotes.end())
            throw FaultError{v1::INVALID, file.filename().string() + ": a line of a quote that is not there",
                             "quote_id"};
        mapping_->addLine(line, static_cast<v1::Quote&>(*part[at->second].made.record));
        ++counts_.lines;
    }
    sortByType(part);
    for (auto& record : part) {
        pending_.push_back(std::move(record));
        if (pending_.size() >= recordsAtOnce)
            hand();
    }
}

/// Gives what is pending to the writer, which works while the next part is read.
void WorkloadImporter::hand() {
    finish();
    if (pending_.empty())
        return;
    sortByType(pending_);
    auto part = std::make_shared<Part>(std::move(pending_));
    pending_.clear();
    auto done = std::make_shared<std::promise<void>>();
    writing_ = done->get_future();
    writingObjects_ = counts_.objects;
    const bool queued = organisation_.writer().submit([part](sync::Turn& turn) { write(turn, *part); },
                                                      [done](const std::exception_ptr& failure) {
                                                          if (failure)
                                                              done->set_exception(failure);
                                                          else
                                                              done->set_value();
                                                      });
    if (!queued) {
        writing_ = {};
        throw FaultError{v1::BUSY, "the server has too much to write"};
    }
}

void WorkloadImporter::finish() {
    if (!writing_.valid())
        return;
    std::exchange(writing_, {}).get();
    if (progress_)
        progress_(writingObjects_);
}

}  // namespace

WorkloadCounts importWorkload(sync::Organisation& organisation, const std::filesystem::path& folder,
                              const std::function<void(std::size_t)>& progress) {
    return WorkloadImporter{organisation, folder, progress}.run();
}

}  // namespace fieldfare::server::importing
