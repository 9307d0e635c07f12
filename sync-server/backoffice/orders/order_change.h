#pragma once

#include <string>

#include "fieldfare/backoffice.pb.h"
#include "shared/access/rights.h"
#include "sync-server/sync/writer.h"

namespace fieldfare::server::orders {

/// What the back office, or its ERP, does to an order.
struct OrderCall {
    enum class Action {
        Acknowledge,  ///< notes the ERP's own number
        Step,         ///< moves the status, and may note number and reason
    };

    std::string caller;  ///< name of the API key; empty for a person at the server, whose calls have no `key`
    std::string order;   ///< id, 16 bytes
    Action action = Action::Acknowledge;
    v1::OrderChange change;
};

/// Takes effect once: the same call again, of the same caller and with the same `key`, gets the first answer
/// however long ago that was. A call that was refused changed nothing and may be repeated. Throws FaultError
/// INVALID naming the member; NOT_FOUND; STEP_NOT_ALLOWED; CONTRADICTION for a known `key` with another
/// content.
[[nodiscard]] v1::FeedOrder changeOrder(sync::Turn& turn, const OrderCall& call);

}  // namespace fieldfare::server::orders
