#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>
#include <set>
#include <string>

#include "fieldfare/file.pb.h"
#include "mobile/engine/file_queue.h"
#include "mobile/engine/pause.h"
#include "mobile/engine/sync_report.h"
#include "mobile/engine/transport.h"
#include "shared/base/random.h"

namespace fieldfare::engine {

enum class FilePhase {
    Idle,
    Asking,    ///< the server, what is missing
    Sending,   ///< a part is on its way
    Fetching,  ///< likewise, hither
    Pausing,   ///< until the next attempt
};

/// How far a run has come; counts begin at 0 with each run.
struct FileProgress {
    FilePhase phase = FilePhase::Idle;
    std::string record;                  ///< whose bytes are under way; empty: none
    std::uint64_t filesLeft = 0;         ///< that wait, this one included
    std::uint64_t filesDone = 0;         ///< that the server has acknowledged, or that were fetched
    std::int64_t bytesLeft = 0;          ///< of those that wait, or of the one that is fetched
    std::int64_t bytesDone = 0;          ///< sent or fetched by this run
    std::chrono::milliseconds pause{0};  ///< while Pausing
    int attempt = 0;                     ///< failures in a row so far
};

/// Told of progress, on the engine's thread; must return quickly.
class FileEvents {
  public:
    virtual ~FileEvents() = default;
    virtual void transferred(const FileProgress& progress) = 0;
};

/// How a run ended.
struct FileResult {
    bool complete = false;     ///< nothing is left to send; or the file is here
    bool onHold = false;       ///< it stopped for hold()
    bool recordsWait = false;  ///< it stopped for edits to be sent first: sync, then go on
    Stop stop = Stop::None;
    std::optional<v1::Fault> fault;  ///< of the last request, when not complete
    bool passing = false;            ///< it gave up, but may succeed later
    std::uint64_t files = 0;         ///< acknowledged, or fetched
    std::int64_t bytes = 0;          ///< sent or fetched
    std::uint64_t refused = 0;       ///< files that cannot be sent; in the queue, with their faults
};

/// Sends what FileQueue holds, part by part from where the server says, and fetches the bytes of single
/// records. Pauses after failures as SyncRunner does. To be run after a complete sync: records never wait for
/// photos. Blocking; the engine's thread only, but for hold().
class FileTransfer {
  public:
    /// Everything must outlive it; `events` may be null.
    FileTransfer(LocalStore& store, Transport& transport, Pause& pause, base::Random& random,
                 FileEvents* events = nullptr)
        : store_{store},
          transport_{transport},
          pause_{pause},
          random_{random},
          events_{events},
          queue_{store} {}

    /// Until nothing waits, on hold, stopped, the pause says so, edits wait, or `failures` requests in a row
    /// failed; 0: no limit.
    [[nodiscard]] FileResult send(int failures = 0);

    /// Brings the bytes of a File record here, unless they are. Goes on where an earlier attempt was cut.
    /// What is longest unused makes room. Not kept from by hold(): somebody waits for it. NOT_FOUND at "id":
    /// no such record here, or not the person's to see; at "content": its author has not sent it yet.
    [[nodiscard]] FileResult fetch(const std::string& record, int failures = 0);

    /// While on hold nothing is sent, as on a metered network for whoever wishes so; a run stops before its
    /// next part. From any thread.
    void hold(bool on) { onHold_ = on; }

    static constexpr std::int64_t partBytes = std::int64_t{512} * 1024;
    static constexpr std::int64_t fetchBytes = std::int64_t{1024} * 1024;
    /// Bytes that the server has as well are kept here up to so many.
    static constexpr std::int64_t cacheBytes = std::int64_t{256} * 1024 * 1024;

  private:
    /// What one request led to.
    struct Step {
        bool done = false;  ///< nothing is left
        std::optional<v1::Fault> fault;
        bool passing = false;
        Stop stop = Stop::None;
    };

    [[nodiscard]] Step sendNext(FileResult& result);
    [[nodiscard]] Step askStates(FileResult& result);
    [[nodiscard]] Step sendPart(FileResult& result);
    void take(const v1::FileState& state, FileResult& result);
    void refuseFront(const v1::Fault& fault, FileResult& result);
    [[nodiscard]] Step fetchNext(const QueuedFile& file, FileResult& result);
    [[nodiscard]] Answer ask(const std::string& path, std::string body, std::optional<ByteRange> range = {});
    /// What an answer that is none means for the run.
    [[nodiscard]] Step failed(const Answer& answer);
    /// Waits after a failure; false: give up.
    [[nodiscard]] bool again(const Step& step, FileResult& result, int& failed, int failures);
    void tell(FilePhase phase, const std::string& record = {});

    LocalStore& store_;
    Transport& transport_;
    Pause& pause_;
    base::Random& random_;
    FileEvents* events_;
    FileQueue queue_;
    std::atomic<bool> onHold_ = false;
    FileProgress progress_;
    std::deque<QueuedFile> wanted_;  // by the server, as it said in this run
    std::set<std::string> unknown_;  // to the server; the next sync will say why
};

}  // namespace fieldfare::engine
