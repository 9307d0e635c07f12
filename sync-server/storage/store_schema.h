#pragma once

#include "shared/storage/database.h"

namespace fieldfare::server::storage {

/// Makes the store's tables in an empty database, inside the caller's transaction:
///
///   meta(key, value)                             epoch, seq, secrets
///   <type>(id, seq, root, ..., body, columns)    one table a record type, columns from the schema
///   scope(no, kind, id)                          scopes by a short number
///   feed(scope, seq, type, id, removed, at)      for each scope its records by their last change there;
///   `at`:
///                                                epoch ms of a removal
///   scope_digest(scope, type, count, sum)        what a reader of the scope holds, to compare
///   device_progress(device, ...)                 how far each device's mutations and nonces have come
///   outcome(device, number, hash, outcome)       answers to mutations until the device has confirmed them
///   file_received(record, sha256, at)            File records whose bytes their author has sent, or had
///   feed_call(caller, call, request, answer)     answers to the ERP's calls, kept for ever
void createStoreTables(fieldfare::storage::Database& database);

}  // namespace fieldfare::server::storage
