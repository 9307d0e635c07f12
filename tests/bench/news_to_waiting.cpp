#include <condition_variable>
#include <mutex>
#include <thread>

#include "fieldfare/customer.pb.h"
#include "figure.h"
#include "fleet.h"
#include "workloads.h"

namespace fieldfare::bench {

namespace {

constexpr int rounds = 200;
using Clock = std::chrono::steady_clock;

/// Rounds in step: the sender begins one when the other device has told that it stored the last.
class Rounds {
  public:
    void stored(Clock::time_point when) {
        const std::lock_guard lock{mutex_};
        when_ = when;
        ++stored_;
        changed_.notify_all();
    }
    Clock::time_point waitFor(int count) {
        std::unique_lock lock{mutex_};
        if (!changed_.wait_for(lock, std::chrono::seconds{60}, [&] { return stored_ >= count || failed_; }) ||
            failed_)
            throw std::runtime_error{"the waiting device did not hear of a change"};
        return when_;
    }
    void fail() {
        const std::lock_guard lock{mutex_};
        failed_ = true;
        changed_.notify_all();
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    Clock::time_point when_;
    int stored_ = 0;
    bool failed_ = false;
};

std::string anyCustomer(BenchDevice& device) {
    engine::ListQuery query;
    query.type = &schema::Schema::of<v1::Customer>();
    query.limit = 1;
    return engine::Reading{device.store()}.list(query).records.at(0).id;
}

}  // namespace

void newsToWaiting(Company& company) {
    BenchDevice sender{company, company.rep(0), company.scratch() / "w7-sender.sqlite"};
    (void)sender.sync();
    const auto customer = anyCustomer(sender);
    const auto session = company.rep(0);
    Rounds told;
    std::thread other{[&] {
        try {
            BenchDevice tablet{company, session, company.scratch() / "w7-tablet.sqlite"};
            (void)tablet.sync();
            told.stored(Clock::now());
            for (int round = 1; round <= rounds;)
                if (tablet.waitForNews().report.rows > 0) {
                    told.stored(Clock::now());
                    ++round;
                }
        } catch (const std::exception&) {
            told.fail();
        }
    }};
    std::vector<double> whole;
    std::vector<double> after;  // the sender had its own answer
    std::vector<double> sending;
    try {
        (void)told.waitFor(1);
        for (int round = 1; round <= rounds; ++round) {
            sender.editing().edit<v1::Customer>(customer, [&](v1::Customer& record) {
                record.set_industry("round " + std::to_string(round));
            });
            const auto begun = Clock::now();
            sending.push_back(sender.sync());
            const auto answered = Clock::now();
            const auto stored = told.waitFor(round + 1);
            whole.push_back(std::chrono::duration<double>(stored - begun).count());
            after.push_back(std::chrono::duration<double>(stored - answered).count());
        }
    } catch (...) {
        other.join();
        throw;
    }
    other.join();
    Figure{"W7",
           median(whole),
           1,
           0,
           median(sending) / median(whole),
           {{"p95_seconds", quantile(whole, 0.95)},
            {"sending_seconds", median(sending)},
            {"after_answer_seconds", median(after)},
            {"after_answer_p95_seconds", quantile(after, 0.95)}}}
        .print();
}

}  // namespace fieldfare::bench
