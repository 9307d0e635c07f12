#include "shared/storage/database.h"

namespace fieldfare::storage {

Transaction::Transaction(Database& database, Kind kind) : database_{database} {
    // A writer takes the lock at once: one that began as a reader could not be upgraded without a conflict.
    database_.execute(kind == Kind::Write ? "BEGIN IMMEDIATE" : "BEGIN");
}

Transaction::~Transaction() {
    if (!open_ || !database_.inTransaction())
        return;
    database_.undo(Database::Undo::Transaction);
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
    database_.undo(Database::Undo::Part);
}

void Savepoint::release() {
    database_.execute("RELEASE part");
    open_ = false;
}

}  // namespace fieldfare::storage
