#pragma once

#include <cstdint>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include <google/protobuf/arena.h>

#include "fieldfare/sync.pb.h"
#include "mobile/engine/digest_ledger.h"
#include "mobile/engine/local_store.h"
#include "mobile/engine/lost_seqs.h"
#include "mobile/engine/scope_masks.h"
#include "mobile/engine/sync_report.h"

namespace fieldfare::engine {

/// A row says what changed of a record, and the state it changed is not the one here: whole rows are needed.
class UnknownState : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// Stores the pages of one answer, inside the caller's transaction: rows, removals, cursors, lost scopes and
/// listings that are complete; and the records that were asked for by id.
class PageWriter {
  public:
    PageWriter(LocalStore& store, google::protobuf::Arena& arena, SyncReport& report);

    /// Throws FaultError when a page is not what a server may send, and UnknownState; then the transaction
    /// must be undone and Records::forget() called.
    void write(v1::SyncResponse& response);

    /// Records with own edits whose server state changed: their rows are to be laid over again.
    [[nodiscard]] const std::vector<std::pair<const schema::RecordType*, std::string>>& toLayOver() const {
        return toLayOver_;
    }
    /// Rows that a complete new listing does not name and that would leave the device, where they are too
    /// many to be believed; they stay until somebody agrees. 0: none.
    [[nodiscard]] std::uint64_t unexplained() const { return unexplained_; }
    [[nodiscard]] DigestLedger& ledger() { return ledger_; }
    [[nodiscard]] ScopeMasks& masks() { return masks_; }

  private:
    /// A row or a removal of one page.
    struct Change {
        std::string_view id;
        std::uint32_t scope = 0;
        std::uint64_t feedSeq = 0;
        v1::Row* row = nullptr;  ///< null: a removal
        const std::vector<std::uint32_t>* retired = nullptr;
    };
    /// A record while the changes of an answer are put together.
    struct Touched {
        RowHead head;
        v1::Row* row = nullptr;  ///< newest state from the server
        bool here = false;       ///< has a row in the table
        bool wasLeft = false;
    };

    void enterPage(v1::ScopePage& page);
    void enterRange(v1::RangeAnswer& answer);
    /// `mask`: under which the row was made.
    void enterRow(std::uint32_t scope, v1::Row& row, std::uint32_t mask);
    void enterRemoval(std::uint32_t scope, std::uint32_t type, const std::string& id, std::uint64_t feedSeq);
    /// Null for a type that is not known here.
    [[nodiscard]] std::vector<Change>* changesOf(std::uint32_t type);
    void leaveLostScopes(const v1::SyncResponse& response);
    void writeType(const schema::RecordType& type, const std::vector<Change>& changes);
    void stand(const schema::RecordType& type, Touched& touched, const Change& change);
    /// Makes a row that tells what changed one that has the whole record.
    void complete(const schema::RecordType& type, std::string_view id, v1::Row& row);
    void writeTouched(const schema::RecordType& type, std::string_view id, Touched& touched);
    /// Takes the standing in `scope` from every row that has one.
    void sweep(std::uint32_t scope);
    /// Rows that stand in a scope since before the server lost what was made after its backup count as
    /// explained: those that it does not name any more are made again from what devices offer.
    [[nodiscard]] std::uint64_t lostIn(std::uint32_t scope) const;
    void sweepCompleteListings(const v1::SyncResponse& response);
    void deleteLeaving();
    void noteLeft(const schema::RecordType& type, std::string_view id, bool left);

    LocalStore& store_;
    google::protobuf::Arena& arena_;
    SyncReport& report_;
    DigestLedger ledger_;
    ScopeMasks masks_;
    LostSeqs lost_;
    std::unordered_set<std::string> pending_;
    std::map<std::uint32_t, std::vector<Change>> byType_;
    std::map<std::uint32_t, std::vector<std::uint32_t>> retiredOf_;  // by active scope number
    std::vector<std::pair<const schema::RecordType*, std::string>> toLayOver_;
    std::uint64_t unexplained_ = 0;
};

}  // namespace fieldfare::engine
