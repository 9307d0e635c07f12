#pragma once

#include <chrono>
#include <mutex>
#include <set>
#include <string>
#include <utility>

#include "fieldfare/file.pb.h"
#include "sync-server/files/file_access.h"
#include "sync-server/storage/content_store.h"
#include "sync-server/sync/organisation.h"

/// Photos and documents over the wire: the use cases of protocol/fieldfare/file.proto.
namespace fieldfare::server::files {

/// Takes and gives the bytes of File records. Every use case blocks, for a disk and for the readers and the
/// writer of the organisation, so it belongs on a queue of its own. Rights are decided in the transaction
/// that answers or writes. Thread-safe. Throws FaultError: UNAUTHENTICATED and DEVICE_REVOKED as everywhere,
/// INVALID for an id that is none.
class FileExchange {
  public:
    /// Both must outlive it.
    FileExchange(sync::Organisation& organisation, const storage::ContentStore& content)
        : organisation_{organisation}, content_{content} {}

    /// What is missing of the sender's files. Throws TOO_LARGE for more than maxStates ids.
    [[nodiscard]] v1::FileStates states(const std::string& token, const v1::FileStatesRequest& request);

    /// Takes a part. Throws NOT_FOUND at "id" for a record that is not the sender's own; TOO_LARGE at
    /// "bytes"; INVALID at "sha256" of the part, at "bytes" beyond the size that the record states, and at
    /// "record/sha256" when the whole is not what the record names; BUSY while another request writes the
    /// same file; READ_ONLY.
    [[nodiscard]] v1::FileState put(const std::string& token, const v1::FilePart& part);

    /// The hash of a file whose bytes the sender may have now, and which are in the content store. Throws
    /// NOT_FOUND at "id", or at "content" when its bytes have not come yet.
    [[nodiscard]] std::string contentOf(const std::string& token, const v1::FileContentRequest& request);

    /// Drops uploads that were given up, a week after their last part.
    void clearAbandoned();

    static constexpr int maxStates = 200;
    static constexpr std::size_t maxPartBytes = std::size_t{4} << 20U;
    static constexpr std::chrono::days abandonedAfter{7};

  private:
    class Slot;

    /// The state of the sender's own file, by what is in the store; WANTED may turn out to be more.
    [[nodiscard]] v1::FileState stateOf(fieldfare::storage::Database& database, FileAccess& access,
                                        const std::string& id);
    /// Notes that the file's bytes are there; throws NOT_FOUND if it is not the sender's own any more.
    /// `whole`: they just came; else only if they have it already. False if they have not.
    bool note(const std::string& token, const std::string& id, bool whole);
    /// All bytes came: checks and notes them.
    [[nodiscard]] v1::FileState finish(const std::string& token, const FileRecord& file);
    /// The sender's own file in a snapshot, and its state. Throws NOT_FOUND.
    [[nodiscard]] std::pair<FileRecord, v1::FileState> require(const std::string& token,
                                                               const std::string& id);

    sync::Organisation& organisation_;
    const storage::ContentStore& content_;
    std::mutex mutex_;
    std::set<std::string> writing_;  // records; guarded by mutex_
};

}  // namespace fieldfare::server::files
