#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "fieldfare/customer.pb.h"
#include "shared/rules/loaded_catalogue.h"
#include "shared/schema/schema.h"
#include "sync-server/backoffice/sample/dice.h"
#include "sync-server/backoffice/sample/sample.h"
#include "sync-server/backoffice/sample/sample_text.h"

namespace fieldfare::server::sample {

inline constexpr std::int64_t minuteMs = 60'000;
inline constexpr std::int64_t hourMs = 60 * minuteMs;
inline constexpr std::int64_t dayMs = 24 * hourMs;

struct SampleRecord {
    const schema::RecordType* type = nullptr;
    std::string id;
    std::unique_ptr<google::protobuf::Message> record;
    std::string author;  ///< person; empty for the organisation's own
};

struct SampleRep {
    std::string id;
    std::string managerId;
    const Region* region = nullptr;
    const Territory* territory = nullptr;
    int quotes = 0;  ///< documents numbered so far
    int orders = 0;

    [[nodiscard]] const Phrases& phrases() const {
        return territory->chinese ? chinesePhrases : englishPhrases;
    }
};

struct SampleCustomer {
    std::string id;
    std::size_t rep = 0;  ///< who owns it, or works near it
    bool inPool = false;
    std::size_t town = 0;
    v1::Customer record;
};

/// What the makers of the sample share: each adds to it, none takes away.
struct SampleWorld {
    SampleWorld(const SampleOptions& wanted, std::int64_t moment, const v1::Organisation& organisation,
                std::string root)
        : options{wanted},
          now{moment},
          rootUnit{std::move(root)},
          dice{wanted.seed},
          catalogue{organisation} {}

    template <typename Record>
    void add(std::string id, Record record, std::string author = {}) {
        records.push_back({&schema::Schema::of<Record>(), std::move(id),
                           std::make_unique<Record>(std::move(record)), std::move(author)});
    }

    const SampleOptions& options;
    std::int64_t now;
    std::string rootUnit;
    Dice dice;
    rules::LoadedCatalogue catalogue;
    SampleCounts counts;
    std::vector<SampleRecord> people;   ///< units and persons, written first
    std::vector<SampleRecord> records;  ///< the rest
    std::vector<std::string> personIds;
    std::string executiveId;
    std::vector<SampleRep> reps;
    std::vector<std::string> sellable;  ///< products that can be quoted to everybody
    std::string standardList;
    std::string channelList;
    std::string foreignList;
    std::vector<SampleCustomer> customers;
};

/// The two units and everybody who works there.
void makePeople(SampleWorld& world);
/// Categories, products and price lists.
void makeCatalogue(SampleWorld& world);
/// Customers and their contacts; customers are kept in the world until finishCustomers().
void makeCustomers(SampleWorld& world);
/// A year of plans, visits, tasks, quotes and orders, and the plans of the next two weeks.
void makeFieldWork(SampleWorld& world);
void finishCustomers(SampleWorld& world);

}  // namespace fieldfare::server::sample
