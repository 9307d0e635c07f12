#include "sync-server/sync/exchange.h"

#include <spdlog/spdlog.h>

#include "shared/schema/fault.h"
#include "shared/schema/schema.h"
#include "sync-server/account/sessions.h"
#include "sync-server/storage/device_store.h"
#include "sync-server/storage/meta_store.h"
#include "sync-server/storage/record_store.h"
#include "sync-server/sync/incoming.h"
#include "sync-server/sync/nonces.h"
#include "sync-server/sync/pull.h"
#include "sync-server/sync/push.h"

namespace fieldfare::server::sync {

using fieldfare::storage::Database;
using fieldfare::storage::Transaction;
using schema::FaultError;
using schema::Schema;

namespace {

/// One request under way. Shared by the steps that are queued for it, the last of which replies.
struct Asked {
    Organisation& organisation;
    std::string token;
    std::string body;
    Exchange::Reply reply;
    v1::SyncRequest request;
    v1::SyncResponse response;

    void fail(const std::exception_ptr& failure) const {
        try {
            std::rethrow_exception(failure);
        } catch (const FaultError& error) {
            reply(error.fault());
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

Viewer viewerOf(Database& database, Organisation& organisation, const account::Session& session) {
    const auto viewer = organisation.directories().at(database)->viewer(session.person, session.device);
    const std::string device = session.device;
    for (const auto& row : storage::RecordStore{database}.load(Schema::of<v1::Device>(), {&device, 1}))
        if (row.deleted == 0 && !static_cast<const v1::Device&>(*row.record).has_revoked())
            return viewer;
    throw FaultError{v1::DEVICE_REVOKED, "this device was revoked"};
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
        if (request.mutations().empty()) {
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
        Pull{database, *directory, organisation.rights(), viewer}.run(request, response);
    }
    return response.SerializeAsString();
}

void answer(Database& database, Asked& asked) {
    std::string encoded;
    attempt(asked, [&] { encoded = pull(database, asked); });
    if (!encoded.empty())
        asked.reply(std::move(encoded));
}

void write(Asked& asked, Turn& turn) {
    auto& organisation = asked.organisation;
    const auto session = account::Sessions{turn.database, organisation.clock()}.require(asked.token);
    const auto viewer = viewerOf(turn.database, organisation, session);
    const auto directory = turn.directory();
    Push push{{turn.database, turn.scopes, turn.seqs, *directory, organisation.rights(), turn.ids,
               turn.secret, organisation.epoch(), turn.now},
              viewer};
    auto pushed = push.run(asked.request);
    asked.response.set_nonce(pushed.nonce);
    asked.response.set_last_number(pushed.lastNumber);
    for (auto& outcome : pushed.outcomes)
        *asked.response.add_outcomes() = std::move(outcome);
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

/// True when there is something to write before reading.
bool read(Database& database, Asked& asked) {
    auto& organisation = asked.organisation;
    account::Session session;
    {
        // Strangers do not get as far as the decoder or the writer.
        Transaction snapshot{database, Transaction::Kind::Read};
        session = account::Sessions{database, organisation.clock()}.require(asked.token);
        (void)viewerOf(database, organisation, session);
    }
    touch(organisation, session);
    asked.request = readRequest(asked.body);
    asked.body.clear();
    // Cursors into another history mean nothing here: its scopes are listed anew.
    if (!asked.request.epoch().empty() && asked.request.epoch() != organisation.epoch())
        asked.request.clear_cursors();
    return !asked.request.mutations().empty();
}

}  // namespace

Viewer identify(Database& database, Organisation& organisation, const std::string& token) {
    return viewerOf(database, organisation, account::Sessions{database, organisation.clock()}.require(token));
}

void Exchange::handle(std::string token, std::string body, Reply reply) {
    const auto asked = std::make_shared<Asked>(
        Asked{organisation_, std::move(token), std::move(body), std::move(reply), {}, {}});
    const bool queued = organisation_.readers().post([asked](Database& database) {
        std::optional<bool> writes;
        attempt(*asked, [&] { writes = read(database, *asked); });
        if (!writes)
            return;
        if (*writes)
            push(asked);
        else
            answer(database, *asked);
    });
    if (!queued)
        asked->reply(schema::fault(v1::BUSY, "the server is busy"));
}

}  // namespace fieldfare::server::sync
