#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <variant>

#include "fieldfare/fault.pb.h"

namespace fieldfare::simulation {

/// Something on its way, or due.
struct Event {
    enum class Kind {
        Request,  ///< bytes arrive at the server
        Reply,    ///< an answer arrives at a device
        Timeout,  ///< a device stops waiting for its answer
        Retry,    ///< a device tries again
        Turn,     ///< the server gets to run something
        Tick,     ///< another second of those who wait at the server
    };
    std::int64_t at = 0;      ///< epoch ms
    std::uint64_t order = 0;  ///< among those of one moment
    Kind kind = Kind::Turn;
    std::size_t device = 0;
    std::size_t store = 0;      ///< the ledger's number of the store that asked
    std::uint64_t process = 0;  ///< of the device, as long as it is not restarted
    std::uint64_t call = 0;     ///< of the device's calls
    bool forged = false;        ///< no device's own: it must change nothing
    bool foreign = false;       ///< another server answers
    bool listens = false;       ///< with nothing to send the device asks to wait, or is to
    std::int64_t waits = 0;     ///< ms that a Request asks to wait
    std::string token;
    std::variant<std::string, v1::Fault> content;
};

/// What is due, in order of time.
class Agenda {
  public:
    void add(Event event) {
        event.order = ++order_;
        const auto key = std::pair{event.at, event.order};
        events_.emplace(key, std::move(event));
    }
    [[nodiscard]] bool empty() const { return events_.empty(); }
    /// Only while it is not empty.
    [[nodiscard]] std::int64_t next() const { return events_.begin()->first.first; }
    [[nodiscard]] Event take() {
        auto node = events_.extract(events_.begin());
        return std::move(node.mapped());
    }

  private:
    std::map<std::pair<std::int64_t, std::uint64_t>, Event> events_;
    std::uint64_t order_ = 0;
};

}  // namespace fieldfare::simulation
