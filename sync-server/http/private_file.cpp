#include "sync-server/http/private_file.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <stdexcept>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace fieldfare::server::http {

namespace {

[[noreturn]] void fail(const std::string& doing, const std::filesystem::path& path, int error) {
    throw std::runtime_error{"cannot " + doing + " " + path.string() + ": " + std::strerror(error)};
}

class Descriptor {
  public:
    explicit Descriptor(int number) : number_{number} {}
    ~Descriptor() {
        if (number_ >= 0)
            ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int number() const { return number_; }

  private:
    int number_;
};

std::filesystem::path folderOf(const std::filesystem::path& path) {
    const auto parent = path.parent_path();
    return parent.empty() ? std::filesystem::path{"."} : parent;
}

void giveToOwnerOfFolder(const std::filesystem::path& path) {
    if (::geteuid() != 0)
        return;
    struct stat above {};
    if (::stat(folderOf(path).c_str(), &above) != 0)
        fail("look at the folder of", path, errno);
    if (above.st_uid != 0 && ::lchown(path.c_str(), above.st_uid, above.st_gid) != 0)
        fail("change the owner of", path, errno);
}

void syncFolder(const std::filesystem::path& file) {
    const Descriptor folder{::open(folderOf(file).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (folder.number() < 0 || ::fsync(folder.number()) != 0)
        fail("make durable", folderOf(file), errno);
}

/// Writes `content` beside `file` under a name of its own and returns that name.
std::string writeBeside(const std::filesystem::path& file, std::string_view content) {
    std::string name = file.string() + ".XXXXXX";
    const Descriptor out{::mkostemp(name.data(), O_CLOEXEC)};  // mode 0600
    if (out.number() < 0)
        fail("write", file, errno);
    while (!content.empty()) {
        const auto written = ::write(out.number(), content.data(), content.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0) {
            const int error = errno;
            ::unlink(name.c_str());
            fail("write", file, error);
        }
        content.remove_prefix(static_cast<std::size_t>(written));
    }
    if (::fsync(out.number()) != 0) {
        const int error = errno;
        ::unlink(name.c_str());
        fail("write", file, error);
    }
    giveToOwnerOfFolder(name);
    return name;
}

}  // namespace

std::optional<std::string> readPrivateFile(const std::filesystem::path& file) {
    const Descriptor in{::open(file.c_str(), O_RDONLY | O_CLOEXEC)};
    if (in.number() < 0) {
        if (errno == ENOENT)
            return std::nullopt;
        fail("read", file, errno);
    }
    struct stat state {};
    if (::fstat(in.number(), &state) != 0)
        fail("read", file, errno);
    if ((state.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        throw std::runtime_error{"others than its owner may use " + file.string() +
                                 "; its mode must be 0600"};
    std::string content;
    std::array<char, 4096> part{};
    for (;;) {
        const auto read = ::read(in.number(), part.data(), part.size());
        if (read < 0 && errno == EINTR)
            continue;
        if (read < 0)
            fail("read", file, errno);
        if (read == 0)
            return content;
        content.append(part.data(), static_cast<std::size_t>(read));
    }
}

void writePrivateFile(const std::filesystem::path& file, std::string_view content) {
    const auto beside = writeBeside(file, content);
    if (::rename(beside.c_str(), file.c_str()) != 0) {
        const int error = errno;
        ::unlink(beside.c_str());
        fail("replace", file, error);
    }
    syncFolder(file);
}

bool createPrivateFile(const std::filesystem::path& file, std::string_view content) {
    const auto beside = writeBeside(file, content);
    const bool made = ::link(beside.c_str(), file.c_str()) == 0;
    const int error = errno;
    ::unlink(beside.c_str());
    if (!made && error != EEXIST)
        fail("make", file, error);
    if (made)
        syncFolder(file);
    return made;
}

void makePrivateFolder(const std::filesystem::path& folder) {
    if (::mkdir(folder.c_str(), S_IRWXU) != 0) {
        if (errno == EEXIST && std::filesystem::is_directory(folder))
            return;
        fail("make the folder", folder, errno);
    }
    giveToOwnerOfFolder(folder);
}

}  // namespace fieldfare::server::http
