#pragma once

#include <filesystem>
#include <string_view>

namespace fieldfare::storage {

/// A file that is open by number. Throws StorageError as throwFileTrouble(), with the file's name.
class Descriptor {
  public:
    /// `flags` as of open(2); a file that is made is its owner's alone.
    Descriptor(std::filesystem::path file, int flags);
    ~Descriptor();
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    operator int() const { return number_; }

    /// All of it.
    void write(std::string_view bytes) const;
    /// Returns once the disk has what was written.
    void sync() const;

  private:
    std::filesystem::path file_;
    int number_;
};

}  // namespace fieldfare::storage
