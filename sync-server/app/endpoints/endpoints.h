#pragma once

#include "sync-server/app/api.h"
#include "sync-server/entry/entrance.h"
#include "sync-server/files/file_exchange.h"
#include "sync-server/http/work_queue.h"
#include "sync-server/sync/exchange.h"
#include "sync-server/sync/organisation.h"

/// Bytes in, use case, bytes out. What they are given must outlive the listener.
namespace fieldfare::server::app {

/// POST /v1/sync
void addSyncEndpoint(Api& api, sync::Exchange& exchange);

/// POST /v1/enrol, /v1/sign-in, /v1/sign-out, /v1/password. `queue`: where passwords are hashed.
void addAccountEndpoints(Api& api, entry::Entrance& entrance, http::WorkQueue& queue);

/// Photos and documents: POST /v1/files/states, /v1/files/part, /v1/files/content, whose bytes the edge
/// hands out. `queue`: where the disk is waited for.
void addFileEndpoints(Api& api, files::FileExchange& files, http::WorkQueue& queue);

/// The order feed: GET /v1/orders, /v1/orders/ID; POST /v1/orders/ID/acknowledgement, /v1/orders/ID/status.
void addOrderEndpoints(Api& api, sync::Organisation& organisation);

/// GET /v1/health: the process answers; GET /v1/ready: so does its store.
void addHealthEndpoints(Api& api, sync::Organisation& organisation);

}  // namespace fieldfare::server::app
