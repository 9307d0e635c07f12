#include <QEventLoop>
#include <QTimer>
#include <chrono>
#include <ostream>
#include <thread>

#include "mobile/device/command_line.h"
#include "mobile/device/commands/groups.h"
#include "mobile/device/output.h"
#include "mobile/engine/file_transfer.h"
#include "mobile/engine/handing_over.h"
#include "mobile/engine/sync_runner.h"
#include "mobile/engine/words.h"
#include "shared/base/hex.h"
#include "shared/schema/fault.h"

namespace fieldfare::device {

using engine::FilePhase;
using engine::Stop;
using engine::SyncPhase;
using std::chrono::milliseconds;
using SteadyClock = std::chrono::steady_clock;

namespace {

constexpr std::chrono::seconds longestWait{55};

struct Options {
    double timeout = 0;  // s
    double wait = 0;     // s
    bool progress = false;
    bool recordsOnly = false;
    bool acceptAbsence = false;
};

milliseconds inMs(double seconds) {
    return std::chrono::duration_cast<milliseconds>(std::chrono::duration<double>{seconds});
}

/// Tries again until a moment; without one, not at all.
class UntilDeadline final : public engine::Pause {
  public:
    explicit UntilDeadline(SteadyClock::time_point deadline) : deadline_{deadline} {}
    bool wait(milliseconds duration) override {
        if (SteadyClock::now() + duration >= deadline_)
            return false;
        std::this_thread::sleep_for(duration);
        return true;
    }

  private:
    SteadyClock::time_point deadline_;
};

/// A line of JSON at every step.
class ProgressLines final : public engine::SyncEvents, public engine::FileEvents {
  public:
    explicit ProgressLines(std::ostream& out) : out_{out} {}
    void progressed(const engine::SyncProgress& progress) override {
        out_ << Json{{"phase", engine::codeName(progress.phase)},
                     {"acknowledged", progress.acknowledged},
                     {"to_send", progress.toSend},
                     {"received", progress.received},
                     {"bytes_sent", progress.bytesSent},
                     {"bytes_received", progress.bytesReceived},
                     {"attempt", progress.attempt}}
                    .dump()
             << std::endl;
    }
    void transferred(const engine::FileProgress& progress) override {
        out_ << Json{{"phase", engine::codeName(progress.phase)}, {"files_done", progress.filesDone},
                     {"files_left", progress.filesLeft},          {"file_bytes_sent", progress.bytesDone},
                     {"file_bytes_left", progress.bytesLeft},     {"attempt", progress.attempt}}
                    .dump()
             << std::endl;
    }

  private:
    std::ostream& out_;
};

Json jsonOfResult(const engine::SyncResult& result) {
    const auto& report = result.report;
    Json json{{"complete", result.complete},
              {"exchanges", result.exchanges},
              {"rows", report.rows},
              {"removals", report.removals},
              {"deleted", report.deleted},
              {"applied", report.applied},
              {"merged", report.merged},
              {"held", report.held},
              {"rejected", report.rejected},
              {"parked", report.parked},
              {"undecided", report.undecided},
              {"unsendable", report.unsendable},
              {"lost_scopes", report.lostScopes},
              {"listed_anew", report.listedAnew},
              {"asked_whole", report.askedWhole},
              {"repaired", report.repaired},
              {"remasked", report.remasked}};
    auto& differences = json["differences"] = Json::array();
    for (const auto& one : report.differences)
        differences.push_back({{"scope", scopeText(one.scope)},
                               {"type", one.type},
                               {"ours", one.ourCount},
                               {"theirs", one.theirCount},
                               {"healing", engine::codeName(one.healing)}});
    if (report.restored)
        json["restored"] = true;
    if (report.ledgerRepaired)
        json["ledger_repaired"] = true;
    return json;
}

int sync(Context& context, const Options& options) {
    auto& store = context.device.store();
    auto& transport = context.device.transport();
    const auto deadline = SteadyClock::now() + inMs(options.timeout);
    UntilDeadline pause{deadline};
    ProgressLines lines{context.err};
    engine::SyncRunner runner{store, transport, pause, context.device.random(),
                              options.progress ? &lines : nullptr};
    if (options.acceptAbsence)
        runner.cycle().acceptAbsence();
    QTimer limit;
    if (options.timeout > 0) {
        limit.setSingleShot(true);
        QObject::connect(&limit, &QTimer::timeout, [&transport] { transport.cancel(); });
        limit.start(inMs(options.timeout));
    }
    const int failures = options.timeout > 0 ? 0 : 1;
    auto result =
        options.wait > 0 ? runner.waitForChange(inMs(options.wait), failures) : runner.run(failures);
    engine::FileTransfer files{store, transport, pause, context.device.random(),
                               options.progress ? &lines : nullptr};
    files.hold(options.recordsOnly);
    engine::FileResult sent;
    if (result.complete)
        sent = files.send(failures);
    if (engine::HandingOver handing{store};
        result.complete && handing.hasBegun() && !handing.waitsForFiles()) {
        auto report = result.report;
        result = runner.run(failures);
        report.add(result.report);
        result.report = report;
    }
    auto json = jsonOfResult(result);
    const auto left = engine::FileQueue{store}.totals();
    json["files"] = {
        {"sent", sent.files}, {"bytes", sent.bytes}, {"waiting", left.waiting}, {"refused", left.refused}};
    const auto stop = result.complete ? sent.stop : result.stop;
    if (const char* text = engine::codeName(stop))
        json["stop"] = text;
    print(context.out, json);
    if (stop == Stop::Wipe)
        context.device.wipe();
    if (result.complete && !sent.fault)
        return 0;
    const auto& fault = result.complete ? sent.fault : result.fault;
    writeFault(context.err, fault.value_or(schema::fault(v1::INTERNAL, "not everything was synced")));
    return (result.complete ? sent.passing : result.passing) ? 3 : 1;
}

struct Watching {
    double duration = 0;  // s
    int changes = 0;
};

/// Pauses during which the command's event loop goes on, so that its time limit can end them.
class WatchingPause final : public engine::Pause {
  public:
    bool wait(milliseconds duration) override {
        if (ended_)
            return false;
        QTimer::singleShot(duration, &loop_, &QEventLoop::quit);
        loop_.exec();
        return !ended_;
    }
    void end() {
        ended_ = true;
        loop_.quit();
    }
    [[nodiscard]] bool ended() const { return ended_; }

