#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "mobile/engine/editing.h"
#include "mobile/engine/file_store.h"

namespace fieldfare::engine {

/// Photos and documents put to records. The engine's thread only; the faults are those of FileStore::put()
/// and of Editing.
class Attachments {
  public:
    explicit Attachments(Editing& editing) : editing_{editing} {}

    /// Makes a File record, below the record `parent`, of bytes that were put into the store's FileStore; a
    /// parent that lists its files, as a visit does, lists this one too. Gives its id. `mediaType`: IANA.
    /// Nothing is sent yet; it is shown at once.
    std::string attach(std::string_view parent, const FileContent& content, const std::string& name,
                       const std::string& mediaType);
    /// The same of a file, whose name it gets.
    std::string attachFile(std::string_view parent, const std::filesystem::path& file,
                           const std::string& mediaType);

  private:
    Editing& editing_;
};

}  // namespace fieldfare::engine
