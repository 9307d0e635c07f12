#include <algorithm>
#include <functional>
#include <iostream>
#include <map>
#include <set>

#include "figure.h"
#include "fleet.h"
#include "mobile/engine/sync_cycle.h"
#include "shared/schema/path_value.h"
#include "shared/schema/schema.h"
#include "sync-server/storage/device_store.h"
#include "sync-server/storage/record_store.h"
#include "sync-server/sync/incoming.h"
#include "sync-server/sync/organisation.h"
#include "sync-server/sync/push.h"
#include "sync-server/sync/receipts.h"
#include "workloads.h"

namespace fieldfare::bench {

using schema::RecordType;
using server::storage::DeviceStore;
using server::storage::RecordStore;
using server::storage::StoredOutcome;
using server::sync::ChangeSet;
using server::sync::Incoming;
using server::sync::Organisation;
using server::sync::Push;
using server::sync::Turn;

namespace {

constexpr double microsecondsAim = 5;  // microseconds a mutation, beyond storage
constexpr int judgingRounds = 31;

/// A record as a push left it.
struct Written {
    const RecordType* type = nullptr;
    std::string id;
    std::uint64_t seq = 0;
    std::string root;
    const RecordType* rootType = nullptr;
    bool isNew = false;
    merge::Versions versions;
    std::unique_ptr<google::protobuf::Message> record;
};

/// What one device did in a day, as it is sent, and what came of it.
struct Day {
    v1::Session session;
    v1::SyncRequest request;
    std::vector<Written> written;
    std::vector<StoredOutcome> outcomes;
};

/// What is measured beside the push.
enum class With {
    AllButJudging,  ///< decoded and checked by itself, loaded, answered and stored; nothing judged or merged
    RowsAlone,      ///< decoded by protobuf, and stored
};

/// Undoes what a turn wrote, so that every round meets the same store.
struct Undone {};

std::vector<Day> playDays(Company& company) {
    std::vector<Day> days(std::min<std::size_t>(company.reps(), 50));
    for (std::size_t n = 0; n < days.size(); ++n) {
        auto& day = days[n];
        day.session = company.rep(n);
        BenchDevice device{company, day.session,
                           company.scratch() / ("judging-" + std::to_string(n) + ".sqlite")};
        (void)device.sync();
        (void)playDay(device, company, n);
        day.request = server::sync::readRequest(engine::SyncCycle{device.store()}.begin());
    }
    return days;
}

/// The same days, again and again, on a copy of the company's store.
class Server {
  public:
    Server(const std::filesystem::path& folder, Company& company, std::vector<Day>& days)
        : organisation_{folder, company.clock(), company.random(), {.readers = 0}}, days_{days} {}

    /// Seconds to push the days.
    double push() {
        return inTurn([&](Turn& turn) { return pushIn(turn, nullptr); });
    }
    /// Pushes once, and notes what is written. Throws std::runtime_error for anything but an applied
    /// mutation.
    void note() {
        (void)inTurn([&](Turn& turn) {
            const auto before = turn.seqs.last();
            std::vector<server::sync::Pushed> pushed;
            const double seconds = pushIn(turn, &pushed);
            for (std::size_t n = 0; n < days_.size(); ++n)
                noteDay(turn, days_[n], pushed[n], before);
            return seconds;
        });
    }
    /// Seconds to store the same without asking whether it may be, and without merging.
    double store(With with) {
        return inTurn([&](Turn& turn) {
            // What is written is given away, so it is copied beforehand.
            std::vector<std::vector<Written>> written(days_.size());
            for (std::size_t n = 0; n < days_.size(); ++n)
                for (const auto& one : days_[n].written)
                    written[n].push_back({one.type, one.id, one.seq, one.root, one.rootType, one.isNew,
                                          one.versions, schema::copyOf(*one.record)});
            const auto begun = threadSeconds();
            for (std::size_t n = 0; n < days_.size(); ++n)
                storeDay(turn, days_[n], written[n], with);
            return threadSeconds() - begun;
        });
    }

