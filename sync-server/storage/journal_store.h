#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "fieldfare/journal.pb.h"
#include "shared/storage/database.h"

namespace fieldfare::server::storage {

/// An entry on its way to the journal.
struct JournalNote {
    std::uint64_t number = 0;
    std::string entry;  ///< v1::JournalEntry, encoded
};

/// Makes the tables of the journal that are not there yet, in the caller's transaction:
///
///   journal_pending(number, entry)   what the journal's file may still lack
///   journal_number(last)             the number given last
void bringJournalTables(fieldfare::storage::Database& database);

/// The entries of the journal as far as the store keeps them: each is noted in the transaction of its change,
/// so that both are there or neither; the writer appends what was noted to the file after the commit and
/// forgets it with the next. Works inside its caller's transaction.
class JournalStore {
  public:
    explicit JournalStore(fieldfare::storage::Database& database) : database_{database} {}

    /// Gives the entry the next number and notes it.
    void add(v1::JournalEntry entry);
    /// What is noted, by number.
    [[nodiscard]] std::vector<JournalNote> pending();
    /// Entries up to the number are in the file.
    void forget(std::uint64_t number);
    /// The number given last; 0: none.
    [[nodiscard]] std::uint64_t last();
    /// The change of this entry was made again: what that noted is forgotten, and the next entry gets the
    /// number after it.
    void continueAfter(std::uint64_t number);

  private:
    fieldfare::storage::Database& database_;
};

}  // namespace fieldfare::server::storage
