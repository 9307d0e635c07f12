#include <algorithm>

#include "mobile/engine/backoff.h"
#include "shared/base/uuid.h"
#include "shared/schema/fault.h"
#include "sync-server/account/sessions.h"
#include "tests/simulation/run/on_device.h"
#include "tests/simulation/run/simulation.h"
#include "tests/simulation/world/violation.h"

namespace fieldfare::simulation {

using engine::Stop;
using engine::SyncStep;
using server::sync::Exchange;
using server::sync::ServerEdit;
using server::sync::Turn;

namespace {

constexpr std::int64_t patience = 60'000;
constexpr std::int64_t afterWait = 15'000;
constexpr int attempts = 4;  // before a device leaves it to the next time

/// True if the fault is due at this exchange; then it is used up.
bool isDue(std::deque<Fault>& faults, Fault fault) {
    const auto at = std::find(faults.begin(), faults.end(), fault);
    if (at == faults.end())
        return false;
    faults.erase(at);
    return true;
}

std::string textOf(const SyncStep& step) {
    std::string text = step.next == SyncStep::Next::Complete  ? "has everything"
                       : step.next == SyncStep::Next::More    ? "goes on"
                       : step.next == SyncStep::Next::Ignored ? "ignores it"
                                                              : "failed";
    const auto& report = step.report;
    text += ", rows " + std::to_string(report.rows) + ", removals " + std::to_string(report.removals) +
            ", deleted " + std::to_string(report.deleted) + ", applied " + std::to_string(report.applied) +
            ", merged " + std::to_string(report.merged) + ", held " + std::to_string(report.held) +
            ", rejected " + std::to_string(report.rejected);
    if (step.fault)
        text += ", " + std::string{schema::codeName(step.fault->code())} + " " + step.fault->message();
    return text;
}

std::string textOf(const std::vector<engine::DigestDifference>& differences) {
    std::string text;
    for (const auto& one : differences)
        text += ", in " + one.scope.ShortDebugString() + " of type " + std::to_string(one.type) + " here " +
                std::to_string(one.ourCount) + " there " + std::to_string(one.theirCount);
    return text;
}

}  // namespace

void Simulation::beginSync(Phone& phone, std::int64_t delay, bool listens) {
    // Nothing but a wait is given up for what there is to send.
    if (phone.retired || (phone.waits && !phone.listens) || !phone.machine->isUp() || now_ < phone.awayUntil)
        return;
    std::string bytes;
    std::string token;
    const bool ready = onDevice(phone, [&] {
        const auto session = phone.machine->store().session();
        if (!session || session->token().empty())
            signIn(phone);
        const auto now = phone.machine->store().session();
        token = now ? now->token() : std::string{};
        if (!token.empty())
            bytes = phone.machine->cycle().begin(listens ? engine::SyncCycle::maxWaitMs : 0);
    });
    if (!ready || token.empty())
        return;
    tapRequest(phone, bytes);
    phone.listens = phone.machine->cycle().waiting().count() > 0;
    if (delay > 0) {
        phone.delay = delay;
        phone.slowUntil = now_ + 2 * delay;
    }
    send(phone, std::move(bytes), std::move(token));
}

void Simulation::tapRequest(Phone& phone, const std::string& bytes) {
    const Disk::Spared spared{phone.machine->disk()};
    v1::SyncRequest request;
    if (!request.ParseFromString(bytes))
        throw Violation{"I18", phone.name + " sent what is no request"};
    note(phone.name, "asks, exchange " + std::to_string(request.exchange()) + ", mutations " +
                         std::to_string(request.mutations_size()));
    for (const auto& each : request.mutations()) {
        v1::Mutation mutation;
        if (!mutation.ParseFromString(each))
            continue;
        std::string text = "sends " + std::to_string(mutation.number()) + ": " +
                           v1::Mutation::Kind_Name(mutation.kind()) + " type " +
                           std::to_string(mutation.type()) + " .." + base::idText(mutation.id()).substr(32);
        if (mutation.group() != 0)
            text += ", group " + std::to_string(mutation.group());
        for (const auto& path : mutation.paths())
            text += ", field " + std::to_string(path.field()) + " base " + std::to_string(path.base());
        note(phone.name, text);
    }
    phone.repairs = request.ranges_size() > 0;
    ledger_.left(phone.store, phone.machine->store().session()->device_id(), request);
}

void Simulation::send(Phone& phone, std::string bytes, std::string token) {
    phone.waits = true;
    phone.askedAt = now_;
    ++phone.call;
    ++report_.exchanges;
    Event event;
    event.device = phone.index;
    event.store = phone.store;
    event.process = phone.process;
    event.call = phone.call;
    event.token = std::move(token);
    event.foreign = now_ < phone.foreignUntil;
    event.waits = phone.listens ? engine::SyncCycle::maxWaitMs : 0;
    auto timeout = event;
    timeout.kind = Event::Kind::Timeout;
    timeout.at = now_ + (phone.listens ? event.waits + afterWait : patience);
    agenda_.add(std::move(timeout));

    std::erase_if(phone.heldReplies, [&](auto& held) {
        if (held.first-- > 0)
            return false;
        held.second.at = now_ + static_cast<std::int64_t>(dice_.below(60));
        agenda_.add(std::move(held.second));
        return true;
    });

    event.kind = Event::Kind::Request;
    event.at =
        now_ + (now_ < phone.slowUntil ? phone.delay : 0) + 20 + static_cast<std::int64_t>(dice_.below(180));
    auto& faults = phone.nextExchange;
    const auto count = [&](Fault fault) { ++report_.fired[fault]; };
    if (now_ < phone.noWayThereUntil)
        return count(Fault::NoWayThere);
    if (isDue(faults, Fault::RequestLost))
        return count(Fault::RequestLost);
    if (isDue(faults, Fault::RequestLate)) {
        count(Fault::RequestLate);
        event.at += patience + static_cast<std::int64_t>(dice_.below(120'000));
    }
    if (isDue(faults, Fault::RequestCut)) {
        count(Fault::RequestCut);
        bytes.resize(dice_.below(bytes.size()));
        event.call = 0;  // whatever it is answered, nobody listens any more
    }
    event.content = std::move(bytes);
    if (isDue(faults, Fault::RequestTwice)) {
        count(Fault::RequestTwice);
        auto again = event;
        again.at += static_cast<std::int64_t>(dice_.below(dice_.chance(50) ? 300 : 90'000));
        agenda_.add(std::move(again));
    }
    agenda_.add(std::move(event));
}

void Simulation::arrive(const Event& event) {
    if (!server_->isUp())
        return;
    const auto life = serverLife_;
    if (event.foreign)
        return askForeign(event);
    auto asked = event;
    asked.content = std::string{};
    noteListener(event);
    server_->exchange().handle(event.token, std::get<std::string>(event.content),
                               [this, asked, life](Exchange::Answer answer) {
                                   if (life == serverLife_)
                                       answers_.emplace_back(asked, std::move(answer));
                               });
    scheduleTurn();
}

void Simulation::scheduleTurn() {
    if (turnScheduled_)
        return;
    turnScheduled_ = true;
    Event turn;
    turn.kind = Event::Kind::Turn;
    turn.at = now_ + static_cast<std::int64_t>(dice_.below(4));
    agenda_.add(std::move(turn));
}

void Simulation::serverTurn() {
    const bool more = server_->step(dice_);
    if (server_->hasFailed()) {
        answers_.clear();
        return mendServer();
    }
    for (auto& [asked, answer] : answers_) {
        listeners_.erase({asked.device, asked.call});
        tapAnswer(asked, answer);
        auto& phone = phones_[asked.device];
        auto& faults = phone.nextExchange;
        const auto count = [&](Fault fault) { ++report_.fired[fault]; };
        auto reply = asked;
        reply.kind = Event::Kind::Reply;
        reply.at = now_ + 20 + static_cast<std::int64_t>(dice_.below(180));
        reply.content = std::move(answer);
        if (asked.call == 0)
            continue;
        if (now_ < phone.noWayBackUntil) {
            count(Fault::NoWayBack);
            continue;
        }
        if (isDue(faults, Fault::ReplyLost)) {
            count(Fault::ReplyLost);
            continue;
        }
        if (isDue(faults, Fault::ReplyCut)) {
            // What is cut does not come: the length was said before.
            count(Fault::ReplyCut);
            reply.kind = Event::Kind::Timeout;
        }
        if (isDue(faults, Fault::ReplyLate)) {
            count(Fault::ReplyLate);
            if (dice_.chance(50)) {
                phone.heldReplies.emplace_back(dice_.below(2), std::move(reply));
                continue;
            }
            reply.at += patience + static_cast<std::int64_t>(dice_.below(120'000));
        }
        if (isDue(faults, Fault::ReplyTwice)) {
            count(Fault::ReplyTwice);
            auto again = reply;
            again.at += static_cast<std::int64_t>(dice_.below(dice_.chance(50) ? 300 : 90'000));
            if (dice_.chance(70))
                phone.heldReplies.emplace_back(dice_.below(3), std::move(again));
            else
                agenda_.add(std::move(again));
        }
        agenda_.add(std::move(reply));
    }
    answers_.clear();
    if (more)
        scheduleTurn();
}

void Simulation::tapAnswer(const Event& asked, const Exchange::Answer& answer) {
    const auto* bytes = std::get_if<std::string>(&answer);
    if (bytes == nullptr)
        return;
    const auto& device = ledger_.deviceOf(asked.store);
    const auto& phone = phones_[asked.device];
    if (revoked_.contains(device))
        throw Violation{"I14", "a revoked device was answered"};
    v1::SyncResponse response;
    if (!response.ParseFromString(*bytes))
        throw Violation{"I18", "the server sent what is no answer"};
    for (const auto& outcome : response.settled())
        note("server", "settles " + phone.name + "'s " + std::to_string(outcome.number()) + ": " +
                           v1::Outcome::Result_Name(outcome.result()));
    for (const auto& outcome : response.outcomes()) {
        std::string text = "answers " + phone.name + "'s " + std::to_string(outcome.number()) + ": " +
                           v1::Outcome::Result_Name(outcome.result());
        for (const auto& path : outcome.lost())
            text += ", lost " + path;
        if (outcome.has_fault())
            text += ", " + std::string{schema::codeName(outcome.fault().code())} + " " +
                    outcome.fault().message() + " " + outcome.fault().path();
        note("server", text);
    }
    if (asked.forged) {
        for (const auto& outcome : response.outcomes())
            if (outcome.fault().code() != v1::NUMBER_REUSED)
                throw Violation{"I2", "another mutation under a number that was given was answered " +
                                          outcome.ShortDebugString()};
        ledger_.noncesOf(device).given(response.nonce());
        return;
    }
    examineHandingOver(phone, response);
    const Disk::Spared spared{server_->disk()};
    Truth truth{server_->onlooker()};
    const auto& person = people_[phone.user].id;
    if (takesOffers_ && now_ >= offersUntil_)
        ledger_.offersClosed();  // somebody's 90 days have passed meanwhile
    ledger_.answered(asked.store, device, person, truth, response);
    Checker{ledger_, truth}.examineAnswer(person, response);
}

void Simulation::deliver(const Event& event) {
    auto& phone = phones_[event.device];
    if (phone.retired || event.process != phone.process || event.store != phone.store ||
        !phone.machine->isUp())
        return;
    const bool isLast = event.call == phone.call;
    SyncStep step;
    if (event.kind == Event::Kind::Retry)
        return isLast ? beginSync(phone, 0, event.listens) : void();
    if (event.kind == Event::Kind::Timeout) {
        if (!isLast || !phone.waits)
            return;
        note(phone.name, "got no answer");
        phone.waits = false;
        if (onDevice(phone, [&] { step = phone.machine->cycle().unanswered("no answer"); }))
            afterStep(phone, step);
        return;
    }
    if (event.foreign)
        return deliverForeign(phone, event);
    if (const auto* fault = std::get_if<v1::Fault>(&event.content)) {
        // A refusal says not to which request; its connection does.
        if (!isLast || !phone.waits)
            return;
        phone.waits = false;
        if (onDevice(phone, [&] { step = phone.machine->cycle().refused(*fault); }))
            afterStep(phone, step);
        return;
    }
    if (!onDevice(phone, [&] {
            try {
                step = phone.machine->cycle().answered(std::get<std::string>(event.content));
            } catch (const schema::FaultError& error) {
                throw Violation{"I18", phone.name + " does not take the server's answer: " +
                                           error.fault().ShortDebugString()};
            }
        })) {
        phone.waits = false;
        return;
    }
    if (step.next == SyncStep::Next::Ignored) {
        note(phone.name, "ignores an answer");
        return;
    }
    phone.waits = false;
    afterStep(phone, step);
}

void Simulation::afterStep(Phone& phone, const SyncStep& step) {
    note(phone.name, textOf(step));
    if (!phone.damaged && (!step.report.differences.empty() || step.report.ledgerRepaired))
        throw Violation{"I6", phone.name + ": the digests differ" + textOf(step.report.differences)};
    for (const auto& one : step.report.differences)
        if (one.healing == engine::DigestDifference::Healing::ListedAnew)
            throw Violation{"I6", phone.name + ": ranges did not repair what differs, of type " +
                                      std::to_string(one.type)};
    if (step.next == SyncStep::Next::More && !collected_.contains(ledger_.deviceOf(phone.store))) {
        const Disk::Spared spared{phone.machine->disk()};
        const Disk::Spared serverSpared{server_->disk()};
        Truth truth{server_->onlooker()};
        Checker{ledger_, truth}.examineUnderway(examinee(phone));
    }
    switch (step.next) {
        case SyncStep::Next::Complete:
            phone.failures = 0;
            return watchOn(phone, step);
        case SyncStep::Next::More:
            phone.failures = 0;
            return beginSync(phone);
        default:
            break;
    }
    switch (step.stop) {
        case Stop::None:
            break;
        case Stop::SignIn:
            return;  // when it syncs the next time
        case Stop::Wipe:
            return wipe(phone);
        case Stop::Copied:
            note(phone.name, "is a copy, and gives up");
            phone.retired = true;
            ledger_.forget(phone.store);
            return;
        default:
            throw Violation{"I16", phone.name + " stops: " + (step.fault ? step.fault->message() : "")};
    }
    if (!step.passing || ++phone.failures >= attempts)
        return;
    Event retry;
    retry.kind = Event::Kind::Retry;
    retry.device = phone.index;
    retry.store = phone.store;
    retry.process = phone.process;
    retry.call = phone.call;
    retry.at = now_ + engine::pauseAfter(phone.failures, step.retryAfter, phone.machine->random()).count();
    agenda_.add(std::move(retry));
}

void Simulation::signIn(Phone& phone) {
    if (!server_->isUp())
        return;
    const Disk::Spared spared{server_->disk()};
    auto session = phone.machine->store().session().value_or(v1::Session{});
    Truth truth{server_->onlooker()};
    if (truth.reader(session.person_id()).role == v1::ROLE_UNSPECIFIED)
        return;
    server_->atServer([&](ServerEdit&, Turn& turn) {
        server::account::Sessions sessions{turn.database, server_->clock()};
        session.set_token(sessions.open(server_->random(), session.person_id(), session.device_id()));
        session.set_server_time(turn.now);
    });
    note(phone.name, "signs in");
    phone.machine->store().setSession(session);
}

}  // namespace fieldfare::simulation
