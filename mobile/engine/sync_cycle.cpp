#include "mobile/engine/sync_cycle.h"

#include <algorithm>
#include <chrono>
#include <set>

#include <google/protobuf/arena.h>

#include "mobile/engine/digest_check.h"
#include "mobile/engine/file_queue.h"
#include "mobile/engine/lost_conflicts.h"
#include "mobile/engine/outcome_writer.h"
#include "mobile/engine/page_writer.h"
#include "mobile/engine/rights_change.h"
#include "shared/base/planted_bug.h"
#include "shared/schema/fault.h"

namespace fieldfare::engine {

using Next = SyncStep::Next;
using schema::FaultError;

namespace {

constexpr std::uint32_t protocol = 1;
constexpr std::int64_t day = std::chrono::milliseconds{std::chrono::hours{24}}.count();
constexpr std::int64_t keepDismissed = 30 * day;
/// As long as a restored server waits for what it lost.
constexpr std::int64_t keepSent = 30 * day;

SyncStep failed(bool passing, Stop stop, v1::Fault fault) {
    SyncStep step;
    step.next = Next::Failed;
    step.passing = passing;
    step.stop = stop;
    step.retryAfter = std::chrono::milliseconds{fault.retry_after_ms()};
    step.fault = std::move(fault);
    return step;
}

}  // namespace

void SyncCycle::writeCursors(v1::SyncRequest& request) const {
    for (const auto& state : store_.scopes().active()) {
        if (state.generation == 0 && state.seq == 0)
            continue;  // to be listed from the beginning
        auto& cursor = *request.add_cursors();
        *cursor.mutable_scope() = state.scope;
        cursor.set_generation(state.generation);
        cursor.set_seq(state.seq);
    }
}

std::string SyncCycle::begin(std::uint32_t waitMs) {
    const auto session = store_.session();
    if (!session)
        throw StoreError{StoreError::Kind::NotEnrolled, "no device is enrolled"};
    outstanding_.reset();
    Outstanding sent;
    v1::SyncRequest request;
    {
        StoreChange change{store_.database()};
        auto& meta = store_.meta();
        store_.outbox().unpark(store_.appVersion(), store_.now() - day);
        store_.attention().purge(store_.now() - keepDismissed);
        FileQueue{store_}.note();
        auto fixed = store_.outbox().fix(limit_, maxBytes, session->device_id());
        sent.exchange = meta.advance(Meta::exchange);
        sent.firstNumber = fixed.first;
        sent.mutations = fixed.encoded.size();
        sent.firstUnit = fixed.firstUnit;

        request.set_protocol(protocol);
        request.set_epoch(meta.bytes(Meta::epoch).value_or(""));
        request.set_exchange(sent.exchange);
        request.set_nonce(meta.bytes(Meta::nonce).value_or(""));
        writeCursors(request);
        sent.cursors = request.SerializePartialAsString();
        for (auto& mutation : fixed.encoded)
            request.add_mutations(std::move(mutation));
        for (auto& proof : fixed.proofs)
            *request.add_proofs() = std::move(proof);
        const bool handsOver = HandingOver{store_}.hasBegun();
        // Without it the server says again that it collects: so much can be asked without being done.
        request.set_handing_over(handsOver && limit_ != 0);
        if (!bisecting() && !handsOver)
            LostConflicts{store_}.offer(request);
        request.set_confirmed(store_.outbox().confirmed());
        const bool sends = sent.mutations > 0 || !request.conflicts().empty() || bisecting() || handsOver;
        if (sends)
            repair_.wait();
        else if (repair_.isPending())
            repair_.ask(request);
        else
            request.set_wait_ms(std::min(waitMs, maxWaitMs));
        sent.waitMs = request.wait_ms();
        v1::RoleRights told;
        told.ParseFromString(meta.bytes(Meta::rights).value_or(""));
        request.set_rights(told.version());
        request.set_app_version(store_.appVersion());
        if (!wholeRows_)
            request.set_schema(schema::Schema::instance().fingerprint());
        if (!base::isPlanted("number-not-fixed"))
            change.commit();
    }
    auto bytes = request.SerializeAsString();
    outstanding_ = std::move(sent);
    return bytes;
}

SyncStep SyncCycle::answered(std::string_view bytes) {
    google::protobuf::Arena arena;
    auto& response = *google::protobuf::Arena::CreateMessage<v1::SyncResponse>(&arena);
    if (!response.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
        outstanding_.reset();
        return failed(true, Stop::None, schema::fault(v1::UNREADABLE, "the answer is no SyncResponse"));
    }
    SyncStep ignored;
    ignored.next = Next::Ignored;
    const bool takesAny = base::isPlanted("any-reply-applies");
    if (!outstanding_ || (response.exchange() != outstanding_->exchange && !takesAny))
        return ignored;
    v1::SyncRequest now;
    now.set_protocol(protocol);
    now.set_epoch(store_.meta().bytes(Meta::epoch).value_or(""));
    now.set_exchange(outstanding_->exchange);
    now.set_nonce(store_.meta().bytes(Meta::nonce).value_or(""));
    writeCursors(now);
    if (now.SerializePartialAsString() != outstanding_->cursors && !takesAny)
        return ignored;

    if (const auto epoch = store_.meta().bytes(Meta::epoch); epoch && *epoch != response.epoch()) {
        outstanding_.reset();
        const bool wentOn =
            std::any_of(response.restores().begin(), response.restores().end(),
                        [&](const v1::Restore& restore) { return restore.epoch() == *epoch; }) ||
            base::isPlanted("foreign-server-taken");
        if (wentOn)
            return meetRestored(response);
        return failed(false, Stop::ForeignServer,
                      schema::fault(v1::CONTRADICTION, "the server's history is another than this device's"));
    }
    if (response.last_number() > store_.meta().number(Meta::given)) {
        outstanding_.reset();
        return failed(false, Stop::Copied,
                      schema::fault(v1::STALE, "the server knows later edits of this device"));
    }
    try {
        auto step = HandingOver{store_}.hasBegun() ? storeOutcomes(response) : store(response, arena);
        outstanding_.reset();
        wholeRows_ = false;
        return step;
    } catch (const UnknownState&) {
        // Nothing of the answer is kept: the same is asked again, with whole rows.
        store_.records().forget();
        outstanding_.reset();
        if (wholeRows_)
            return failed(
                false, Stop::Refused,
                schema::fault(v1::CONTRADICTION, "the server sent changes where it was asked for rows"));
        wholeRows_ = true;
        SyncStep step;
        step.next = Next::More;
        ++step.report.askedWhole;
        return step;
    } catch (const FaultError& error) {
        undone();
        return failed(false, Stop::Refused, error.fault());
    } catch (...) {
        undone();
        throw;
    }
}

SyncStep SyncCycle::meetRestored(const v1::SyncResponse& response) {
    StoreChange change{store_.database()};
    store_.heard(response.server_time());
    if (!base::isPlanted("nothing-offered-again"))
        store_.outbox().offerAgain(response.last_number(), store_.session()->device_id());
    FileQueue{store_}.offerAgain();
    auto& meta = store_.meta();
    meta.set(Meta::epoch, response.epoch());
    meta.set(Meta::nonce, "");
    v1::SyncResponse told;
    *told.mutable_restores() = response.restores();
    meta.set(Meta::restores, told.SerializeAsString());
    LostConflicts{store_}.keep();
    // What was read by halves may have passed over records that stood further on, in what is lost, and stand
    // behind the cursor again.
    if (meta.number(Meta::reading) != 0)
        for (const auto& state : store_.scopes().active())
            if (state.generation != 0 || state.seq != 0)
                (void)store_.scopes().listAnew(state, 0, state.healedAt);
    change.commit();
    repair_.forget();  // what differed was of the other history
    SyncStep step;
    step.next = Next::More;
    step.report.restored = true;
    return step;
}

void SyncCycle::undone() {
    store_.records().forget();
    repair_.forget();
    outstanding_.reset();
}

SyncStep SyncCycle::store(v1::SyncResponse& response, google::protobuf::Arena& arena) {
    SyncStep step;
    step.askAgain = std::chrono::milliseconds{response.ask_again_ms()};
    auto& report = step.report;
    auto& meta = store_.meta();
    auto& outbox = store_.outbox();
    StoreChange change{store_.database()};
    if (base::isPlanted("cursor-before-rows"))
        change.commit();
    store_.heard(response.server_time());
    // By the server's time alone: a clock that is years ahead must not make this device forget.
    if (static_cast<std::int64_t>(meta.number(Meta::keptPurged)) < response.server_time() - day) {
        outbox.purgeKept(response.server_time() - keepSent);
        meta.setNumber(Meta::keptPurged, static_cast<std::uint64_t>(response.server_time()));
    }

    OutcomeWriter outcomes{store_, report};
    outcomes.write(response, outstanding_->firstNumber, outstanding_->mutations);
    std::vector<std::pair<const schema::RecordType*, std::string>> erased;
    if (response.has_rights())
        erased = takeRights(store_, response.rights());
    report.rights = response.has_rights();
    LostConflicts{store_}.forget(response);
    const auto heldBack = repair_.holdBack(response);
    PageWriter pages{store_, arena, report};
    pages.write(response);
    const auto unexplained = pages.unexplained() + heldBack;

    std::set<std::pair<const schema::RecordType*, std::string>> toLayOver{outcomes.toLayOver().begin(),
                                                                          outcomes.toLayOver().end()};
    toLayOver.insert(pages.toLayOver().begin(), pages.toLayOver().end());
    toLayOver.insert(erased.begin(), erased.end());
    for (const auto& entry : outbox.accepted()) {
        const auto row = store_.records().of(*entry.type).load(entry.record);
        // After a complete pull a row that has not come is none this person may see.
        if (response.complete() || (row && row->head.seq >= entry.seq) ||
            base::isPlanted("overlay-goes-early")) {
            outbox.keep(entry.no);
            toLayOver.emplace(entry.type, entry.record);
        }
    }
    for (const auto& [type, id] : toLayOver)
        store_.overlay().refresh(*type, id);

    meta.set(Meta::epoch, response.epoch());
    meta.set(Meta::nonce, response.nonce());
    meta.setNumber(Meta::absence, unexplained);
    meta.setNumber(Meta::reading, response.complete() ? 0 : 1);
    bool again = false;
    if (response.complete()) {
        again = DigestCheck{store_, pages.ledger(), pages.masks(), repair_}.run(response, report);
        meta.setNumber(Meta::lastSync, static_cast<std::uint64_t>(response.server_time()));
    }
    v1::SyncRequest cursors;
    writeCursors(cursors);
    if (response.complete() && !again) {
        std::uint64_t highest = 0;
        for (const auto& cursor : cursors.cursors())
            highest = std::max<std::uint64_t>(highest, cursor.seq());
        meta.setNumber(Meta::wholeUpTo, highest);
    }
    change.commit();
    store_.changed();
    // Once it is certain that the records are gone. Killed before, the next complete pull does it.
    if (response.complete()) {
        FileQueue files{store_};
        files.note();
        files.sweep();
    }

    if (outcomes.gap())
        return failed(false, Stop::Refused, *outcomes.gap());
    if (unexplained != 0) {
        step.stop = Stop::Absence;
        step.fault = schema::fault(v1::CONTRADICTION, "records are missing without a reason", {},
                                   static_cast<std::int64_t>(unexplained));
        return step;
    }
    const bool wasBisecting = bisecting();
    if (limit_ == 0) {
        emptyRequestPassed_ = true;
        limit_ = 1;
    } else if (wasBisecting) {
        limit_ = std::min(maxMutations, limit_ * 2);
    }
    if (!bisecting())
        emptyRequestPassed_ = false;
    if (response.complete() && !again && !outbox.hasWork()) {
        step.next = Next::Complete;
        return step;
    }
    const bool moved = again || wasBisecting || report.rows + report.removals + report.acknowledged() > 0 ||
                       cursorsMoved(cursors);
    if (!moved && outstanding_->mutations + static_cast<std::size_t>(!response.complete()) > 0) {
        step.passing = true;
        step.fault = schema::fault(v1::INTERNAL, "the answer brought nothing, but says that more waits");
        return step;
    }
    step.next = Next::More;
    return step;
}

SyncStep SyncCycle::storeOutcomes(const v1::SyncResponse& response) {
    SyncStep step;
    StoreChange change{store_.database()};
    store_.heard(response.server_time());
    OutcomeWriter outcomes{store_, step.report};
    outcomes.write(response, outstanding_->firstNumber, outstanding_->mutations);
    for (const auto& [type, id] : outcomes.toLayOver())
        store_.overlay().refresh(*type, id);
    store_.meta().set(Meta::epoch, response.epoch());
    store_.meta().set(Meta::nonce, response.nonce());
    change.commit();
    store_.changed();
    if (outcomes.gap())
        return failed(false, Stop::Refused, *outcomes.gap());
    if (response.outcomes().empty()) {
        step.passing = true;
        step.fault = schema::fault(v1::INTERNAL, "the server neither took anything nor was done");
        return step;
    }
    if (bisecting())
        limit_ = std::min(maxMutations, limit_ * 2);
    if (!bisecting())
        emptyRequestPassed_ = false;
    step.next = Next::More;
    return step;
}

SyncStep SyncCycle::collected(const v1::Fault& fault) {
    if (base::isPlanted("wiped-before-handed-over")) {
        store_.meta().setNumber(Meta::wipe, 1);
        return failed(false, Stop::Wipe, fault);
    }
    HandingOver handing{store_};
    SyncStep step;
    step.next = Next::More;
    if (!handing.hasBegun()) {
        handing.begin();
        limit_ = maxMutations;
    } else if (limit_ == 0) {
        emptyRequestPassed_ = true;
        limit_ = 1;
    } else {
        return failed(true, Stop::None, fault);
    }
    return step;
}

bool SyncCycle::cursorsMoved(const v1::SyncRequest& now) const {
    v1::SyncRequest sent;
    sent.ParseFromString(outstanding_->cursors);
    v1::SyncRequest before;
    before.mutable_cursors()->Swap(sent.mutable_cursors());
    return before.SerializePartialAsString() != now.SerializePartialAsString();
}

bool SyncCycle::isOfAnotherServer(const v1::Fault& fault) const {
    const auto known = store_.meta().bytes(Meta::epoch);
    return known && fault.epochs_size() > 0 && !base::isPlanted("foreign-refusal-signs-out") &&
           std::find(fault.epochs().begin(), fault.epochs().end(), *known) == fault.epochs().end();
}

SyncStep SyncCycle::refused(const v1::Fault& fault) {
    const auto sent = outstanding_.value_or(Outstanding{});
    outstanding_.reset();
    switch (fault.code()) {
        case v1::DEVICE_REVOKED:
            store_.meta().setNumber(Meta::wipe, 1);
            return failed(false, Stop::Wipe, fault);
        case v1::DEVICE_COLLECTED:
            return collected(fault);
        case v1::UNAUTHENTICATED:
            if (isOfAnotherServer(fault))
                return failed(false, Stop::ForeignServer, fault);
            store_.forgetToken();  // so that everybody sees it, and the server is not asked in vain
            return failed(false, Stop::SignIn, fault);
        case v1::STALE:
            return failed(false, Stop::Copied, fault);
        case v1::UNREADABLE:
        case v1::TOO_LARGE:
        case v1::INVALID:
            return narrow(fault, sent);
        default:
            break;
    }
    store_.outbox().noteFailure(fault);
    const bool passing = schema::isPassing(fault.code());
    return failed(passing, passing ? Stop::None : Stop::Refused, fault);
}

SyncStep SyncCycle::narrow(const v1::Fault& fault, const Outstanding& sent) {
    if (sent.mutations == 0) {
        // It is not the mutations: they stay as they are.
        limit_ = maxMutations;
        emptyRequestPassed_ = false;
        return failed(false, Stop::Refused, fault);
    }
    SyncStep step;
    step.next = Next::More;
    step.fault = fault;
    const auto last = sent.firstNumber + sent.mutations - 1;
    std::uint64_t culprit = 0;
    if (fault.mutation_number() >= sent.firstNumber && fault.mutation_number() <= last)
        culprit = fault.mutation_number();
    else if (sent.mutations == sent.firstUnit && emptyRequestPassed_)
        culprit = sent.firstNumber;
    if (culprit == 0) {
        limit_ = sent.mutations == sent.firstUnit ? 0 : std::max<std::size_t>(1, sent.mutations / 2);
        return step;
    }
    const auto entry = store_.outbox().byNumber(culprit);
    if (!entry || entry->state == OutboxEntry::State::Filler)
        return failed(false, Stop::Refused, fault);  // not even a mutation without content passes
    step.report.unsendable = setAside(*entry, fault);
    limit_ = maxMutations;
    return step;
}

std::uint64_t SyncCycle::setAside(const OutboxEntry& culprit, const v1::Fault& fault) {
    StoreChange change{store_.database()};
    const auto members = store_.outbox().groupOf(culprit);
    for (const auto& entry : members) {
        store_.attention().add(AttentionItem::Kind::Rejected, entry, fault, store_.now());
        store_.outbox().fill(entry.no, entry.mutation.device());
        store_.overlay().refresh(*entry.type, entry.record);
    }
    change.commit();
    store_.changed();
    return members.size();
}

SyncStep SyncCycle::unanswered(const std::string& why) {
    outstanding_.reset();
    auto fault = schema::fault(v1::BUSY, why);
    store_.outbox().noteFailure(fault);
    return failed(true, Stop::None, std::move(fault));
}

void SyncCycle::giveUp() {
    outstanding_.reset();
}

void SyncCycle::acceptAbsence() {
    store_.meta().setNumber(Meta::absenceAccepted, 1);
}

}  // namespace fieldfare::engine
