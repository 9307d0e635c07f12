#include "mobile/engine/sync_runner.h"

#include <algorithm>
#include <utility>

#include "mobile/engine/backoff.h"
#include "mobile/engine/wire.h"
#include "shared/schema/fault.h"

namespace fieldfare::engine {

using Next = SyncStep::Next;

namespace {

constexpr std::chrono::milliseconds answerTimeout{60'000};
/// After its wait an answer that brings nothing comes at once; a connection that died unnoticed never brings
/// it.
constexpr std::chrono::milliseconds afterWait{15'000};
/// A server that answers at once with nothing does not wait, an older one, say: it is not asked all the time.
constexpr std::chrono::milliseconds unasked{60'000};

}  // namespace

SyncResult SyncRunner::run(int failures) {
    return loop(0, failures);
}

SyncResult SyncRunner::waitForChange(std::chrono::milliseconds wait, int failures) {
    const auto most = std::chrono::milliseconds{SyncCycle::maxWaitMs};
    return loop(static_cast<std::uint32_t>(std::clamp(wait, std::chrono::milliseconds{0}, most).count()),
                failures);
}

void SyncRunner::tell(SyncPhase phase) {
    progress_.phase = phase;
    if (events_ != nullptr)
        events_->progressed(progress_);
}

SyncStep SyncRunner::exchange(std::uint32_t waitMs) {
    tell(SyncPhase::Preparing);
    if (cycle_.waitsForFiles()) {
        SyncStep step;
        step.next = Next::Complete;
        return step;
    }
    const auto session = store_.session();
    if (!session || session->token().empty()) {
        SyncStep step;
        step.stop = Stop::SignIn;
        step.fault = schema::fault(v1::UNAUTHENTICATED, "nobody is signed in");
        return step;
    }
    Call call;
    call.path = "/v1/sync";
    call.body = cycle_.begin(waitMs);
    call.token = session->token();
    const auto waiting = cycle_.waiting();
    call.timeout = waiting.count() > 0 ? waiting + afterWait : answerTimeout;
    progress_.bytesSent += call.body.size();
    waits_ = waiting.count() > 0;
    tell(waits_ ? SyncPhase::Waiting : SyncPhase::Exchanging);
    const auto answer = transport_.exchange(call);
    waits_ = false;
    if (interrupted_ && answer.status == 0) {
        cycle_.giveUp();
        return {};
    }
    progress_.bytesReceived += answer.body.size();
    tell(SyncPhase::Storing);
    if (answer.foreignKey) {
        auto step = cycle_.unanswered(answer.networkError);
        step.passing = false;
        step.stop = Stop::ForeignServer;
        step.fault = faultOf(answer);
        return step;
    }
    if (answer.status == 0)
        return cycle_.unanswered(faultOf(answer)->message());
    if (const auto fault = faultOf(answer))
        return cycle_.refused(*fault);
    try {
        auto step = cycle_.answered(bodyOf(answer));
        if (step.next == Next::Ignored)
            return cycle_.unanswered("the answer was to another request");
        return step;
    } catch (const schema::FaultError& error) {
        return cycle_.unanswered(error.fault().message());
    }
}

SyncResult SyncRunner::loop(std::uint32_t waitMs, int failures) {
    SyncResult result;
    progress_ = {};
    const auto refreshGoal = [&] {
        progress_.toSend = progress_.acknowledged + store_.outbox().unsentCount();
    };
    refreshGoal();
    int failed = 0;
    for (;;) {
        const auto asked = store_.now();
        auto step = exchange(waitMs);
        result.interrupted = std::exchange(interrupted_, false) && step.next == Next::Failed;
        if (result.interrupted)
            break;
        ++result.exchanges;
        result.askAgain = step.askAgain;
        result.report.add(step.report);
        progress_.acknowledged += step.report.acknowledged() - step.report.parked;
        progress_.received +=
            step.report.rows + step.report.removals + step.report.repaired + step.report.remasked;
        refreshGoal();
        result.fault = step.fault;
        if (step.next == Next::Complete) {
            const auto waited = store_.now() - asked;
            if (waitMs > 0 && !step.report.hasNews() && result.askAgain.count() == 0 && waited < waitMs / 2)
                result.askAgain = unasked;
            result.complete = true;
            result.fault.reset();
            break;
        }
        if (step.next == Next::More) {
            failed = 0;
            waitMs = 0;  // whatever the server had to say, it has begun
            continue;
        }
        result.stop = step.stop;
        result.passing = step.passing;
        if (step.stop != Stop::None || !step.passing)
            break;
        progress_.attempt = ++failed;
        waitMs = 0;  // whether the server is there again is to be known at once
        if (failures != 0 && failed >= failures)
            break;
        progress_.pause = pauseAfter(failed, step.retryAfter, random_);
        tell(SyncPhase::Pausing);
        if (!pause_.wait(progress_.pause))
            break;
    }
    progress_.pause = {};
    tell(SyncPhase::Idle);
    return result;
}

}  // namespace fieldfare::engine
