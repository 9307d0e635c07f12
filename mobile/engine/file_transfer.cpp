#include "mobile/engine/file_transfer.h"

#include <algorithm>

#include "fieldfare/field_work.pb.h"
#include "mobile/engine/backoff.h"
#include "mobile/engine/handing_over.h"
#include "mobile/engine/store_change.h"
#include "mobile/engine/wire.h"
#include "shared/base/hash.h"
#include "shared/schema/fault.h"

namespace fieldfare::engine {

using schema::FaultError;
using schema::Schema;
using storage::GrowingFile;

namespace {

constexpr int askedAtOnce = 100;
constexpr int partialContent = 206;

v1::Fault unreadable(std::string message) {
    return schema::fault(v1::UNREADABLE, std::move(message));
}

}  // namespace

void FileTransfer::tell(FilePhase phase, const std::string& record) {
    progress_.phase = phase;
    progress_.record = record;
    if (events_ != nullptr)
        events_->transferred(progress_);
}

Answer FileTransfer::ask(const std::string& path, std::string body, std::optional<ByteRange> range) {
    Call call;
    call.path = path;
    call.body = std::move(body);
    call.range = range;
    if (const auto session = store_.session())
        call.token = session->token();
    if (call.token.empty()) {
        Answer answer;
        answer.status = 401;
        answer.body = schema::fault(v1::UNAUTHENTICATED, "nobody is signed in").SerializeAsString();
        return answer;
    }
    return transport_.exchange(call);
}

FileTransfer::Step FileTransfer::failed(const Answer& answer) {
    Step step;
    step.fault = faultOf(answer);
    if (answer.foreignKey) {
        step.stop = Stop::ForeignServer;
        return step;
    }
    switch (step.fault->code()) {
        case v1::DEVICE_REVOKED:
            store_.meta().setNumber(Meta::wipe, 1);
            step.stop = Stop::Wipe;
            break;
        case v1::UNAUTHENTICATED:
            store_.forgetToken();
            step.stop = Stop::SignIn;
            break;
        default:
            step.passing = schema::isPassing(step.fault->code());
    }
    return step;
}

bool FileTransfer::again(const Step& step, FileResult& result, int& failed, int failures) {
    result.fault = step.fault;
    result.passing = step.passing;
    result.stop = step.stop;
    if (!step.passing)
        return false;
    progress_.attempt = ++failed;
    if (failures != 0 && failed >= failures)
        return false;
    progress_.pause = pauseAfter(failed, std::chrono::milliseconds{step.fault->retry_after_ms()}, random_);
    tell(FilePhase::Pausing);
    const bool goOn = pause_.wait(progress_.pause);
    progress_.pause = {};
    return goOn;
}

FileResult FileTransfer::send(int failures) {
    FileResult result;
    progress_ = {};
    wanted_.clear();
    unknown_.clear();
    queue_.note();
    int failed = 0;
    for (;;) {
        const auto totals = queue_.totals();
        progress_.filesLeft = totals.waiting;
        progress_.bytesLeft = totals.bytes;
        progress_.filesDone = result.files;
        progress_.bytesDone = result.bytes;
        if (totals.waiting != 0 && onHold_) {
            result.onHold = true;
            break;
        }
        if (store_.outbox().hasWork()) {
            result.recordsWait = true;
            break;
        }
        const auto step = sendNext(result);
        if (step.done) {
            if (HandingOver handing{store_}; handing.hasBegun())
                handing.filesWent();
            result.complete = queue_.totals().waiting == 0;
            result.fault.reset();
            break;
        }
        if (!step.fault) {
            failed = progress_.attempt = 0;
            continue;
        }
        if (!again(step, result, failed, failures))
            break;
        wanted_.clear();  // the server says anew where to go on
    }
    tell(FilePhase::Idle);
    return result;
}

FileTransfer::Step FileTransfer::sendNext(FileResult& result) {
    if (!wanted_.empty())
        return sendPart(result);
    return askStates(result);
}

FileTransfer::Step FileTransfer::askStates(FileResult& result) {
    auto files = queue_.sendable(askedAtOnce + static_cast<int>(unknown_.size()));
    std::erase_if(files, [&](const QueuedFile& file) { return unknown_.contains(file.record); });
    if (files.size() > askedAtOnce)
        files.resize(askedAtOnce);
    if (files.empty())
        return {.done = true};
    tell(FilePhase::Asking);
    v1::FileStatesRequest request;
    for (const auto& file : files)
        request.add_ids(file.record);
    const auto answer = ask("/v1/files/states", request.SerializeAsString());
    if (faultOf(answer))
        return failed(answer);
    v1::FileStates states;
    try {
        if (!states.ParseFromString(bodyOf(answer)) || states.states_size() != static_cast<int>(files.size()))
            return {.fault = unreadable("the answer says nothing of these files"), .passing = true};
    } catch (const FaultError& error) {
        return {.fault = error.fault(), .passing = true};
    }
    StoreChange change{store_.database()};
    for (std::size_t i = 0; i < files.size(); ++i) {
        const auto& state = states.states(static_cast<int>(i));
        if (state.id() != files[i].record)
            return {.fault = unreadable("the answer is about other files"), .passing = true};
        if (state.standing() == v1::FileState::WANTED)
            wanted_.push_back(files[i]);
        take(state, result);
    }
    change.commit();
    return {};
}

void FileTransfer::take(const v1::FileState& state, FileResult& result) {
    const auto front = std::find_if(wanted_.begin(), wanted_.end(),
                                    [&](const QueuedFile& file) { return file.record == state.id(); });
    switch (state.standing()) {
        case v1::FileState::COMPLETE:
            queue_.acknowledge(state.id());
            ++result.files;
            if (front != wanted_.end())
                wanted_.erase(front);
            break;
        case v1::FileState::WANTED:
            queue_.setSent(state.id(), state.received());
            if (front != wanted_.end())
                front->sent = state.received();
            break;
        default:
            if (!queue_.dropUnknown(state.id()))
                unknown_.insert(state.id());
            if (front != wanted_.end())
                wanted_.erase(front);
    }
}

void FileTransfer::refuseFront(const v1::Fault& fault, FileResult& result) {
    queue_.refuse(wanted_.front().record, fault);
    wanted_.pop_front();
    ++result.refused;
}

FileTransfer::Step FileTransfer::sendPart(FileResult& result) {
    const auto file = wanted_.front();
    const auto path = store_.files().path(file.sha256);
    if (!path) {
        refuseFront(schema::fault(v1::NOT_FOUND, "the file's bytes are gone from this device", "content"),
                    result);
        return {};
    }
    v1::FilePart part;
    part.set_id(file.record);
    part.set_offset(file.sent);
    part.set_bytes(GrowingFile{*path}.read(file.sent, static_cast<std::size_t>(partBytes)));
    part.set_sha256(base::sha256(part.bytes()));
    tell(FilePhase::Sending, file.record);
    const auto answer = ask("/v1/files/part", part.SerializeAsString());
    if (const auto fault = faultOf(answer)) {
        if (fault->code() == v1::NOT_FOUND) {
            v1::FileState unknown;
            unknown.set_id(file.record);
            unknown.set_standing(v1::FileState::UNKNOWN);
            take(unknown, result);
            return {};
        }
        const bool damagedThere = fault->code() == v1::INVALID && GrowingFile{*path}.sha256() == file.sha256;
        auto step = failed(answer);
        if (damagedThere) {
            // The bytes here are right: the server threw away what it had and takes them again.
            step.passing = true;
            return step;
        }
        if (step.passing || step.stop != Stop::None)
            return step;
        refuseFront(*fault, result);
        return {};
    }
    v1::FileState state;
    try {
        if (!state.ParseFromString(bodyOf(answer)) || state.id() != file.record)
            return {.fault = unreadable("the answer says nothing of this file"), .passing = true};
    } catch (const FaultError& error) {
        return {.fault = error.fault(), .passing = true};
    }
    const auto now = state.standing() == v1::FileState::COMPLETE ? file.size : state.received();
    result.bytes += std::max<std::int64_t>(0, now - file.sent);
    take(state, result);
    return {};
}

FileResult FileTransfer::fetch(const std::string& record, int failures) {
    FileResult result;
    progress_ = {};
    queue_.note();
    const auto file = queue_.of(record);
    const auto row = store_.records().of(Schema::of<v1::File>()).load(record);
    if (!file || !row || !row->head.shown()) {
        result.fault = schema::fault(v1::NOT_FOUND, "there is no such file here", "id");
        return result;
    }
    int failed = 0;
    for (;;) {
        if (store_.files().has(file->sha256)) {
            queue_.used(record);
            queue_.keepWithin(cacheBytes, record);
            result.complete = true;
            result.fault.reset();
            break;
        }
        const auto step = fetchNext(*file, result);
        if (!step.fault) {
            failed = progress_.attempt = 0;
            continue;
        }
        if (!again(step, result, failed, failures))
            break;
    }
    tell(FilePhase::Idle);
    return result;
}

FileTransfer::Step FileTransfer::fetchNext(const QueuedFile& file, FileResult& result) {
    auto arriving = store_.files().arriving(file.sha256);
    auto have = arriving.size();
    if (have < file.size) {
        progress_.filesLeft = 1;
        progress_.bytesLeft = file.size - have;
        progress_.bytesDone = result.bytes;
        tell(FilePhase::Fetching, file.record);
        v1::FileContentRequest request;
        request.set_id(file.record);
        const ByteRange range{have, std::min(fetchBytes, file.size - have)};
        const auto answer = ask("/v1/files/content", request.SerializeAsString(), range);
        if (faultOf(answer))
            return failed(answer);
        // Whoever passes the range over sends the whole.
        const bool whole = answer.status != partialContent;
        const auto expected = whole ? file.size : range.count;
        if (static_cast<std::int64_t>(answer.body.size()) != expected || !answer.contentEncoding.empty())
            return {.fault = unreadable("the answer is not the part that was asked for"), .passing = true};
        if (whole)
            arriving.remove();
        arriving.append(answer.body);
        result.bytes += expected;
        have = arriving.size();
    }
    if (have < file.size)
        return {};
    if (have > file.size || !store_.files().arrived(file.sha256)) {
        arriving.remove();
        return {.fault = schema::fault(v1::UNREADABLE, "the bytes that came are not the file's", "sha256"),
                .passing = true};
    }
    ++result.files;
    progress_.filesDone = result.files;
    return {};
}

}  // namespace fieldfare::engine
