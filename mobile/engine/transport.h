#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace fieldfare::engine {

/// Part of a file.
struct ByteRange {
    std::int64_t first = 0;  ///< offset
    std::int64_t count = 0;  ///< at least 1
};

/// One request to the server: a POST of protobuf bytes.
struct Call {
    std::string path;   ///< "/v1/sync"
    std::string body;   ///< as it goes out, not compressed
    std::string token;  ///< bearer token; empty: none yet
    /// How long the server may take before it begins to answer; a waiting sync takes its wait longer.
    std::chrono::milliseconds timeout{30'000};
    /// Only this of the answer is wanted: status 206, or 200 with all of it.
    std::optional<ByteRange> range;
};

/// What came back.
struct Answer {
    int status = 0;               ///< HTTP status; 0: no connection, or it broke before the whole answer came
    std::string body;             ///< as it came; see contentEncoding
    std::string contentEncoding;  ///< "zstd", or empty
    std::optional<std::chrono::milliseconds> retryAfter;  ///< of the header, where there was one
    std::string networkError;                             ///< for people and logs, when status is 0
    /// The server showed a key that is none of the pinned ones, so nothing was sent. Status is 0. Somebody
    /// has to look; trying again does not help.
    bool foreignKey = false;
};

/// How the engine reaches its server: Qt Network in the app, a direct call in tests. It asks for zstd
/// ("Accept-Encoding: zstd"), follows no redirects and checks the server's pinned key.
class Transport {
  public:
    virtual ~Transport() = default;

    /// Blocks until there is an answer or it gave up. Called on the engine's thread; never throws.
    [[nodiscard]] virtual Answer exchange(const Call& call) = 0;
};

}  // namespace fieldfare::engine
