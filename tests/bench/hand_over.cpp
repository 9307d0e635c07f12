#include <atomic>
#include <barrier>
#include <exception>
#include <thread>

#include "fieldfare/customer.pb.h"
#include "fieldfare/field_work.pb.h"
#include "fieldfare/sale.pb.h"
#include "figure.h"
#include "fleet.h"
#include "workloads.h"
#include "written_rows.h"

namespace fieldfare::bench {

namespace {

constexpr std::uint64_t atLeast = 3'000;  // records that move
constexpr std::size_t loser = 1;
constexpr std::size_t partlyLoser = 2;
constexpr std::size_t winner = 3;
using Clock = std::chrono::steady_clock;

/// What stands under customers, with them.
std::uint64_t recordsOn(engine::LocalStore& store) {
    const engine::Reading reading{store};
    std::uint64_t count = 0;
    for (const auto* type : {&schema::Schema::of<v1::Customer>(), &schema::Schema::of<v1::Contact>(),
                             &schema::Schema::of<v1::Visit>(), &schema::Schema::of<v1::Quote>()})
        count += reading.count(*type);
    return count;
}

std::vector<std::string> customersOn(engine::LocalStore& store) {
    engine::ListQuery query;
    query.type = &schema::Schema::of<v1::Customer>();
    query.orderBy = "id";
    std::vector<std::string> ids;
    do {
        auto page = engine::Reading{store}.list(query);
        for (const auto& record : page.records)
            ids.push_back(record.id);
        query.after = page.next;
    } while (query.after);
    return ids;
}

/// One rep's phone, which waits for news until it has as many records as it should.
class Phone {
  public:
    Phone(Company& company, std::size_t rep) : company_{company}, rep_{rep} {}

    /// In a thread of its own. `ready` twice: when everything is here, and when `expected` is set.
    void run(std::barrier<>& ready) {
        try {
            BenchDevice device{company_, company_.rep(rep_),
                               company_.scratch() / ("w6-" + std::to_string(rep_) + ".sqlite")};
            (void)device.sync();
            before = recordsOn(device.store());
            customers = customersOn(device.store());
            ready.arrive_and_wait();
            ready.arrive_and_wait();
            while (recordsOn(device.store()) != expected)
                (void)device.waitForNews();
            done = Clock::now();
        } catch (...) {
            failure = std::current_exception();
            ready.arrive_and_drop();
        }
    }

    std::uint64_t before = 0;
    std::uint64_t expected = 0;
    std::vector<std::string> customers;
    Clock::time_point done;
    std::exception_ptr failure;

  private:
    Company& company_;
    std::size_t rep_;
};

}  // namespace

void handOver(Company& company) {
    BenchDevice manager{company, company.manager(0), company.scratch() / "w6-manager.sqlite"};
    (void)manager.sync();
    WrittenRows written{company};
    std::vector<Phone> phones{{company, loser}, {company, partlyLoser}, {company, winner}};
    std::barrier<> ready{static_cast<std::ptrdiff_t>(phones.size()) + 1};
    std::vector<std::thread> threads;
    threads.reserve(phones.size());
    for (auto& phone : phones)
        threads.emplace_back([&] { phone.run(ready); });
    ready.arrive_and_wait();

    std::uint64_t moved = 0;
    const auto give = [&](Phone& from, const std::string& customer) {
        std::uint64_t below = 1;
        for (const auto* type : {&schema::Schema::of<v1::Contact>(), &schema::Schema::of<v1::Visit>(),
                                 &schema::Schema::of<v1::Quote>()})
            below += engine::Reading{manager.store()}.count(
                *type, {{"customer_id", engine::Filter::Is::Equal, customer}});
        manager.editing().edit<v1::Customer>(
            customer, [&](v1::Customer& record) { record.set_owner_id(company.repId(winner)); });
        from.expected -= below;
        moved += below;
    };
    for (auto& phone : phones)
        phone.expected = phone.before;
    for (const auto& customer : phones[0].customers)
        give(phones[0], customer);
    for (const auto& customer : phones[1].customers)
        if (moved < atLeast)
            give(phones[1], customer);
    phones[2].expected += moved;
    ready.arrive_and_wait();

    const auto begun = Clock::now();
    std::exception_ptr failure;
    try {
        (void)manager.sync();
    } catch (...) {
        failure = std::current_exception();
    }
    for (auto& thread : threads)
        thread.join();
    for (const auto& phone : phones)
        if (phone.failure)
            failure = phone.failure;
    if (failure)
        std::rethrow_exception(failure);
    const auto secondsOf = [&](const Phone& phone) {
        return std::chrono::duration<double>(phone.done - begun).count();
    };
    double seconds = 0;
    for (const auto& phone : phones)
        seconds = std::max(seconds, secondsOf(phone));
    const double limit = written.limit(1);
    Figure{"W6",
           seconds,
           static_cast<double>(moved),
           0,
           limit / seconds,
           {{"loser_empty_seconds", secondsOf(phones[0])}, {"winner_full_seconds", secondsOf(phones[2])}}}
        .print();
}

}  // namespace fieldfare::bench
