#pragma once

#include "shared/storage/database.h"

namespace fieldfare::server::storage {

/// Makes what the store lacks of its tables, inside the caller's transaction: all of them in an empty
/// database; in one of an earlier version, new types, and new columns, filled from the records' bodies. Does
/// nothing when the store was last opened by a program with the same schema.
///
///   meta(key, value)                             epoch, seq, secrets, the schema it was made for
///   <type>(id, seq, root, ..., body, columns)    one table a record type, columns from the schema
///   scope(no, kind, id)                          scopes by a short number
///   feed(scope, seq, type, id, removed, at)      for each scope its records by their last change there;
///                                                `at`: epoch ms of a removal
///   scope_digest(scope, type, count, sum)        what a reader of the scope holds, to compare
///   device_progress(device, ...)                 how far each device's mutations and nonces have come
///   outcome(device, number, hash, outcome)       answers to mutations until the device has confirmed them
///   file_received(record, sha256, at)            File records whose bytes their author has sent, or had
///   restored(epoch, lost_first, lost_last, at)   restores from backups, by the epoch that ended
///   parked(lost_seq, device, number, ...)        what waits for others to be offered again after one
///   feed_call(caller, call, request, answer)     answers to the ERP's calls, kept for ever
void bringStoreTables(fieldfare::storage::Database& database);

}  // namespace fieldfare::server::storage
