#include "shared/storage/content_folder.h"

#include <cerrno>
#include <stdexcept>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

#include "shared/base/hex.h"
#include "shared/storage/file_trouble.h"

namespace fieldfare::storage {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t folderDigits = 2;

}  // namespace

std::string ContentFolder::relativePath(std::string_view sha256) {
    if (sha256.size() != hashBytes)
        throw std::invalid_argument{"not the 32 bytes of a SHA-256"};
    const auto digits = base::toHex(sha256);
    return digits.substr(0, folderDigits) + '/' + digits.substr(folderDigits);
}

fs::path ContentFolder::path(std::string_view sha256) const {
    return folder_ / relativePath(sha256);
}

bool ContentFolder::has(std::string_view sha256) const {
    std::error_code error;
    return sha256.size() == hashBytes && fs::is_regular_file(path(sha256), error);
}

void ContentFolder::adopt(const GrowingFile& file, std::string_view sha256) const {
    const auto to = path(sha256);
    const bool isNew = !fs::exists(to.parent_path());
    makeFolder(to.parent_path());
    // The same content may be there already: it is replaced by itself.
    if (::rename(file.path().c_str(), to.c_str()) != 0)
        throwFileTrouble(to, errno);
    syncFolder(to.parent_path());
    if (isNew)
        syncFolder(folder_);
}

void ContentFolder::remove(std::string_view sha256) const {
    std::error_code error;
    fs::remove(path(sha256), error);
    if (error)
        throwFileTrouble(path(sha256), error.value());
}

void ContentFolder::forEach(const std::function<void(const std::string& sha256)>& each) const {
    std::error_code error;
    for (fs::directory_iterator above{folder_, error}, end; above != end; above.increment(error)) {
        const auto first = above->path().filename().string();
        if (first.size() != folderDigits)
            continue;
        std::error_code inner;
        for (fs::directory_iterator at{above->path(), inner}; at != end; at.increment(inner))
            if (const auto hash = base::fromHex(first + at->path().filename().string());
                hash && hash->size() == hashBytes)
                each(*hash);
    }
}

void makeFolder(const fs::path& folder) {
    if (fs::is_directory(folder))
        return;
    if (folder.has_parent_path())
        makeFolder(folder.parent_path());
    std::error_code error;
    if (fs::create_directory(folder, error))
        fs::permissions(folder, fs::perms::owner_all, error);
    if (error)
        throwFileTrouble(folder, error.value());
}

void syncFolder(const fs::path& folder) {
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        throwFileTrouble(folder, errno);
    const bool synced = ::fsync(descriptor) == 0;
    const int error = errno;
    ::close(descriptor);
    if (!synced)
        throwFileTrouble(folder, error);
}

}  // namespace fieldfare::storage
