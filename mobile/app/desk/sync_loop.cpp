#include "mobile/app/desk/sync_loop.h"

#include <QDateTime>
#include <QDebug>
#include <algorithm>
#include <utility>

namespace fieldfare::app {

using engine::Stop;
using engine::SyncPhase;

void SyncLoop::prepareTimers() {
    // Made here, they would belong to the thread that made this object.
    gathering_.setParent(this);
    regular_.setParent(this);
    gathering_.setSingleShot(true);
    regular_.setInterval(regularly);
    connect(&gathering_, &QTimer::timeout, this, &SyncLoop::run);
    connect(&regular_, &QTimer::timeout, this, [this] {
        if (!running_)
            now();
    });
}

void SyncLoop::soon() {
    if (!atRest() || held_ > 0)
        again_ = true;  // a pause under way goes on: what is edited goes along with the announced retry
    else if (!gathering_.isActive())
        gathering_.start(gather);
}

void SyncLoop::now() {
    if (!atRest())
        pause_.wake();
    if (!atRest() || held_ > 0)
        again_ = true;
    else
        gathering_.start(std::chrono::milliseconds{0});  // from the thread's own loop, on no other's stack
}

void SyncLoop::setInFront(bool inFront) {
    if (std::exchange(inFront_, inFront) == inFront)
        return;
    if (!inFront) {
        regular_.stop();
        return stopWaiting();
    }
    regular_.start();
    now();
}

void SyncLoop::hold() {
    ++held_;
    stopWaiting();
    pause_.stop();
    if (running_)
        desk_.cancelNetwork();
}

bool SyncLoop::isWaiting() const {
    return full_ || (runner_ != nullptr && state_.progress.phase == SyncPhase::Waiting);
}

void SyncLoop::stopWaiting() {
    if (full_)
        pause_.wake();
    else if (runner_ != nullptr && runner_->interrupt())
        desk_.cancelNetwork();
}

void SyncLoop::holdFiles(bool hold) {
    filesHeld_ = hold;
    if (transfer_ != nullptr)
        transfer_->hold(hold);
    if (!hold)
        soon();
}

void SyncLoop::want(const std::string& file) {
    std::erase(wanted_, file);
    wanted_.push_front(file);
    if (atRest())
        now();  // a run under way comes to it
}

void SyncLoop::release() {
    if (--held_ > 0)
        return;
    pause_.resume();
    if (again_ || inFront_)
        soon();
}

void SyncLoop::run() {
    if (running_ || held_ > 0) {
        again_ = gathered_ = true;
        return stopWaiting();
    }
    if (!desk_.isOpen()) {
        state_ = {};
        return tell();
    }
    if (offline_) {
        state_.attempted = true;
        state_.reached = false;
        return tell();
    }
    const auto session = desk_.store().session();
    if (!session || session->token().empty() || !desk_.store().pairing())
        return tell();
    running_ = true;
    again_ = false;
    try {
        engine::SyncRunner runner{desk_.store(), desk_.transport(), pause_, desk_.random(), this};
        if (std::exchange(acceptAbsence_, false))
            runner.cycle().acceptAbsence();
        auto result = runner.run();
        for (;;) {
            note(result);
            if (!result.complete || held_ > 0)
                break;
            state_.progress = {};
            emit stored();
            tell();
            sendFiles();
            if (engine::HandingOver handing{desk_.store()}; handing.hasBegun() && !handing.waitsForFiles()) {
                result = runner.run();
                continue;
            }
            fetchFiles();
            if (!waitForNews(runner, result))
                break;
        }
    } catch (const std::exception& error) {
        // A full disk, say: nothing of the last answer was stored, and the next run asks for it again.
        qWarning("sync: %s", error.what());
        if (const auto* disk = dynamic_cast<const storage::StorageError*>(&error);
            disk != nullptr && disk->trouble() == storage::Trouble::Corrupt)
            emit damaged(QString::fromUtf8(disk->what()));
    }
    running_ = false;
    runner_ = nullptr;
    full_ = false;
    state_.progress = {};
    state_.retryAt = 0;
    emit stored();
    tell();
    if (state_.stop == Stop::Wipe)
        emit wiped();
    emit ended();
    if (again_ && held_ == 0)
        gathering_.start(gathered_ ? std::chrono::milliseconds{0} : gather);
    gathered_ = false;
}

void SyncLoop::note(const engine::SyncResult& result) {
    state_.stop = result.stop;
    state_.fault = result.complete || held_ > 0 ? std::nullopt : result.fault;
    state_.reached = result.complete || !result.passing;
    state_.attempted = state_.attempted || held_ == 0;
}

bool SyncLoop::waitForNews(engine::SyncRunner& runner, engine::SyncResult& result) {
    const auto mayWait = [this] { return inFront_ && !again_ && !offline_ && held_ == 0 && desk_.isOpen(); };
    if (result.askAgain.count() > 0 && mayWait()) {
        full_ = true;
        const bool goOn = pause_.wait(result.askAgain);
        full_ = false;
        if (!goOn)
            return false;
    }
    if (!mayWait())
        return false;
    runner_ = &runner;
    result = runner.waitForChange(longestWait);
    runner_ = nullptr;
    return !result.interrupted;
}

void SyncLoop::sendFiles() {
    engine::FileTransfer transfer{desk_.store(), desk_.transport(), pause_, desk_.random(), this};
    transfer.hold(filesHeld_);
    transfer_ = &transfer;
    filesSent_ = 0;
    // After a failure the next run goes on where this one stopped; until then edits come first.
    const auto result = [&] {
        try {
            return transfer.send(1);
        } catch (...) {
            transfer_ = nullptr;
            throw;
        }
    }();
    transfer_ = nullptr;
    again_ = again_ || result.recordsWait;
}

void SyncLoop::fetchFiles() {
    engine::FileTransfer transfer{desk_.store(), desk_.transport(), pause_, desk_.random()};
    std::deque<std::string> later;
    // What was edited meanwhile goes first; the run after it comes back to these.
    while (!wanted_.empty() && held_ == 0 && !again_) {
        const auto file = wanted_.front();
        wanted_.pop_front();
        const auto result = transfer.fetch(file, 1);
        if (result.complete) {
            emit stored();
            continue;
        }
        const bool isGone =
            result.fault && result.fault->code() == v1::NOT_FOUND && result.fault->path() == "id";
        if (!isGone)
            later.push_back(file);  // its author has not sent it yet, or the network broke
        if (result.passing || result.stop != Stop::None)
            break;
    }
    wanted_.insert(wanted_.end(), later.begin(), later.end());
}

void SyncLoop::transferred(const engine::FileProgress& progress) {
    if (progress.filesDone == filesSent_)
        return;
    filesSent_ = progress.filesDone;
    emit stored();
    tell();
}

void SyncLoop::progressed(const engine::SyncProgress& progress) {
    state_.progress = progress;
    state_.retryAt = 0;
    if (progress.phase == SyncPhase::Pausing) {
        state_.attempted = true;
        state_.reached = false;
        state_.retryAt = QDateTime::currentMSecsSinceEpoch() + progress.pause.count();
    } else if (progress.attempt == 0 && progress.bytesReceived > 0) {
        state_.attempted = true;
        state_.reached = true;
    }
    if (progress.phase == SyncPhase::Preparing || progress.phase == SyncPhase::Pausing)
        emit stored();
    tell();
}

void SyncLoop::tell() {
    state_.status = desk_.isOpen() ? desk_.reading().status() : engine::Status{};
    emit told(state_);
}

}  // namespace fieldfare::app
