#pragma once

#include <chrono>
#include <filesystem>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace fieldfare::server::http {

/// The secret by which the listener knows its edge: 64 hexadecimal digits in the file `edge-secret` of the
/// data directory, mode 0600, and while a rotation lasts the one before in `edge-secret.previous`. Both are
/// accepted. Thread-safe.
class EdgeSecrets {
  public:
    /// Reads what is there; throws std::runtime_error when there is no current secret, when it is malformed
    /// or when others may read it.
    /// `rereadPause`: how often accepts() looks at the files again.
    explicit EdgeSecrets(std::filesystem::path directory,
                         std::chrono::milliseconds rereadPause = std::chrono::seconds{1});

    /// Compares in constant time. Looks at the files again from time to time, so that a running server
    /// notices the beginning and the end of a rotation.
    [[nodiscard]] bool accepts(std::string_view presented);

    /// What the edge has to send.
    [[nodiscard]] std::string current() const;

    /// Makes the current secret unless there is one. Safe against another process that does the same.
    static void make(const std::filesystem::path& directory);
    /// Makes a new current secret and keeps the present one as the previous.
    static void rotate(const std::filesystem::path& directory);
    /// Ends a rotation: from now on only the current secret counts.
    static void forgetPrevious(const std::filesystem::path& directory);

  private:
    [[nodiscard]] std::vector<std::string> read() const;
    [[nodiscard]] bool matches(std::string_view presented) const;

    const std::filesystem::path directory_;
    const std::chrono::milliseconds rereadPause_;
    mutable std::mutex mutex_;
    std::vector<std::string> secrets_;  // the current one first
    std::chrono::steady_clock::time_point readAt_;
};

}  // namespace fieldfare::server::http
