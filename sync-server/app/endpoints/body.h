#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include <google/protobuf/message_lite.h>

#include "sync-server/http/exchange.h"
#include "sync-server/http/fault_response.h"

namespace fieldfare::server::app {

/// After which a client that was refused because the queue is full may come again.
inline constexpr std::chrono::seconds busyPause{2};

/// A request that is refused with a status of its own.
class Refused final : public std::exception {
  public:
    explicit Refused(http::Response response) : response_{std::move(response)} {}
    [[nodiscard]] const http::Response& response() const { return response_; }

  private:
    http::Response response_;
};

/// Throws Refused: 415 unless the body is of this type.
void requireType(const http::Request& request, std::string_view type);

/// Throws FaultError TOO_LARGE for a body of more than `limit` bytes.
void requireSize(const http::Request& request, std::size_t limit);

/// The body as it was before its Content-Encoding, zstd or none. Throws Refused: 415 for another encoding;
/// FaultError UNREADABLE when it is not what it says, or opens to more than `limit` bytes.
[[nodiscard]] std::string plainBody(const http::Request& request, std::size_t limit);

/// Throws FaultError UNREADABLE when the body is no such message.
void parseBody(const http::Request& request, google::protobuf::MessageLite& message);

/// The protobuf body as a message; throws as the three above.
template <typename Message>
[[nodiscard]] Message messageIn(const http::Request& request, std::size_t limit) {
    requireType(request, http::protobufType);
    requireSize(request, limit);
    Message message;
    parseBody(request, message);
    return message;
}

/// True if the client takes zstd.
[[nodiscard]] bool acceptsZstd(std::string_view acceptEncoding);

/// 200 with these protobuf bytes, compressed where the client takes it and it is worth it.
[[nodiscard]] http::Response protobufResponse(const http::Request& request, std::string bytes);

}  // namespace fieldfare::server::app
