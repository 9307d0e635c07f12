#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "shared/base/clock.h"
#include "shared/storage/content_folder.h"

namespace fieldfare::server::storage {

/// The bytes of photos and documents in the data directory: `files/ab/cdef...` by their SHA-256, each once,
/// and `uploads/` for what is still arriving, by the record whose bytes they are. Whether somebody may have
/// them, records say, not this. Keeps nothing in memory; any thread, but one at a time for one upload. Throws
/// StorageError.
class ContentStore {
  public:
    explicit ContentStore(const std::filesystem::path& data)
        : files_{data / "files"}, uploads_{data / "uploads"} {}

    [[nodiscard]] bool has(std::string_view sha256) const { return files_.has(sha256); }
    /// Where it is; below files().
    [[nodiscard]] std::filesystem::path path(std::string_view sha256) const { return files_.path(sha256); }
    /// The address by which the edge is told to hand it out.
    [[nodiscard]] static std::string edgePath(std::string_view sha256) {
        return "/.files/" + fieldfare::storage::ContentFolder::relativePath(sha256);
    }

    /// Bytes from the beginning that are stored of a record's upload.
    [[nodiscard]] std::int64_t received(const std::string& record) const { return upload(record).size(); }
    /// Adds to them. Throws FaultError READ_ONLY while the disk has less than `reserve` left.
    void append(const std::string& record, std::string_view bytes) const;
    /// The upload is whole: kept if it has the hash. False, and gone, if it has not.
    [[nodiscard]] bool complete(const std::string& record, std::string_view sha256) const;
    /// Drops uploads that nothing came for since `before`.
    void clearAbandoned(base::TimePoint before) const;

    /// Left free for what matters more, bytes.
    static constexpr std::uintmax_t reserve = std::uintmax_t{256} << 20U;

  private:
    [[nodiscard]] fieldfare::storage::GrowingFile upload(const std::string& record) const;

    fieldfare::storage::ContentFolder files_;
    std::filesystem::path uploads_;
};

}  // namespace fieldfare::server::storage
