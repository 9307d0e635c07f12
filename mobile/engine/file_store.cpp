#include "mobile/engine/file_store.h"

#include <atomic>
#include <chrono>
#include <fstream>
#include <limits>
#include <system_error>
#include <vector>

#include <unistd.h>

#include "fieldfare/field_work.pb.h"
#include "shared/base/hash.h"
#include "shared/base/hex.h"
#include "shared/base/sha256.h"
#include "shared/schema/fault.h"
#include "shared/schema/schema.h"
#include "shared/storage/file_trouble.h"

namespace fieldfare::engine {

namespace fs = std::filesystem;
using schema::FaultError;
using storage::GrowingFile;

namespace {

constexpr std::size_t copiedAtOnce = std::size_t{1024} * 1024;

fs::path folderOf(const fs::path& store) {
    return store.string() + ".files";
}

void requireSize(std::int64_t size) {
    if (size == 0)
        throw FaultError{v1::INVALID, "the file is empty", "size", 1};
    if (size > FileStore::maxBytes())
        throw FaultError{v1::TOO_LARGE, "the file is too large", "size", FileStore::maxBytes()};
}

/// A file on its way in, gone again unless it was adopted.
class Incoming {
  public:
    explicit Incoming(GrowingFile file) : file_{std::move(file)} {}
    Incoming(const Incoming&) = delete;
    Incoming& operator=(const Incoming&) = delete;
    ~Incoming() {
        std::error_code error;
        fs::remove(file_.path(), error);
    }
    [[nodiscard]] GrowingFile& file() { return file_; }

  private:
    GrowingFile file_;
};

/// True if it need not be put again; from now on it counts as put just now.
bool isThere(const storage::ContentFolder& content, const std::string& sha256) {
    std::error_code error;
    fs::last_write_time(content.path(sha256), fs::file_time_type::clock::now(), error);
    return !error && content.has(sha256);
}

std::int64_t changedAt(const fs::path& file) {
    std::error_code error;
    const auto time = fs::last_write_time(file, error);
    if (error)
        return std::numeric_limits<std::int64_t>::max();
    const auto system = std::chrono::file_clock::to_sys(time);
    return std::chrono::duration_cast<std::chrono::milliseconds>(system.time_since_epoch()).count();
}

}  // namespace

std::int64_t FileStore::maxBytes() {
    return schema::Schema::of<v1::File>().field(v1::File::kSizeFieldNumber)->policy().at_most();
}

FileStore::FileStore(const fs::path& store) : folder_{folderOf(store)}, content_{folder_} {}

GrowingFile FileStore::fresh() const {
    static std::atomic<unsigned> number = 0;
    storage::makeFolder(folder_ / "new");
    return GrowingFile{folder_ / "new" / (std::to_string(::getpid()) + '-' + std::to_string(++number))};
}

FileContent FileStore::put(std::string_view bytes) {
    const FileContent content{base::sha256(bytes), static_cast<std::int64_t>(bytes.size())};
    requireSize(content.size);
    if (isThere(content_, content.sha256))
        return content;
    Incoming incoming{fresh()};
    incoming.file().append(bytes);
    content_.adopt(incoming.file(), content.sha256);
    return content;
}

FileContent FileStore::putFile(const fs::path& file) {
    std::error_code error;
    if (!fs::is_regular_file(file, error))
        throw FaultError{v1::NOT_FOUND, "there is no file " + file.string(), "path"};
    std::ifstream in{file, std::ios::binary};
    if (!in)
        throw FaultError{v1::NOT_FOUND, file.string() + " cannot be read", "path"};
    requireSize(static_cast<std::int64_t>(fs::file_size(file)));
    Incoming incoming{fresh()};
    base::Sha256 hash;
    FileContent content;
    std::string piece(copiedAtOnce, '\0');
    while (in.read(piece.data(), static_cast<std::streamsize>(piece.size())), in.gcount() > 0) {
        const std::string_view got{piece.data(), static_cast<std::size_t>(in.gcount())};
        content.size += in.gcount();
        requireSize(content.size);
        hash.add(got);
        incoming.file().append(got);
    }
    if (in.bad())
        throw FaultError{v1::NOT_FOUND, file.string() + " cannot be read to its end", "path"};
    requireSize(content.size);
    content.sha256 = hash.finish();
    if (!isThere(content_, content.sha256))
        content_.adopt(incoming.file(), content.sha256);
    return content;
}

std::optional<fs::path> FileStore::path(std::string_view sha256) const {
    return has(sha256) ? std::optional{content_.path(sha256)} : std::nullopt;
}

bool FileStore::has(std::string_view sha256) const {
    return content_.has(sha256);
}

GrowingFile FileStore::arriving(std::string_view sha256) const {
    storage::makeFolder(folder_ / "arriving");
    return GrowingFile{folder_ / "arriving" / base::toHex(sha256)};
}

bool FileStore::arrived(std::string_view sha256) {
    const auto file = arriving(sha256);
    if (file.sha256() != sha256) {
        file.remove();
        return false;
    }
    content_.adopt(file, sha256);
    return true;
}

void FileStore::remove(std::string_view sha256) {
    if (sha256.size() != storage::ContentFolder::hashBytes || !fs::exists(folder_))
        return;
    content_.remove(sha256);
    arriving(sha256).remove();
}

void FileStore::removeUnknown(std::int64_t before,
                              const std::function<bool(const std::string& sha256)>& isKept) {
    std::vector<std::string> unknown;
    content_.forEach([&](const std::string& sha256) {
        if (changedAt(content_.path(sha256)) < before && !isKept(sha256))
            unknown.push_back(sha256);
    });
    for (const auto& sha256 : unknown)
        content_.remove(sha256);
    for (const auto* below : {"new", "arriving"}) {
        std::error_code error;
        for (fs::directory_iterator at{folder_ / below, error}, end; at != end; at.increment(error))
            if (changedAt(at->path()) < before)
                fs::remove(at->path(), error);
    }
}

void FileStore::wipe(const fs::path& store) {
    std::error_code error;
    fs::remove_all(folderOf(store), error);
    if (error)
        storage::throwFileTrouble(folderOf(store), error.value());
}

}  // namespace fieldfare::engine
