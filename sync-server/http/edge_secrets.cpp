#include "sync-server/http/edge_secrets.h"

#include <stdexcept>

#include <spdlog/spdlog.h>

#include "shared/base/hash.h"
#include "shared/base/hex.h"
#include "shared/base/random.h"
#include "sync-server/http/private_file.h"

namespace fieldfare::server::http {

namespace {

constexpr std::size_t secretBytes = 32;

std::filesystem::path currentFile(const std::filesystem::path& directory) {
    return directory / "edge-secret";
}
std::filesystem::path previousFile(const std::filesystem::path& directory) {
    return directory / "edge-secret.previous";
}

std::string newSecret() {
    base::SystemRandom random;
    return base::toHex(random.bytes(secretBytes)) + "\n";
}

std::string checked(std::string content, const std::filesystem::path& file) {
    while (!content.empty() && (content.back() == '\n' || content.back() == '\r'))
        content.pop_back();
    const auto bytes = base::fromHex(content);
    if (!bytes || bytes->size() != secretBytes)
        throw std::runtime_error{file.string() + " is not an edge secret of 64 hexadecimal digits"};
    return content;
}

}  // namespace

EdgeSecrets::EdgeSecrets(std::filesystem::path directory, std::chrono::milliseconds rereadPause)
    : directory_{std::move(directory)},
      rereadPause_{rereadPause},
      secrets_{read()},
      readAt_{std::chrono::steady_clock::now()} {}

bool EdgeSecrets::accepts(std::string_view presented) {
    const std::lock_guard lock{mutex_};
    const auto now = std::chrono::steady_clock::now();
    if (now - readAt_ >= rereadPause_) {
        readAt_ = now;
        try {
            secrets_ = read();
        } catch (const std::exception& error) {
            // Half-way through somebody's repair: those known before stay valid.
            spdlog::error("the edge's secret cannot be read again: {}", error.what());
        }
    }
    return matches(presented);
}

std::string EdgeSecrets::current() const {
    const std::lock_guard lock{mutex_};
    return secrets_.front();
}

void EdgeSecrets::make(const std::filesystem::path& directory) {
    if (!std::filesystem::exists(currentFile(directory)))
        createPrivateFile(currentFile(directory), newSecret());
}

void EdgeSecrets::rotate(const std::filesystem::path& directory) {
    const auto present = readPrivateFile(currentFile(directory));
    if (present)
        writePrivateFile(previousFile(directory), *present);
    writePrivateFile(currentFile(directory), newSecret());
}

void EdgeSecrets::forgetPrevious(const std::filesystem::path& directory) {
    std::filesystem::remove(previousFile(directory));
}

std::vector<std::string> EdgeSecrets::read() const {
    std::vector<std::string> secrets;
    auto current = readPrivateFile(currentFile(directory_));
    if (!current)
        throw std::runtime_error{"there is no edge secret: " + currentFile(directory_).string()};
    secrets.push_back(checked(std::move(*current), currentFile(directory_)));
    if (auto previous = readPrivateFile(previousFile(directory_)))
        secrets.push_back(checked(std::move(*previous), previousFile(directory_)));
    return secrets;
}

bool EdgeSecrets::matches(std::string_view presented) const {
    bool found = false;
    for (const auto& secret : secrets_) {
        const bool equal = base::equalSecrets(secret, presented);
        found = found || equal;
    }
    return found;
}

}  // namespace fieldfare::server::http
