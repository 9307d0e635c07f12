#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "fieldfare/fault.pb.h"
#include "fieldfare/sync.pb.h"
#include "shared/schema/record_type.h"

namespace fieldfare::engine {

/// One mutation on its way.
struct OutboxEntry {
    enum class State {
        Waiting = 1,   ///< no number yet: may still be gathered into, discarded
        Sent = 2,      ///< number and content are fixed; the server's outcome is not known
        Accepted = 3,  ///< laid over until its row has reached `seq`
        Filler = 4,    ///< stands for a mutation that could not be sent, so that numbers have no gap
        Parked = 5,    ///< of a newer schema than the server's: waits for its upgrade
        /// The server was restored and has it, but what it needs is still to be offered by others.
        Undecided = 6,
        Kept = 7,     ///< done with; kept for 30 days, in case the server is restored to before it
        Offered = 8,  ///< was done with, but the restored server does not know it: is sent again, as it was
    };

    std::int64_t no = 0;  ///< place in the queue
    State state = State::Waiting;
    const schema::RecordType* type = nullptr;
    std::string record;       ///< id, 16 bytes
    std::string title;        ///< of the record when it was edited
    std::uint64_t group = 0;  ///< 0: none
    v1::Mutation mutation;
    std::uint64_t seq = 0;       ///< of the outcome, once Accepted
    std::int64_t changedAt = 0;  ///< epoch ms, server time, of the newest edit in it
    int attempts = 0;            ///< how often it was sent
    std::optional<v1::Fault> lastFault;
    /// What the server had made of it, once it had.
    v1::Outcome::Result result = v1::Outcome::RESULT_UNSPECIFIED;

    [[nodiscard]] std::uint64_t number() const { return mutation.number(); }
};

}  // namespace fieldfare::engine