  private:
    QEventLoop loop_;
    bool ended_ = false;
};

int watch(Context& context, const Watching& options) {
    auto& transport = context.device.transport();
    WatchingPause pause;
    engine::SyncRunner runner{context.device.store(), transport, pause, context.device.random()};
    QTimer limit;
    if (options.duration > 0) {
        limit.setSingleShot(true);
        QObject::connect(&limit, &QTimer::timeout, [&] {
            pause.end();
            (void)runner.interrupt();
            transport.cancel();
        });
        limit.start(inMs(options.duration));
    }
    auto result = runner.run();
    for (int changes = 0; result.complete; result = runner.waitForChange(longestWait)) {
        if (result.report.hasNews() || changes == 0) {
            context.out << jsonOfResult(result).dump() << std::endl;
            if (options.changes > 0 && changes == options.changes)
                return 0;
            ++changes;
        }
        if (result.askAgain.count() > 0 && !pause.wait(result.askAgain))
            return 0;
    }
    if (pause.ended())
        return 0;
    if (result.stop == Stop::Wipe)
        context.device.wipe();
    writeFault(context.err, result.fault.value_or(schema::fault(v1::INTERNAL, "nothing is heard any more")));
    return 1;
}

}  // namespace

void addSyncCommand(CommandLine& line) {
    const auto options = std::make_shared<Options>();
    auto& app = line.add("sync", "Sends what waits and fetches what is new, until both sides have everything",
                         [options](Context& context) { return sync(context, *options); });
    app.add_option("--timeout", options->timeout, "seconds to go on trying; one attempt unless given")
        ->check(CLI::NonNegativeNumber);
    app.add_option("--wait", options->wait, "with nothing to send, seconds to wait for a change, at most 55")
        ->check(CLI::Range(0.0, 55.0));
    app.add_flag("--progress", options->progress, "a line of JSON on standard error at every step");
    app.add_flag("--records-only", options->recordsOnly, "photos and documents wait for another time");
    app.add_flag("--accept-absence", options->acceptAbsence,
                 "many records are missing at the server without a reason: let them go");

    const auto watching = std::make_shared<Watching>();
    auto& command = line.add(
        "watch",
        "Syncs, then waits for changes and fetches each as it comes; a line of JSON for the first sync "
        "and for every change, until a signal ends it",
        [watching](Context& context) { return watch(context, *watching); });
    command.add_option("--for", watching->duration, "ends after so many seconds")->check(CLI::PositiveNumber);
    command.add_option("--changes", watching->changes, "ends after so many changes")
        ->check(CLI::PositiveNumber);
}

}  // namespace fieldfare::device
