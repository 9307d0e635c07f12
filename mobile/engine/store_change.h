#pragma once

#include <optional>

#include "shared/storage/database.h"

namespace fieldfare::engine {

/// A write transaction that joins the one that is open already, so that several edits become one. Undone
/// unless committed; the outermost one's commit() is what makes it durable. Throws StorageError.
class StoreChange {
  public:
    explicit StoreChange(storage::Database& database) {
        if (!database.inTransaction())
            transaction_.emplace(database);
    }

    /// What follows is not part of it any more.
    void commit() {
        if (transaction_)
            transaction_->commit();
        transaction_.reset();
    }

  private:
    std::optional<storage::Transaction> transaction_;
};

}  // namespace fieldfare::engine
