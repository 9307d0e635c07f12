#pragma once

#include <string>

#include "sync-server/sync/server_edit.h"

/// After a restore: what the server itself had changed, made again from its journal.
namespace fieldfare::server::sync {

/// Makes the change again, as of when it was made; no rights are asked, as they were then. One that holds
/// already changes nothing: of a CREATE whose record is there, the fields it has are written, and a DELETE of
/// what is deleted is done. Throws the FaultError for which it cannot be; `author` as of
/// ServerEdit::create().
void makeAgain(ServerEdit& edit, const v1::Mutation& mutation, const std::string& author);

/// True for a fault that may go when devices have offered again what they had sent: the record or its parent
/// is not there, or is deleted, or its status is not yet where the step begins.
[[nodiscard]] bool mayPass(const v1::Fault& fault);

/// Tries again what is parked of the server's own changes (see ParkedStore), in the order in which they had
/// taken effect, until no more of them does. What fails for good, and with `lastChance` everything that still
/// fails, is given up; that is said in the log.
void makeParkedAgain(Turn& turn, bool lastChance);

}  // namespace fieldfare::server::sync
