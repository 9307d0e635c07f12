#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace fieldfare::storage {

/// A file that arrives in pieces, in order, and goes on growing after a crash: what append() returned from is
/// on the disk. Nothing is kept in memory; two objects must not append to one file at the same time. Throws
/// StorageError: Full, ReadOnly or Io.
class GrowingFile {
  public:
    explicit GrowingFile(std::filesystem::path file) : file_{std::move(file)} {}

    [[nodiscard]] const std::filesystem::path& path() const { return file_; }
    /// Bytes that are there; 0 for a file that is not.
    [[nodiscard]] std::int64_t size() const;
    /// Makes the file, mode 0600, where there is none. A piece that failed halfway is taken back.
    void append(std::string_view bytes);
    /// At most `count` bytes from `offset`; fewer at the end.
    [[nodiscard]] std::string read(std::int64_t offset, std::size_t count) const;
    /// SHA-256 of all of it, 32 raw bytes, read in pieces.
    [[nodiscard]] std::string sha256() const;
    /// Nothing when it is not there.
    void remove() const;

  private:
    std::filesystem::path file_;
};

}  // namespace fieldfare::storage
