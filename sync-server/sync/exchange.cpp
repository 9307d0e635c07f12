#include "sync-server/sync/exchange.h"

#include <chrono>
#include <functional>
#include <set>

#include <spdlog/spdlog.h>

#include "shared/base/planted_bug.h"
#include "shared/schema/fault.h"
#include "shared/schema/schema.h"
#include "sync-server/account/sessions.h"
#include "sync-server/storage/device_store.h"
#include "sync-server/storage/meta_store.h"
#include "sync-server/storage/parked_store.h"
#include "sync-server/storage/record_store.h"
#include "sync-server/sync/incoming.h"
#include "sync-server/sync/nonces.h"
#include "sync-server/sync/pull.h"
#include "sync-server/sync/push.h"
#include "sync-server/sync/server_edit.h"
#include "sync-server/sync/server_remake.h"

namespace fieldfare::server::sync {

using fieldfare::storage::Database;
using fieldfare::storage::Transaction;
using schema::FaultError;
using schema::Schema;

namespace {

/// For whoever came to wait when too many did: about as often as devices once asked that could not wait.
constexpr std::chrono::milliseconds askAgain{60'000};
/// When those that a stopping server sends away come back.
constexpr std::chrono::milliseconds firstReturn{2'000};
constexpr std::chrono::milliseconds returnWithin{8'000};

/// One request under way. Shared by the steps that are queued for it, the last of which replies.
struct Asked {
    Organisation& organisation;
    std::string token;
    std::string body;
    Exchange::Reply reply;
    v1::SyncRequest request;
    v1::SyncResponse response;
    std::string device;
    std::string person;
    std::optional<WaitingRoom::Ticket> ticket;  ///< while it may wait for something to answer

    void fail(const std::exception_ptr& failure) const {
        try {
            std::rethrow_exception(failure);
        } catch (const FaultError& error) {
            auto fault = error.fault();
            if (fault.code() == v1::UNAUTHENTICATED) {
                // Before a device asks its person to sign in, it can tell that this is another server.
                fault.add_epochs(organisation.epoch());
                for (const auto& restored : organisation.history().restores())
                    fault.add_epochs(restored.epoch);
            }
            reply(std::move(fault));
        } catch (const std::exception& error) {
            spdlog::error("an exchange failed: {}", error.what());
            reply(schema::fault(v1::INTERNAL, "the server failed; nothing was changed"));
        }
    }
};
using AskedPtr = std::shared_ptr<Asked>;

/// Runs one step; whatever it throws is the reply.
template <typename Step>
void attempt(const Asked& asked, Step step) {
    std::exception_ptr failure;
    try {
        step();
    } catch (...) {
        failure = std::current_exception();
    }
    if (failure)
        asked.fail(failure);
}

/// What a device of the session may ask for.
enum class Access {
    All,
    HandOver,  ///< also one that is collected: it says what it has left, and gets nothing
};

Viewer viewerOf(Database& database, Organisation& organisation, const account::Session& session,
                Access access) {
    const auto directory = organisation.directories().at(database);
    const std::string device = session.device;
    for (const auto& row : storage::RecordStore{database}.load(Schema::of<v1::Device>(), {&device, 1})) {
        const auto revoked = static_cast<const v1::Device&>(*row.record).revoked();
        if (row.deleted != 0 || (revoked == v1::Device::LOST && !base::isPlanted("revoked-device-served")))
            break;
        if (revoked != v1::Device::COLLECT)
            return directory->viewer(session.person, session.device);
        if (access != Access::HandOver)
            throw FaultError{v1::DEVICE_COLLECTED,
                             "this device was taken out of use; hand over what is left"};
        // Whose work it is need not be allowed to sign in any more.
        if (const auto* person = directory->person(session.person))
            return {session.person, session.device, person->role(), person->unit_id()};
        break;
    }
    throw FaultError{v1::DEVICE_REVOKED, "this device was revoked"};
}

Access accessOf(const v1::SyncRequest& request) {
    return request.handing_over() ? Access::HandOver : Access::All;
}

/// True if there is something in it to be written.
bool brings(const v1::SyncRequest& request) {
    return !request.mutations().empty() || !request.conflicts().empty();
}

/// What became of mutations that were parked.
void addSettled(Database& database, const std::string& device, std::uint64_t confirmed,
                v1::SyncResponse& response) {
    storage::DeviceStore devices{database};
    for (const auto number : storage::ParkedStore{database}.settled(device))
        if (auto stored = number > confirmed ? devices.outcome(device, number) : std::nullopt)
            *response.add_settled() = std::move(stored->outcome);
}

/// To a device of another epoch: which one this is, and what lies between, before anything else is said.
std::string introduction(Database& database, Asked& asked) {
    auto& organisation = asked.organisation;
    auto& response = asked.response;
    response.set_epoch(organisation.epoch());
    response.set_exchange(asked.request.exchange());
    response.set_server_time(base::epochMs(organisation.clock().now()));
    response.set_last_number(storage::DeviceStore{database}.progress(asked.device).lastNumber);
    for (const auto& restored : organisation.history().since(asked.request.epoch())) {
        auto& restore = *response.add_restores();
        restore.set_epoch(restored.epoch);
        restore.set_lost_first(restored.lostFirst);
        restore.set_lost_last(restored.lostLast);
    }
    return response.SerializeAsString();
}

/// Reads what is new. The response, encoded.
std::string pull(Database& database, Asked& asked) {
    auto& organisation = asked.organisation;
    const auto& request = asked.request;
    auto& response = asked.response;
    {
        Transaction snapshot{database, Transaction::Kind::Read};
        const auto viewer = identify(database, organisation, asked.token);
        const auto directory = organisation.directories().at(database);
        if (!brings(request)) {
            const auto secret = storage::MetaStore{database}.get("secret");
            const auto progress = storage::DeviceStore{database}.progress(viewer.device);
            const Nonces nonces{secret, viewer.device, organisation.epoch()};
            nonces.check(progress, request.nonce(), request.epoch());
            response.set_nonce(nonces.again(request.nonce()));
            response.set_last_number(progress.lastNumber);
        }
        response.set_epoch(organisation.epoch());
        response.set_exchange(request.exchange());
        response.set_server_time(base::epochMs(organisation.clock().now()));
        if (!organisation.history().isEmpty())
            addSettled(database, viewer.device, request.confirmed(), response);
        Pull{database, *directory, organisation.history(), viewer, organisation.pageBytes()}.run(request,
                                                                                                 response);
    }
    return response.SerializeAsString();
}

void answer(Database& database, Asked& asked) {
    std::string encoded;
    attempt(asked, [&] { encoded = pull(database, asked); });
    if (!encoded.empty())
        asked.reply(std::move(encoded));
}

/// The scopes of a request's cursors. Of a request with nothing to send that gets nothing, these are just
/// the scopes that the person reads.
std::set<storage::ScopeKey> cursorScopes(const v1::SyncRequest& request) {
    std::set<storage::ScopeKey> scopes;
    for (const auto& cursor : request.cursors())
        scopes.insert(storage::ScopeKey::from(cursor.scope()));
    return scopes;
}

/// True if the answer tells a device nothing that it does not know. `called`: it waits already, and something
/// called it. What was parked and is settled is told in each answer, until it is confirmed, which may take as
/// long as an earlier one is parked: it is news when it is settled, not to each who begins to wait.
bool isNoNews(const v1::SyncRequest& request, const v1::SyncResponse& response, bool called) {
    if (!response.complete() || (called && response.settled_size() > 0) ||
        (response.has_rights() && !base::isPlanted("rights-are-no-news")))
        return false;
    for (const auto& page : response.pages())
        if (page.listed_anew() || page.rows_size() + page.removals_size() > 0)
            return false;
    std::set<storage::ScopeKey> read;
    for (const auto& scope : response.scopes())
        read.insert(storage::ScopeKey::from(scope));
    return read == cursorScopes(request);
}

void waitOn(const AskedPtr& asked, WaitingRoom::Reason reason);

/// Looks whether there is something to answer; if not, the request waits on, unless its time is over.
/// `called`: it waited before.
void look(Database& database, const AskedPtr& asked, WaitingRoom::Reason reason, bool called) {
    auto& room = asked->organisation.waiting();
    for (;; called = true) {
        std::string encoded;
        bool silent = false;
        attempt(*asked, [&] {
            if (asked->request.protocol() == 0)
                asked->request = readRequest(asked->body);
            encoded = pull(database, *asked);
            silent = isNoNews(asked->request, asked->response, called);
        });
        // What waits is kept as it came: a few hundred bytes.
        asked->request = {};
        asked->response = {};
        if (encoded.empty())
            return room.leave(*asked->ticket);  // a fault was the answer
        if (!silent || reason == WaitingRoom::Reason::Limit) {
            room.leave(*asked->ticket);
            return asked->reply(std::move(encoded));
        }
        const auto missed = room.park(*asked->ticket);
        if (!missed)
            return;
        reason = *missed;
        if (reason == WaitingRoom::Reason::Replaced || reason == WaitingRoom::Reason::Closing)
            return waitOn(asked, reason);
    }
}

/// A waiting request is called.
void waitOn(const AskedPtr& asked, WaitingRoom::Reason reason) {
    switch (reason) {
        case WaitingRoom::Reason::Replaced:
            return asked->reply(schema::fault(v1::BUSY, "this device has asked something else since"));
        case WaitingRoom::Reason::Closing: {
            // Thousands that are sent away together do not come back together.
            auto fault = schema::fault(v1::BUSY, "the server stops");
            fault.set_retry_after_ms(static_cast<std::uint32_t>(
                firstReturn.count() + std::hash<std::string>{}(asked->device) % returnWithin.count()));
            return asked->reply(std::move(fault));
        }
        default:
            (void)asked->organisation.readers().post(
                [asked, reason](Database& database) { look(database, asked, reason, true); }, true);
    }
}

/// A request with nothing to send that may wait: registered before it looks, so that nothing is missed.
void enter(Database& database, const AskedPtr& asked) {
    auto& room = asked->organisation.waiting();
    asked->ticket = room.enter(asked->device, asked->person, cursorScopes(asked->request),
                               std::chrono::milliseconds{asked->request.wait_ms()},
                               [asked](WaitingRoom::Reason reason) { waitOn(asked, reason); });
    if (asked->ticket)
        return look(database, asked, WaitingRoom::Reason::Changed, false);
    asked->response.set_ask_again_ms(static_cast<std::uint32_t>(askAgain.count()));
    answer(database, *asked);
}

void write(Asked& asked, Turn& turn) {
    auto& organisation = asked.organisation;
    const auto session = account::Sessions{turn.database, organisation.clock()}.require(asked.token);
    const auto viewer = viewerOf(turn.database, organisation, session, accessOf(asked.request));
    const auto directory = turn.directory();
    Push push{{turn.database, turn.scopes, turn.seqs, turn.news, *directory, turn.ids, turn.secret,
               organisation.epoch(), organisation.history(), turn.now},
              viewer};
    auto pushed = push.run(asked.request);
    if (!organisation.history().isEmpty())
        makeParkedAgain(turn, false);
    asked.response.set_nonce(pushed.nonce);
    asked.response.set_last_number(pushed.lastNumber);
    for (auto& outcome : pushed.outcomes)
        *asked.response.add_outcomes() = std::move(outcome);
}

/// That was all: the device is wiped.
void end(Asked& asked, Turn& turn) {
    auto& organisation = asked.organisation;
    const auto session = account::Sessions{turn.database, organisation.clock()}.require(asked.token);
    (void)viewerOf(turn.database, organisation, session, Access::HandOver);
    const auto progress = storage::DeviceStore{turn.database}.progress(session.device);
    Nonces{turn.secret, session.device, organisation.epoch()}.check(progress, asked.request.nonce(),
                                                                    asked.request.epoch());
    ServerEdit edit{turn};
    edit.change(edit.require(Schema::of<v1::Device>(), session.device),
                [](google::protobuf::Message& record) {
                    static_cast<v1::Device&>(record).set_revoked(v1::Device::LOST);
                });
    edit.save();
}

/// Of a device that hands over what it has left: it hears what became of it, and nothing else.
void takeOver(const AskedPtr& asked) {
    const bool isAll = !brings(asked->request);
    const bool queued = asked->organisation.writer().submit(
        [asked, isAll](Turn& turn) { isAll ? end(*asked, turn) : write(*asked, turn); },
        [asked, isAll](const std::exception_ptr& failure) {
            if (failure)
                return asked->fail(failure);
            if (isAll)
                return asked->reply(
                    schema::fault(v1::DEVICE_REVOKED, "this device has handed over everything"));
            auto& response = asked->response;
            response.set_epoch(asked->organisation.epoch());
            response.set_exchange(asked->request.exchange());
            response.set_server_time(base::epochMs(asked->organisation.clock().now()));
            asked->reply(response.SerializeAsString());
        });
    if (!queued)
        asked->reply(schema::fault(v1::BUSY, "the server has too much to write"));
}

void push(const AskedPtr& asked) {
    const bool queued = asked->organisation.writer().submit(
        [asked](Turn& turn) { write(*asked, turn); },
        [asked](const std::exception_ptr& failure) {
            if (failure)
                return asked->fail(failure);
            // The snapshot that is read now is not older than the commit that was just made.
            (void)asked->organisation.readers().post(
                [asked](Database& database) { answer(database, *asked); }, true);
        });
    if (!queued)
        asked->reply(schema::fault(v1::BUSY, "the server has too much to write"));
}

/// Notes that the session is in use, beside the exchange: a later one tries again if this fails.
void touch(Organisation& organisation, const account::Session& session) {
    if (session.needsTouch)
        (void)organisation.writer().submit(
            [&clock = organisation.clock(), session](Turn& turn) {
                account::Sessions{turn.database, clock}.touch(session);
            },
            [](const std::exception_ptr&) {});
}

/// What was parked gets its outcome when the window closes, whoever asks first.
void closeParking(Database& database, Organisation& organisation) {
    const auto& history = organisation.history();
    if (history.takesOffers(base::epochMs(organisation.clock().now())) ||
        storage::ParkedStore{database}.empty())
        return;
    (void)organisation.writer().submit(
        [&organisation](Turn& turn) {
            Parking parking{turn.database, organisation.history(), turn.secret, turn.now};
            ChangeSet changes{turn.database, turn.scopes, turn.seqs, turn.news, turn.now};
            parking.settle(changes, *turn.directory(), turn.ids, turn.news);
            changes.save();
            makeParkedAgain(turn, true);
        },
        [](const std::exception_ptr&) {});  // the next exchange tries again
}

enum class Kind { Writes, Waits, Reads, Meets, HandsOver };

Kind read(Database& database, Asked& asked) {
    auto& organisation = asked.organisation;
    account::Session session;
    {
        // Strangers do not get as far as the decoder or the writer.
        Transaction snapshot{database, Transaction::Kind::Read};
        session = account::Sessions{database, organisation.clock()}.require(asked.token);
        (void)viewerOf(database, organisation, session, Access::HandOver);
        asked.request = readRequest(asked.body);
        (void)viewerOf(database, organisation, session, accessOf(asked.request));
    }
    touch(organisation, session);
    asked.device = session.device;
    asked.person = session.person;
    organisation.waiting().end(session.device);
    if (!asked.request.epoch().empty() && asked.request.epoch() != organisation.epoch() &&
        !base::isPlanted("another-history-served"))
        return Kind::Meets;
    if (asked.request.handing_over())
        return Kind::HandsOver;
    if (!organisation.history().isEmpty())
        closeParking(database, organisation);
    const bool writes = brings(asked.request);
    if (!writes && asked.request.wait_ms() > 0 && asked.request.ranges().empty())
        return Kind::Waits;
    asked.body.clear();
    return writes ? Kind::Writes : Kind::Reads;
}

}  // namespace

Viewer identify(Database& database, Organisation& organisation, const std::string& token) {
    return viewerOf(database, organisation, account::Sessions{database, organisation.clock()}.require(token),
                    Access::All);
}

Viewer identifySender(Database& database, Organisation& organisation, const std::string& token) {
    return viewerOf(database, organisation, account::Sessions{database, organisation.clock()}.require(token),
                    Access::HandOver);
}

void Exchange::handle(std::string token, std::string body, Reply reply) {
    const auto asked = std::make_shared<Asked>(
        Asked{organisation_, std::move(token), std::move(body), std::move(reply), {}, {}, {}, {}, {}});
    const bool queued = organisation_.readers().post([asked](Database& database) {
        std::optional<Kind> kind;
        attempt(*asked, [&] { kind = read(database, *asked); });
        if (kind == Kind::Writes)
            push(asked);
        else if (kind == Kind::Waits)
            enter(database, asked);
        else if (kind == Kind::Reads)
            answer(database, *asked);
        else if (kind == Kind::HandsOver)
            takeOver(asked);
        else if (kind == Kind::Meets)
            attempt(*asked, [&] { asked->reply(introduction(database, *asked)); });
    });
    if (!queued)
        asked->reply(schema::fault(v1::BUSY, "the server is busy"));
}

}  // namespace fieldfare::server::sync
