#include <algorithm>

#include "shared/schema/fault.h"
#include "sync-server/account/sessions.h"
#include "sync-server/storage/meta_store.h"
#include "tests/simulation/run/simulation.h"
#include "tests/simulation/world/violation.h"

namespace fieldfare::simulation {

namespace {

constexpr std::int64_t aSecond = 1'000;
/// Who waits hears of a change so soon: those that one change wakes may be spread over five seconds.
constexpr std::int64_t hearsWithin = 7 * aSecond;

}  // namespace

void Simulation::watch(Phone& phone, std::int64_t lasts) {
    if (phone.retired)
        return;
    phone.watchesUntil = now_ + lasts;
    beginSync(phone);
}

void Simulation::watchOn(Phone& phone, const engine::SyncStep& step) {
    // While a restored server has undecided work of a device, it tells what it settled behind that each time.
    if (phone.listens && !takesOffers_ && !step.report.hasNews() && step.askAgain.count() == 0 &&
        now_ - phone.askedAt < engine::SyncCycle::maxWaitMs / 2)
        throw Violation{"I19", phone.name + " asked to wait, and was answered at once that nothing is new"};
    if (now_ >= phone.watchesUntil)
        return;
    if (step.askAgain.count() == 0)
        return beginSync(phone, 0, true);
    Event again;
    again.kind = Event::Kind::Retry;
    again.device = phone.index;
    again.store = phone.store;
    again.process = phone.process;
    again.call = phone.call;
    again.listens = true;
    again.at = now_ + step.askAgain.count();
    agenda_.add(std::move(again));
}

void Simulation::noteListener(const Event& event) {
    if (event.waits == 0 || event.call == 0)
        return;
    listeners_[{event.device, event.call}] = {event.store, event.process, event.token, now_, event.waits, -1};
    scheduleTick();
}

void Simulation::scheduleTick() {
    if (tickScheduled_)
        return;
    tickScheduled_ = true;
    Event tick;
    tick.kind = Event::Kind::Tick;
    tick.at = now_ + aSecond;
    agenda_.add(std::move(tick));
}

void Simulation::tick() {
    tickScheduled_ = false;
    if (!server_->isUp() || listeners_.empty())
        return;
    server_->organisation().waiting().callDue();
    scheduleTurn();
    demandNews();
    scheduleTick();
}

void Simulation::demandNews() {
    const Disk::Spared spared{server_->disk()};
    if (const auto seq = server::storage::MetaStore{server_->onlooker()}.number("seq"); seq != seqSeen_) {
        seqSeen_ = seq;
        changedAt_ = now_;
    }
    for (auto& [key, listener] : listeners_) {
        auto& phone = phones_[key.first];
        const Disk::Spared sparedDevice{phone.machine->disk()};
        if (key.second != phone.call || listener.store != phone.store || listener.process != phone.process ||
            !phone.waits || !phone.listens || phone.retired)
            continue;  // nobody is there any more to hear it
        if (now_ - listener.since > listener.atMost + hearsWithin)
            throw Violation{"I19", phone.name + " waits at the server, though its time is over"};
        if (listener.lookedAt == changedAt_ || now_ - std::max(listener.since, changedAt_) <= hearsWithin)
            continue;
        listener.lookedAt = changedAt_;
        Truth truth{server_->onlooker()};
        try {
            (void)server::account::Sessions{server_->onlooker(), server_->clock()}.require(listener.token);
            if (truth.reader(people_[phone.user].id).role == v1::ROLE_UNSPECIFIED ||
                revoked_.contains(ledger_.deviceOf(phone.store)) ||
                collected_.contains(ledger_.deviceOf(phone.store)))
                throw Violation{"I14", phone.name + " may not come in any more"};
            if (!phone.damaged && !phone.machine->store().outbox().hasWork())
                Checker{ledger_, truth}.compare(examinee(phone));
        } catch (const schema::FaultError& ended) {
            throw Violation{"I14", phone.name + " waits at the server, and is not told: " +
                                       ended.fault().ShortDebugString()};
        } catch (const Violation& violation) {
            throw Violation{violation.invariant(),
                            "not told while it waits at the server: " + std::string{violation.what()}};
        }
    }
}

}  // namespace fieldfare::simulation