  private:
    double inTurn(const std::function<double(Turn&)>& work) {
        double seconds = 0;
        try {
            organisation_.writer().run([&](Turn& turn) {
                directory_ = turn.directory();
                seconds = work(turn);
                throw Undone{};
            });
        } catch (const Undone&) {
        }
        return seconds;
    }
    double pushIn(Turn& turn, std::vector<server::sync::Pushed>* out) {
        const auto begun = threadSeconds();
        for (const auto& day : days_) {
            Push push{{turn.database, turn.scopes, turn.seqs, turn.news, *directory_, turn.ids, turn.secret,
                       organisation_.epoch(), organisation_.history(), turn.now},
                      directory_->viewer(day.session.person_id(), day.session.device_id())};
            auto pushed = push.run(day.request);
            if (out != nullptr)
                out->push_back(std::move(pushed));
        }
        return threadSeconds() - begun;
    }
    static void noteDay(Turn& turn, Day& day, server::sync::Pushed& pushed, std::uint64_t before) {
        std::map<const RecordType*, std::set<std::string>> ids;
        for (int i = 0; i < day.request.mutations_size(); ++i) {
            const auto incoming = server::sync::readMutation(day.request.mutations(i));
            auto& outcome = pushed.outcomes[static_cast<std::size_t>(i)];
            if (outcome.result() != v1::Outcome::APPLIED)
                throw std::runtime_error{"judging: " + outcome.ShortDebugString()};
            ids[incoming.type].insert(incoming.mutation.id());
            day.outcomes.push_back({incoming.mutation.device(), incoming.hash, std::move(outcome)});
        }
        for (const auto& [type, those] : ids)
            for (auto& row : RecordStore{turn.database}.load(*type, std::vector(those.begin(), those.end())))
                day.written.push_back({type, row.id, row.seq, row.root, row.rootType,
                                       row.versions.creation().seq > before, row.versions,
                                       std::move(row.record)});
        // As it was changed: the feeds grow in this order.
        std::sort(day.written.begin(), day.written.end(),
                  [](const Written& a, const Written& b) { return a.seq < b.seq; });
    }
    void storeDay(Turn& turn, const Day& day, std::vector<Written>& written, With with) {
        ChangeSet changes{turn.database, turn.scopes, turn.seqs, turn.news, turn.now};
        DeviceStore devices{turn.database};
        auto progress = devices.progress(day.session.device_id());
        auto outcomes = day.outcomes;
        if (with == With::AllButJudging) {
            std::vector<Incoming> mutations;
            for (const auto& bytes : day.request.mutations())
                mutations.push_back(server::sync::readMutation(bytes));
            prefetch(changes, mutations);
            for (std::size_t i = 0; i < mutations.size(); ++i)
                outcomes[i].outcome = outcomeOf(turn.secret, mutations[i],
                                                {v1::Outcome::APPLIED, outcomes[i].outcome.seq(), {}, {}});
        } else {
            decode(day.request);
            prefetchWritten(changes, written);
        }
        for (auto& one : written) {
            auto& row = one.isNew ? changes.insert(*one.type, one.id, nullptr)
                                  : changes.change(*changes.find(*one.type, one.id));
            row.seq = changes.nextSeq();
            row.root = one.root;
            row.rootType = one.rootType;
            row.versions = std::move(one.versions);
            row.record = std::move(one.record);
        }
        devices.saveOutcomes(outcomes);
        changes.save();
        progress.lastNumber += static_cast<std::uint64_t>(day.request.mutations_size());
        devices.saveProgress(day.session.device_id(), progress);
    }
    static void decode(const v1::SyncRequest& request) {
        v1::Mutation mutation;
        for (const auto& bytes : request.mutations())
            if (mutation.ParseFromString(bytes))
                (void)schema::Schema::instance().type(mutation.type())->parse(mutation.partial());
    }
    static void prefetchWritten(ChangeSet& changes, const std::vector<Written>& written) {
        std::map<const RecordType*, std::vector<std::string>> wanted;
        for (const auto& one : written) {
            wanted[one.type].push_back(one.id);
            if (one.rootType != nullptr)
                wanted[one.rootType].push_back(one.root);
        }
        for (const auto& [type, ids] : wanted)
            changes.prefetch(*type, ids);
    }

    Organisation organisation_;
    std::vector<Day>& days_;
    std::shared_ptr<const server::sync::Directory> directory_;
};

}  // namespace

void judging(Company& company) {
    auto days = playDays(company);
    const auto copy = company.scratch() / "judging";
    company.stopServer();
    std::filesystem::copy(company.dataFolder(), copy, std::filesystem::copy_options::recursive);
    company.startServer();
    Server server{copy, company, days};
    server.note();

    std::vector<double> whole;
    std::vector<double> judged;
    std::vector<double> beyondRows;
    std::vector<double> rowsAlone;
    for (int round = 0; round < judgingRounds; ++round) {
        whole.push_back(server.push());
        judged.push_back(whole.back() - server.store(With::AllButJudging));
        rowsAlone.push_back(server.store(With::RowsAlone));
        beyondRows.push_back(whole.back() - rowsAlone.back());
    }
    double mutations = 0;
    double rows = 0;
    std::uint64_t bytes = 0;
    for (const auto& day : days) {
        mutations += static_cast<double>(day.request.mutations_size());
        rows += static_cast<double>(day.written.size());
        bytes += day.request.ByteSizeLong();
    }
    const auto microseconds = [&](const std::vector<double>& seconds) {
        return median(seconds) / mutations * 1e6;
    };
    const double us = microseconds(judged);
    Figure{"judging",
           median(whole),
           mutations,
           bytes,
           median(rowsAlone) / median(whole),
           {{"records", rows},
            {"judging_us", us},
            {"beyond_rows_us", microseconds(beyondRows)},
            {"rows_us", microseconds(rowsAlone)},
            {"meets_aim", us < microsecondsAim ? 1 : 0}}}
        .print();
    if (us >= microsecondsAim)
        std::cerr << "judging: not below the aim of 5 microseconds a mutation\n";
}

}  // namespace fieldfare::bench
