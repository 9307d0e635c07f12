#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <google/protobuf/arena.h>

#include "fieldfare/sync.pb.h"
#include "mobile/engine/handing_over.h"
#include "mobile/engine/local_store.h"
#include "mobile/engine/range_repair.h"
#include "mobile/engine/sync_report.h"

namespace fieldfare::engine {

/// One exchange after the other with the server, without the network between: begin() gives the request's
/// bytes, then exactly one of answered(), refused(), unanswered() and giveUp() takes what came of it.
/// Everything an answer brings is stored in one transaction.
///
/// Killed between the two, or at any other moment, the next SyncCycle of the store goes on: numbers and
/// content of mutations and the exchange's number are durable before begin() returns, and an answer is only
/// taken for the request this object sent last. The engine's thread only.
class SyncCycle {
  public:
    explicit SyncCycle(LocalStore& store) : store_{store}, repair_{store} {}

    /// Bytes of a SyncRequest. `waitMs`: with nothing to send and nothing to repair, let the server wait this
    /// long for a change; at most 55,000. Throws StoreError NotEnrolled. A request still outstanding is given
    /// up: an answer to it will be ignored.
    [[nodiscard]] std::string begin(std::uint32_t waitMs = 0);

    /// Bytes of a SyncResponse, as decoded from the transport. Ignored unless they answer the outstanding
    /// exchange and its cursors are still the stored ones.
    [[nodiscard]] SyncStep answered(std::string_view response);
    /// The server refused the request as a whole.
    [[nodiscard]] SyncStep refused(const v1::Fault& fault);
    /// Nobody knows whether the server saw it.
    [[nodiscard]] SyncStep unanswered(const std::string& why);
    /// Nobody waits for the answer any more: there is something to send.
    void giveUp();
    /// How long the server was asked to wait; 0: it was not, for there was something to send.
    [[nodiscard]] std::chrono::milliseconds waiting() const {
        return std::chrono::milliseconds{outstanding_ ? outstanding_->waitMs : 0};
    }

    /// True while begin() must wait for FileTransfer::send(): the server would take the device for done.
    [[nodiscard]] bool waitsForFiles() const { return HandingOver{store_}.waitsForFiles(); }

    /// The records missing without a reason may go; the next exchange lets them. See Stop::Absence.
    void acceptAbsence();

    /// True while begin() sends mutations in parts, to find one that the server cannot read.
    [[nodiscard]] bool bisecting() const { return limit_ < maxMutations; }

    static constexpr std::size_t maxMutations = 500;
    static constexpr std::size_t maxBytes = 3'000'000;  ///< of mutations; the edge takes 4 MB
    static constexpr std::uint32_t maxWaitMs = 55'000;

  private:
    struct Outstanding {
        std::uint64_t exchange = 0;
        std::string cursors;  ///< as sent
        std::uint64_t firstNumber = 0;
        std::size_t mutations = 0;
        std::size_t firstUnit = 0;  ///< mutations of the first group
        std::uint32_t waitMs = 0;
    };

    /// The server went on where an earlier history ended, from a backup: what it lost is offered again.
    [[nodiscard]] SyncStep meetRestored(const v1::SyncResponse& response);
    [[nodiscard]] SyncStep store(v1::SyncResponse& response, google::protobuf::Arena& arena);
    /// Of a device that hands over what it has left: outcomes alone.
    [[nodiscard]] SyncStep storeOutcomes(const v1::SyncResponse& response);
    /// The server wants what is left here, and then nothing more of this device.
    [[nodiscard]] SyncStep collected(const v1::Fault& fault);
    /// True if what refuses this device never was its server: an empty one, or somebody else's.
    [[nodiscard]] bool isOfAnotherServer(const v1::Fault& fault) const;
    [[nodiscard]] SyncStep narrow(const v1::Fault& fault, const Outstanding& sent);
    /// Moves the mutation and its group to the attention list; fillers keep their numbers in use.
    std::uint64_t setAside(const OutboxEntry& culprit, const v1::Fault& fault);
    /// Nothing of an answer was kept.
    void undone();
    [[nodiscard]] bool cursorsMoved(const v1::SyncRequest& now) const;
    void writeCursors(v1::SyncRequest& request) const;

    LocalStore& store_;
    RangeRepair repair_;
    std::optional<Outstanding> outstanding_;
    std::size_t limit_ = maxMutations;
    bool wholeRows_ = false;           ///< the last answer told changes of a state that is not here
    bool emptyRequestPassed_ = false;  ///< while bisecting: the server takes a request without mutations
};

}  // namespace fieldfare::engine
