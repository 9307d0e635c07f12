#include <QThread>
#include <atomic>
#include <barrier>
#include <exception>
#include <thread>

#include "figure.h"
#include "fleet.h"
#include "workloads.h"
#include "written_rows.h"

namespace fieldfare::bench {

void daysPushed(Company& company) {
    const auto devices = std::min<std::size_t>(company.reps(), 50);
    std::vector<double> seconds(devices);
    std::vector<std::exception_ptr> failures(devices);
    std::atomic<std::size_t> operations = 0;
    std::atomic<std::uint64_t> bytes = 0;
    std::chrono::steady_clock::time_point started;

    // Everything is ready, then all start at once.
    std::barrier ready{static_cast<std::ptrdiff_t>(devices) + 1};
    std::barrier go{static_cast<std::ptrdiff_t>(devices) + 1};
    std::vector<std::unique_ptr<QThread>> threads;
    for (std::size_t n = 0; n < devices; ++n) {
        threads.emplace_back(QThread::create([&, n] {
            std::unique_ptr<BenchDevice> device;
            try {
                device = std::make_unique<BenchDevice>(
                    company, company.rep(n), company.scratch() / ("w2-" + std::to_string(n) + ".sqlite"));
                (void)device->sync();
                operations += playDay(*device, company, n);
                device->transport().connect();
                device->transport().sent = device->transport().received = 0;
            } catch (...) {
                failures[n] = std::current_exception();
            }
            ready.arrive_and_wait();
            go.arrive_and_wait();
            if (failures[n])
                return;
            try {
                const auto begun = std::chrono::steady_clock::now();
                (void)device->sync();
                seconds[n] = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
                bytes += device->transport().sent + device->transport().received;
            } catch (...) {
                failures[n] = std::current_exception();
            }
        }));
        threads.back()->start();
    }
    ready.arrive_and_wait();
    WrittenRows written{company};
    started = std::chrono::steady_clock::now();
    go.arrive_and_wait();
    for (auto& thread : threads)
        thread->wait();
    const double total = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    for (const auto& failure : failures)
        if (failure)
            std::rethrow_exception(failure);

    const double limit = written.limit(static_cast<int>(devices));
    Figure{"W2",
           total,
           static_cast<double>(operations),
           bytes,
           limit / total,
           {{"limit_operations_per_s", static_cast<double>(operations) / limit},
            {"devices", static_cast<double>(devices)},
            {"p50_seconds", quantile(seconds, 0.5)},
            {"p95_seconds", quantile(seconds, 0.95)}}}
        .print();
}

}  // namespace fieldfare::bench
