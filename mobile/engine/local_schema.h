#pragma once

#include "mobile/engine/records.h"
#include "shared/storage/database.h"

namespace fieldfare::engine {

/// Makes and migrates a store's tables. In one transaction; outbox and attention are never rebuilt.
class LocalSchema {
  public:
    LocalSchema(storage::Database& database, Records& records) : database_{database}, records_{records} {}

    /// Throws StoreError Newer when a later version of the app wrote the store.
    void bring();

    /// Of the tables that are the same for every type; one more for each change of them.
    static constexpr std::int64_t version = 5;

  private:
    void createFixedTables();
    void upgradeFixedTables(std::int64_t from);
    void createRecordTable(const schema::RecordType& type);
    void rebuild(const schema::RecordType& type);
    void readBack(const schema::RecordType& type, const std::string& from);

    storage::Database& database_;
    Records& records_;
};

}  // namespace fieldfare::engine
