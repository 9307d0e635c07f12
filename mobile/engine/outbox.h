#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "mobile/engine/meta.h"
#include "mobile/engine/outbox_entry.h"
#include "shared/storage/database.h"

namespace fieldfare::engine {

/// Mutations that one request carries, encoded; numbers run from `first` without gap.
struct FixedMutations {
    std::vector<std::string> encoded;
    std::uint64_t first = 0;
    /// Mutations of the first group, which go together; 1 where the first has none; 0: nothing to send.
    std::size_t firstUnit = 0;
    /// Of those that the server had acknowledged before it was restored.
    std::vector<v1::Proof> proofs;
};

/// The queue of own edits. Every method runs inside the caller's transaction where there is one. Belongs to
/// the engine's thread; throws StorageError.
class Outbox {
  public:
    Outbox(storage::Database& database, Meta& meta) : database_{database}, meta_{meta} {}

    /// Appends an entry, Waiting; gives its place. Throws FaultError DEVICE_COLLECTED once the device hands
    /// over what it has left, as does replace().
    std::int64_t append(const OutboxEntry& entry);
    /// Replaces content, time and title of a Waiting entry.
    void replace(const OutboxEntry& entry);
    void remove(std::int64_t no);

    [[nodiscard]] std::optional<OutboxEntry> at(std::int64_t no) const;
    [[nodiscard]] std::optional<OutboxEntry> byNumber(std::uint64_t number) const;
    /// The entries that are laid over a record, in order.
    [[nodiscard]] std::vector<OutboxEntry> of(std::string_view record) const;
    /// The entry and those of its group, in order.
    [[nodiscard]] std::vector<OutboxEntry> groupOf(const OutboxEntry& entry) const;
    [[nodiscard]] std::vector<OutboxEntry> accepted() const;
    /// What a restored server has and cannot tell yet what it comes to, in order.
    [[nodiscard]] std::vector<OutboxEntry> undecided() const;
    /// Everything a person would call unsent, in order: Waiting, Sent, Parked and Offered.
    [[nodiscard]] std::vector<OutboxEntry> unsent(int limit = -1) const;
    [[nodiscard]] std::uint64_t unsentCount() const;
    /// True if something could be sent now.
    [[nodiscard]] bool hasWork() const;
    /// Ids of the records that have entries laid over them.
    [[nodiscard]] std::unordered_set<std::string> records() const;
    /// The place of the last entry that belongs to a group; 0: none. Gathering does not reach across it.
    [[nodiscard]] std::int64_t lastGrouped() const;

    /// What the next request carries: first what was fixed before and has no outcome, as it was, then Waiting
    /// entries, whose numbers and content are fixed by this: commit before the first byte leaves. At most
    /// `mutations` and `bytes`, but whole groups, and at least one unit unless `mutations` is 0.
    [[nodiscard]] FixedMutations fix(std::size_t mutations, std::size_t bytes, std::string_view device);

    /// The server's outcome: it stays laid over until its row is here. `now`: epoch ms, as below.
    void accept(std::int64_t no, const v1::Outcome& outcome, std::int64_t now);
    /// The server's outcome took no effect, or shows in the row by now: it is done with.
    void keep(std::int64_t no, const v1::Outcome& outcome, std::int64_t now);
    void keep(std::int64_t no);
    /// Kept ones from before this time go. Epoch ms.
    void purgeKept(std::int64_t before);
    /// The server has it, and will tell later what it comes to.
    void leaveUndecided(std::int64_t no);
    /// A restored server knows this device's mutations up to `last` alone: what followed is to be sent again,
    /// as it was. A number of which nothing is kept any more is filled.
    void offerAgain(std::uint64_t last, std::string_view device);
    /// Back to the queue's place, without number, until the server may know more.
    void park(std::int64_t no, const v1::Fault& fault, std::int64_t now, std::string_view appVersion);
    /// Parked entries of another app version, or parked before `before`, wait again. Epoch ms.
    void unpark(std::string_view appVersion, std::int64_t before);
    void unparkAll();
    /// The number stays in use by a mutation without effect.
    void fill(std::int64_t no, std::string_view device);
    /// Notes why the last attempt failed on everything that was sent with it.
    void noteFailure(const v1::Fault& fault);

    /// The highest number up to which every outcome is stored.
    [[nodiscard]] std::uint64_t confirmed() const;
    /// Another number after every change through this object, whether it was committed or undone.
    [[nodiscard]] std::uint64_t version() const { return version_; }

  private:
    [[nodiscard]] std::vector<OutboxEntry> load(std::string_view where, std::string_view record = {}) const;
    void requireInUse() const;

    storage::Database& database_;
    Meta& meta_;
    std::uint64_t version_ = 0;
};

}  // namespace fieldfare::engine
