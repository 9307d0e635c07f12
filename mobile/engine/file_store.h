#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "shared/storage/content_folder.h"

namespace fieldfare::engine {

/// What File records say of their bytes.
struct FileContent {
    std::string sha256;     ///< 32 raw bytes
    std::int64_t size = 0;  ///< bytes
};

/// The bytes of a person's photos and documents on this device, by their SHA-256, in a folder beside the
/// store (STORE.files). Keeps nothing in memory: any thread may use it, a form that shows thumbnails as well
/// as the engine. Throws storage::StorageError (Full, say), and then nothing was put.
///
/// Bytes are put before the File record that names them is made. From then on FileQueue keeps them until they
/// are at the server and removes them when the last record that names them has left the device.
class FileStore {
  public:
    /// The largest file that may be put, and sent: the limit that the schema states for File.size, bytes.
    [[nodiscard]] static std::int64_t maxBytes();

    /// `store`: the file of the LocalStore; the folder is made with the first bytes.
    explicit FileStore(const std::filesystem::path& store);

    /// Copies the bytes in; durable once it returns. The same bytes again are kept once. Throws FaultError
    /// INVALID for no bytes at all, TOO_LARGE for too many.
    FileContent put(std::string_view bytes);
    /// The same with a file, read in pieces. FaultError NOT_FOUND when it cannot be read.
    FileContent putFile(const std::filesystem::path& file);

    /// The file with these bytes, to be opened for reading only; none when they are not here.
    [[nodiscard]] std::optional<std::filesystem::path> path(std::string_view sha256) const;
    [[nodiscard]] bool has(std::string_view sha256) const;

    /// What has come so far of a file that is being fetched.
    [[nodiscard]] storage::GrowingFile arriving(std::string_view sha256) const;
    /// What has come is all: it is kept if it has the hash. False, and gone, if it has not.
    bool arrived(std::string_view sha256);

    /// Forgets the bytes, and what has come of them; nothing when they are not here.
    void remove(std::string_view sha256);
    /// Removes what was put, or began to come, before `before`, epoch ms, and that `isKept` does not know:
    /// photos of a form that was never saved.
    void removeUnknown(std::int64_t before, const std::function<bool(const std::string& sha256)>& isKept);

    /// Removes the folder of a store that is being wiped.
    static void wipe(const std::filesystem::path& store);

  private:
    /// A file to write into before the hash is known; another one for every call.
    [[nodiscard]] storage::GrowingFile fresh() const;

    std::filesystem::path folder_;
    storage::ContentFolder content_;
};

}  // namespace fieldfare::engine
