#include "shared/storage/database.h"

namespace fieldfare::storage {

Transaction::Transaction(Database& database, Kind kind) : database_{database} {
    // A writer takes the lock at once: one that began as a reader could not be upgraded without a conflict.
    database_.execute(kind == Kind::Write ? "BEGIN IMMEDIATE" : "BEGIN");
}

Transaction::~Transaction() {
    if (!open_ || !database_.inTransaction())
        return;
    try {
        database_.execute("ROLLBACK");
    } catch (const StorageError&) {
        // The engine had undone it already; there is nothing left to undo.
    }
}

void Transaction::commit() {
    database_.execute("COMMIT");
    open_ = false;
}

Savepoint::Savepoint(Database& database) : database_{database} {
    database_.execute("SAVEPOINT part");
}

Savepoint::~Savepoint() {
    if (!open_ || !database_.inTransaction())
        return;
    try {
        database_.execute("ROLLBACK TO part; RELEASE part");
    } catch (const StorageError&) {
        // As above: the whole transaction is gone, and its owner finds out from inTransaction().
    }
}

void Savepoint::release() {
    database_.execute("RELEASE part");
    open_ = false;
}

}  // namespace fieldfare::storage
