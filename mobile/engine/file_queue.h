#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fieldfare/fault.pb.h"
#include "mobile/engine/local_store.h"

namespace fieldfare::engine {

/// A File record's bytes and how far they have come.
struct QueuedFile {
    enum class State {
        Waiting = 1,   ///< made here, not yet at the server
        AtServer = 2,  ///< the server has them, or another device has to send them
        Refused = 3,   ///< the server, or this device, cannot take them: see `fault`
    };

    std::string record;  ///< id, 16 bytes
    std::string sha256;
    std::int64_t size = 0;  ///< bytes
    std::int64_t sent = 0;  ///< bytes that the server has stored, as far as is known
    State state = State::Waiting;
    std::optional<v1::Fault> fault;  ///< of Refused
};

/// What waits to be sent.
struct FileTotals {
    std::uint64_t waiting = 0;  ///< files
    std::int64_t bytes = 0;     ///< that are left of them
    std::uint64_t refused = 0;  ///< files
};

/// Which photos and documents have to be sent, and which bytes may stay: a table beside the File records,
/// from which it follows. Everything in it survives the process. The engine's thread only; throws
/// StorageError.
class FileQueue {
  public:
    explicit FileQueue(LocalStore& store) : store_{store} {}

    /// Enters the File records that are new here: those of the store's person whose bytes are here wait.
    /// SyncCycle does it before records are sent, so that none leaves unseen, and after they are pulled, so
    /// that another device's are not taken for this one's.
    void note();

    /// The server was restored to an earlier state: what its person sent and is still here waits again. What
    /// the server has after all costs one question.
    void offerAgain();

    [[nodiscard]] FileTotals totals() const;
    /// What waits or was refused, the oldest first.
    [[nodiscard]] std::vector<QueuedFile> list() const;
    /// What waits and whose record the server knows, the oldest first. A record that has left the device
    /// with its visit is among them, and one that is held: its author still has to send what others are to
    /// see.
    [[nodiscard]] std::vector<QueuedFile> sendable(int limit) const;
    [[nodiscard]] std::optional<QueuedFile> of(std::string_view record) const;

    void setSent(std::string_view record, std::int64_t sent);
    /// The server has the bytes. Those of a record that is not here any more go.
    void acknowledge(std::string_view record);
    void refuse(std::string_view record, const v1::Fault& fault);
    /// What was refused waits again.
    void retry(std::string_view record);
    /// The server does not know the record: the bytes go, unless the record is here or needs attention.
    /// True if they went.
    bool dropUnknown(std::string_view record);

    /// The record's bytes are here and were asked for now.
    void used(std::string_view record);
    /// Removes bytes that the server has, those longest unused first, until at most `limit` of them are here.
    /// Never those of `except`.
    void keepWithin(std::int64_t limit, std::string_view except);

    /// After a complete pull: the bytes of records that left the device go, but for those still to be sent.
    /// Once a day, also those of forms that were never saved, a month after they were put.
    void sweep();

  private:
    [[nodiscard]] std::vector<QueuedFile> load(std::string_view where) const;
    /// SQL that is true while the record is on the device.
    [[nodiscard]] std::string isHere() const;
    void drop(const QueuedFile& file);

    LocalStore& store_;
};

}  // namespace fieldfare::engine
