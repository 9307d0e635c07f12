#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "fieldfare/sync.pb.h"
#include "mobile/engine/local_store.h"
#include "mobile/engine/scope_masks.h"
#include "mobile/engine/sync_report.h"

namespace fieldfare::engine {

/// Narrows down, by ranges of ids, what differs between this device's rows of a type in a scope and the
/// server's, until only the records that differ are asked for again. And asks for all of a type's records in
/// a scope again where other fields of them are hidden than were.
///
/// What has been found out lives in memory: it holds for rows that are compared again anyway. After a
/// restart, or forget(), the next complete pull finds the difference again.
class RangeRepair {
  public:
    explicit RangeRepair(LocalStore& store) : store_{store} {}

    /// True while there is something to ask.
    [[nodiscard]] bool isPending() const { return !jobs_.empty(); }
    /// Adds what is to be known next to a request.
    void ask(v1::SyncRequest& request);
    /// The next request asks nothing.
    void wait();

    /// Before an answer is stored: takes from it what nobody asked for, and the absence of records where too
    /// many are absent to be believed. Returns how many these are; they stay until somebody agrees. 0: none.
    [[nodiscard]] std::uint64_t holdBack(v1::SyncResponse& response) const;
    /// Once a complete answer is stored, in its transaction: goes on from what it says. Throws FaultError
    /// when it is not what a server may send; then forget() must be called, as for whatever undoes the
    /// transaction.
    void take(const v1::SyncResponse& response, ScopeMasks& masks, SyncReport& report);

    /// Begins with a type of a scope that differs; another mask waits until it is equal.
    void begin(const ScopeState& scope, std::uint32_t type);
    /// True if it has begun with that.
    [[nodiscard]] bool isAt(const v1::Scope& scope, std::uint32_t type) const;
    /// Begins to fetch again what stands here of a type in a scope, until all of it came under `mask`; or
    /// goes on with that.
    void beginMask(const ScopeState& scope, std::uint32_t type, std::uint32_t mask);
    /// Ends whatever has begun with that.
    void end(const v1::Scope& scope, std::uint32_t type);
    /// Ends the repairs of all but what still differs.
    void keepOnly(const std::vector<DigestDifference>& differences);
    /// Gives up the scope if, in as many exchanges as this may take, a type of it has not become equal.
    [[nodiscard]] bool givesUp(const v1::Scope& scope);
    void forget() { jobs_.clear(); }

  private:
    /// Both ends included, 16 bytes or empty.
    struct Range {
        std::string first;
        std::string last;
    };
    struct Job {
        v1::Scope scope;
        std::uint32_t no = 0;  ///< of the scope's listing that differs
        std::uint32_t type = 0;
        std::deque<Range> open;               ///< to be looked at
        std::set<std::string> wanted;         ///< that differ; asked for when everything was looked at
        std::uint64_t surplus = 0;            ///< of them, those that stand here alone
        std::optional<std::uint32_t> mask;    ///< to be fetched again under; none: the digests differ
        std::optional<std::string> from{""};  ///< with `mask`: the id from which on none was wanted yet
        int rounds = 0;                       ///< begun with the whole range
        int exchanges = 0;
        int idle = 0;  ///< exchanges without an answer
        bool asked = false;
    };

    [[nodiscard]] const Job* find(const v1::Scope& scope, std::uint32_t type) const;
    [[nodiscard]] Job* find(const v1::Scope& scope, std::uint32_t type);
    /// Returns how many of the records that were asked for it brings, or says to be absent.
    static std::uint64_t takeRecords(Job& job, const v1::RangeAnswer& answer);
    /// The same for records to be fetched again under another mask. Once all came, that is stored.
    std::uint64_t takeMasked(Job& job, const v1::RangeAnswer& answer, ScopeMasks& masks);
    /// Wants the next records that stand here; false if there are no more.
    [[nodiscard]] bool wantMore(Job& job) const;
    /// False if nobody asked for that range.
    bool takeRange(Job& job, const v1::RangeAnswer& answer) const;

    LocalStore& store_;
    std::vector<Job> jobs_;
};

}  // namespace fieldfare::engine
