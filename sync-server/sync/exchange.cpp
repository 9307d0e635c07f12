#include "sync-server/sync/exchange.h"

#include <spdlog/spdlog.h>

#include "shared/schema/fault.h"
#include "shared/schema/schema.h"
#include "sync-server/account/sessions.h"
#include "sync-server/storage/device_store.h"
#include "sync-server/storage/record_store.h"
#include "sync-server/sync/incoming.h"
#include "sync-server/sync/pull.h"
#include "sync-server/sync/push.h"

namespace fieldfare::server::sync {

using fieldfare::storage::Database;
using fieldfare::storage::Transaction;
using schema::FaultError;
using schema::Schema;

struct Exchange::Asked {
    std::string token;
    std::string body;
    Reply reply;
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

Viewer identify(Database& database, Organisation& organisation, const std::string& token) {
    const auto session = account::Sessions{database, organisation.clock()}.require(token);
    const auto viewer = organisation.directories().at(database)->viewer(session.person, session.device);
    const std::string device = session.device;
    for (const auto& row : storage::RecordStore{database}.load(Schema::of<v1::Device>(), {&device, 1}))
        if (row.deleted == 0 && !static_cast<const v1::Device&>(*row.record).has_revoked())
            return viewer;
    throw FaultError{v1::DEVICE_REVOKED, "this device was revoked"};
}

void Exchange::handle(std::string token, std::string body, Reply reply) {
    auto asked = std::make_shared<Asked>();
    asked->token = std::move(token);
    asked->body = std::move(body);
    asked->reply = std::move(reply);
    const bool queued = organisation_.readers().post([this, asked](Database& database) {
        try {
            begin(database, asked);
        } catch (...) {
            asked->fail(std::current_exception());
        }
    });
    if (!queued)
        asked->reply(schema::fault(v1::BUSY, "the server is busy"));
}

void Exchange::begin(Database& database, const std::shared_ptr<Asked>& asked) {
    {
        // Strangers do not get as far as the decoder or the writer.
        Transaction snapshot{database, Transaction::Kind::Read};
        (void)identify(database, organisation_, asked->token);
    }
    asked->request = readRequest(asked->body);
    asked->body.clear();
    // Cursors into another history mean nothing here: its scopes are listed anew.
    if (!asked->request.epoch().empty() && asked->request.epoch() != organisation_.epoch())
        asked->request.clear_cursors();
    if (asked->request.mutations().empty())
        pull(database, asked);
    else
        push(asked);
}

void Exchange::push(const std::shared_ptr<Asked>& asked) {
    const bool queued = organisation_.writer().submit(
        [this, asked](Turn& turn) {
            const auto viewer = identify(turn.database, organisation_, asked->token);
            const auto directory = turn.directory();
            Push push{{turn.database, turn.scopes, turn.seqs, *directory, organisation_.rights(), turn.ids,
                       turn.random, turn.secret, turn.now},
                      viewer};
            auto pushed = push.run(asked->request);
            asked->response.set_nonce(pushed.nonce);
            asked->response.set_last_number(pushed.lastNumber);
            for (auto& outcome : pushed.outcomes)
                *asked->response.add_outcomes() = std::move(outcome);
        },
        [this, asked](std::exception_ptr failure) {
            if (failure)
                return asked->fail(failure);
            // The snapshot that is read now is not older than the commit that was just made.
            (void)organisation_.readers().post(
                [this, asked](Database& database) {
                    try {
                        pull(database, asked);
                    } catch (...) {
                        asked->fail(std::current_exception());
                    }
                },
                true);
        });
    if (!queued)
        asked->reply(schema::fault(v1::BUSY, "the server has too much to write"));
}

void Exchange::pull(Database& database, const std::shared_ptr<Asked>& asked) {
    auto& response = asked->response;
    {
        Transaction snapshot{database, Transaction::Kind::Read};
        const auto viewer = identify(database, organisation_, asked->token);
        const auto directory = organisation_.directories().at(database);
        Pull{database, *directory, organisation_.rights(), viewer}.run(asked->request, response);
        if (asked->request.mutations().empty()) {
            const auto progress = storage::DeviceStore{database}.progress(viewer.device);
            if (!asked->request.nonce().empty() && asked->request.nonce() != progress.nonce &&
                asked->request.nonce() != progress.nonceBefore)
                throw FaultError{v1::STALE, "another copy of this device's data has synced since", "nonce"};
            response.set_nonce(asked->request.nonce());
            response.set_last_number(progress.lastNumber);
        }
    }
    response.set_epoch(organisation_.epoch());
    response.set_exchange(asked->request.exchange());
    response.set_server_time(base::epochMs(organisation_.clock().now()));
    asked->reply(response.SerializeAsString());
}

}  // namespace fieldfare::server::sync
