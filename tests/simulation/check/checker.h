#pragma once

#include <cstddef>
#include <string>

#include "mobile/engine/local_store.h"
#include "tests/simulation/check/ledger.h"
#include "tests/simulation/check/truth.h"

namespace fieldfare::simulation {

/// A device as the checker meets it.
struct Examinee {
    std::string name;
    std::size_t store = 0;  ///< its number in the ledger
    engine::LocalStore& local;
    std::string person;
};

/// Tells what does not hold, as a Violation that names the invariant.
class Checker {
  public:
    Checker(const Ledger& ledger, Truth& truth) : ledger_{ledger}, truth_{truth} {}

    /// Nothing is under way: the device equals its permitted view, and nothing waits (I7, I11, I13, I15,
    /// I19).
    void compare(const Examinee& device);
    /// A device that was just started: rows and outbox, cursors and rows belong together (I4, I5).
    static void examine(const Examinee& device);
    /// A device in the middle of a pull: an accepted edit is shown until its row has come, a record that
    /// stands nowhere is not (I3, I13).
    void examineUnderway(const Examinee& device);
    /// What the server keeps, in itself: acknowledged work is there (I1), feeds name a record once and give
    /// every change its own seq (I6), sums and steps (I21), nobody wrote beyond their rights (I12).
    void examineServer(storage::Database& server);
    /// Merging: later edits stand (I10), no edit is later than now (I20), late work is held (I12), steps
    /// froze what was seen (I21), records come back with what went with them (I8). `now`: the server's, epoch
    /// ms.
    void examineMerging(std::int64_t now);
    /// No value is lost (I3, I8). `devices`: all that are there.
    void accountForValues(const std::vector<Examinee>& devices);
    /// What an answer holds is the reader's to see (I11).
    void examineAnswer(const std::string& person, const v1::SyncResponse& response);

  private:
    const Ledger& ledger_;
    Truth& truth_;
};

}  // namespace fieldfare::simulation
